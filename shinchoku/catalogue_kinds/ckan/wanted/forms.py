"""A server's own form (ckanext-scheming): the shape that each of its fields has, and facts put into that shape.

CKAN refuses a value of another shape, drops what it does not know without a word, and shows some values
otherwise than they were sent; so every value is made here as the server will show it, to compare exactly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, assert_never

from shinchoku.catalogues.facts import SEPARATOR
from shinchoku.catalogues.publication import JsonObject
from shinchoku.catalogues.things import Value

Spellings = tuple[str, ...]
"""A fact's text as it is told, then what else the choices of a form may call it."""

_SEVERAL = frozenset({"scheming_multiple_text", "scheming_multiple_choice"})
_MOMENT = frozenset({"scheming_isodatetime", "scheming_isodatetime_tz"})
_DATA = ("fluent_", "scheming_valid_json_object")
_FILLED_BY_SERVER = ("default(", "if_empty_same_as(", "ignore_missing", "ignore_empty")
"""Validators by which a field may be missing, whatever else the form says of it."""


class Holds(StrEnum):
    """What a field of a form holds."""

    TEXT = "text"
    MOMENT = "moment"
    """A date with a time."""
    TEXTS = "texts"
    ITEMS = "items"
    """Items with named parts (`repeating_subfields`)."""
    DATA = "data"
    """Any JSON object, such as one text a language (ckanext-fluent)."""


@dataclass(frozen=True, slots=True)
class AllowedValue:
    """A value that a field allows, and the words by which it is known, in small letters."""

    value: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class CkanFormField:
    """A field of a form: what it holds, whether it has to be filled, what it allows, which parts its items have."""

    name: str
    holds: Holds = Holds.TEXT
    is_required: bool = False
    choices: tuple[AllowedValue, ...] = ()
    parts: Mapping[str, CkanFormField] = field(default_factory=dict)


CkanForm = Mapping[str, CkanFormField]
"""The fields of a form by name; empty where the server has no form of its own."""


def form_of(declared: Iterable[JsonObject]) -> CkanForm:
    """Return the fields as `scheming_dataset_schema_show` tells them."""
    return {str(one["field_name"]): _field(one) for one in declared}


def value_for(target: CkanFormField, spellings: Spellings) -> Value | None:
    """Return a fact in the shape of a field, or nothing if the field cannot take it.

    Items and data are taken from a fact that is their JSON text, which only a plan file can give.
    """
    match target.holds:
        case Holds.TEXT:
            return _chosen(target, spellings)
        case Holds.MOMENT:
            return spellings[0] if "T" in spellings[0] else f"{spellings[0]}T00:00:00"
        case Holds.TEXTS:
            return _several(target, spellings)
        case Holds.ITEMS:
            return _json(spellings[0], list)
        case Holds.DATA:
            return _json(spellings[0], dict)
        case unknown:
            assert_never(unknown)


def item_for(target: CkanFormField, said: Mapping[str, Spellings]) -> Value | None:
    """Return one item with the parts that are known; nothing if none is, or one is missing that it needs."""
    made = {part: value_for(target.parts[part], spellings) for part, spellings in said.items()}
    item = {part: value for part, value in made.items() if value}
    needed = {part for part, one in target.parts.items() if one.is_required}
    return canonical([item]) if item and needed <= item.keys() else None


def shown(value: object) -> Value:
    """Return a value of CKAN's answers as pictures have it: a text, texts, or the canonical JSON of the rest."""
    if isinstance(value, bool):
        return str(value).lower()
    if not value and not isinstance(value, (int, float)):
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    return canonical(value) if isinstance(value, (list, dict)) else str(value)


def as_sent(form: CkanForm, fields: Mapping[str, Value]) -> dict[str, Any]:
    """Return the fields of a picture as CKAN takes them: the reverse of `shown`."""
    known = {**_TRANSLATIONS, **form}
    return {name: _sent(known.get(name), value) for name, value in fields.items()}


_TRANSLATIONS: CkanForm = {"format_translated": CkanFormField("format_translated", Holds.DATA)}
"""What CKAN's pages read as one text a language, whatever form a server has."""


def canonical(value: object) -> str:
    """Return a structured value in the one spelling that is compared."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _sent(target: CkanFormField | None, value: Value) -> Any:  # noqa: ANN401 -- what JSON has
    """Return one value as CKAN takes it."""
    if isinstance(value, tuple):
        return list(value)
    if target is None or target.holds not in {Holds.ITEMS, Holds.DATA}:
        return value
    empty: list[Any] | dict[str, Any] = [] if target.holds is Holds.ITEMS else {}
    return json.loads(value) if value else empty


def _field(declared: JsonObject) -> CkanFormField:
    """Read one field."""
    validators = str(declared.get("validators") or "").split()
    parts = declared.get("repeating_subfields") or ()
    is_needed = bool(declared.get("required")) or "not_empty" in validators
    return CkanFormField(
        name=str(declared["field_name"]),
        holds=Holds.ITEMS if parts else _holds(validators),
        is_required=is_needed and not any(one.startswith(_FILLED_BY_SERVER) for one in validators),
        choices=tuple(_choice(one) for one in declared.get("choices") or ()),
        parts=form_of(parts),
    )


def _holds(validators: list[str]) -> Holds:
    """Return what a field without parts holds: only its validators tell."""
    if not _SEVERAL.isdisjoint(validators):
        return Holds.TEXTS
    if not _MOMENT.isdisjoint(validators):
        return Holds.MOMENT
    return Holds.DATA if any(one.startswith(_DATA) for one in validators) else Holds.TEXT


def _choice(declared: JsonObject) -> AllowedValue:
    """Read one choice; it is known by its value, the end of that if it is an address, and its labels."""
    value, label = str(declared["value"]), declared.get("label") or ""
    labels = label.values() if isinstance(label, dict) else (label,)
    words = {value, value.rstrip("/").rpartition("/")[2], *(str(one) for one in labels)}
    return AllowedValue(value, frozenset(word.casefold() for word in words if word))


def _chosen(target: CkanFormField, spellings: Spellings) -> str | None:
    """Return a fact as one of the choices, or as it is where there are none."""
    if not target.choices:
        return spellings[0]
    wanted = [spelling.casefold() for spelling in spellings]
    return next((one.value for word in wanted for one in target.choices if word in one.words), None)


def _several(target: CkanFormField, spellings: Spellings) -> tuple[str, ...] | None:
    """Return a fact as several texts, each once; choices in the form's own order, as CKAN shows them."""
    texts = [text.strip() for text in spellings[0].split(SEPARATOR)]
    each = [spellings] if len(texts) == 1 else [(text,) for text in texts if text]
    found = dict.fromkeys(value for one in each if (value := _chosen(target, one)) is not None)
    order = [one.value for one in target.choices if one.value in found] or found
    return tuple(order) or None


def _json(text: str, wanted: type) -> str | None:
    """Return JSON text of a kind in its one spelling, or nothing."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return canonical(value) if isinstance(value, wanted) and value else None
