"""Cell text to typed value: one reading, or none. Nothing is guessed.

Each function takes the text of a cell and returns the value with the steps that led to it; what was
not understood stays visible to the caller, so that it becomes a finding and is never lost.
"""

import re
import unicodedata
from collections.abc import Mapping

from schemas.codes import AchievementStatus
from shinchoku.intake.characters import replace_characters
from shinchoku.intake.steps import Step, StepKind, Trail
from shinchoku.spelling import folded

_SPACES = re.compile(r"[\s\u3000]+")
# Characters that carry no text and can disguise it: controls, zero-width, bidirectional overrides.
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_CHECKED, _UNCHECKED = "☑☒■✔✓✅●◉", "□☐○◯"
_LOOK_ALIKE = str.maketrans({**dict.fromkeys("〇◯⚪", "○"), **dict.fromkeys("╳✕✖✗⨯", "×"), "∆": "△"})
"""Signs of a scale that nobody tells apart on paper."""
_BOX = re.compile(f"([{_CHECKED}{_UNCHECKED}])([^{_CHECKED}{_UNCHECKED}]+)")


def read_text(raw: str) -> Trail:
    """Return text as it is published: one line, single spaces, no machine-dependent characters.

    Line breaks inside a cell become one space (MIC rule 1-5); width and wording stay as written.
    """
    trail = Trail(raw)
    trail.to(StepKind.CHARACTERS, replace_characters(raw))
    trail.to(StepKind.ONE_LINE, _SPACES.sub(" ", _INVISIBLE.sub("", trail.text)).strip())
    return trail


def parse_status(
    raw: str, scale: Mapping[str, AchievementStatus]
) -> tuple[AchievementStatus | None, tuple[Step, ...]]:
    """Read a status by the plan's own scale (達成, ◎, A …), whatever its width and spacing.

    A cell that lists the choices with boxes (`■達成 □未達成`) declares the one box that is filled.
    """
    text = _one_checked(raw) or raw
    wanted = folded(text).translate(_LOOK_ALIKE)
    labels = ((folded(label).translate(_LOOK_ALIKE), status) for label, status in scale.items())
    status = next((status for label, status in labels if label == wanted), None)
    if status is None:
        return None, ()
    return status, (Step(StepKind.CHOICE, raw, status),)


def _one_checked(raw: str) -> str | None:
    """Return the choice whose box is filled, if the cell lists several and exactly one is.

    Boxes stand before their choices; a cell that begins otherwise may mean the opposite.
    """
    if not raw.strip().startswith((*_CHECKED, *_UNCHECKED)):
        return None
    boxes = _BOX.findall(raw)
    filled = [text for box, text in boxes if box in _CHECKED]
    return filled[0] if len(filled) == 1 and len(boxes) > 1 else None


def says_something(text: str) -> bool:
    """Tell whether text holds at least one letter or digit: a lone dash is no statement."""
    return any(unicodedata.category(character)[0] in "LN" and character != "ー" for character in text)
