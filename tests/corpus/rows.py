"""One item's row: for each column what is written and what it truly says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from corpus import numbers_doubtful, numbers_written, words_written
from corpus.answers import Answer, Doubt, Written
from corpus.city import SCALES, Facts

from schemas.codes import AchievementStatus, MissingReason

FIGURES = ("target_value", "actual_value", "cumulative_value")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all rows of a sheet share."""

    scale: str
    legend: str
    year: int
    codec: str
    """The codec of delimited text, empty in a workbook."""
    hazards: float = 0.0
    """How likely a cell is written in a way that nobody promised to read."""
    heading_units: Mapping[str, str] = field(default_factory=dict)
    has_unit_column: bool = False
    """Whether a column names each item's unit: a heading that says otherwise leaves no value."""

    @property
    def is_book(self) -> bool:
        """Whether cells may hold more than text."""
        return not self.codec

    def can_hold(self, written: Written) -> bool:
        """Tell whether the file can hold a cell."""
        if self.is_book:
            return not any(ord(c) < 32 and c not in "\t\n" for c in written.text)
        if written.needs_workbook:
            return False
        try:
            written.text.encode(self.codec)
        except UnicodeEncodeError:
            return False
        return True


Answers = dict[str, Answer]


def write_row(facts: Facts, fields: Iterable[str], setting: Setting, random: Random) -> Answers:
    """Answer every column of a sheet for one item."""
    fields = list(fields)
    answers: Answers = {}
    for name in (facts.compared, *FIGURES):
        if name in fields and name not in answers:
            said = answers.get(facts.compared)
            is_open = said is not None and isinstance(said.truth, MissingReason)
            if is_open and name != "target_value":
                answers[name] = said
            else:
                answers[name] = _figure(facts, name, setting, random)
    said = answers.get(facts.compared)
    answers["achievement_status"] = _status(facts, said, setting, random)
    declared = answers["achievement_status"].truth
    for name in fields:
        if name not in answers:
            answers[name] = _other(facts, name, declared, setting, random)
    return answers


def _figure(facts: Facts, name: str, setting: Setting, random: Random) -> Answer:
    """Write a figure, or why there is none."""
    if not facts.unit:
        return _absent(setting, random)
    if random.random() < setting.hazards:
        return _doubtful(facts, setting, random)
    if name != "target_value" and random.random() < 0.12:
        reasons = [
            reason
            for reason in words_written.MISSING
            if reason is not MissingReason.BLANK or name != facts.compared
        ]
        if setting.legend == "legend" and random.random() < 0.5:
            return _first_held(setting, lambda: words_written.missing_by_legend(random))
        reason = random.choice([*reasons, MissingReason.PENDING])
        return _first_held(setting, lambda: words_written.missing(reason, random))
    value = facts.target_of(setting.year) if name == "target_value" else facts.draw(random)
    return _written(value, facts.unit, setting.heading_units.get(name, ""), setting, random)


def _absent(setting: Setting, random: Random) -> Answer:
    """Leave the figure of an item without a numeric target out."""
    if setting.legend == "legend" and random.random() < 0.4:
        return _first_held(setting, lambda: words_written.missing_by_legend(random))
    return Answer(Written(random.choice(("", "", " "))), MissingReason.BLANK, "missing: no numeric target")


def _first_held(setting: Setting, draw: object) -> Answer:
    """Draw until the file can hold what was drawn."""
    assert callable(draw)
    while True:
        answer: Answer = draw()
        if setting.can_hold(answer.written):
            return answer


def _written(value: Decimal, unit: str, heading_unit: str, setting: Setting, random: Random) -> Answer:
    """Write a value in one of the documented forms that can express it."""
    forms = dict(numbers_written.TEXT_FORMS)
    if setting.is_book:
        forms |= numbers_written.CELL_FORMS
    if heading_unit:
        converted = value if heading_unit == unit else numbers_written.in_unit(value, unit, heading_unit)
        contradicts = setting.has_unit_column and heading_unit != unit
        if converted is not None and (setting.hazards or not contradicts):
            bare = numbers_written.plain if random.random() < 0.5 else numbers_written.grouped
            if contradicts:
                form = "doubtful: the heading against the unit's column"
                return Answer(Written(bare(converted)), Doubt.UNSURE, form, documented=False)
            return Answer(Written(bare(converted)), value, "figure: unit in the heading")
        return Answer(Written(f"{numbers_written.plain(value)}{unit}"), value, "figure: the unit behind")
    while True:
        name = random.choice(sorted(forms))
        written = forms[name](value, unit, random)
        if written is not None and setting.can_hold(written):
            return Answer(written, value, f"figure: {name}")


