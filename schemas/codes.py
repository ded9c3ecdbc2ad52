"""The closed code lists by one name each, and those of them that every package publishes."""

from schemas.code_list import ITEM_NO, CodeList
from schemas.item_codes import Accumulation, EndReason, HighlightKind, ItemKind, TargetDirection
from schemas.record_codes import AchievementLevel, RevisionKind, Severity
from schemas.status_codes import AchievementStatus, MissingReason, ValueStatus

__all__ = [
    "ITEM_NO",
    "PUBLISHED_CODE_LISTS",
    "Accumulation",
    "AchievementLevel",
    "AchievementStatus",
    "CodeList",
    "EndReason",
    "HighlightKind",
    "ItemKind",
    "MissingReason",
    "RevisionKind",
    "Severity",
    "TargetDirection",
    "ValueStatus",
]

PUBLISHED_CODE_LISTS: dict[str, type[CodeList]] = {
    "accumulation": Accumulation,
    "achievement_level": AchievementLevel,
    "achievement_status": AchievementStatus,
    "end_reason": EndReason,
    "highlight_kind": HighlightKind,
    "item_kind": ItemKind,
    "missing_reason": MissingReason,
    "revision_kind": RevisionKind,
    "severity": Severity,
    "target_direction": TargetDirection,
    "value_status": ValueStatus,
}
