"""What the page of a candidate says would change, and what did: the same words, read from the page and from the files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import html

from schemas.contract import OF_EVERY_TABLE
from schemas.published import TABLES
from shinchoku.bilingual import Language
from shinchoku.package.csv_text import read_csv
from shinchoku.releases.changes import COMPARED
from shinchoku.releases.published_labels import (
    column_name,
    in_column_order,
    row_name,
    value_words,
)

Rows = dict[tuple[str, str], list[tuple[str, str]]]
"""By table and name of the row: the title of every column that says something, and what it says."""
Rates = dict[str, str]
"""By the label of a headline rate: the rate as it is printed."""

_IN_THE_NAME = {*OF_EVERY_TABLE, "item_no", "level", "key", "label", "highlight_kind"}
_HEADLINES = {"plan", "basic_policy"}


@dataclass(frozen=True)
class Package:
    """The files of a public package, as they were at one moment."""

    files: dict[str, bytes]

    @classmethod
    def at(cls, latest: Path) -> Package:
        """Read what is public now."""
        return cls({file.name: file.read_bytes() for file in sorted(latest.iterdir())})

    @property
    def tables(self) -> list[str]:
        """The names of its tables."""
        return [name.removesuffix(".csv") for name in self.files if name.endswith(".csv")]

    def table(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table."""
        return read_csv(self.files[f"{name}.csv"])[1]

    def of_year(self, name: str, year: int) -> list[dict[str, str]]:
        """Return the rows of a table that a fiscal year has."""
        return [row for row in self.table(name) if row.get("fiscal_year") == str(year)]

    def beside_year(self, name: str, year: int) -> list[dict[str, str]]:
        """Return the rows of a table that belong to other fiscal years, or to none."""
        return [row for row in self.table(name) if row.get("fiscal_year") != str(year)]

    def rows_told(self, year: int) -> Rows:
        """Return every row of a year that a preview tells one by one, in its words."""
        return {
            (table, _name(table, row)): [
                (column_name(table, field, Language.JA), _words(table, field, row[field]))
                for field in in_column_order(table, row.keys() - _IN_THE_NAME)
                if row[field] not in {"", "false"}
            ]
            for table in COMPARED
            for row in self.of_year(table, year)
        }

    def rates_told(self, year: int) -> Rates:
        """Return the headline rates of a year."""
        return {
            row["label"]: f"{row['rate_percent']}%"
            for row in self.of_year("achievement", year)
            if row["level"] in _HEADLINES
        }


def rows_shown(page: str) -> Rows:
    """Return every row that a candidate's page says would come."""
    shown: Rows = {}
    for table in COMPARED:
        for group in html.fromstring(page).xpath(
            f"//details[@id='table-{table}']//tbody[contains(@class, 'group')]"
        ):
            name = " ".join("".join(group.xpath(".//th/text()")).split())
            facts = [
                (_text(fact.find("span")), _text(fact.find("ins")))
                for fact in group.xpath(".//ul[contains(@class, 'facts')]/li")
            ]
            assert (table, name) not in shown
            shown[table, name] = facts
    return shown


def rates_shown(page: str) -> Rates:
    """Return the headline rates that a candidate's page says would be public."""
    lines = html.fromstring(page).xpath("//table[contains(@class, 'rates')]/tbody/tr")
    return {_text(line.find("th")): _text(line.xpath(".//ins")[0]).partition("（")[0] for line in lines}


def _name(table: str, row: dict[str, str]) -> str:
    """Return what a row is about."""
    key = [row[column] for column in TABLES[table].key_within_year]
    label = row["label"] if table == "achievement" else ""
    return " ".join(row_name(table, key, label, Language.JA).split())


def _words(table: str, field: str, value: str) -> str:
    """Return a published value in words, its blanks as a browser shows them."""
    return " ".join(value_words(table, field, value.removeprefix("'"), Language.JA).split())


def _text(element: html.HtmlElement) -> str:
    """Return what people read of a piece of a page."""
    return " ".join(str(element.text_content()).split())
