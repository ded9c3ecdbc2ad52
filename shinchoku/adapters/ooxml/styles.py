"""What the styles of a workbook say besides looks: formats that alter a number, strike-through, colours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.colours import fill_colours, font_colour
from shinchoku.adapters.ooxml.xml import is_on, local
from shinchoku.intake.formats import altered_signs, alters_text, hides_digits

_MONTH = 'yyyy"年"m"月"'
_YEN, _YEN_WITH_PLACES = '"¥"#,##0;"¥"-#,##0', '"¥"#,##0.00;"¥"-#,##0.00'
BUILT_IN_FORMATS = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    **dict.fromkeys((5, 6), _YEN),
    **dict.fromkeys((7, 8), _YEN_WITH_PLACES),
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    17: "mmm-yy",
    **dict.fromkeys((37, 38), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    48: "##0.0E+0",
    **dict.fromkeys((34, 52, 55), _MONTH),
}
"""The built-in formats that alter what a number says or how many digits it has, as Japanese programs show them
(ECMA-376 part 1, 18.8.30)."""
HIDING = ";;;"
"""The format that shows nothing of whatever a cell holds."""
_WHITE = frozenset(f"font={white}" for white in ("FFFFFFFF", "00FFFFFF", "theme0", "indexed1", "indexed9"))
_ANY_SIGN = frozenset({-1, 0, 1})


@dataclass(frozen=True, slots=True)
class AlteringFormat:
    """A number format under which some numbers read as something else than they are stored."""

    code: str
    signs: frozenset[int]
    """For which numbers: 1 positive, -1 negative, 0 zero."""
    for_texts: bool = False
    """Whether a text reads as something else, too."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The cell styles (indexes of `cellXfs`) that a second look asks for; absent ones are plain."""

    formats: Mapping[int, AlteringFormat] = field(default_factory=dict)
    rounding: Mapping[int, str] = field(default_factory=dict)
    """Formats that alter nothing but how many digits are shown: only fractions are looked at."""
    struck: frozenset[int] = frozenset()
    tints: Mapping[int, str] = field(default_factory=dict)

    @property
    def notable(self) -> frozenset[int]:
        """Every style that says something."""
        return self.struck | self.formats.keys() | self.tints.keys()


PLAIN_STYLES = Styles()


def read_styles(root: Element) -> Styles:
    """Return what the styles of a workbook say; references to nothing are plain."""
    groups = {local(group): group for group in root}
    codes = BUILT_IN_FORMATS | {
        _number(own, "numFmtId"): own.get("formatCode", "") for own in groups.get("numFmts", ())
    }
    fonts = [(has_strike(font), font_colour(font)) for font in groups.get("fonts", ())] or [(False, "")]
    fills = fill_colours(groups.get("fills", ())) or [""]
    altering: dict[str, AlteringFormat] = {}
    formats, rounding, struck, tints = {}, {}, set(), {}
    for index, style in enumerate(groups.get("cellXfs", ())):
        code = codes.get(_number(style, "numFmtId"), "")
        if code and code not in altering:
            altering[code] = AlteringFormat(code, altered_signs(code), alters_text(code))
        if code and (altering[code].signs or altering[code].for_texts):
            formats[index] = altering[code]
        elif code and hides_digits(code):
            rounding[index] = code
        font, fill = _number(style, "fontId"), _number(style, "fillId")
        is_struck, colour = fonts[font if font < len(fonts) else 0]
        if is_struck:
            struck.add(index)
        if tint := tint_text(fills[fill if fill < len(fills) else 0], colour):
            tints[index] = tint
            if is_white(tint):
                formats[index] = AlteringFormat(HIDING, _ANY_SIGN, for_texts=True)
    return Styles(formats, rounding, frozenset(struck), tints)


def has_strike(font: Element) -> bool:
    """Tell whether a font (or a run's properties) is struck through."""
    return any(local(child) == "strike" and is_on(child.get("val", "1")) for child in font)


def has_raise(font: Element) -> bool:
    """Tell whether a run's properties make it superscript or subscript."""
    return any(local(child) == "vertAlign" and child.get("val", "baseline") != "baseline" for child in font)


def tint_text(fill: str, font: str) -> str:
    """Return the colours of a cell as one text: `fill=FFFF0000 font=theme4`."""
    if fill and font:
        return f"fill={fill} font={font}"
    return f"fill={fill}" if fill else f"font={font}" if font else ""


def is_white(tint: str) -> bool:
    """Tell whether a tint is that of white letters on nothing, which nobody sees."""
    return tint in _WHITE


def _number(element: Element, name: str) -> int:
    """Return an attribute that is a whole number; 0 where it is anything else."""
    try:
        return max(int(element.get(name, 0)), 0)
    except ValueError:
        return 0
