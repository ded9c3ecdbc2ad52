"""An amendment as a form: its fields with what they say today, and what was typed as an amendment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shinchoku.adapters.forms.register.cell_values import shown
from shinchoku.adapters.forms.register.coming_back import CellMistake
from shinchoku.adapters.forms.register.entry_texts import fields_of, typed
from shinchoku.adapters.forms.register.fields import RegisterField, ValueKind, value_at
from shinchoku.adapters.forms.register.workbook import names_of
from shinchoku.bilingual import Bilingual, Language
from shinchoku.register.amendments import AMENDABLE, Amendment, AmendmentKind, target_year
from shinchoku.register.edits import EntryValue
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import normalize_item_no
from shinchoku.register.plan import Plan

_YES_NO = (("はい", Bilingual("はい", "Yes")), ("いいえ", Bilingual("いいえ", "No")))
_HIDDEN = frozenset({"illustrative", "indicator.illustrative"})
"""Fields that mark made-up entries: a matter of the register's workbook, not of a form."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field as a form shows it: its key, its label, its choices if it has some, and its text today."""

    key: str
    label: Bilingual
    text: str
    choices: tuple[tuple[str, Bilingual], ...] = ()
    is_required: bool = False


def form_fields(plan: Plan, item: ActionItem | None, year: FiscalYear) -> tuple[FormField, ...]:
    """Return the fields that an amendment from a year on may name, with what they say of an item today."""
    return tuple(
        _form_field(plan, one, item)
        for one in fields_of(plan, "items")
        if (one.key in AMENDABLE and one.key not in _HIDDEN) or (target_year(one.key) or 0) >= year.year
    )


def read_amendment(  # noqa: PLR0913 -- what a person says of an amendment, all by name
    plan: Plan,
    *,
    kind: AmendmentKind,
    item_no: str,
    year: FiscalYear,
    reason: str,
    texts: Mapping[str, str],
    successor: str = "",
) -> tuple[Amendment, tuple[CellMistake, ...]]:
    """Return what was typed as an amendment, and the fields that could not be read.

    Of an item that is changed, only what differs from what it says today is asked for.
    """
    no = normalize_item_no(item_no)
    item = plan.items_by_no.get(no)
    asked: Mapping[str, str] = {}
    if kind is AmendmentKind.ADD:
        asked = {key: text for key, text in texts.items() if text.strip()}
    elif kind is AmendmentKind.CHANGE:
        today = {one.key: one.text for one in form_fields(plan, item, year)}
        asked = {key: text for key, text in texts.items() if text.strip() != today.get(key, "").strip()}
    found = typed(plan, "items", asked)
    instead = normalize_item_no(successor) if successor.strip() else None
    return Amendment(kind, no, year, reason, found.values, instead), found.mistakes


def _form_field(plan: Plan, field: RegisterField, item: ActionItem | None) -> FormField:
    """Return one field as the form shows it."""
    value = value_at(item, field.key) if item is not None else None
    if field.kind is ValueKind.REFERENCE:
        text = str(value or "")
    else:
        said = shown(field, value, names_of(plan))
        text = "" if said is None else f"{said:f}" if hasattr(said, "as_tuple") else str(said)
    return FormField(field.key, _label(field), text, _choices(plan, field), field.required)


def _label(field: RegisterField) -> Bilingual:
    """Name a field."""
    year = target_year(field.key)
    if year is not None:
        target = FiscalYear(year)
        return Bilingual(f"目標値（{target.era_label}）", f"Target ({target})")
    english = field.key.replace("indicator.", "indicator: ").replace("_", " ")
    return Bilingual(" ".join(field.heading.split()), english[0].upper() + english[1:])


def _choices(plan: Plan, field: RegisterField) -> tuple[tuple[str, Bilingual], ...]:
    """Return what a field may say, if that is a closed set."""
    if field.kind is ValueKind.CHOICE:
        return tuple((code.label_ja, Bilingual(code.label_ja, code.label_en)) for code in field.codes or ())
    if field.kind is ValueKind.FLAG:
        return _YES_NO
    if field.kind is not ValueKind.REFERENCE:
        return ()
    known = names_of(plan).get(field.refers_to, {})
    return tuple((code, Bilingual(f"{code} {name}", f"{code} {name}")) for code, name in known.items())


def sentences_of(mistakes: Sequence[CellMistake], language: Language) -> list[tuple[str, str]]:
    """Return mistakes as the form tells them: the field, and what to do."""
    return [(one.field, one.message.in_language(language)) for one in mistakes]


def typed_targets(
    plan: Plan, key: str, texts: Mapping[str, str]
) -> tuple[dict[str, EntryValue], dict[str, Bilingual]]:
    """Read the targets of many items by their number: the values, and why others could not be read."""
    read = {no: typed(plan, "items", {key: text}) for no, text in texts.items()}
    values = {no: one.values[key] for no, one in read.items() if not one.mistakes}
    return values, {no: one.mistakes[0].message for no, one in read.items() if one.mistakes}
