"""The console's charts: drawn on the server, read without colours, each with the same figures as a table."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from schemas.codes import AchievementStatus, Severity
from shinchoku.bilingual import Bilingual, Language
from shinchoku.checks.marks import SIGNS
from shinchoku.console.chart_figures import COUNTED, AchievementRow, ChartTable, NightPoint, SubmissionPoint
from shinchoku.console.drawing import (
    box,
    day_labels,
    grid,
    legend,
    line,
    picture,
    shape,
    text,
    ticks,
    width_of,
)
from shinchoku.rounding import printed

__all__ = [
    "AchievementRow",
    "ChartTable",
    "NightPoint",
    "SubmissionPoint",
    "achievement_bars",
    "achievement_table",
    "findings_per_night",
    "findings_table",
    "submissions_over_time",
    "submissions_table",
]

_WIDTH, _NAME_WIDTH = 720.0, 186.0
_TONES = dict(zip(COUNTED, ("plain", "striped", "dotted", "hatched", "crossed"), strict=True))
_WEIGHTS = {Severity.ERROR: "striped", Severity.WARNING: "dotted"}
_RATES = Bilingual("達成率", "Achievement rate")
_NIGHTS = Bilingual("夜ごとの指摘の件数", "Findings per night")
_SUBMISSIONS = Bilingual("提出した所属の数（累計）", "Departments that have submitted (running total)")
_DUE = Bilingual("提出期限 {day}", "Due {day}")
_EXPECTED = Bilingual("照会先 {count}", "{count} asked")
_RANGE = Bilingual(
    "細い線は、未確定・確認中・未提出の結果しだいで取りうる達成率の幅", "Thin line: the rates still possible"
)
_GROUP = Bilingual("区分", "Group")
_PERCENTAGES = (
    Bilingual("達成率（％）", "Rate (%)"),
    Bilingual("最小（％）", "Lowest (%)"),
    Bilingual("最大（％）", "Highest (%)"),
)
_NOTHING = Bilingual("表示する数値がまだありません。", "There are no figures yet.")


def achievement_bars(
    rows: Sequence[AchievementRow], language: Language, *, name: str = "achievement"
) -> Markup:
    """Draw a bar for each basic policy and the plan; `name` sets two charts on one page apart."""
    if not rows:
        return _empty(name, _RATES, language)
    left, right, height = 200.0, 590.0, 48.0
    shapes = [legend(left, 16, [(tone, _label(s, language)) for s, tone in _TONES.items()], name)]
    for number, row in enumerate(rows):
        shapes += _bar(row, 36 + number * height, (left, right), name)
    foot = 36 + len(rows) * height
    shapes.append(text(left, foot + 8, _RANGE.in_language(language), "axis"))
    said = "; ".join(f"{row.label} {_percent(row.rate)} ({row.achieved}/{row.items})" for row in rows)
    return picture(name, (_WIDTH, foot + 20), _RATES.in_language(language), said, shapes)


def achievement_table(rows: Sequence[AchievementRow], language: Language) -> ChartTable:
    """Return the bars' figures: counts by status, the rate and its bounds."""
    head = _GROUP, *(Bilingual(status.label_ja, status.label_en) for status in _TONES), *_PERCENTAGES
    return ChartTable(
        tuple(words.in_language(language) for words in head),
        [
            (
                row.label,
                *(str(count) for count in row.counts.values()),
                *(printed(value) or "－" for value in (row.rate, row.lowest, row.highest)),
            )
            for row in rows
        ],
    )


def findings_per_night(points: Sequence[NightPoint], language: Language, *, name: str = "nights") -> Markup:
    """Draw a column for each night: errors below, warnings above, the sum on top."""
    if not points:
        return _empty(name, _NIGHTS, language)
    left, right, top, foot = 48.0, 704.0, 44.0, 220.0
    marks = ticks(max(point.errors + point.warnings for point in points))
    scale = (foot - top) / marks[-1]
    step = (right - left) / len(points)
    wide = min(step * 0.7, 40.0)
    shapes = [legend(left, 16, [(tone, _label(s, language)) for s, tone in _WEIGHTS.items()], name)]
    shapes += grid(marks, left, right, foot, scale)
    for number, point in enumerate(points):
        x = left + step * (number + 0.5)
        errors, both = point.errors * scale, (point.errors + point.warnings) * scale
        shapes.append(box(x - wide / 2, foot - errors, wide, errors, "striped", name))
        shapes.append(box(x - wide / 2, foot - both, wide, both - errors, "dotted", name))
        if step > 26:  # noqa: PLR2004 -- as wide as three digits and a little air
            total = str(point.errors + point.warnings)
            shapes.append(text(x, foot - both - 5, total, "label", "middle"))
    shapes += day_labels([(left + step * (n + 0.5), point.day) for n, point in enumerate(points)], foot)
    last = points[-1]
    said = f"{last.day.isoformat()}: " + ", ".join(
        f"{_label(weight, language)} {count}"
        for weight, count in zip(_WEIGHTS, (last.errors, last.warnings), strict=True)
    )
    return picture(name, (_WIDTH, foot + 30), _NIGHTS.in_language(language), said, shapes)


def findings_table(points: Sequence[NightPoint], language: Language) -> ChartTable:
    """Return the columns' figures, night by night."""
    night = Bilingual("日付", "Date").in_language(language)
    return ChartTable(
        (night, *(_label(weight, language) for weight in _WEIGHTS)),
        [(point.day.isoformat(), str(point.errors), str(point.warnings)) for point in points],
    )


