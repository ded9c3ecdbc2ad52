"""The catalogues that are told of every release: the `catalogues` section of the plan file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas.codes import CodeList
from shinchoku.register.entry import Entry, Key, Text


class Drift(CodeList):
    """What the night does with what somebody changed in the catalogue itself."""

    REPAIR = "repair", "元に戻す", "Put it right"
    LEAVE = "leave", "そのままにする", "Leave it, and say so every night"


class Layout(CodeList):
    """How releases lie in CKAN."""

    ARCHIVE = "archive", "現行＋年ごとの保存用データセット", "A current dataset, and an archive for each year"
    SINGLE = "single", "データセット1つ（最新版のみ）", "One dataset with the newest release alone"
    LINKS = "links", "データセット1つ（ファイルは市のサイト）", "One dataset that links to files elsewhere"
    DATASTORE = (
        "datastore",
        "データセット1つ（DataStoreの表のみ）",
        "One dataset of DataStore tables, no files",
    )


class Formats(CodeList):
    """How ckanext-dcat is told of which kind a file is."""

    ADDRESSES = "addresses", "URI（DCAT-APに適合）", "As addresses, as DCAT-AP asks"
    WORDS = "words", "名前（CSVなど）", "In words, such as CSV"


class _Every(Entry):
    """What every catalogue says of itself."""

    name: Key
    """Name of the catalogue, for `--catalogue` and in every message; part of its stable addresses, so never changed."""
    test: bool = False
    """Whether this is a catalogue to try things in. A plan with illustrative content is refused by every other."""
    nightly: bool = True
    """Whether the night tells it; if not, only `publish --catalogue NAME` does."""
    drift: Drift = Drift.REPAIR
    """What the night does with what somebody changed in the catalogue itself."""


class DirectoryCatalogue(_Every):
    """A folder with every version, and `latest` as a link that is switched in one step."""

    kind: Literal["directory"]
    """`directory`."""
    path: Text
    """The folder, on a disk of this machine."""


class BucketCatalogue(_Every):
    """A static bucket or share: any fsspec address, its newest pointer written last."""

    kind: Literal["bucket"]
    """`bucket`."""
    url: Text
    """The fsspec address of the folder that the dataset lies in."""
    public_url: str = ""
    """The web address that the public reads the same folder at; with it the pointer is a data package too."""


class ManualCatalogue(_Every):
    """A catalogue with only a web form: a sheet says what to paste where, then what was posted is verified."""

    kind: Literal["manual"]
    """`manual`."""
    form_url: Text
    """The address of the web form, as people open it."""
    file_url: Text
    """The public address of a posted file, with `{file}` for its name."""
    fields: dict[Text, Text] = Field(default_factory=dict)
    """The form's own labels, in its order, and the fact that each takes; all facts if this is empty."""


class CkanCatalogue(_Every):
    """A CKAN of 2.9 or later."""

    kind: Literal["ckan"]
    """`ckan`."""
    url: Text
    """The address of the site."""
    organization: Key
    """Name of the organisation that owns the datasets."""
    dataset: Annotated[str, Field(pattern=r"^(|[a-z0-9_-]{2,80})$")] = ""
    """Name of the current dataset; `<municipality code>-<publication.dataset>` if empty."""
    layout: Layout = Layout.ARCHIVE
    """How releases lie there."""
    files_url: str = ""
    """For `links`, and for what is no table in `datastore`: the public address of the folder that holds the dataset's `releases`."""
    adopt: bool = False
    """Whether an existing dataset of that name may be taken over; else it is refused, so that a slip of the name costs nothing."""
    groups: tuple[Key, ...] = ()
    """Names of the groups that the current dataset belongs to."""
    author: str = ""
    """The department that answers for the data; the publisher if empty."""
    author_email: str = ""
    """Its address."""
    maintainer: str = ""
    """Who keeps the data; the author if empty."""
    maintainer_email: str = ""
    """Their address."""
    page_url: str = ""
    """The city's own page about the plan."""
    themes: tuple[Annotated[str, Field(pattern=r"^([A-Z]{4}|OP_DATPRO|https?://\S+)$")], ...] = ("GOVE",)
    """For ckanext-dcat: what the data are about, as codes of the EU's list of data themes (GOVE: government) or addresses."""
    formats: Formats = Formats.ADDRESSES
    """For ckanext-dcat: how formats and media types are told. As addresses its DCAT conforms to DCAT-AP, but CKAN's list and filter of formats show them, too."""
    fields: dict[Text, str] = Field(default_factory=dict)
    """More fields of the dataset: the name of each and the fact that it takes, beside or instead of the usual ones.

    An empty name of a fact leaves the field out. A text that begins with `=` stands for itself:
    `fields = { "theme" = "=http://…" }`; several of them are divided by `;`. Where the server has a form of its
    own (ckanext-scheming), names are the form's: `contact.name` is a part of an item, `resources.availability`
    a field of every file, and for a field of another shape the text is JSON.
    """
    datastore: bool = True
    """Whether the tables are kept in the DataStore, if the server has one; the layout `datastore` needs it."""
    token_env: str = "SHINCHOKU_CKAN_TOKEN"  # noqa: S105 -- the name of a variable
    """The environment variable that holds the API token."""
    token_file: str = ""
    """A file that holds it instead, closed to others."""
    token_block: str = ""
    """A Prefect Secret block that holds it instead."""
    insecure_http: bool = False
    """Whether the token may travel unencrypted to a machine that is not this one."""
    ca_file: str = ""
    """Certificates of a private authority to trust."""
    proxy: str = ""
    """Address of a proxy; `HTTPS_PROXY` of the environment holds if this is empty."""
    timeout_seconds: Annotated[int, Field(ge=1, le=3600)] = 60
    """How long one request may take."""
    requests_per_second: Annotated[int, Field(ge=1, le=1000)] = 20
    """How many requests it is sent at most."""


Catalogue = Annotated[
    DirectoryCatalogue | BucketCatalogue | ManualCatalogue | CkanCatalogue, Field(discriminator="kind")
]
"""Any of them, told apart by `kind`."""
