"""What a package states of itself, held to its tables: illustration, the release before, when what was revised."""

from collections.abc import Iterator, Mapping
from datetime import date

from schemas.codes import RevisionKind
from shinchoku.bilingual import Bilingual
from shinchoku.figures.counting_rule import COUNTED, RETURNED
from shinchoku.figures.tables import Table
from shinchoku.package.facts import PackageFacts, YearFacts, has_illustrative_rows
from shinchoku.package.references import FaultParts, table_fault
from shinchoku.package.told_changes import changes_told, moves_more_than_points
from shinchoku.releases.history import Cause, version_order

DESCRIPTOR = "datapackage.json"
_NEW = {Cause.FIRST}
_SAME_ROWS = {Cause.KEPT, Cause.RESHAPED}
_OF_BEFORE = {Cause.KEPT, Cause.RESHAPED, Cause.REVISION}


def statement_faults(facts: PackageFacts, tables: Mapping[str, Table]) -> Iterator[FaultParts]:
    """Yield what a package says of itself although its tables, or another statement, say otherwise.

    Raises:
        ValueError: if a version or a day is none.
    """
    if has_illustrative_rows(tables) and not facts.about.illustrative:
        yield _fault(
            "例示の行があるのに、例示を含まないとしています。",
            "it says that nothing is illustrative, yet rows are.",
        )
    if [one.year for one in facts.years] != sorted({one.year for one in facts.years}):
        yield _fault("年度の並びが正しくありません。", "its years are not in order, or one is there twice.")
    if any(one.rule["contradictions"] not in {RETURNED, COUNTED} for one in facts.years):
        yield _fault(
            "矛盾する申告の扱いが正しくありません。", "what becomes of contradictions is no known way."
        )
    if facts.before and version_order(facts.before) >= version_order(facts.release):
        yield _fault("前の版が、この版より後です。", "the release before comes after this one.")
    if facts.taken_back.keys() != set(facts.years_before) - {one.year for one in facts.years}:
        yield _fault(
            "取り下げた年度が、前の版の年度と合いません。",
            "the years taken back are not those that the release before had.",
        )
    if any(_is_out_of_place(one, facts, tables) for one in facts.years):
        yield _fault(
            "年度の公表の経緯が、前の版の年度と合いません。",
            "why a year is there does not fit the years of the release before.",
        )
    yield from _revised(facts, tables["revisions"])


def _is_out_of_place(year: YearFacts, facts: PackageFacts, tables: Mapping[str, Table]) -> bool:
    """Tell whether a year is called new though it was there, kept though it changed, or the other way round."""
    was_there = year.year in facts.years_before
    if (year.cause in _NEW and was_there) or (year.cause in _OF_BEFORE and not was_there):
        return True
    changes = changes_told(tables, facts.release, str(year.year.year)) if was_there else []
    return year.cause in _SAME_ROWS and any(map(moves_more_than_points, changes))


def _revised(facts: PackageFacts, revisions: Table) -> Iterator[FaultParts]:
    """Yield revisions of a release that is not there, and of another day than their version's."""
    days: dict[str, date] = {}
    newest_before = version_order(facts.before) if facts.before else None
    for number, row in enumerate(revisions, start=1):
        version, day = row["version"], date.fromisoformat(row["revised_on"])
        is_known = version == facts.release or (newest_before and version_order(version) <= newest_before)
        is_first = not facts.before and row["revision_kind"] != RevisionKind.CORRECTED_BEFORE_RELEASE
        if is_first or not is_known:
            yield table_fault(
                "revisions",
                number,
                "この版までにない改訂です。",
                "revises in a release that is not there yet.",
            )
        named, count = version_order(version)
        if days.setdefault(version, day) != day or day > named or (count == 1 and day != named):
            yield table_fault(
                "revisions", number, "改訂日が版と合いません。", "has a day that is not its version's."
            )


def _fault(ja: str, en: str) -> FaultParts:
    """Return what is wrong with a statement of the descriptor."""
    return DESCRIPTOR, 0, Bilingual(ja, en)
