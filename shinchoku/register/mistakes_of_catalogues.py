"""What the settings of catalogues must be: to each other, and in themselves beyond their types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from shinchoku.register.catalogues import (
    BucketCatalogue,
    Catalogue,
    CkanCatalogue,
    DirectoryCatalogue,
    Layout,
    ManualCatalogue,
)
from shinchoku.register.mistake import PlanMistake, mistake_at, repeated
from shinchoku.register.plan import Plan

_WEB = ("http://", "https://")


def catalogues_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """Names are unique, and every address is one."""
    for name in repeated(one.name for one in plan.catalogues):
        yield mistake_at(
            "catalogues",
            f"カタログ「{name}」が重複しています。",
            f"the catalogue {name!r} is there more than once.",
        )
    for n, one in enumerate(plan.catalogues):
        yield from _own(f"catalogues[{n}]（{one.name}）", one)


def _own(at: str, one: Catalogue) -> Iterator[PlanMistake]:
    """Yield what is wrong with one catalogue in itself."""
    match one:
        case CkanCatalogue():
            yield from _web(f"{at}.url", one.url)
            yield from _ckan(at, one)
        case ManualCatalogue():
            yield from _web(f"{at}.form_url", one.form_url)
            yield from _web(f"{at}.file_url", one.file_url)
            if "{file}" not in one.file_url:
                yield mistake_at(
                    f"{at}.file_url",
                    "ファイル名の入る場所を {file} と書いてください。",
                    "write {file} where the file's name goes.",
                )
        case BucketCatalogue():
            if one.public_url:
                yield from _web(f"{at}.public_url", one.public_url)
        case DirectoryCatalogue():
            pass
        case unknown:
            assert_never(unknown)


def _ckan(at: str, one: CkanCatalogue) -> Iterator[PlanMistake]:
    """Yield what is wrong with the layout of a CKAN."""
    has_tables_alone = one.layout is Layout.DATASTORE
    if one.layout is Layout.LINKS or (has_tables_alone and one.files_url):
        yield from _web(f"{at}.files_url", one.files_url)
    if has_tables_alone and not one.datastore:
        yield mistake_at(
            f"{at}.datastore",
            'layout = "datastore" では表だけを公開します。datastore = false を消すか、別の layout にしてください。',
            'layout = "datastore" publishes tables alone: remove datastore = false, or choose another layout.',
        )


def _web(key: str, address: str) -> Iterator[PlanMistake]:
    """Yield a mistake if a text is no web address, or holds a login."""
    if not address.startswith(_WEB) or "@" in address.partition("//")[2].partition("/")[0]:
        yield mistake_at(
            key,
            "https:// で始まるアドレスを、ログイン情報を含めずに書いてください。",
            "write an address that begins with https:// and holds no login.",
        )
