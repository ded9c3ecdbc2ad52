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

_FORBIDDEN, _NOT_FOUND, _CONFLICT, _BAD, _BROKEN, _UNAVAILABLE = 403, 404, 409, 400, 500, 503
_log = logging.getLogger(__name__)

_TITLES: dict[int, Bilingual] = {
    400: Bilingual("この操作はできませんでした", "This could not be done"),
    403: Bilingual("この操作の権限がありません", "You may not do this"),
    404: Bilingual("ページが見つかりません", "Page not found"),
    405: Bilingual("この操作はできません", "This cannot be done here"),
    408: Bilingual("送信が途中で止まりました", "Sending stopped halfway"),
    409: Bilingual("ほかの人が先に処理しました", "Somebody else was first"),
    413: Bilingual("送信された内容が大きすぎます", "Too much was sent"),
    500: Bilingual("予期しないエラーが起きました", "Something unexpected happened"),
    503: Bilingual("いまは利用できません", "Not available now"),
}
_WORDS: dict[int, Bilingual] = {
    400: Bilingual(
        "送信された内容を読み取れませんでした。画面を開き直して、もう一度お試しください。",
        "what was sent could not be read: reload the page and try again.",
    ),
    404: Bilingual(
        "アドレスが間違っているか、ページがなくなりました。上のメニューから探してください。",
        "the address is wrong, or the page is gone: look for it from the menu.",
    ),
    405: Bilingual("画面のボタンから操作してください。", "please use the buttons of the page."),
    408: Bilingual(
        "通信が途切れました。何も変更されていません。もう一度お試しください。",
        "the connection broke off. Nothing was changed: please try again.",
    ),
    413: Bilingual(
        "受け付けられる大きさを超えています。何も変更されていません。ファイルの不要なシートや画像を減らしてください。",
        "it is larger than is accepted. Nothing was changed: remove sheets or pictures that are not needed.",
    ),
}
_UNKNOWN = Bilingual(
    "ご不便をおかけします。もう一度試しても同じなら、受付番号を添えて管理者に連絡してください。",
    "if trying again does not help, tell your administrator the reference number.",
)


class NotFoundError(ConfigurationError):
    """What a page was asked for is not there, or not for this person: both look alike."""

    def __init__(self) -> None:
        """Say no more than that."""
        super().__init__(_WORDS[404].ja, _WORDS[404].en)


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
            return Refusal(status, _WORDS.get(status, _WORDS[_BAD]))
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
