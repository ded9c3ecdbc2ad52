"""What a person is told at once: one digest for every address, with everything due for its departments.

The text is plain and carries no markup. What comes from sheets is bounded, on one line, and loses the signs
that mail programs and chat services make links, mentions or tags of.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from shinchoku.bilingual import Bilingual, Language
from shinchoku.register.plan import Plan
from shinchoku.register.settings import Notify
from shinchoku.review.reminders import Reminder, Situation
from shinchoku.review.to_correct import Asked, ToCorrect, day_words, plain
from shinchoku.sentences import sentences_of

_WORDS = sentences_of(__name__)

_MOST_FINDINGS, _LEAST_FINDINGS = 40, 3
"""How many findings one digest lists in all, and how many for a department however many there are."""
_ACTIVE = str.maketrans({"<": "＜", ">": "＞", "@": "＠", "[": "［", "]": "］", "`": "｀", "|": "｜"})


@dataclass(frozen=True, slots=True)
class Digest:
    """What goes to one address; `recipient` is the address's name, never the address."""

    recipient: str
    subject: str
    body: str
    reminders: tuple[Reminder, ...]


def digests(
    plan: Plan, reminders: Sequence[Reminder], reachable: Collection[str], as_of: date
) -> tuple[Digest, ...]:
    """Return one digest for each address that has something to be told, by the address's name.

    `reachable` are the names of addresses that are known. A reminder that stands in no digest was told to
    nobody, and is due again tomorrow.
    """
    told: defaultdict[str, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        for name in _recipients(plan.notify, reminder):
            if name in reachable:
                told[name].append(reminder)
    return tuple(
        Digest(name, _subject(plan, told[name]), _body(plan, told[name], as_of), tuple(told[name]))
        for name in sorted(told)
    )


def addresses_of(policy: Notify, department: str) -> tuple[str, ...]:
    """Return the names of a department's addresses: those the plan gives, else the one that bears its code."""
    return policy.addresses.get(department, (department,))


def _recipients(policy: Notify, reminder: Reminder) -> list[str]:
    """Return the names of the addresses that are told, each once; the last reminder goes further up."""
    further = (policy.escalation or policy.stewards) if reminder.is_last else ()
    return list(dict.fromkeys((*addresses_of(policy, reminder.department), *further)))


def _subject(plan: Plan, told: Sequence[Reminder]) -> str:
    """Return a subject of one line: what is asked, and of which plan."""
    language, situations = plan.notify.language, {one.situation for one in told}
    match sorted(situations):
        case [Situation.DUE_SOON]:
            words = Bilingual("提出のお願い", "please submit")
        case [Situation.TO_CORRECT]:
            words = Bilingual("修正のお願い", "please correct")
        case [Situation.OVERDUE]:
            words = Bilingual("締切を過ぎています", "overdue")
        case _:
            words = Bilingual("提出と修正のお願い", "please submit and correct")
    names = list(dict.fromkeys(plan.departments_by_code[one.department].name for one in told))
    who = (
        names[0]
        if len(names) == 1
        else {Language.JA: f"{len(names)}課", Language.EN: f"{len(names)} departments"}[language]
    )
    title = {Language.JA: plan.plan.title, Language.EN: plan.plan.title_en}[language]
    filled = Bilingual(
        f"【{title}】進捗状況シート：{words.ja}（{who}）", f"[{title}] status sheets: {words.en} ({who})"
    )
    return plain(filled.in_language(language), most=120)


def _body(plan: Plan, told: Sequence[Reminder], as_of: date) -> str:
    """Return the text: every department and round under a heading of its own, then what to do and whom to ask."""
    language = plan.notify.language
    most = max(_LEAST_FINDINGS, _MOST_FINDINGS // len(told))
    sections: defaultdict[Asked, list[Reminder]] = defaultdict(list)
    for reminder in told:
        sections[reminder.round_id, reminder.department].append(reminder)
    lines = [
        _say(
            _WORDS["greeting"],
            language,
            plan=plan.plan.title if language is Language.JA else plan.plan.title_en,
        )
    ]
    for asked, reminders in sections.items():
        lines += ["", _heading(plan, asked)]
        for reminder in reminders:
            lines += _told(plan, reminder, most, as_of)
        lines += _left_to_correct(plan, reminders)
    contact = plan.notify.contact or plan.publication.contact
    lines += [
        "",
        _say(_WORDS["what_to_do"], language),
        "",
        _say(_WORDS["whom_to_ask"], language, contact=contact),
    ]
    return "\n".join([*lines, _say(_WORDS["foot"], language), ""])


def _heading(plan: Plan, asked: Asked) -> str:
    """Return the heading of a department in a round."""
    round_id, code = asked
    language, one = plan.notify.language, plan.rounds_by_id.get(round_id)
    if one is None:
        when = _WORDS["unplaced"].in_language(language)
    else:
        when = f"{one.fiscal_year.label if language is Language.JA else one.fiscal_year} {one.name}"
    return f"■ {plan.departments_by_code[code].full_name} － {when}"


def _told(plan: Plan, reminder: Reminder, most: int, as_of: date) -> list[str]:
    """Return the lines of one reminder."""
    language = plan.notify.language
    match reminder.situation:
        case Situation.DUE_SOON:
            return [_say(_WORDS["due_soon"], language, **_counts(plan, reminder, as_of))]
        case Situation.OVERDUE:
            counts = _counts(plan, reminder, as_of)
            late = [_say(_WORDS["overdue"], language, **counts)]
            return [*late, _say(_WORDS["missing"], language, **counts)] if counts["missing"] else late
        case Situation.TO_CORRECT:
            return list(_list(reminder.corrections, most, language))
        case _:
            assert_never(reminder.situation)


def _list(corrections: Sequence[ToCorrect], most: int, language: Language) -> Iterator[str]:
    """Yield the lines of findings, the first of many and how many more there are."""
    yield _say(_WORDS["to_correct"], language, count=len(corrections))
    for number, one in enumerate(corrections[:most], 1):
        yield from _listed(number, one, language)
    if len(corrections) > most:
        yield _say(_WORDS["more"], language, count=len(corrections) - most)


def _left_to_correct(plan: Plan, reminders: Sequence[Reminder]) -> Iterator[str]:
    """Yield how many errors are left, where nothing of a department lists them tonight."""
    listed = any(one.situation is Situation.TO_CORRECT for one in reminders)
    errors = max(one.standing.errors if one.standing else 0 for one in reminders)
    if errors and not listed:
        yield _say(_WORDS["still_wrong"], plan.notify.language, errors=errors)


def _counts(plan: Plan, reminder: Reminder, as_of: date) -> Mapping[str, object]:
    """Return the figures that a reminder of a due date speaks of."""
    asked, standing = plan.rounds_by_id[reminder.round_id], reminder.standing
    return {
        "due": day_words(asked.due, plan.notify.language),
        "days": (as_of - asked.due).days,
        "expected": standing.expected if standing else 0,
        "missing": standing.missing if standing else 0,
    }


def _listed(number: int, one: ToCorrect, language: Language) -> Iterator[str]:
    """Yield the lines of one finding: where, what, what to do, and what a steward wrote."""
    where = " ".join(part for part in (one.path, one.where(language), one.item) if part)
    yield f"{number}. {_inert(where or _WORDS['on_file'].in_language(language))}"
    yield f"   {_inert(one.problem(language))}"
    yield f"   {_WORDS['remedy'].in_language(language)}{_inert(one.remedy(language))}"
    if one.returned:
        yield f"   {_WORDS['returned'].in_language(language)}{_inert(plain(one.returned, most=1000))}"


def _say(words: Bilingual, language: Language, **values: object) -> str:
    """Return a sentence with its blanks filled."""
    return words.filled(**values).in_language(language)


def _inert(text: str) -> str:
    """Return text of a sheet without what a mail program or a chat service would act on."""
    return text.replace("://", "：//").translate(_ACTIVE)
