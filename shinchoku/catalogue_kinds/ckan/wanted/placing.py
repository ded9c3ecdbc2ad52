"""Where a fact goes: into the server's own form if that has a field for it, else where CKAN keeps it without one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.ckan.wanted.dcat import EXTRA_NAMES, LISTS, spelled
from shinchoku.catalogue_kinds.ckan.wanted.forms import (
    CkanForm,
    CkanFormField,
    Holds,
    Spellings,
    canonical,
    item_for,
    value_for,
)
from shinchoku.catalogues.facts import SEPARATOR, Fact, fields_of
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.things import Value

EXTRA: Final = "extras:"
"""What the name of an extra field begins with in a picture."""
_LITERAL = "="
"""What a text begins with in the plan's `fields` that stands for itself and is no fact's name."""
OF_RESOURCES: Final = "resources."
"""What the plan's `fields` begin with for a field of every resource."""
_MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class Said:
    """What is said under a name, and which field takes it where the form has none; an empty one drops it."""

    texts: Spellings
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """The fields that were filled, and the names of the form's fields that could not take what was said."""

    fields: Mapping[str, Value]
    left: frozenset[str] = frozenset()


def placed(said: Mapping[str, Said], form: CkanForm) -> Placed:
    """Put everything that is said into the form, or beside it."""
    fields: dict[str, Value] = {}
    left: set[str] = set()
    items: dict[str, dict[str, Spellings]] = {}
    for name, one in said.items():
        if not one.texts[0]:
            continue
        home, _, part = name.partition(".")
        flat = name if name in form else EXTRA_NAMES.get(name, "")
        if part and home in form and part in form[home].parts:
            items.setdefault(home, {})[part] = one.texts
        elif flat in form:
            if value := value_for(form[flat], one.texts):
                fields[flat] = value
            else:
                left.add(flat)
        elif one.otherwise:
            fields[one.otherwise] = _beside(name, one.texts[0])
    for home, parts in items.items():
        if item := item_for(form[home], parts):
            fields.setdefault(home, item)  # a whole item that the plan gives goes before its parts
        else:
            left.add(home)
    return Placed(fields, frozenset(left - fields.keys()))


def _beside(name: str, text: str) -> str:
    """Return a text as ckanext-dcat reads it outside a form: several values are a list to it."""
    if name not in LISTS or SEPARATOR not in text:
        return text
    return canonical([one for part in text.split(SEPARATOR) if (one := part.strip())])


def planned(
    usual: Mapping[str, Said], catalogue: str, chosen: Mapping[str, str], facts: Mapping[Fact, str]
) -> Mapping[str, Said]:
    """Return what is said when the plan's `fields` are heard: more, something else, or less.

    Raises:
        ConfigurationError: if a field is to take what is no fact.
    """
    literal = {
        name: text.removeprefix(_LITERAL) for name, text in chosen.items() if text.startswith(_LITERAL)
    }
    named = fields_of(catalogue, {name: text for name, text in chosen.items() if name not in literal})
    said = dict(usual)
    for name in chosen:
        key = _KEYS.get(name, name)
        fact = named.get(name)
        home = (said[key].otherwise if key in said else "") or f"{EXTRA}{EXTRA_NAMES.get(key, key)}"
        if name in literal:
            said[key] = Said((literal[name],), home)
        elif fact is not None:
            said[key] = Said(spelled(fact, facts[fact]), home)
        else:
            said = {one: what for one, what in said.items() if one != key and not one.startswith(f"{key}.")}
    return said


def of_datasets(chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Return what the plan chose for datasets."""
    return {name: text for name, text in chosen.items() if not name.startswith(OF_RESOURCES)}


def of_resources(chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Return what the plan chose for every resource."""
    return {
        name.removeprefix(OF_RESOURCES): text
        for name, text in chosen.items()
        if name.startswith(OF_RESOURCES)
    }


def require_all(forms: Iterable[tuple[CkanForm, frozenset[str], str]]) -> None:
    """Require that nothing is missing without which the server would refuse the whole dataset.

    `forms` are a form, the names of the fields that have something, and what its names begin with in the plan.

    Raises:
        CatalogueRefusedError: if a field that a form requires has nothing.
    """
    missing = [
        (f"{begins}{name}", _allowed(one))
        for form, filled, begins in forms
        for name, one in form.items()
        if one.is_required and name not in filled
    ]
    if missing:
        told, example = [f"{name}{allowed}" for name, allowed in missing], missing[0][0]
        raise CatalogueRefusedError(
            f"カタログの入力フォームの必須項目に入れる内容がありません: {'、'.join(told)}。計画ファイルの catalogues の fields に、"
            f'入れる内容の名前か文字（先頭に = ）を書いてください。例: fields = {{ "{example}" = "=…" }}',
            f"the catalogue's form requires what we have nothing for: {', '.join(told)}. Say what goes there in `fields` of"
            f" the catalogue in the plan file, a fact or a text that begins with =:"
            f' fields = {{ "{example}" = "=…" }}',
        )


def left_out(form: CkanForm, left: Iterable[str]) -> tuple[Bilingual, ...]:
    """Say which fields of the form could not take what we have for them."""
    return tuple(
        Bilingual(
            f"カタログの入力フォームの項目「{name}」{_allowed(form[name])}には、手元の内容がそのままでは入らないため、空けています。"
            "必要なら、計画ファイルの catalogues の fields に、入れる文字（先頭に = ）を書いてください。",
            f"the field {name!r}{_allowed(form[name])} of the catalogue's form cannot take what we have for it and is left"
            " empty; if it should not be, give a text that begins with = in `fields` of the catalogue in the plan file.",
        )
        for name in sorted(left)
    )


def _allowed(target: CkanFormField) -> str:
    """Name what a field allows, or which parts it has."""
    if target.holds is Holds.ITEMS:
        return f" ({', '.join(f'{target.name}.{part}' for part in list(target.parts)[:_MOST_CHOICES])})"
    values = [one.value for one in target.choices]
    more = ", …" if len(values) > _MOST_CHOICES else ""
    return f" ({', '.join(values[:_MOST_CHOICES])}{more})" if values else ""


_KEYS: Final = {extra: name for name, extra in EXTRA_NAMES.items()}
"""The names of forms' fields and parts, by ckanext-dcat's extra fields."""
