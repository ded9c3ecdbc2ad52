"""What cells look like by their role: faces, fills and borders of a department's sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from layout import Placed, Role, Sheet

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_CENTRED = {"item_no", "unit", "achievement_status", "confirmation_expected", "checked"}
_FIGURES = {"target_value", "actual_value", "cumulative_value"}
_PALETTES = {
    "blue": ("BDD7EE", "EAF3FA"),
    "green": ("C6E0B4", "EEF6E9"),
    "grey": ("D9D9D9", "F3F3F3"),
    "orange": ("F8CBAD", "FDF0E8"),
    "yellow": ("FFE699", "FFF8E1"),
}
_THIN = Side(style="thin")


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours and the face that one sheet is drawn in."""

    heading: PatternFill
    given: PatternFill
    face: str
    colour: str

    def font(self, size: float, *, bold: bool = False) -> Font:
        """Return the sheet's face in a size."""
        return Font(name=self.face, size=size, bold=bold, color=self.colour)


def ink_of(sheet: Sheet, colour: str) -> Ink:
    """Return what a department draws its sheets with."""
    dark, light = _PALETTES[sheet.habit.palette]
    face = "ＭＳ ゴシック" if sheet.habit.palette == "grey" else "游ゴシック"
    return Ink(PatternFill("solid", fgColor=dark), PatternFill("solid", fgColor=light), face, colour)


def style(cell: Cell, one: Placed, ink: Ink) -> None:
    """Give the cell the look of its role."""
    box = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    across = "center" if one.name in _CENTRED else "right" if one.name in _FIGURES else "left"
    body = Alignment(horizontal=across, vertical="center", wrap_text=True)
    match one.role:
        case Role.TITLE:
            cell.font, cell.alignment = ink.font(16, bold=True), Alignment("center", "center")
        case Role.LEGEND | Role.REMARK:
            cell.font, cell.alignment = ink.font(10), Alignment("left", "center")
        case Role.LABEL:
            cell.font, cell.alignment = ink.font(11, bold=True), Alignment("right", "center")
        case Role.ANSWER:
            cell.font, cell.alignment = ink.font(11), Alignment("left", "center")
            cell.border = Border(bottom=_THIN)
        case Role.HEADING:
            cell.font, cell.fill, cell.border = ink.font(10, bold=True), ink.heading, box
            cell.alignment = Alignment("center", "center", wrap_text=True)
        case Role.BAND:
            cell.font, cell.fill, cell.border = ink.font(10, bold=True), ink.heading, box
            cell.alignment = Alignment("left", "center")
        case Role.GIVEN:
            cell.font, cell.fill, cell.border, cell.alignment = ink.font(10), ink.given, box, body
        case Role.ENTERED:
            cell.font, cell.border, cell.alignment = ink.font(10), box, body
