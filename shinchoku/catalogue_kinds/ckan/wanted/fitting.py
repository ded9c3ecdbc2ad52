"""Which layout fits a CKAN, by what it serves to anybody: files, rows, both, or neither (ADR 0044)."""

from dataclasses import dataclass
from typing import Final

from shinchoku.bilingual import Bilingual, joined
from shinchoku.catalogue_kinds.ckan.settings import CkanLayout

NO_ANSWER: Final = 0
"""Stands for the status of a request that had no answer."""
_REFUSALS = 400


@dataclass(frozen=True, slots=True)
class Served:
    """The HTTP status that anybody got of each, or nothing where there was none to ask for."""

    downloads: int | None = None
    """Of a public file, by its address in CKAN."""
    dumps: int | None = None
    """Of a public table, as a file."""
    searches: int | None = None
    """Of the same table, by the search of its rows."""

    @property
    def has_files(self) -> bool | None:
        """Whether files are served; nothing if that is not known."""
        return None if self.downloads is None else _is_served(self.downloads)

    @property
    def has_rows(self) -> bool | None:
        """Whether rows are served in either way; nothing if that is not known."""
        told = [one for one in (self.dumps, self.searches) if one is not None]
        return any(_is_served(one) for one in told) if told else None


@dataclass(frozen=True, slots=True)
class Fitting:
    """Whether the plan's layout can work, and what is said of it."""

    is_fit: bool
    words: Bilingual


_ROWS_SEEN_ALONE = Bilingual(
    '公開されているのは表だけのようです。ファイルを公開できないカタログなら、layout = "datastore" にしてください',
    'only tables seem to be public there: if that catalogue serves no files, set layout = "datastore"',
)
"""Catalogues that serve no files show nothing to try a download with."""


def fit(layout: CkanLayout, served: Served, *, has_datastore: bool) -> Fitting:
    """Return whether a layout fits what a server serves, and which would; what is not known is no reason against it."""
    needs_rows_alone = layout is CkanLayout.DATASTORE
    fits = served.has_rows if needs_rows_alone else served.has_files
    if fits is False:
        words = _rows_refused(served) if needs_rows_alone else downloads_refused(served.downloads)
        return Fitting(
            is_fit=False, words=joined(words, _advice(layout, served, has_datastore=has_datastore))
        )
    told = joined(_of_files(served), _of_rows(served) if has_datastore else Bilingual("", ""))
    if fits is None:
        only_rows = _ROWS_SEEN_ALONE if served.has_rows else Bilingual("", "")
        return Fitting(is_fit=True, words=joined(told, only_rows))
    also = (
        Bilingual(
            'ファイルも公開するなら layout = "archive" も使えます',
            'with layout = "archive" files could be published, too',
        )
        if needs_rows_alone and served.has_files
        else Bilingual(f'layout = "{layout}" が使えます', f'layout = "{layout}" can be used')
    )
    return Fitting(is_fit=True, words=joined(told, also))


def downloads_refused(status: int | None) -> Bilingual:
    """Say that a catalogue serves no files; `status` is what every download was answered, if that is known."""
    return Bilingual(
        f"このカタログではファイルのダウンロードが使えません{_answered(status).ja}",
        f"this catalogue serves no files{_answered(status).en}",
    )


def every_download_refused(layout: CkanLayout, status: int) -> Bilingual:
    """Say, to whoever published, that no file at all could be read back, and what would tell more.

    For `read_back` of the layouts with files, when every download was answered 5xx or refused.
    """
    return joined(
        downloads_refused(status),
        Bilingual(
            f'layout = "{layout}" では公開できたことを確かめられません。shinchoku doctor で、使える layout を確かめてください。'
            'DataStoreの表が読めるカタログなら、計画ファイルの catalogues で layout = "datastore" にします',
            f'with layout = "{layout}" it cannot be shown that anything is public. See with shinchoku doctor which layout'
            ' fits; where the DataStore\'s tables can be read, set layout = "datastore" in the plan file',
        ),
    )


def _advice(layout: CkanLayout, served: Served, *, has_datastore: bool) -> Bilingual:
    """Return what to write instead of a layout that cannot work."""
    if layout is not CkanLayout.DATASTORE and has_datastore and served.has_rows is not False:
        return Bilingual(
            'layout = "datastore" にしてください（表だけを公開します）',
            'set layout = "datastore", which publishes tables alone',
        )
    if layout is CkanLayout.DATASTORE and served.has_files:
        return Bilingual(
            'layout = "archive" にしてください（ファイルを公開します）',
            'set layout = "archive", which publishes files',
        )
    return Bilingual(
        'カタログの管理者に直してもらうか、kind = "manual" か kind = "bucket" にしてください',
        'have it mended by those who run the catalogue, or use kind = "manual" or kind = "bucket"',
    )


def _of_files(served: Served) -> Bilingual:
    """Say what is known of files."""
    if served.has_files is None:
        return Bilingual(
            "公開されたファイルが見つからないため、ダウンロードが使えるかは確かめられませんでした",
            "no public file was found, so whether downloads work is not known",
        )
    if not served.has_files:
        return downloads_refused(served.downloads)
    return Bilingual("ファイルのダウンロードは使えます", "files can be downloaded")


def _of_rows(served: Served) -> Bilingual:
    """Say what is known of the DataStore's tables."""
    if served.has_rows is None:
        return Bilingual(
            "公開された表が見つからないため、DataStoreの表が読めるかは確かめられませんでした",
            "no public table was found, so whether the DataStore can be read is not known",
        )
    if not served.has_rows:
        return _rows_refused(served)
    if served.dumps is not None and _is_served(served.dumps):
        return Bilingual("DataStoreの表も取得できます", "the DataStore's tables can be downloaded")
    return Bilingual(
        f"DataStoreの表は検索APIでだけ読めます（/datastore/dump/ は{_answered(served.dumps).ja.strip('（）')}）",
        f"the DataStore's tables can be read by its search alone (/datastore/dump/:{_answered(served.dumps).en})",
    )


def _rows_refused(served: Served) -> Bilingual:
    """Say that the DataStore's tables cannot be read."""
    return Bilingual(
        f"このカタログではDataStoreの表を読めません{_answered(served.dumps).ja}",
        f"this catalogue serves no tables of its DataStore{_answered(served.dumps).en}",
    )


def _answered(status: int | None) -> Bilingual:
    """Say what was answered, behind what came of it."""
    if status is None or status == NO_ANSWER:
        return Bilingual("（応答なし）", " (no answer)")
    return Bilingual(f"（HTTP {status}）", f" (HTTP {status})")


def _is_served(status: int) -> bool:
    """Tell whether something came."""
    return NO_ANSWER < status < _REFUSALS
