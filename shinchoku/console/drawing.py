"""The few SVG shapes that the charts are made of: every text escaped, every colour a class of the style sheet."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, floor, log10

from markupsafe import Markup

_NICE = (1, 2, 5, 10)
_DAY_WIDTH = 46.0


def shape(tag: str, **attributes: str | float) -> Markup:
    """Return an empty element; `class_` is the class, `stroke_width` the attribute `stroke-width`."""
    return Markup("<{}{}/>").format(tag, _written(attributes))


def text(x: float, y: float, words: str, class_: str = "label", anchor: str = "start") -> Markup:
    """Return a line of text that begins, is centred or ends at a point."""
    attributes = _written({"class": class_, "x": x, "y": y, "text-anchor": anchor})
    return Markup("<text{}>{}</text>").format(attributes, words)


def box(x: float, y: float, width: float, height: float, tone: str, name: str) -> Markup:
    """Return a rectangle in a tone, with the tone's pattern over it: a colour never speaks alone."""
    edges: dict[str, str | float] = {"x": x, "y": y, "width": width, "height": height}
    return shape("rect", class_=f"tone is-{tone}", **edges) + shape(
        "rect", fill=f"url(#{name}-{tone})", **edges
    )


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """Return a straight line."""
    return shape("line", class_=class_, x1=x1, y1=y1, x2=x2, y2=y2)


def patterns(name: str) -> Markup:
    """Return the patterns of the tones, named for one chart: stripes, dots, hatching, cross-stripes; plain is none."""
    drawn = {
        "striped": '<path class="ink" d="M-2 2L2 -2M0 8L8 0M6 10L10 6"/>',
        "dotted": '<circle class="dot" cx="2" cy="2" r="1.2"/><circle class="dot" cx="6" cy="6" r="1.2"/>',
        "hatched": '<path class="ink" d="M0 0L8 8M0 8L8 0"/>',
        "crossed": '<path class="ink" d="M0 4H8"/>',
        "plain": "",
    }
    each = Markup("").join(
        Markup('<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">{}</pattern>').format(
            name,
            tone,
            Markup(lines),  # noqa: S704 -- the constants above
        )
        for tone, lines in drawn.items()
    )
    return Markup("<defs>{}</defs>").format(each)


def picture(
    name: str, size: tuple[float, float], title: str, description: str, shapes: Iterable[Markup]
) -> Markup:
    """Return the whole drawing, an image with a name and a description; `name` is unique on the page."""
    width, height = (_number(side) for side in size)
    return Markup(
        '<svg class="chart-picture" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        'aria-labelledby="{n}-title {n}-desc"><title id="{n}-title">{t}</title><desc id="{n}-desc">{d}</desc>'
        "{p}{s}</svg>"
    ).format(w=width, h=height, n=name, t=title, d=description, p=patterns(name), s=Markup("").join(shapes))


def legend(x: float, y: float, entries: Iterable[tuple[str, str]], name: str) -> Markup:
    """Return the tones with their words in one line; a Japanese letter is taken as wide as two others."""
    drawn = []
    for tone, words in entries:
        drawn += [box(x, y - 11, 14, 12, tone, name), text(x + 20, y, words)]
        x += 42 + width_of(words)
    return Markup("").join(drawn)


def width_of(words: str) -> float:
    """Return about how wide a label is drawn."""
    return sum(14 if ord(letter) > 0x2E7F else 7.5 for letter in words)  # noqa: PLR2004 -- where CJK begins


def ticks(highest: int) -> list[int]:
    """Return at most six round, whole values from 0 up to at least `highest` for an axis."""
    rough = max(highest, 1) / 4
    power = 10 ** max(floor(log10(rough)), 0)
    step = next(nice * power for nice in _NICE if nice * power >= rough)
    return [step * count for count in range(ceil(max(highest, 1) / step) + 1)]


def grid(marks: Iterable[int], left: float, right: float, foot: float, scale: float) -> list[Markup]:
    """Draw the lines of the value axis with their figures."""
    return [
        part
        for mark in marks
        for part in (
            line(left, foot - mark * scale, right, foot - mark * scale, "grid"),
            text(left - 8, foot - mark * scale + 4, str(mark), "axis", "end"),
        )
    ]


def day_labels(places: Sequence[tuple[float, date]], foot: float) -> list[Markup]:
    """Write days under the axis, as many as fit; the last one always."""
    drawn: list[Markup] = []
    free = float("inf")
    for x, day in reversed(places):
        if x <= free:
            drawn.append(text(x, foot + 20, f"{day.month}/{day.day}", "axis", "middle"))
            free = x - _DAY_WIDTH
    return drawn


def _written(attributes: dict[str, str | float]) -> Markup:
    """Return attributes as they are written, values escaped."""
    return Markup("").join(
        Markup(' {}="{}"').format(
            Markup(key.rstrip("_").replace("_", "-")),  # noqa: S704 -- names come from this module and the charts
            value if isinstance(value, str) else _number(value),
        )
        for key, value in attributes.items()
    )


def _number(value: float) -> str:
    """Return a length with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")
