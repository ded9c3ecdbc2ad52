"""What is said instead of a page: every failure in words, none with a program's own."""

import logging
import secrets
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.database import no_database
from shinchoku.console.request_context import RequestContext
from shinchoku.errors import (
    ConfigurationError,
    DecidedMeanwhileError,
    NotPermittedError,
    OperationalError,
    StoppedError,
)
from shinchoku.sentences import sentences_of

_FORBIDDEN, _NOT_FOUND, _CONFLICT, _BAD, _BROKEN, _UNAVAILABLE = 403, 404, 409, 400, 500, 503
_log = logging.getLogger(__name__)

_WORDS = sentences_of(__name__)
_TITLES = {int(status): words for status, words in _WORDS.named("titles").items()}
_ADVICE = {int(status): words for status, words in _WORDS.named("advice").items()}
_UNKNOWN = _WORDS["unknown"]


class NotFoundError(ConfigurationError):
    """What a page was asked for is not there, or not for this person: both look alike."""

    def __init__(self) -> None:
        """Say no more than that."""
        super().__init__(_ADVICE[_NOT_FOUND].ja, _ADVICE[_NOT_FOUND].en)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is said, under which status."""

    status: int
    words: Bilingual
    reference: str = ""


def refuse(context: RequestContext, error: Exception) -> Response:
    """Return the page, or the piece of one, that says why something was not done."""
    refusal = _refusal(context, error)
    title = _TITLES.get(refusal.status, _TITLES[_BAD])
    template = "error_part.html" if context.is_partial else "error.html"
    response = context.render(
        template,
        status=refusal.status,
        title=context.t(title.ja, title.en),
        message=context.t(refusal.words.ja, refusal.words.en),
        reference=refusal.reference,
    )
    if refusal.status == _UNAVAILABLE:
        response.headers["Retry-After"] = "5"
    return response


def _refusal(context: RequestContext, error: Exception) -> Refusal:
    """Decide what is said of an error."""
    match error:
        case HTTPException(status_code=status):
            return Refusal(status, _ADVICE.get(status, _ADVICE[_BAD]))
        case StoppedError(message=words):
            return Refusal(_status_of(error), words)
        case SQLAlchemyError():
            context.services.database.examine()
            if context.services.read_only:
                return Refusal(_UNAVAILABLE, no_database().message)
            reference = _logged(error)
            return Refusal(_UNAVAILABLE, _UNKNOWN, reference)
        case _:
            return Refusal(_BROKEN, _UNKNOWN, _logged(error))


def _status_of(error: StoppedError) -> int:
    """Return the status of a failure that has words."""
    match error:
        case NotPermittedError():
            return _FORBIDDEN
        case DecidedMeanwhileError():
            return _CONFLICT
        case NotFoundError():
            return _NOT_FOUND
        case ConfigurationError():
            return _BAD
        case OperationalError():
            return _UNAVAILABLE
        case _:
            return _BROKEN


def _logged(error: Exception) -> str:
    """Log an error that nobody foresaw, and return the number by which it is found there."""
    reference = secrets.token_hex(4)
    _log.error("reference %s", reference, exc_info=error)
    return reference