def _doubtful(facts: Facts, setting: Setting, random: Random) -> Answer:
    """Write a figure in one of the doubtful forms."""
    forms = dict(numbers_doubtful.DOUBTFUL)
    if setting.is_book:
        forms |= numbers_doubtful.DOUBTFUL_CELLS
    if setting.legend == "legend":
        del forms["bare symbols"]
    if setting.heading_units:  # bare digits would be meant in those
        forms.pop("digits that the format hides", None)
    while True:
        name = random.choice(sorted(forms))
        answer = numbers_doubtful.doubtful(
            f"doubtful: {name}", forms[name], facts.draw(random), facts.unit, random
        )
        if answer is not None and setting.can_hold(answer.written):
            return answer


def _status(facts: Facts, said: Answer | None, setting: Setting, random: Random) -> Answer:
    """Declare what the figure says, or anything for an item without one."""
    scale = SCALES[setting.scale]
    by_status = {status: label for label, status in scale.items()}
    if said is None or said.truth is Doubt.UNSURE or not facts.unit:
        true = random.choice(list(AchievementStatus)[:2] if facts.unit else list(by_status))
    elif isinstance(said.truth, Decimal):
        true = facts.status_of(said.truth, setting.year)
    else:
        pending = said.truth == MissingReason.PENDING
        true = AchievementStatus.PENDING if pending else AchievementStatus.NOT_DUE
    label = by_status[true]
    if random.random() < setting.hazards:
        behind = words_written.box_behind(true, label, list(scale), random)
        if behind is not None and random.random() < 0.3 and setting.can_hold(behind.written):
            return behind
        return _first_held(setting, lambda: words_written.doubtful_status(list(scale), random))
    answer = _first_held(setting, lambda: words_written.status(label, list(scale), random))
    return Answer(answer.written, true, answer.form)


def _other(facts: Facts, name: str, declared: object, setting: Setting, random: Random) -> Answer:
    """Write a number, a name, a text or a figure of another year."""
    answer = Answer(
        Written(random.choice(("", "", "確認済", "A", "達成", "3"))), Doubt.UNSURE, "decoy: another column"
    )
    match name:
        case "item_no":
            form = (
                words_written.lost_number
                if random.random() < setting.hazards / 2
                else words_written.item_number
            )
            answer = _first_held(setting, lambda: form(facts.no, random))
        case "item_name":
            answer = Answer(Written(facts.name), facts.name, "text: name")
        case "unit":
            answer = _unit(facts, setting, random)
        case "result_text" | "next_action":
            doubt = random.random() < setting.hazards / 3
            text = words_written.unreadable_text if doubt else words_written.text
            answer = _first_held(setting, lambda: text(random))
        case "reason_not_achieved":
            answer = Answer(Written(""), "", "text: no reason")
            if declared is AchievementStatus.NOT_ACHIEVED or declared is Doubt.UNSURE:
                answer = _first_held(setting, lambda: words_written.text(random))
        case "previous_value" | "baseline_value" | "last_year":
            figure = str(random.randint(1, 9)) if facts.unit else ""
            answer = Answer(Written(figure), Doubt.UNSURE, "decoy: another year")
        case _ if name.startswith("part_"):
            figure = str(random.randint(1, 9)) if facts.unit else ""
            answer = Answer(Written(figure), Doubt.UNSURE, "decoy: a part of the year")
    return answer


def _unit(facts: Facts, setting: Setting, random: Random) -> Answer:
    """Write the register's unit in one of its spellings, or another unit where no heading states one."""
    if facts.unit and not setting.heading_units and random.random() < setting.hazards / 2:
        return Answer(
            Written(random.choice(("匹", "十人", "kWh", "未定"))),
            Doubt.UNSURE,
            "unit: another",
            documented=False,
        )
    written = random.choice(numbers_written.SPELLINGS.get(facts.unit, (facts.unit,)))
    return Answer(Written(written), written.replace("㎡", "m2"), "unit: a spelling")
