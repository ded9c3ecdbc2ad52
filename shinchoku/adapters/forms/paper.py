"""How a sheet comes out on paper, and how it stands on the screen."""

from dataclasses import dataclass
from typing import Literal

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

A4, A3 = 9, 8
"""Excel's numbers of the paper sizes."""
_SIDE, _TOP, _EDGE = 0.3, 0.65, 0.3
"""Margins and the room for header and footer, in inches."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on every page of a printed sheet."""

    header_left: str
    header_right: str
    footer_right: str = ""
    orientation: Literal["landscape", "portrait"] = "landscape"
    repeated_rows: str = ""
    """Rows printed at the top of every page, `8:8`."""
    pages_high: int = 0
    """How many pages the sheet may take; 0 for as many as it needs."""
    size: int = A4
    percent: int = 0
    """A fixed scale in place of the width of the page; only then are `breaks` kept."""
    breaks: tuple[int, ...] = ()
    """The last rows of pages."""


def set_up(sheet: Worksheet, paper: Paper, area: str) -> None:
    """One page wide unless a scale is given, with its header and the number of the page."""
    sheet.print_area = area
    if paper.repeated_rows:
        sheet.print_title_rows = paper.repeated_rows
    sheet.page_setup.orientation = paper.orientation
    sheet.page_setup.paperSize = paper.size
    if paper.percent:
        sheet.page_setup.scale = paper.percent
        for row in paper.breaks:
            sheet.row_breaks.append(Break(id=row))
    else:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, paper.pages_high
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = _SIDE
    margins.top = margins.bottom = _TOP
    margins.header = margins.footer = _EDGE
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(
        left=_part(paper.header_left), right=_part(paper.header_right)
    )
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        center=_HeaderFooterPart(text="&P / &N", size=9), right=_part(paper.footer_right)
    )
    sheet.sheet_view.showGridLines = False


def lock(sheet: Worksheet) -> None:
    """Protect what is not to be changed, without a password; rows and columns may still be resized."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = False
    sheet.protection.formatColumns = False


def _part(text: str) -> _HeaderFooterPart | None:
    """Return a part of a header or footer; `&` begins a code there, so it is doubled.

    A leading space keeps a text that begins with digits from being read as the size of the font.
    """
    return _HeaderFooterPart(text=f" {text.replace('&', '&&')}", size=8) if text else None
