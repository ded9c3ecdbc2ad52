"""Which layout fits a CKAN: by what its downloads and its tables answer anybody, in both languages."""

from __future__ import annotations

import pytest

from shinchoku.catalogue_kinds.ckan.settings import CkanLayout
from shinchoku.catalogue_kinds.ckan.wanted.fitting import NO_ANSWER, Served, every_download_refused, fit

FILES_REFUSED = Served(downloads=500, dumps=200, searches=200)
"""The catalogue that this city seems to run."""
EVERYTHING = Served(200, 200, 200)
FILES_ALONE = Served(downloads=206, dumps=403, searches=403)
SEARCHES_ALONE = Served(downloads=500, dumps=500, searches=200)
NOTHING_FOUND = Served()
ROWS_FOUND = Served(dumps=200, searches=200)
"""Resources without an address answer 500 on every CKAN, so that none of them is a file to try."""
NOTHING_SERVED = Served(NO_ANSWER, 500, 500)


@pytest.mark.parametrize(
    ("layout", "served", "is_fit", "ja", "en"),
    [
        (
            "archive",
            FILES_REFUSED,
            False,
            'このカタログではファイルのダウンロードが使えません（HTTP 500）。layout = "datastore" にしてください（表だけを公開します）',
            'this catalogue serves no files (HTTP 500); set layout = "datastore", which publishes tables alone',
        ),
        ("single", FILES_REFUSED, False, 'layout = "datastore" にしてください', "serves no files (HTTP 500)"),
        ("links", FILES_REFUSED, False, 'layout = "datastore" にしてください', "serves no files (HTTP 500)"),
        (
            "datastore",
            FILES_REFUSED,
            True,
            'ダウンロードが使えません（HTTP 500）。DataStoreの表も取得できます。layout = "datastore" が使えます',
            'tables can be downloaded; layout = "datastore" can be used',
        ),
        (
            "archive",
            EVERYTHING,
            True,
            'ファイルのダウンロードは使えます。DataStoreの表も取得できます。layout = "archive" が使えます',
            'files can be downloaded; the DataStore\'s tables can be downloaded; layout = "archive" can be used',
        ),
        (
            "datastore",
            EVERYTHING,
            True,
            'ファイルも公開するなら layout = "archive" も使えます',
            'with layout = "archive" files could be published, too',
        ),
        (
            "datastore",
            FILES_ALONE,
            False,
            'DataStoreの表を読めません（HTTP 403）。layout = "archive" にしてください',
            'serves no tables of its DataStore (HTTP 403); set layout = "archive", which publishes files',
        ),
        (
            "archive",
            FILES_ALONE,
            True,
            "ダウンロードは使えます。このカタログではDataStoreの表を読めません（HTTP 403）",
            "files can be downloaded; this catalogue serves no tables of its DataStore (HTTP 403)",
        ),
        (
            "datastore",
            SEARCHES_ALONE,
            True,
            "DataStoreの表は検索APIでだけ読めます（/datastore/dump/ はHTTP 500）",
            "can be read by its search alone (/datastore/dump/: (HTTP 500))",
        ),
        (
            "archive",
            NOTHING_FOUND,
            True,
            "公開されたファイルが見つからないため、ダウンロードが使えるかは確かめられませんでした",
            "no public table was found, so whether the DataStore can be read is not known",
        ),
        (
            "archive",
            ROWS_FOUND,
            True,
            '公開されているのは表だけのようです。ファイルを公開できないカタログなら、layout = "datastore" にしてください',
            'only tables seem to be public there: if that catalogue serves no files, set layout = "datastore"',
        ),
        ("datastore", NOTHING_FOUND, True, "公開された表が見つからないため", "no public file was found"),
        ("archive", NOTHING_SERVED, False, 'kind = "manual"', "serves no files (no answer)"),
        ("datastore", NOTHING_SERVED, False, "管理者に直してもらうか", "have it mended"),
    ],
)
def test_what_is_served_says_which_layout_fits(
    layout: str, served: Served, *, is_fit: bool, ja: str, en: str
) -> None:
    """A layout that cannot work is told with the one that can; what was not there to ask for is said to be unknown."""
    found = fit(CkanLayout(layout), served, has_datastore=True)
    assert found.is_fit == is_fit
    assert ja in found.words.ja
    assert en in found.words.en


def test_without_a_datastore_nothing_is_said_of_tables() -> None:
    """And no layout is advised that needs one."""
    assert "DataStore" not in fit(CkanLayout.ARCHIVE, EVERYTHING, has_datastore=False).words.ja
    refused = fit(CkanLayout.ARCHIVE, Served(downloads=500), has_datastore=False)
    assert 'kind = "bucket"' in refused.words.en


def test_whoever_published_in_vain_is_told_of_the_doctor() -> None:
    """What was answered, that nothing can be shown, and the layout that may work."""
    words = every_download_refused(CkanLayout.ARCHIVE, 500)
    assert words.ja.startswith("このカタログではファイルのダウンロードが使えません（HTTP 500）。")
    assert all("shinchoku doctor" in one and 'layout = "datastore"' in one for one in (words.ja, words.en))
