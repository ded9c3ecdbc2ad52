"""Notes on how sheets are made that hold for most of them: told once a fiscal year, not once a file.

Where the city's own form has a title above its table, every department would be told of it every night, and nobody
could do anything about it. What most of the readable files of a year have in common is the form's doing: it becomes
one finding on the plan, and the files are named by it no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Finding, Place
from shinchoku.checks.rule_list import family_of
from shinchoku.intake.submissions import Submission
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

_FEWEST_FILES = 3
"""Of fewer files nobody can tell what is common to them."""
_FAMILY = "SH8"
_REMEDY = Bilingual(
    "所属が直すことはありません。次に様式を改めるときの参考にしてください。",
    "Nothing for departments to do; think of it when the form is next changed.",
)


def told_once(plan: Plan, submissions: Iterable[Submission], findings: Sequence[Finding]) -> list[Finding]:
    """Put one finding on the plan in the place of a note on more than half of a year's readable files."""
    readable: dict[FiscalYear, set[str]] = defaultdict(set)
    for one in submissions:
        year = one.placement.fiscal_year
        if year is not None and one.is_latest and one.appearance.present and one.reading.rows:
            readable[year].add(one.appearance.path)
    noted: dict[tuple[FiscalYear, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        year = finding.place.fiscal_year
        if year is not None and _is_note(finding):
            noted[year, finding.rule.code].append(finding)
    common = {key: found for key, found in noted.items() if _is_common(found, readable[key[0]])}
    told = {id(one) for same in common.values() for one in same}
    kept = [one for one in findings if id(one) not in told]
    return [*kept, *(_on_plan(plan, year, found, readable[year]) for (year, _), found in common.items())]


def _is_note(finding: Finding) -> bool:
    """Tell whether a finding is a note on how a sheet is made."""
    return family_of(finding.rule.code) == _FAMILY and finding.rule.severity is Severity.INFO


def _is_common(found: Sequence[Finding], readable: AbstractSet[str]) -> bool:
    """Tell whether a note holds for most of a year's readable files."""
    return len(readable) >= _FEWEST_FILES and _times(found, readable) * 2 > len(readable)


def _times(found: Sequence[Finding], readable: AbstractSet[str]) -> int:
    """Count the readable files that a note holds for."""
    return len({one.place.path for one in found} & readable)


def _on_plan(plan: Plan, year: FiscalYear, found: Sequence[Finding], readable: AbstractSet[str]) -> Finding:
    """Return the one finding that stands for all of them; its fingerprint does not depend on how many there are."""
    rule, times, files = found[0].rule, _times(found, readable), len(readable)
    return Finding(
        rule=rule,
        place=Place(plan_id=plan.id, fiscal_year=year),
        raw="",
        message=Bilingual(
            f"{rule.title.ja}（{year.label}に読んだ{files}ファイルのうち{times}ファイル。まとめて1件にしています）。",
            f"{rule.title.en}: {times} of the {files} files read of {year}, told as one.",
        ),
        remedy=_REMEDY,
    )
