"""What the tables of a package say of one another beyond counts and rates: labels, codes, values that must agree.

Each check is one small function over the rows of a year; whoever changes one table alone is found by another.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import pairwise

from schemas.codes import AchievementLevel, AchievementStatus, HighlightKind, ItemKind, ValueStatus
from schemas.headings import NARRATIVE
from schemas.published import TABLES
from shinchoku.figures.tables import Table, TextRow
from shinchoku.figures.year_codes import REGISTERED_LEVELS, closed_codes
from shinchoku.package.contradictions import contradiction_faults
from shinchoku.package.facts import PackageFacts
from shinchoku.package.illustrative import illustrative_faults
from shinchoku.package.references import FaultParts, rows_of, table_fault
from shinchoku.package.year_words import denominator_in
from shinchoku.register.item_no import natural_key

Tables = Mapping[str, Table]
Faults = Iterator[FaultParts]

_VALUE_STATUSES: Mapping[AchievementStatus, AbstractSet[str]] = {
    AchievementStatus.ACHIEVED: {ValueStatus.CONFIRMED, ValueStatus.REVISED},
    AchievementStatus.NOT_ACHIEVED: {ValueStatus.CONFIRMED, ValueStatus.REVISED},
    AchievementStatus.PENDING: {ValueStatus.PROVISIONAL},
}
"""The states that a value may be in by the status of its item; of any other status there is no value."""
_NOT_REPORTED = {AchievementStatus.UNREPORTED, AchievementStatus.IN_REVIEW}
_OF_ITEM = ("policy_measure", "name", "page")


def consistency_faults(facts: PackageFacts, tables: Tables) -> Faults:
    """Yield every row that contradicts another table, or what the package states of itself.

    Raises:
        KeyError: if a row that must be there is missing.
        ValueError: if a value is no code.
    """
    yield from _of_another_plan(facts, tables)
    for one in facts.years:
        year = str(one.year.year)
        for check in _CHECKS:
            yield from check(tables, year)
        yield from contradiction_faults(tables, year, one.rule["contradictions"])
        yield from illustrative_faults(tables, year, denominator_in(one.rule))


def _of_another_plan(facts: PackageFacts, tables: Tables) -> Faults:
    """Yield rows that are of another city, plan or year than the package says."""
    named = (facts.about.municipality_code, facts.about.plan_id)
    years = {str(one.year.year) for one in facts.years}
    revised = {row["fiscal_year"] for row in tables["revisions"]}  # also of a year that was taken back
    for name, rows in tables.items():
        for number, row in enumerate(rows, start=1):
            is_gone = name in {"revisions", "codes"} and row["fiscal_year"] in revised
            if (row["municipality_code"], row["plan_id"]) != named or not (
                row["fiscal_year"] in years or is_gone
            ):
                yield table_fault(
                    name,
                    number,
                    "datapackage.jsonの市・計画・年度ではありません。",
                    "is of another city, plan or year than datapackage.json.",
                )


def _items(tables: Tables, year: str) -> Faults:
    """Items stand in natural order, are in force, and have an indicator exactly if they are measured."""
    measured = {row["item_no"] for _, row in rows_of(tables, "indicators", year)}
    rows = rows_of(tables, "action_items", year)
    for (_, one), (number, other) in pairwise(rows):
        if not (
            int(one["item_order"]) < int(other["item_order"])
            and natural_key(one["item_no"]) < natural_key(other["item_no"])
        ):
            yield table_fault(
                "action_items",
                number,
                "項目番号の順に並んでいません。",
                "does not stand in the order of item numbers.",
            )
    for number, row in rows:
        until = int(row["to_fiscal_year"] or year)
        if not int(row["from_fiscal_year"]) <= int(year) <= until:
            yield table_fault(
                "action_items", number, "この年度の項目ではありません。", "is not in force in this year."
            )
        if (row["item_no"] in measured) != (row["item_kind"] == ItemKind.NUMERIC_TARGET):
            yield table_fault(
                "action_items",
                number,
                "数値目標の有無が indicators.csv と合いません。",
                "has a kind that indicators.csv contradicts.",
            )


def _labels(tables: Tables, year: str) -> Faults:
    """Codes are those of the program and of the figures, under the same labels; kinds and departments are complete."""
    figures = rows_of(tables, "achievement", year)
    if not figures:
        yield table_fault("achievement", 0, f"{year}年度の行がありません。", f"has no row of FY{year}.")
        return
    shown = {(row["level"], row["key"]): row["label"] for _, row in figures}
    closed = {(row["code_list"], row["code"]): row for row in closed_codes(figures[0][1])}
    in_quality = {("department", row["department_code"]) for _, row in rows_of(tables, "quality", year)}
    found: set[tuple[str, str]] = set()
    for number, row in rows_of(tables, "codes", year):
        place = (row["code_list"], row["code"])
        found.add(place)
        known = place in closed or place in shown or place in in_quality
        if (
            not known
            or (place in closed and closed[place] != row)
            or shown.get(place, row["label_ja"]) != row["label_ja"]
        ):
            yield table_fault(
                "codes",
                number,
                "コードまたはラベルが、他の表や定義と合いません。",
                "is a code or label that other tables and the definitions contradict.",
            )
    registered = {place for place in shown if place[0] in REGISTERED_LEVELS}
    for code_list, code in sorted(({*closed} | registered) - found):
        yield table_fault(
            "codes", 0, f"{code_list} の {code} がありません。", f"has no {code} of {code_list}."
        )
    for number, row in figures:
        if row["level"] == AchievementLevel.KIND and row["label"] != ItemKind.of(row["key"]).label_ja:
            yield table_fault(
                "achievement", number, "名称が定義と違います。", "has a label that is not the definition's."
            )


def _groups(tables: Tables, year: str) -> Faults:
    """There is one row for the plan, for each kind, and for each department that has items."""
    items = [row for _, row in rows_of(tables, "action_items", year)]
    expected = {(str(AchievementLevel.KIND), str(kind)) for kind in ItemKind}
    expected |= {(str(AchievementLevel.DEPARTMENT), row["department_code"]) for row in items}
    figures = [row for _, row in rows_of(tables, "achievement", year)]
    expected |= {(str(AchievementLevel.PLAN), row["plan_id"]) for row in figures}
    told = {AchievementLevel.KIND, AchievementLevel.DEPARTMENT, AchievementLevel.PLAN}
    found = {(row["level"], row["key"]) for row in figures if row["level"] in told}
    for level, key in sorted(expected ^ found):
        yield table_fault(
            "achievement",
            0,
            f"{level} {key} の行が、項目と合いません。",
            f"has a row of {level} {key} that the items contradict.",
        )


def _reports(tables: Tables, year: str) -> Faults:
    """What was not reported says nothing; a value is in a state that its status allows, and revised only if it was."""
    revised = {row["item_no"] for _, row in rows_of(tables, "revisions", year)}
    statuses: dict[str, AchievementStatus] = {}
    for number, row in rows_of(tables, "progress", year):
        status = statuses[row["item_no"]] = AchievementStatus.of(row["achievement_status"])
        says = any(row[name] for name in NARRATIVE) or row["carried_forward"] == "true"
        if status in _NOT_REPORTED and says:
            yield table_fault(
                "progress",
                number,
                "未提出・確認中の項目に報告の内容があります。",
                "is not reported, yet says something.",
            )
        yield from _state("progress", number, row, status, revised)
    for number, row in rows_of(tables, "indicators", year):
        status = statuses[row["item_no"]]
        if status in _NOT_REPORTED and row["actual_value_missing"] != status:
            yield table_fault(
                "indicators",
                number,
                "実績値がない理由が達成状況と合いません。",
                "has a reason for no figure that its status contradicts.",
            )
        yield from _state("indicators", number, row, status, revised)


def _state(
    table: str, number: int, row: TextRow, status: AchievementStatus, revised: AbstractSet[str]
) -> Faults:
    """Yield a row whose value is in a state that it cannot be in."""
    allowed = _VALUE_STATUSES.get(status, {""})
    never_was = row["value_status"] == ValueStatus.REVISED and row["item_no"] not in revised
    if row["value_status"] not in allowed or never_was:
        yield table_fault(
            table,
            number,
            "値の状態が、達成状況または revisions.csv と合いません。",
            "has a state of its value that its status or revisions.csv contradicts.",
        )


def _sources(tables: Tables, year: str) -> Faults:
    """What was not reported came from no cell."""
    unreported = {
        row["item_no"]
        for _, row in rows_of(tables, "progress", year)
        if row["achievement_status"] == AchievementStatus.UNREPORTED
    }
    for number, row in rows_of(tables, "provenance", year):
        columns = TABLES[row["table_name"]].columns
        if row["item_no"] in unreported or row["field"] not in columns:
            yield table_fault(
                "provenance",
                number,
                "未提出の項目か、ない列の来歴です。",
                "tells where a value came from that is not there.",
            )


def _highlights(tables: Tables, year: str) -> Faults:
    """A main result tells its item as the other tables do."""
    items = {row["item_no"]: row for _, row in rows_of(tables, "action_items", year)}
    texts = {row["item_no"]: row["result_text"] for _, row in rows_of(tables, "progress", year)}
    for number, row in rows_of(tables, "highlights", year):
        item = items.get(row["item_no"])
        if item is None or row["highlight_kind"] != HighlightKind.MAIN_RESULT:
            continue
        own, told = row["original_text_ja"] or row["text_ja"], texts[row["item_no"]]
        if (told and own != told) or any(row[name] != item[name] for name in _OF_ITEM):
            yield table_fault(
                "highlights",
                number,
                "項目の内容が、他の表と合いません。",
                "tells its item otherwise than the other tables.",
            )


_CHECKS: tuple[Callable[[Tables, str], Faults], ...] = (
    _items,
    _labels,
    _groups,
    _reports,
    _sources,
    _highlights,
)
