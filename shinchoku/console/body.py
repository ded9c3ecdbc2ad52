"""What people send: read only up to a limit and only as fast as it has to come, before anything parses it."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive

from shinchoku.intake.bounds import is_bounded
from shinchoku.review.permissions import Action

_MIB = 1024 * 1024
_MOST_OF_A_FORM = _MIB
_SLACK = _MIB
_MOST_FIELDS, _MOST_FILES = 5000, 20
_MOST_SECONDS = 600.0
_TIMES_TOO_LARGE = 3
_NO_FORM, _TOO_SLOW, _TOO_LARGE = 400, 408, 413
_UNKEPT = re.compile("[\0\ud800-\udfff]")
"""What no database keeps: an encoding of the sender's choice can make halves of characters of anything."""
_WITH_FILES = frozenset(
    {Action.CHECK_FILE, Action.SUBMIT, Action.PROPOSE_AMENDMENT, Action.OPEN_ROUND, Action.RECORD_CORRECTION}
)
"""What files are sent for; everything else is a small form."""


def most_bytes(request: Request, action: Action | None, max_file_mib: int) -> int:
    """Return how large the body of a request may be."""
    return max_file_mib * _MIB + _SLACK if action in _WITH_FILES and has_files(request) else _MOST_OF_A_FORM


def has_files(request: Request) -> bool:
    """Tell whether a body is of the kind that carries files."""
    return request.headers.get("Content-Type", "").lower().startswith("multipart/form-data")


async def read_form(request: Request, most: int, quiet_seconds: float) -> FormData:
    """Read the form of a request.

    Raises:
        HTTPException: if it is too large (413), too slow (408) or no form (400).
    """
    declared = request.headers.get("Content-Length", "0")
    if not declared.isdecimal() or int(declared) > most:
        await _let_pass(request, most, quiet_seconds)
        raise HTTPException(_TOO_LARGE)
    limited = Request(request.scope, _limited(request.receive, most, quiet_seconds))
    try:
        async with asyncio.timeout(_MOST_SECONDS):
            form = await limited.form(
                max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_MOST_OF_A_FORM
            )
    except TimeoutError as error:
        raise HTTPException(_TOO_SLOW) from error
    except UnicodeError as error:
        raise HTTPException(_NO_FORM) from error
    if not all(map(_is_fit, _texts(form))):
        await form.close()
        raise HTTPException(_NO_FORM)
    return form


def _texts(form: FormData) -> Iterator[str]:
    """Yield every text of a form: names, values, and the names of files."""
    for name, value in form.multi_items():
        yield name
        yield value if isinstance(value, str) else value.filename or ""


def _is_fit(text: str) -> bool:
    """Tell whether a text can be kept, and can be worked on in time: looked at before anything composes it."""
    return is_bounded(text) and not _UNKEPT.search(text)


async def _let_pass(request: Request, most: int, quiet_seconds: float) -> None:
    """Let a body that is somewhat too large pass by, so that its sender is there to be told."""
    passed = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(_MOST_SECONDS):
            while passed <= _TIMES_TOO_LARGE * most:
                async with asyncio.timeout(quiet_seconds):
                    message = await request.receive()
                passed += len(message.get("body", b""))
                if not message.get("more_body"):
                    return


def _limited(receive: Receive, most: int, quiet_seconds: float) -> Receive:
    """Return a way to receive a body that ends it when it grows too large or nothing comes."""
    received = 0

    async def _receive() -> Message:
        nonlocal received
        async with asyncio.timeout(quiet_seconds):
            message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise HTTPException(_TOO_LARGE)
        return message

    return _receive
