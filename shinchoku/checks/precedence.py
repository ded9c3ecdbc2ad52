"""Of several rules that a row breaks for one reason, the most exact one speaks.

`#REF!` is no label on the scale either, 〃 tells no result, and a row with another item's number contradicts that
item's target, unit and name: saying all of it would send people looking for several mistakes. A rule silences others
only while it is an error that holds the row back itself: what a plan switched off or made lighter, or what
somebody waived, silences nothing.
"""

from collections.abc import Iterable

from schemas.headings import FIGURES
from shinchoku.checks.findings import Finding

_EMPTY = frozenset({"SH301", "SH303", "SH308", "SH309", "SH502"})
"""What an empty cell breaks."""
_WRITTEN = frozenset({"SH302", "SH304", "SH401", "SH404"})
"""What a text that means nothing breaks."""
_COMPARED = frozenset({"SH330", "SH405", "SH407", "SH501", "SH505", "SH506", "SH604", "SH605"})
"""What a figure breaks beside another one: the target, the baseline, last year's."""
_OF_THE_ITEM = _COMPARED | {"SH404", "SH406", "SH409", "SH502", "SH507", "SH508", "SH509", "SH511"}
"""What a row breaks beside the register's item, or beside what that item said before."""

_NOT_READ = _EMPTY | _WRITTEN | {"SH329"}
"""What a cell breaks that was not read, whatever stands in it."""

SILENCED: dict[str, frozenset[str]] = {
    "SH222": _NOT_READ,
    "SH224": _NOT_READ,
    "SH311": frozenset({"SH302"}),
    "SH319": frozenset({"SH404"}),
    "SH404": frozenset({"SH507"}),
    "SH320": _WRITTEN | {"SH329"},
    "SH321": _EMPTY | {"SH329"},
    "SH338": frozenset({"SH329"}),
    "SH324": _NOT_READ,
    "SH327": frozenset({"SH502"}),
    "SH328": frozenset({"SH405", "SH329", "SH407", "SH505", "SH506", "SH604", "SH605"}),
    "SH410": _WRITTEN | {"SH305", "SH306", "SH307"},
    "SH412": _EMPTY | _WRITTEN | {"SH326"},
    "SH343": _EMPTY | _WRITTEN | {"SH329"},
}
"""By the code of the more exact rule: those that say nothing more of the same cell."""

FOLLOWING: dict[str, frozenset[str]] = {
    "SH402": _OF_THE_ITEM,
    "SH403": _OF_THE_ITEM,
    "SH404": _COMPARED,
    "SH408": _OF_THE_ITEM,
}
"""By the code of a rule: those that follow from its mistake anywhere on the row."""

DOUBTING = frozenset({"SH322", "SH328", "SH330", "SH331", "SH332"})
"""Rules that doubt what a figure's cell says; until that is settled nobody can say what contradicts it."""
_OF_A_DOUBTED_FIGURE = frozenset({"SH501", "SH506"})


def most_exact(findings: Iterable[Finding], waived: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Return a row's findings without those that a more exact one explains; `waived` ones explain nothing."""
    found = tuple(findings)
    speaking = [one for one in found if one.is_error and one.fingerprint not in waived]
    on_cell = {(one.place.field, code) for one in speaking for code in SILENCED.get(one.rule.code, ())}
    on_row = {code for one in speaking for code in _following(one)}
    return tuple(
        one
        for one in found
        if (one.place.field, one.rule.code) not in on_cell and one.rule.code not in on_row
    )


def _following(finding: Finding) -> frozenset[str]:
    """Return the rules that say nothing more of the row than a finding does."""
    code = finding.rule.code
    if code in DOUBTING and finding.place.field in FIGURES:
        return _OF_A_DOUBTED_FIGURE
    return FOLLOWING.get(code, frozenset())
