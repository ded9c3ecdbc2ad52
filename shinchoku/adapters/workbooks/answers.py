"""What a reader process says, taken apart without trusting it: only values of ours, and plain ones.

A process that a hostile file has taken over could answer with anything. Unpickling would run what it
names, so that nothing is named here but classes of this project and a few that hold plain data.
"""

from __future__ import annotations

import io
import pickle
from enum import Enum

_PLAIN = frozenset(
    {
        ("builtins", "bytearray"),
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("collections", "OrderedDict"),
        ("datetime", "date"),
        ("decimal", "Decimal"),
    }
)
_OURS = ("schemas.", "shinchoku.")


class Kind(Enum):
    """How a job ended; the first byte of an answer."""

    DONE = b"="
    BROKEN = b"!"
    OUT_OF_MEMORY = b"m"


class StrangeAnswerError(Exception):
    """An answer that no reader of ours gives."""


class _Plain(pickle.Unpickler):
    """Loads classes of ours and plain ones."""

    def find_class(self, module_name: str, global_name: str, /) -> type:
        """Return a class by its name.

        Raises:
            pickle.UnpicklingError: if it is none of those.
        """
        if (module_name, global_name) in _PLAIN or module_name.startswith(_OURS):
            found = super().find_class(module_name, global_name)
            if isinstance(found, type) and (found.__module__, found.__name__) == (module_name, global_name):
                return found
        message = f"not plain data: {module_name}.{global_name}"
        raise pickle.UnpicklingError(message)


def packed(kind: Kind, value: object) -> bytes:
    """Return an answer as it travels."""
    return kind.value + pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(answer: bytes) -> tuple[Kind, object]:
    """Take an answer apart.

    Raises:
        StrangeAnswerError: if it holds anything but plain data, or is damaged.
    """
    try:
        return Kind(answer[:1]), _Plain(io.BytesIO(answer[1:])).load()
    except Exception as error:  # damaged pickles raise whatever they like
        raise StrangeAnswerError from error
