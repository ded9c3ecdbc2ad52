"""CKAN servers as they describe themselves, with forms as ckanext-scheming declares them, in few lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shinchoku.catalogue_kinds.ckan.wanted.forms import form_of
from shinchoku.catalogue_kinds.ckan.wanted.server import Server

SITE = "https://ckan.umibe.example.jp"

TEXTS = {"validators": "ignore_missing scheming_multiple_text"}
MOMENT = {"validators": "scheming_isodatetime convert_to_json_if_datetime"}
FREE_JSON = {"validators": "scheming_required scheming_valid_json_object"}
REQUIRED = {"required": True}


def field(name: str, **more: object) -> dict[str, Any]:
    """Declare a field of a form."""
    return {"field_name": name, "label": name, **more}


def choices(*values: str, **labelled: object) -> dict[str, Any]:
    """Declare what a field allows: values that are their own labels, and values with labels."""
    declared = [*((value, value) for value in values), *labelled.items()]
    return {"choices": [{"value": value, "label": label} for value, label in declared]}


def parts(*names: str, **needed: object) -> dict[str, Any]:
    """Declare the parts of a field's items; those in `needed` are required."""
    optional = [field(name) for name in names]
    return {"repeating_subfields": [*optional, *(field(name, required=True) for name in needed)]}


def server(
    *extensions: str, dataset: Sequence[dict[str, Any]] = (), resource: Sequence[dict[str, Any]] = ()
) -> Server:
    """Return a server with these extensions and forms."""
    return Server(SITE, "2.12.0", frozenset(extensions), "org-1", form_of(dataset), form_of(resource))
