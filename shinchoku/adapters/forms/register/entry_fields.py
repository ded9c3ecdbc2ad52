"""The fields of the register's entries and settings as columns: `plan.toml`'s keys under Japanese headings.

They stand in `entry_fields.toml`, a line each. What a series or an address depends on is not among the settings that an
officer may change there: it stays in `plan.toml`.
"""

from typing import Any

from schemas.codes import (
    Accumulation,
    AchievementLevel,
    CodeList,
    EndReason,
    HighlightKind,
    TargetDirection,
)
from shinchoku.adapters.forms.register.fields import RegisterField, ValueKind
from shinchoku.register.entries import RoundCoverage
from shinchoku.sentences import data_beside

KIND_OF_POLICY = "section"
"""The first column of the sheet that holds basic policies and policy measures: which of them a row is."""

_CODES: dict[str, type[CodeList]] = {
    one.__name__: one
    for one in (Accumulation, AchievementLevel, EndReason, HighlightKind, RoundCoverage, TargetDirection)
}


def _field(told: dict[str, Any]) -> RegisterField:
    """Return a field as it is typed: its kind, and the choices of a `CHOICE`."""
    codes = _CODES[told["codes"]] if "codes" in told else None
    return RegisterField(**{**told, "kind": ValueKind[told["kind"].upper()], "codes": codes})


FIELDS = {name: tuple(map(_field, fields)) for name, fields in data_beside(__name__).items()}
"""The fields by section; those of an item's `indicator` stand before its targets, or `behind_targets`."""
SETTINGS = FIELDS["settings"]
"""The settings of a plan that an officer may change."""
