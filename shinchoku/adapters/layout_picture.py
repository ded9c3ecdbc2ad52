"""The picture of a declared layout: the sample's sheet, with what was found where, in colour and in words.

Plain SVG without scripts or links. Every text of the sample is escaped; cells that may name a person, and
texts that look like personal data, are not shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from shinchoku.adapters.layout_grid import Box, Grid, grid_of, text_width, wrapped
from shinchoku.checks.personal_data import suspected_personal_data
from shinchoku.intake.layout.answers import place_of
from shinchoku.intake.layout.proposal import LayoutProposal, Part, Spot
from shinchoku.intake.look import Position
from shinchoku.register.layouts import LayoutKind

_FONT = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic','Meiryo',sans-serif"
_HIDDEN = "（表示しません）"
_LINE, _TEXT, _CHIP = 18.0, 13.0, 10.5
_TOP, _SIDE, _STRIP, _LEGEND = 58.0, 24.0, 22.0, 104.0


@dataclass(frozen=True, slots=True)
class _Pen:
    """How one kind of thing is marked: a line that differs in colour, style and word."""

    word: str
    colour: str
    fill: str
    width: float
    dashes: str
    says: str


_MARK = _Pen(
    "目印", "#6b2fa0", "#f4edfb", 3.0, "", "太い実線：この文字があるシートを、この様式として読みます。"
)
_LABEL = _Pen(
    "項目名",
    "#0b5cad",
    "#e9f2fb",
    2.0,
    "7 4",
    "破線：項目名です。ここから動くと、読まずに知らせます（SH218）。",
)
_ANSWER = _Pen(
    "記入欄",
    "#a33d00",
    "#fdf2e9",
    2.5,
    "1.5 4.5",
    "点線：記入欄です。「：」の後は、読み取った後の列の名前です。",
)
_PENS = (_MARK, _LABEL, _ANSWER)


@dataclass(frozen=True, slots=True)
class _Outline:
    """One marked cell, or several, with the word on it."""

    first: Position
    last: Position
    pen: _Pen
    word: str


def draw(proposal: LayoutProposal) -> str:
    """Return the picture of a proposed layout as SVG."""
    outlines = list(_outlines(proposal))
    shown = _shown_texts(proposal)
    chips = {one.first: text_width(one.word, _CHIP) + 12 for one in outlines}
    grid = grid_of(proposal.sheet, shown, chips, _last_row(proposal))
    width = max(grid.width + 2 * _SIDE + _STRIP, 760.0)
    height = _TOP + _STRIP + grid.height + _LEGEND
    body = [*_head(proposal, width), *_sheet(grid, outlines, shown), *_legend(height - _LEGEND + 22)]
    title = escape(f"「{_clean(proposal.layout.name)}」の読み取り方")
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
                f'width="{width:.0f}" height="{height:.0f}" role="img" aria-labelledby="t d" '
                f'font-family="{_FONT}" font-size="{_TEXT:g}">'
            ),
            f'<title id="t">{title}</title>',
            f'<desc id="d">{escape(_in_words(proposal))}</desc>',
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _outlines(proposal: LayoutProposal) -> Iterator[_Outline]:
    """Yield what is marked, labels before their answers."""
    height = _last_row(proposal)
    is_table = proposal.layout.kind is LayoutKind.TABLE
    for spot in proposal.spots:
        at = place_of(spot.label_cell)
        if spot.part is Part.MARK:
            yield _Outline(at, at, _MARK, _MARK.word)
            continue
        first = place_of(spot.cell)
        if at != first:
            word = f"{_LABEL.word}・{_MARK.word}" if proposal.is_known_by_labels else _LABEL.word
            yield _Outline(at, at, _LABEL, word)
        last = place_of(spot.last_cell) if spot.last_cell else first
        if is_table and spot.part is Part.FIELD:
            last = (height, first[1])
        yield _Outline(first, last, _ANSWER, f"{_ANSWER.word}：{spot.meaning}")


def _last_row(proposal: LayoutProposal) -> int:
    """Return the last row that is drawn: of a table, some rows of data are enough."""
    last = max((r for r, texts in enumerate(proposal.sheet.grid) if any(map(str.strip, texts))), default=0)
    last = max([last, *(place_of(spot.cell)[0] for spot in proposal.spots)])
    heading_row = proposal.layout.heading_row
    return last if heading_row is None else min(last, heading_row + 2)


def _shown_texts(proposal: LayoutProposal) -> dict[Position, str]:
    """Return the texts as they may be shown."""
    texts: dict[Position, str] = {}
    for row, cells in enumerate(proposal.sheet.grid):
        for column, text in enumerate(cells):
            if not text.strip():
                continue
            hide = (row, column) in proposal.personal or suspected_personal_data(text) is not None
            texts[row, column] = _HIDDEN if hide else _clean(text)
    return texts


def _clean(text: str) -> str:
    """Return a text on one line, without characters that XML or a reader's eye cannot take."""
    kept = ("" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Cn"} else c for c in " ".join(text.split()))
    return "".join(kept)


def _in_words(proposal: LayoutProposal) -> str:
    """Say the picture for those who cannot see it."""
    return "。".join(_spot_in_words(spot) for spot in proposal.spots)


def _spot_in_words(spot: Spot) -> str:
    """Say one thing that was found."""
    if spot.part is Part.MARK:
        return f"目印「{_clean(spot.label)}」は{spot.label_cell}"
    return f"{spot.meaning}: 項目名「{_clean(spot.label)}」は{spot.label_cell}、記入欄は{spot.cell}"


def _head(proposal: LayoutProposal, width: float) -> Iterator[str]:
    """Yield the title of the picture."""
    name, sheet = _clean(proposal.layout.name), _clean(proposal.sheet.name)
    yield f'<text x="{_SIDE:g}" y="34" font-size="20" font-weight="700" fill="#1d2733">「{escape(name)}」の読み取り方</text>'
    yield (
        f'<text x="{width - _SIDE:g}" y="34" text-anchor="end" fill="#4a5866">'
        f"シート「{escape(sheet)}」の見本から作りました</text>"
    )


def _sheet(grid: Grid, outlines: list[_Outline], shown: dict[Position, str]) -> Iterator[str]:
    """Yield the sheet: letters and numbers at its edges, its cells, and the marks over them."""
    yield f'<g transform="translate({_SIDE + _STRIP:g} {_TOP + _STRIP:g})">'
    for letters, x, width in grid.columns:
        yield _strip(x, -_STRIP, width, _STRIP, letters)
    for number, y, height in grid.rows:
        yield _strip(-_STRIP, y, _STRIP, height, number)
    marked = {one.first: one for one in outlines}
    for box in grid.boxes:
        one = marked.get(box.at)
        yield _rect(
            box.x,
            box.y,
            box.width,
            box.height,
            f'fill="{one.pen.fill if one else "#ffffff"}" stroke="#c3ccd5"',
        )
        yield from _lines_of(box, shown.get(box.at, ""), is_marked=one is not None)
    for one in outlines:
        yield from _mark(grid, one)
    yield "</g>"


def _strip(x: float, y: float, width: float, height: float, word: str) -> str:
    """Return a letter or number at the edge of the sheet."""
    rect = _rect(x, y, width, height, 'fill="#eef1f4" stroke="#c3ccd5"')
    at = f'x="{x + width / 2:.1f}" y="{y + height / 2 + 4:.1f}"'
    return f'{rect}<text {at} text-anchor="middle" font-size="11" fill="#4a5866">{word}</text>'


def _lines_of(box: Box, text: str, *, is_marked: bool) -> Iterator[str]:
    """Yield the lines of a cell's text, below the word on it."""
    if not text:
        return
    lines = wrapped(text, box.width - 14)
    colour = "#1d2733" if is_marked else "#5b6875"
    free = box.height - (20.0 if is_marked else 0.0)
    top = box.y + (20.0 if is_marked else 0.0) + max((free - len(lines) * _LINE) / 2, 0.0)
    for number, line in enumerate(lines):
        at = f'x="{box.x + 7:.1f}" y="{top + number * _LINE + 13.5:.1f}"'
        yield f'<text {at} fill="{colour}">{escape(line)}</text>'


def _mark(grid: Grid, one: _Outline) -> Iterator[str]:
    """Yield the outline of a marked cell and the word on it."""
    x, y, width, height = grid.span(one.first, one.last)
    inset = one.pen.width / 2 + 0.5
    dashes = f' stroke-dasharray="{one.pen.dashes}" stroke-linecap="round"' if one.pen.dashes else ""
    look = f'fill="none" rx="3" stroke="{one.pen.colour}" stroke-width="{one.pen.width:g}"{dashes}'
    yield _rect(x + inset, y + inset, width - 2 * inset, height - 2 * inset, look)
    wide = text_width(one.word, _CHIP) + 8
    yield _rect(x + 3, y + 3, wide, 15, f'rx="2" fill="{one.pen.colour}"')
    yield (
        f'<text x="{x + 7:.1f}" y="{y + 14.2:.1f}" font-size="{_CHIP:g}" font-weight="700" fill="#ffffff">'
        f"{escape(one.word)}</text>"
    )


def _legend(top: float) -> Iterator[str]:
    """Yield what the lines mean."""
    for number, pen in enumerate(_PENS):
        y = top + number * 25
        dashes = f' stroke-dasharray="{pen.dashes}" stroke-linecap="round"' if pen.dashes else ""
        look = f'rx="3" fill="{pen.fill}" stroke="{pen.colour}" stroke-width="{pen.width:g}"{dashes}'
        yield _rect(_SIDE + 2, y, 54, 18, look)
        yield (
            f'<text x="{_SIDE + 68:g}" y="{y + 14:g}" font-weight="700" fill="{pen.colour}">{pen.word}</text>'
            f'<text x="{_SIDE + 122:g}" y="{y + 14:g}" fill="#1d2733">{escape(pen.says)}</text>'
        )


def _rect(x: float, y: float, width: float, height: float, look: str) -> str:
    """Return a rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {look}/>'
