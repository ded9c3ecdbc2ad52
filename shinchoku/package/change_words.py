"""One changed row in words that need no code list: names of items, titles of columns, labels of codes."""

from collections.abc import Iterator, Mapping

from schemas.codes import AchievementLevel, ItemKind, RevisionKind
from schemas.published import TABLES
from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.package.markdown import one_line
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.changes import FieldChange, RowChange
from shinchoku.releases.published_labels import column_name, row_name, value_words

_EMPTY = Bilingual("（なし）", "(none)")
_ADDED, _REMOVED = Bilingual("追加しました。", "added."), Bilingual("なくなりました。", "removed.")

Names = Mapping[tuple[str, str], str]
"""What the codes of the register are called in a year, by the column that holds them, and code."""

_PERCENT = {Language.JA: ("（％）", "％"), Language.EN: (" (%)", "%")}
"""How the title of a percentage ends, and what stands behind the figure instead."""
_TOLD_BY_OTHERS = frozenset({"illustrative", "rate_percent_min", "rate_percent_max"})
"""Columns of figures that follow from the others of their row."""

_GROUP_COLUMNS = {
    AchievementLevel.BASIC_POLICY: "basic_policy",
    AchievementLevel.POLICY_MEASURE: "policy_measure",
    AchievementLevel.DEPARTMENT: "department_code",
}


def names_in(*contents: YearContent | None) -> Names:
    """Return what a year calls its items, places and departments; of several states the last one counts."""
    names: dict[tuple[str, str], str] = {}
    for content in filter(None, contents):
        for row in content.table("action_items"):
            no, name = row["item_no"], row["name"]
            names |= {("item_no", no): name, ("successor_item_no", no): f"No.{no} {name}"}
        for row in content.table("achievement"):
            if column := _GROUP_COLUMNS.get(AchievementLevel.of(row["level"])):
                names[column, row["key"]] = row["label"]
    return names


def in_words(change: RowChange, names: Names, language: Language) -> Iterator[str]:
    """Yield the lines of Markdown that tell one change in a language.

    Codes and figures of a row stand together on one line; each text that somebody wrote has its own.
    """
    what = _row(change, names).in_language(language)
    between = "：" if language is Language.JA else ": "
    match change.kind:
        case RevisionKind.ADDED:
            yield f"- {what}{between}{_ADDED.in_language(language)}"
        case RevisionKind.REMOVED:
            yield f"- {what}{between}{_REMOVED.in_language(language)}"
        case _:
            fields = _worth_telling(change)
            short = [one for one in fields if not _is_prose(change.table, one.field)]
            groups = [short, *([one] for one in fields if one not in short)]
            for group in filter(None, groups):
                moved = [_moved(change, one, names, language) for one in group]
                yield f"- {what}{between}{('、' if language is Language.JA else '; ').join(moved)}"


def _worth_telling(change: RowChange) -> list[FieldChange]:
    """Return the values that a line tells: of figures those that the others follow from, if any of them moved."""
    leading = [one for one in change.fields if one.field not in _TOLD_BY_OTHERS]
    return leading if change.table == "achievement" and leading else list(change.fields)


def _row(change: RowChange, names: Names) -> Bilingual:
    """Name what a row is about: the item by number and name, a group by its label, anything else by its key."""
    row, table = change.new or change.old or {}, change.table
    if table == "achievement":
        level = _both(table, "level", row["level"])
        label = _group(row)
        return Bilingual(f"{label.ja}（{level.ja}）", f"{label.en} ({level.en})")
    if not change.item_no:
        return Bilingual(*(one_line(row_name(table, change.key, "", language)) for language in Language))
    name = one_line(row.get("name") or names.get(("item_no", change.item_no), ""))
    kinds = [_both(table, one, row[one]) for one in TABLES[table].key_within_year if one != "item_no"]
    ja, en = "".join(f"（{kind.ja}）" for kind in kinds), "".join(f" ({kind.en})" for kind in kinds)
    return Bilingual(f"No.{change.item_no} {name}{ja}", f"No.{change.item_no} {name}{en}")


def _group(row: TextRow) -> Bilingual:
    """Name what a row of figures sums over; kinds of items are named in both languages, the register's names in one."""
    if row["level"] == AchievementLevel.KIND:
        kind = ItemKind.of(row["key"])
        return Bilingual(kind.label_ja, kind.label_en)
    label = one_line(row.get("label", ""))
    return Bilingual(label, label)


def _both(table: str, field: str, value: str) -> Bilingual:
    """Return a code by its labels."""
    return Bilingual(*(value_words(table, field, value, language) for language in Language))


def _moved(change: RowChange, one: FieldChange, names: Names, language: Language) -> str:
    """Return a value before and after, by its column's title, a figure with its unit."""
    table, title = change.table, column_name(change.table, one.field, language)
    if language is Language.EN and _is_prose(table, one.field):
        return f"{title} changed (text in Japanese)"
    before, after = (_shown(table, one.field, text, names, language) for text in (one.old, one.new))
    units = [(row or {}).get("unit", "") for row in (change.old, change.new)]
    if title.endswith(_PERCENT[language][0]):
        ending, sign = _PERCENT[language]
        title = title.removesuffix(ending)
        before, after = (_with_unit(text, sign, language) for text in (before, after))
    if (column := TABLES[table].columns.get(one.field)) and column.is_in_unit:
        before, after = (_with_unit(*pair, language) for pair in ((before, units[0]), (after, units[1])))
    return f"{title} {before} → {after}"


def _with_unit(text: str, unit: str, language: Language) -> str:
    """Return a figure with its unit; no unit behind what says that there is no figure."""
    if text == _EMPTY.in_language(language):
        return text
    is_close = language is Language.JA or unit in {"%", "％"}
    return f"{text}{one_line(unit)}" if is_close else f"{text} {one_line(unit)}".strip()


def _shown(table: str, field: str, text: str, names: Names, language: Language) -> str:
    """Return a value as people read it: what a code is called, a fiscal year by its era, anything else as it is."""
    if not text:
        return _EMPTY.in_language(language)
    if field.endswith("fiscal_year"):
        return FiscalYear(int(text)).label if language is Language.JA else text
    return one_line(names.get((field, text)) or value_words(table, field, text, language))


def _is_prose(table: str, field: str) -> bool:
    """Tell whether a column holds text that somebody wrote."""
    column = TABLES[table].columns.get(field)
    return column is not None and column.is_prose
