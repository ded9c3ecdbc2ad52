"""One changed row in words that need no code list: names of items, titles of columns, labels of codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schemas.codes import AchievementLevel, RevisionKind
from schemas.published import TABLES
from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.tables import YearContent
from shinchoku.releases.changes import FieldChange, RowChange
from shinchoku.releases.published_names import column_name, row_name, value_words
from shinchoku.releases.row_key import key_columns_within_year

_EMPTY = Bilingual("（空）", "(empty)")

Names = Mapping[tuple[str, str], str]
"""What the codes of the register are called in a year, by the column that holds them, and code."""

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


def in_words(change: RowChange, names: Names) -> Iterator[str]:
    """Yield the lines of Markdown, Japanese and English, that tell one change.

    Codes and figures of a row stand together on one line; each text that somebody wrote has its own.
    """
    what = _row(change, names)
    match change.kind:
        case RevisionKind.ADDED:
            yield f"- {what.ja}: 追加しました。 / {what.en}: added."
        case RevisionKind.REMOVED:
            yield f"- {what.ja}: なくなりました。 / {what.en}: removed."
        case _:
            short = [one for one in change.fields if not _is_prose(change.table, one.field)]
            groups = [short, *([one] for one in change.fields if one not in short)]
            for group in filter(None, groups):
                ja, en = (_moved(change.table, group, names, language) for language in Language)
                yield f"- {what.ja} {'、'.join(ja)} / {what.en} {'; '.join(en)}"


def _row(change: RowChange, names: Names) -> Bilingual:
    """Name what a row is about: the item by number and name, a group by its label, anything else by its key."""
    row, table = change.new or change.old or {}, change.table
    if table == "achievement":
        level, label = _both(table, "level", row["level"]), one_line(row.get("label", ""))
        return Bilingual(f"{label}（{level.ja}）", f"{label} ({level.en})")
    if table == "codes":
        label = one_line(row["label_ja"])
        return Bilingual(label, one_line(row.get("label_en", "")) or label)
    if not change.item_no:
        return Bilingual(*(one_line(row_name(table, change.key, "", language)) for language in Language))
    name = one_line(row.get("name") or names.get(("item_no", change.item_no), ""))
    kinds = [_both(table, one, row[one]) for one in key_columns_within_year(table) if one != "item_no"]
    ja, en = "".join(f"（{kind.ja}）" for kind in kinds), "".join(f" ({kind.en})" for kind in kinds)
    return Bilingual(f"No.{change.item_no} {name}{ja}", f"No.{change.item_no}{en}")


def _both(table: str, field: str, value: str) -> Bilingual:
    """Return a code by its labels."""
    return Bilingual(*(value_words(table, field, value, language) for language in Language))


def _moved(table: str, fields: Sequence[FieldChange], names: Names, language: Language) -> Iterator[str]:
    """Yield each value before and after, by its column's title."""

    def shown(field: str, text: str) -> str:
        words = names.get((field, text)) or value_words(table, field, text, language)
        return one_line(words) or _EMPTY.in_language(language)

    for one in fields:
        title = column_name(table, one.field, language)
        if language is Language.EN and _is_prose(table, one.field):
            yield f"{title}: changed (text in Japanese)"
        else:
            yield f"{title}: {shown(one.field, one.old)} → {shown(one.field, one.new)}"


def _is_prose(table: str, field: str) -> bool:
    """Tell whether a column holds text that somebody wrote."""
    column = TABLES[table].model.to_schema().columns.get(field)
    return column is not None and bool((column.metadata or {})["escaped"])


def one_line(text: str) -> str:
    """Return text that cannot break out of a line of Markdown."""
    plain = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        plain = plain.replace(mark, f"\\{mark}")
    return plain
