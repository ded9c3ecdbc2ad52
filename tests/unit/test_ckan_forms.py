"""A server's own form: the shape of each field, facts in that shape, and the same values read back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from builders.ckan_servers import FREE_JSON, MOMENT, TEXTS, choices, field, parts

from shinchoku.catalogue_kinds.ckan.wanted.forms import Holds, as_sent, form_of, item_for, shown, value_for
from shinchoku.catalogues.things import Value

EU = "http://publications.europa.eu/resource/authority/frequency"


def only(**declared: Any) -> Any:  # noqa: ANN401 -- a field, as the form has it
    """Return the one field of a form."""
    return form_of([field("f", **declared)])["f"]


@pytest.mark.parametrize(
    ("declared", "holds", "is_required"),
    [
        ({}, Holds.TEXT, False),
        ({"required": True}, Holds.TEXT, True),
        ({"validators": "not_empty unicode_safe"}, Holds.TEXT, True),
        ({"required": True, "validators": "default(good) unicode_safe"}, Holds.TEXT, False),
        ({"required": True, "validators": "if_empty_same_as(name) unicode_safe"}, Holds.TEXT, False),
        ({"validators": "scheming_required scheming_choices", **choices("a")}, Holds.TEXT, False),
        (TEXTS, Holds.TEXTS, False),
        ({"required": True, "validators": "scheming_multiple_choice", **choices("a")}, Holds.TEXTS, True),
        (MOMENT, Holds.MOMENT, False),
        ({"validators": "scheming_isodatetime_tz convert_to_json_if_datetime"}, Holds.MOMENT, False),
        (parts("name", "email"), Holds.ITEMS, False),
        (FREE_JSON, Holds.DATA, False),
        ({"validators": "fluent_text"}, Holds.DATA, False),
    ],
)
def test_validators_tell_what_a_field_holds(
    declared: dict[str, Any], holds: Holds, is_required: object
) -> None:
    """A form has no types: its parts and its validators say what CKAN will take, and what it fills itself."""
    target = only(**declared)
    assert (target.holds, target.is_required) == (holds, is_required)


@pytest.mark.parametrize(
    ("declared", "spellings", "value"),
    [
        ({}, ("年次", f"{EU}/ANNUAL"), "年次"),
        (choices(f"{EU}/DAILY", f"{EU}/ANNUAL"), ("年次", f"{EU}/ANNUAL"), f"{EU}/ANNUAL"),
        (choices("annual", "daily"), ("ANNUAL",), "annual"),
        (choices(f"{EU}/ANNUAL/"), ("annual",), f"{EU}/ANNUAL/"),
        (choices(y={"en": "Yearly", "ja": "年次"}, d="Daily"), ("年次",), "y"),
        (choices(y={"en": "Yearly", "ja": "年次"}, d="Daily"), ("daily",), "d"),
        (choices("x"), ("年次", f"{EU}/ANNUAL"), None),
        (MOMENT, ("2026-11-23",), "2026-11-23T00:00:00"),
        (MOMENT, ("2026-11-23T09:00:00",), "2026-11-23T09:00:00"),
        (TEXTS, ("ja",), ("ja",)),
        (TEXTS, ("b; a;b;",), ("b", "a")),
        ({**TEXTS, **choices("en", "ja")}, ("日本語", "ja"), ("ja",)),
        ({**TEXTS, **choices("a", "b", "c")}, ("c;x;a",), ("a", "c")),
        ({**TEXTS, **choices("a")}, ("x",), None),
        (parts("name"), ("海辺市",), None),
        (parts("name"), ('{"name": "海辺市"}',), None),
        (parts("name"), ('[{"name": "海辺市"}]',), '[{"name": "海辺市"}]'),
        (FREE_JSON, ('{"b": 1, "a": []}',), '{"a": [], "b": 1}'),
        (FREE_JSON, ("{}",), None),
    ],
)
def test_a_fact_takes_the_shape_of_its_field(
    declared: dict[str, Any], spellings: tuple[str, ...], value: Value | None
) -> None:
    """Choices are found by value, by the end of an address, by label; what does not fit is nothing."""
    assert value_for(only(**declared), spellings) == value


@pytest.mark.parametrize(
    ("declared", "said", "value"),
    [
        (parts("email", name=True), {"name": ("海辺市",), "email": ("a@b.jp",)}, {"email": "a@b.jp", "name": "海辺市"}),
        (parts("email", name=True), {"email": ("a@b.jp",)}, None),
        (parts("email"), {}, None),
        ({"repeating_subfields": [field("start", **choices("2023"))]}, {"start": ("2024",)}, None),
        ({"repeating_subfields": [field("langs", **TEXTS)]}, {"langs": ("ja;en",)}, {"langs": ["ja", "en"]}),
    ],
)  # fmt: skip
def test_an_item_has_the_parts_that_are_known(
    declared: dict[str, Any], said: dict[str, tuple[str, ...]], value: object
) -> None:
    """One item, without empty parts; none at all if a part that it needs is missing."""
    item = item_for(only(**declared), said)
    assert (None if item is None else json.loads(str(item))) == (None if value is None else [value])


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (138, "138"),
        ("ja", "ja"),
        (None, ""),
        ([], ""),
        ({}, ""),
        (["ja", "en"], ("ja", "en")),
        ([{"start": "2023-04-01", "end": "2024-03-31"}], '[{"end": "2024-03-31", "start": "2023-04-01"}]'),
        ({"b": "日", "a": 1}, '{"a": 1, "b": "日"}'),
    ],
)
def test_answers_have_one_spelling(answer: object, value: Value) -> None:
    """An absent field and an empty one are the same; keys of objects have one order."""
    assert shown(answer) == value


def test_what_was_shown_is_sent_as_it_was() -> None:
    """Texts go as a list, items and data as objects, an empty item field as an empty list."""
    form = form_of([field("contact", **parts("name")), field("obj", **FREE_JSON), field("title")])
    answer = {"contact": [{"name": "課"}], "obj": {"a": 1}, "title": "計画", "language": ["ja"], "url": "u"}
    assert as_sent(form, {name: shown(value) for name, value in answer.items()}) == answer
    assert as_sent(form, {"contact": "", "obj": ""}) == {"contact": [], "obj": {}}
