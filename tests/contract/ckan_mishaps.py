"""What happens to a dataset in a CKAN that several people edit: each changes one thing, and returns its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from builders.selection import takes_every_case
from contract.ckan_office import Office

Mishap = Callable[[Office], str]


def retitled(office: Office) -> str:
    """Somebody writes another title."""
    office.server.editor.call("package_patch", id=office.name, title="別の題名")
    return "current"


def hidden(office: Office) -> str:
    """Somebody makes the dataset private."""
    office.server.editor.call("package_patch", id=office.name, private=True)
    return "current"


def deleted(office: Office) -> str:
    """Somebody deletes the dataset."""
    office.server.editor.call("package_delete", id=office.name)
    return "current"


def renamed(office: Office) -> str:
    """Somebody gives the dataset another name."""
    office.server.editor.call("package_patch", id=office.name, name=f"{office.name}-mine")
    return "current"


def without_a_file(office: Office) -> str:
    """Somebody deletes a resource."""
    office.server.editor.call("resource_delete", id=office.resource("codes.csv")["id"])
    return "current/codes.csv"


def with_a_link_elsewhere(office: Office) -> str:
    """Somebody points a stable address at another file."""
    identifier = office.resource("codes.csv")["id"]
    office.server.editor.call("resource_patch", id=identifier, url="https://example.com/codes.csv")
    return "current/codes.csv"


def with_another_row(office: Office) -> str:
    """Somebody changes a row of a table."""
    record = {"fiscal_year": 2023, "item_no": "1", "achievement_status": "not_achieved"}
    identifier = office.resource("progress.csv")["id"]
    office.server.editor.call(
        "datastore_upsert", resource_id=identifier, force=True, method="upsert", records=[record]
    )
    return "current/progress.csv/rows"


def without_a_table(office: Office) -> str:
    """Somebody drops a table."""
    office.server.editor.call(
        "datastore_delete", resource_id=office.resource("progress.csv")["id"], force=True
    )
    return "current/progress.csv/rows"


def without_an_archived_file(office: Office) -> str:
    """Somebody deletes an archived file."""
    archived = office.listing(f"{office.name}-releases-2026")["resources"]
    office.server.editor.call("resource_delete", id=archived[1]["id"])
    return "archive-2026/2026-11-23/codes.csv"


def with_a_file_over_the_link(office: Office) -> str:
    """Somebody uploads a file of their own over a current resource, as CKAN's own form does it."""
    office.upload_over(office.resource("codes.csv")["id"], "codes.csv", b"code\r\n")
    return "current/codes.csv"


def with_a_file_of_another_name(office: Office) -> str:
    """The file that somebody uploads over a current resource has a name of its own."""
    office.upload_over(office.resource("datapackage.json")["id"], "another.json", b"{}")
    return "current/datapackage.json"


def with_a_link_in_the_archive(office: Office) -> str:
    """Somebody makes a link of an archived file."""
    archived = office.archived("codes.csv")
    office.server.editor.call("resource_patch", id=archived["id"], url="https://example.com/x", url_type="")
    return "archive-2026/2026-11-23/codes.csv"


def with_another_file_in_the_archive(office: Office) -> str:
    """Somebody uploads another file over an archived one, as long as that and of the same name: CKAN's size stays."""
    content = office.tree.publication().content("2026-11-23", "progress.csv").replace(b"2023", b"2033")
    office.upload_over(office.archived("progress.csv")["id"], "progress.csv", content)
    return "archive-2026/2026-11-23/progress.csv"


def with_a_file_of_another_name_in_the_archive(office: Office) -> str:
    """The file that somebody uploads over an archived one has a name of its own."""
    office.upload_over(office.archived("progress.csv")["id"], "mine.csv", b"x\r\n")
    return "archive-2026/2026-11-23/progress.csv"


def with_other_words_of_the_bytes(office: Office) -> str:
    """Somebody says of a current resource that it has another hash, size, format and media type."""
    said = {"hash": "0" * 64, "size": 1, "format": "PDF", "mimetype": "application/pdf"}
    office.server.editor.call("resource_patch", id=office.resource("codes.csv")["id"], **said)
    return "current/codes.csv"


def with_a_hidden_archive(office: Office) -> str:
    """Somebody hides the archive that the current links lead to."""
    office.server.editor.call("package_patch", id=f"{office.name}-releases-2026", private=True)
    return "archive-2026"


def without_the_archive(office: Office) -> str:
    """Somebody deletes the archive."""
    office.server.editor.call("package_delete", id=f"{office.name}-releases-2026")
    return "archive-2026"


def without_anything(office: Office) -> str:
    """An administrator purges both datasets."""
    office.server.purge(office.name)
    return "current"


TOGETHER = (
    (retitled,),
    (hidden,),
    (deleted,),
    (renamed,),
    (without_a_file, with_another_row),
    (with_another_file_in_the_archive,),
    (with_a_link_elsewhere, without_a_table, with_a_link_in_the_archive),
    (with_a_file_over_the_link, with_a_file_of_another_name, with_a_file_of_another_name_in_the_archive),
    (with_other_words_of_the_bytes, without_an_archived_file),
    (with_a_hidden_archive,),
    (without_the_archive,),
    (without_anything,),
)
"""Every mishap: alone where it is of a whole dataset, else together with those of other things, as they come in life."""

_ON_THE_OLDEST = {"hidden", "without_a_file", "with_another_file_in_the_archive"}
"""One of a dataset; and one each of a link, of a table and of an archived file."""


def also_on_the_oldest(cases: Iterable[Sequence[Mishap]]) -> list[Any]:
    """Return cases, of which a few are tried on the oldest CKAN as well; every mishap alone where all cases are wanted."""
    if takes_every_case():
        cases = [(one,) for together in cases for one in together]
    return [
        pytest.param(
            together,
            marks=[pytest.mark.oldest_ckan] if together[0].__name__ in _ON_THE_OLDEST else [],
            id="+".join(one.__name__ for one in together),
        )
        for together in cases
    ]
