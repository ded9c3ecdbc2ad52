"""The shapes that CKAN's answers must have before anything is taken from them.

A catalogue is foreign: what it answers may be `null`, a page of a proxy, or of another program. So each
answer is held to what we read of it, once, where it comes in; further keys are nobody's business.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, TypeAdapter, ValidationError

from shinchoku.catalogues.strict import shown

_DEEPEST = 40
"""Nothing in CKAN is nested deeper; what is would exhaust the stack of whoever walks through it."""


class UnforeseenError(ValueError):
    """An answer is not what the action answers; the message says where, with nothing of its content."""


class _Open(BaseModel):
    """What is read of something; it may have more."""

    model_config = ConfigDict(extra="allow")


class _Identified(_Open):
    id: str


class _Named(_Open):
    name: str


class _Organization(_Open):
    id: str
    name: str


class _Extra(_Open):
    key: str
    value: object


class _Resource(_Open):
    id: str
    url: str | None = None
    name: str | None = None


class _OwnedResource(_Open):
    id: str
    package_id: str


class _Package(_Open):
    """A dataset. Without its list of resources it would look empty, and everything would be made once more."""

    id: str
    name: str
    metadata_modified: str
    private: StrictBool
    state: str
    resources: list[_Resource]
    extras: list[_Extra] = Field(default_factory=list)
    tags: list[_Named] = Field(default_factory=list)
    groups: list[_Named] = Field(default_factory=list)


class _Revised(_Open):
    package: _Package


class _Status(_Open):
    ckan_version: str | None = None
    site_url: str | None = None
    extensions: list[str] | None = None


class _Choice(_Open):
    value: object


class _FormField(_Open):
    field_name: str
    choices: list[_Choice] | None = None
    repeating_subfields: list[_FormField] | None = None


class _Form(_Open):
    dataset_fields: list[_FormField] = Field(default_factory=list)
    resource_fields: list[_FormField] = Field(default_factory=list)


class _StoredField(_Open):
    id: str
    type: str
    info: dict[str, object] | None = None


class _RowsAnswer(_Open):
    fields: list[_StoredField]
    records: str
    total: StrictInt | None = None
    total_was_estimated: StrictBool | None = None


class _Index(_Open):
    index_name: str | None


class _IndexedField(_Open):
    id: str
    index: _Index | None = Field(default=None, alias="schema")


class _TableInfo(_Open):
    fields: list[_IndexedField] = Field(default_factory=list)


class _View(_Open):
    view_type: str


SHAPES: dict[str, Any] = {
    "status_show": _Status,
    "organization_list_for_user": list[_Organization],
    "organization_show": _Identified,
    "group_show": _Identified,
    "package_show": _Package,
    "resource_show": _OwnedResource,
    "package_revise": _Revised,
    "resource_view_list": list[_View],
    "datastore_search": _RowsAnswer,
    "datastore_info": _TableInfo,
    "scheming_dataset_schema_show": _Form,
}
"""What is read of each action's answer. Of the others, all of which write, nobody reads any."""


def require_foreseen(action: str, answer: object) -> Any:  # noqa: ANN401 -- what the action answers, in the shape that is required here
    """Return an answer that has the shape that its action's answers have.

    Raises:
        UnforeseenError: if it has another.
    """
    if action not in SHAPES:
        return answer
    _require_plain(answer)
    try:
        _adapter(action).validate_python(answer)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "result"
        raise UnforeseenError(shown(f"{place}: {first['type']}")) from None
    return answer


@cache
def _adapter(action: str) -> TypeAdapter[object]:
    """Return what checks an action's answers."""
    return TypeAdapter(SHAPES[action])


def _require_plain(answer: object) -> None:
    """Require an answer that can be walked through, stored and printed."""
    waiting: list[tuple[object, int]] = [(answer, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEEPEST:
            raise UnforeseenError("nested too deep")
        match value:
            case str() if not value.isascii():
                try:
                    value.encode()
                except UnicodeEncodeError:
                    raise UnforeseenError("half a character") from None
            case dict():
                waiting += [(one, depth + 1) for pair in value.items() for one in pair]
            case list():
                waiting += [(one, depth + 1) for one in value]
            case _:
                pass
