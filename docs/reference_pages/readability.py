"""Our own output against the rules for machine-readable data of 31 March 2026: it breaks none of the 30.

Each official item is one small function that can fail, or concerns workbooks only and holds by
construction, because what is published is CSV. `shinchoku.checks.standards` has the items' titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reference_pages import readable_meaning as meaning
from reference_pages import readable_tables as tables
from reference_pages.published_package import PublishedPackage, StandardBreach, read_package
from shinchoku.bilingual import Bilingual

CHECKS: dict[str, Callable[[PublishedPackage], Iterator[StandardBreach]]] = {
    "L1-01": tables.files_are_csv,
    "L1-02": tables.a_file_holds_one_table,
    "L1-03": tables.a_table_lies_in_one_file,
    "L1-04": tables.nothing_stands_beside_the_records,
    "L1-05": tables.every_column_is_headed,
    "L1-06": tables.text_has_no_layout,
    "L1-07": tables.a_cell_holds_one_datum,
    "L1-08": tables.characters_are_everybodys,
    "L1-09": tables.blank_is_not_zero,
    "L1-14": tables.a_record_stands_on_one_line,
    "L1-15": tables.lines_and_quotes_are_csvs,
    "L2-01": tables.numbers_are_numeric,
    "L2-02": tables.nothing_is_omitted,
    "L2-03": tables.names_are_unique,
    "L2-04": tables.choices_are_the_listed_ones,
    "L2-05": tables.other_stands_apart,
    "L2-06": tables.no_cell_is_a_formula,
    "L3-01": meaning.headings_stand_on_row_one,
    "L3-02": meaning.codes_have_their_table,
    "L3-03": meaning.symbols_are_words,
    "L3-04": meaning.figures_have_their_unit,
    "L3-05": meaning.every_row_has_its_year,
    "L3-06": meaning.every_row_has_its_place,
    "L3-07": meaning.years_and_days_are_western,
    "L3-08": meaning.everything_is_defined,
    "L3-09": meaning.years_are_rows,
}
"""The items that can be judged on a package, each by its function."""

BY_CONSTRUCTION: dict[str, Bilingual] = {
    "L1-10": Bilingual("CSVには図形や画像を入れられません。", "CSV holds no objects."),
    "L1-11": Bilingual("CSVには書式がありません。", "CSV has no formatting to mean anything by."),
    "L1-12": Bilingual("CSVではセルを結合できません。", "CSV has no merged cells."),
    "L1-13": Bilingual("CSVには隠れた行や列がありません。", "CSV has no hidden rows or columns."),
}
"""The items that only concern workbooks, and why a package cannot break them."""


def find_breaches(files: Mapping[str, bytes]) -> list[StandardBreach]:
    """Return every place where a package breaks one of the 30 items.

    Raises:
        KeyError: if there is no descriptor, or it names no resources.
        ValueError: if the descriptor is no JSON.
    """
    package = read_package(files)
    return [breach for check in CHECKS.values() for breach in check(package)]
