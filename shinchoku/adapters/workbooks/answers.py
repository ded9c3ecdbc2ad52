"""What a reader process says, without trusting it: JSON, held against the type that its work returns.

A process that a hostile file has taken over could answer with anything. No pickle of it is loaded: even one
that may name nothing but plain data claims as much memory as it likes, or nests values until the interpreter
crashes over them. What is not of the type that was asked for, in every part, is no answer.
"""

from collections.abc import Callable
from enum import Enum
from functools import cache, partial
from typing import Any, get_type_hints

from pydantic import ConfigDict, JsonValue, TypeAdapter

_PAIR: Any = tuple
"""Made for a type that is only known when it runs."""
_AS_TEXT = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64", ser_json_inf_nan="constants")


class AnswerKind(Enum):
    """How a job ended; the first byte of an answer."""

    DONE = b"="
    BROKEN = b"!"
    OUT_OF_MEMORY = b"m"


class StrangeAnswerError(Exception):
    """An answer that no reader of ours gives."""


class AnswerForm:
    """How the answers to one kind of work travel: whether the process retires, and what the work returned."""

    def __init__(self, returned: object) -> None:
        """Take what the work returns, as a type.

        Raises:
            pydantic.PydanticUserError: if it is nothing that JSON can hold.
        """
        self._done: TypeAdapter[Any] = TypeAdapter(_PAIR[bool, returned], config=_AS_TEXT)
        self._failed: TypeAdapter[Any] = TypeAdapter(tuple[bool, str])

    def packed(self, kind: AnswerKind, value: object, *, is_last: bool) -> bytes:
        """Return an answer as it travels."""
        adapter = self._done if kind is AnswerKind.DONE else self._failed
        return kind.value + adapter.dump_json((is_last, value), warnings=False)

    def unpacked(self, answer: bytes) -> tuple[AnswerKind, bool, object]:
        """Return how a job ended, whether its process retires, and what it returned.

        Raises:
            StrangeAnswerError: if it is not of the form.
        """
        try:
            kind = AnswerKind(answer[:1])
            adapter = self._done if kind is AnswerKind.DONE else self._failed
            return kind, *adapter.validate_json(answer[1:], strict=True)
        except Exception as error:  # whatever the parts of our own classes raise
            raise StrangeAnswerError from error


def form_of(work: Callable[..., object]) -> AnswerForm:
    """Return how the answers to a piece of work travel: by its annotation, or as any JSON where it has none."""
    while isinstance(work, partial):
        work = work.func
    return _form(get_type_hints(work).get("return", JsonValue))


@cache
def _form(returned: object) -> AnswerForm:
    """Return the form for a type, made once: that takes some milliseconds."""
    return AnswerForm(returned)
