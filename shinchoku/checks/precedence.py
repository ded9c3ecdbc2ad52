"""Of several rules that one cell breaks for one reason, the most exact one speaks.

`#REF!` is no label on the scale either, and 〃 tells no result: saying both would send people looking for
two mistakes. Only `fixed` rules silence others, so that nothing falls silent with a rule that a plan
switched off.
"""

from __future__ import annotations

from collections.abc import Iterable

from shinchoku.checks.findings import Finding

_EMPTY = frozenset({"SH301", "SH303", "SH308", "SH309", "SH502"})
"""What an empty cell breaks."""
_WRITTEN = frozenset({"SH302", "SH304", "SH401", "SH404"})
"""What a text that means nothing breaks."""

SILENCED: dict[str, frozenset[str]] = {
    "SH311": frozenset({"SH302"}),
    "SH319": frozenset({"SH404"}),
    "SH320": _WRITTEN | {"SH329"},
    "SH321": _EMPTY | {"SH329"},
    "SH324": _EMPTY | _WRITTEN | {"SH329"},
    "SH327": frozenset({"SH502"}),
    "SH328": frozenset({"SH405", "SH407", "SH505", "SH506", "SH604", "SH605"}),
}
"""By the code of the more exact rule: those that say nothing more of the same cell."""


def most_exact(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return a row's findings without those that a more exact one on the same cell explains."""
    found = tuple(findings)
    silenced = {
        (finding.place.field, code)
        for finding in found
        if finding.rule.code in SILENCED
        for code in SILENCED[finding.rule.code]
    }
    if not silenced:
        return found
    return tuple(finding for finding in found if (finding.place.field, finding.rule.code) not in silenced)
