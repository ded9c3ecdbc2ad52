"""Changes of the register in words: what a steward reads before agreeing to them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from schemas.codes import AchievementLevel, CodeList, HighlightKind
from shinchoku.adapters.forms.register.cell_values import Names, shown
from shinchoku.adapters.forms.register.difference import ChangeKind, EntryChange, EntryFieldChange
from shinchoku.adapters.forms.register.fields import RegisterField, Value, ValueKind
from shinchoku.bilingual import Bilingual, Language
from shinchoku.register.amendments import target_year
from shinchoku.register.fiscal_year import FiscalYear

_SECTIONS: Mapping[str, Bilingual] = {
    "basic_policies": Bilingual("基本方針", "basic policy"),
    "policy_measures": Bilingual("施策", "policy measure"),
    "items": Bilingual("No.", "No. "),
    "departments": Bilingual("所属", "department"),
    "rounds": Bilingual("照会", "round"),
    "official_figures": Bilingual("公表値", "official figure"),
    "highlights": Bilingual("主な取組", "highlight"),
}
_NOTHING = Bilingual("なし", "none")
_FLAGS = {True: Bilingual("はい", "yes"), False: Bilingual("いいえ", "no")}
_NO_NAMES: Names = {}
_NAMED_BY: Mapping[str, frozenset[str]] = {
    "basic_policies": frozenset({"key"}),
    "policy_measures": frozenset({"key"}),
    "items": frozenset({"no"}),
    "departments": frozenset({"code"}),
    "rounds": frozenset({"id"}),
    "official_figures": frozenset({"fiscal_year", "level", "key"}),
    "highlights": frozenset({"report_year", "kind", "item"}),
}
"""The fields that the name of an entry already says."""


def change_sentences(
    changes: Sequence[EntryChange], language: Language, names: Names = _NO_NAMES
) -> list[str]:
    """Return every change in words: `No.12 の目標値（令和6年度）: 30 → 35`.

    With `names` (`workbook.names_of`) a code stands with the name of its entry.
    """
    return [sentence for change in changes for sentence in _sentences(change, language, names)]


def _sentences(change: EntryChange, language: Language, names: Names) -> Iterator[str]:
    """Yield a sentence for each changed field, or one for an entry that comes or goes."""
    is_ja = language is Language.JA
    entry = _entry(change, language, names)
    if change.kind is ChangeKind.CHANGED:
        of_entry = f"{entry}の" if is_ja else f"{entry}, "
        for one in change.fields:
            old = _said(one.field, one.old, language, names)
            new = _said(one.field, one.new, language, names)
            yield f"{of_entry if change.section else ''}{_label(one.field, language)}: {old} → {new}"
        return
    removed = change.kind is ChangeKind.REMOVED
    named = _NAMED_BY.get(change.section, frozenset())
    listed = [
        _pair(one, one.old if removed else one.new, language, names)
        for one in change.fields
        if one.field.key not in named
    ]
    word = change.kind.label_ja if is_ja else change.kind.label_en
    told = ("、" if is_ja else "; ").join(listed)
    more = told and (f"（{told}）" if is_ja else f" ({told})")
    yield f"{entry}を{word}{more}" if is_ja else f"{word}: {entry}{more}"


def _entry(change: EntryChange, language: Language, names: Names) -> str:
    """Name the entry as the subject of a sentence: `No.12 `, `照会「R6-yearend」`; a setting names itself."""
    if not change.section:
        return ""
    _, *identity = change.identity
    section = _SECTIONS[change.section].in_language(language)
    is_ja = language is Language.JA
    if change.section == "items":
        return f"{section}{identity[0]}{' ' if is_ja else ''}"
    known = names.get(change.section, {})
    text = " ".join(
        f"{one} {known[one]}" if one in known else _part(change.section, at, one, language)
        for at, one in enumerate(identity)
    )
    return f"{section}「{text}」" if is_ja else f"{section} “{text}”"


def _part(section: str, at: int, text: str, language: Language) -> str:
    """Return a part of an identity as people say it: a fiscal year, the label of a code, an item's number."""
    match section, at:
        case (("highlights" | "official_figures"), 0):
            year = FiscalYear(int(text))
            return year.era_label if language is Language.JA else str(year)
        case "highlights", 1:
            kind = HighlightKind.of(text)
            return kind.label_ja if language is Language.JA else kind.label_en
        case "highlights", _:
            return f"{_SECTIONS['items'].in_language(language)}{text}"
        case "official_figures", 1:
            level = AchievementLevel.of(text)
            return level.label_ja if language is Language.JA else level.label_en
        case _:
            return text


def _pair(one: EntryFieldChange, value: Value, language: Language, names: Names) -> str:
    """Say what a field of an entry holds."""
    label, said = _label(one.field, language), _said(one.field, value, language, names)
    return f"{label} {said}" if language is Language.JA else f"{label}: {said}"


def _label(field: RegisterField, language: Language) -> str:
    """Name a field: its heading, or in English its key; a target with its fiscal year."""
    year = target_year(field.key)
    if year is not None:
        target = FiscalYear(year)
        return f"目標値（{target.era_label}）" if language is Language.JA else f"target ({target})"
    if language is Language.JA:
        return " ".join(field.heading.split())
    return field.key.replace(".", " ").replace("_", " ")


def _said(field: RegisterField, value: Value, language: Language, names: Names) -> str:
    """Return a value as a person reads it, on one line."""
    value = field.default if value is None else value
    text: str
    match value:
        case None | "" | ():
            text = _NOTHING.in_language(language)
        case bool():
            text = _FLAGS[value].in_language(language)
        case Decimal():
            text = f"{value:f}"
        case FiscalYear():
            text = value.era_label if language is Language.JA else str(value)
        case str() if field.kind is ValueKind.CHOICE:
            text = _chosen(field, value, language)
        case _:
            text = str(shown(field, value, names))
    return " ".join(text.split())


def _chosen(field: RegisterField, value: str, language: Language) -> str:
    """Return the label of a choice."""
    codes: list[CodeList] = list(field.codes or ())
    labels = {str(code): Bilingual(code.label_ja, code.label_en) for code in codes}
    found = labels.get(value)
    return found.in_language(language) if found else value