def submissions_over_time(
    points: Sequence[SubmissionPoint],
    due: date,
    language: Language,
    *,
    expected: int | None = None,
    name: str = "submissions",
) -> Markup:
    """Draw the running total as a step line, with the due date and how many departments were asked."""
    if not points:
        return _empty(name, _SUBMISSIONS, language)
    left, right, top, foot = 48.0, 660.0, 40.0, 220.0
    first, last = min(points[0].day, due), max(points[-1].day, due)
    across = (right - left) / max((last - first).days, 1)
    marks = ticks(max(points[-1].received, expected or 0))
    scale = (foot - top) / marks[-1]
    shapes = grid(marks, left, right, foot, scale)
    at = [(left + (point.day - first).days * across, foot - point.received * scale) for point in points]
    steps = "".join(f"H{x:.1f}V{y:.1f}" for x, y in at[1:])
    shapes.append(shape("path", class_="steps", d=f"M{at[0][0]:.1f} {at[0][1]:.1f}{steps}"))
    if expected is not None:
        level = foot - expected * scale
        shapes.append(line(left, level, right, level, "expected"))
        asked = _EXPECTED.filled(count=expected).in_language(language)
        shapes.append(text(left + 4, level - 5, asked, "label"))
    shapes += _due_line(due, left + (due - first).days * across, (top, foot), language)
    shapes.append(shape("circle", class_="end", cx=at[-1][0], cy=at[-1][1], r=4))
    shapes.append(text(at[-1][0] + 8, at[-1][1] + 5, str(points[-1].received), "value"))
    shapes += day_labels([(x, point.day) for (x, _), point in zip(at, points, strict=True)], foot)
    said = f"{points[-1].day.isoformat()}: {points[-1].received}; {_due_words(due, language)}"
    return picture(name, (_WIDTH, foot + 30), _SUBMISSIONS.in_language(language), said, shapes)


def submissions_table(points: Sequence[SubmissionPoint], language: Language) -> ChartTable:
    """Return the line's figures, day by day."""
    head = Bilingual("日付", "Date"), Bilingual("提出済み（累計）", "Submitted so far")
    return ChartTable(
        tuple(words.in_language(language) for words in head),
        [(point.day.isoformat(), str(point.received)) for point in points],
    )


def _label(code: AchievementStatus | Severity, language: Language) -> str:
    """Return a code's word, a severity with its sign before it."""
    words = code.label_ja if language is Language.JA else code.label_en
    return f"{SIGNS[code]} {words}" if isinstance(code, Severity) else words


def _bar(row: AchievementRow, y: float, edges: tuple[float, float], name: str) -> list[Markup]:
    """Draw one group: its name, its parts with their counts, the bounds of its rate and the rate."""
    left, right = edges
    scale = (right - left) / max(row.items, 1)
    names = _lines(row.label)
    first = y + (17 if len(names) == 1 else 9)
    shapes = [text(left - 12, first + 17 * at, words, "label", "end") for at, words in enumerate(names)]
    x = left
    for status, count in row.counts.items():
        if count:
            wide = count * scale
            shapes.append(box(x, y, wide, 24, _TONES[status], name))
            if wide >= width_of(str(count)) + 8:  # else the count stands in the table alone
                shapes.append(text(x + wide / 2, y + 17, str(count), f"on is-{_TONES[status]}", "middle"))
            x += wide
    if row.lowest is not None and row.highest is not None:
        low, high = (left + float(share) / 100 * (right - left) for share in (row.lowest, row.highest))
        shapes.append(line(low, y + 32, high, y + 32, "range"))
        shapes += [line(end, y + 28, end, y + 36, "range") for end in (low, high)]
    shapes.append(text(right + 14, y + 18, _percent(row.rate), "value"))
    shapes.append(text(right + 14, y + 34, f"{row.achieved}/{row.items}", "axis"))
    return shapes


def _lines(label: str) -> list[str]:
    """Break a name into at most the two lines that stand beside a bar; the table has it whole."""
    fits = next((at for at in range(len(label) + 1) if width_of(label[: at + 1]) > _NAME_WIDTH), len(label))
    if fits >= len(label):
        return [label]
    cut = label.rfind(" ", 0, fits + 1)
    first, rest = (label[:cut], label[cut + 1 :]) if cut > 0 else (label[:fits], label[fits:])
    while width_of(rest) > _NAME_WIDTH:
        rest = f"{rest.removesuffix('…')[:-1]}…"
    return [first, rest]


def _percent(rate: Fraction | None) -> str:
    """Write a rate as it is printed, or a dash: of nothing there is no rate."""
    return "－" if rate is None else f"{printed(rate)}%"


def _due_line(due: date, x: float, edges: tuple[float, float], language: Language) -> list[Markup]:
    """Draw the due date: a dashed line with its words at its head, on the side that has room."""
    top, foot = edges
    side = "end" if x > _WIDTH / 2 else "start"
    return [
        line(x, top - 14, x, foot, "due"),
        text(x + (-6 if side == "end" else 6), top - 16, _due_words(due, language), "label", side),
    ]


def _due_words(due: date, language: Language) -> str:
    """Say when the sheets are due."""
    return _DUE.filled(day=f"{due.month}/{due.day}").in_language(language)


def _empty(name: str, title: Bilingual, language: Language) -> Markup:
    """Draw the sentence that there is nothing to draw."""
    words = _NOTHING.in_language(language)
    return picture(
        name,
        (_WIDTH, 60),
        title.in_language(language),
        words,
        [text(_WIDTH / 2, 34, words, "label", "middle")],
    )
