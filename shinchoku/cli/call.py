"""What the stewards' commands have in common: where the plan and its data are, which day it is, how to answer."""

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from shinchoku.bilingual import Bilingual, Language
from shinchoku.city_clock import today
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import (
    as_of_option,
    data_option,
    database_address,
    format_option,
    language_option,
    plan_option,
)
from shinchoku.cli.screen import say
from shinchoku.errors import OperationalError
from shinchoku.review.people import Person
from shinchoku.session import Session, deciding, reading, writing
from shinchoku.usecases.accounts import person_at_terminal
from shinchoku.usecases.refresh import is_past, refresh

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
Nothing = TypeVar("Nothing")


@dataclass(frozen=True, slots=True)
class Call:
    """How a command was called: its plan, its data, its day, and how it is to answer."""

    plan: str | None
    data: Path
    as_of: date | None
    language: Language
    as_json: bool

    @property
    def is_japanese(self) -> bool:
        """Whether it answers in Japanese."""
        return self.language is Language.JA

    @property
    def day(self) -> date:
        """The day that was given, or today in the city."""
        return self.as_of or today()

    def reading(self) -> AbstractContextManager[Session | None]:
        """Open a session that only looks; it is `None` before the first night."""
        return reading(self.plan, self.data, database_address(), self.day)

    def read(self, view: Callable[[Session], T], otherwise: Nothing) -> T | Nothing:
        """Return what a view shows; `otherwise` before the first night."""
        with self.reading() as session:
            return otherwise if session is None else view(session)

    def writing(self) -> AbstractContextManager[Session]:
        """Open a session that is alone on its data: it waits for no run, and says so if one is going."""
        return writing(self.plan, self.data, database_address(), self.day)

    @contextmanager
    def deciding(self) -> Iterator[tuple[Session, Person]]:
        """Open a session for a decision, and say who decides: the login's account, or somebody who only reads."""
        with deciding(self.plan, self.data, database_address(), self.day) as session:
            yield session, person_at_terminal(session)

    def compose_anew(self, because: str) -> bool:
        """Have what waits follow a decision at once; while a run is going it does so, or the next one does."""
        try:
            with self.writing() as session:
                if is_past(session):
                    return False
                refresh(session, because)
        except OperationalError:
            return False
        return True

    def tell_composed(self, *, composed: bool) -> None:
        """Say whether what waits follows the decision already."""
        if not composed:
            self.say(
                "公表案には、次の夜間処理で反映されます。",
                "What waits for approval will follow with the next night.",
            )

    def tell(self, words: Bilingual) -> None:
        """Print a sentence that stands in both languages."""
        self.say(words.ja, words.en)

    def say(self, ja: str, en: str) -> None:
        """Print a sentence in the language of the call."""
        say(self.language, ja, en)


def called(function: F) -> F:
    """Give a command the options that all of them have, as one `Call`."""

    @functools.wraps(function)
    def command(
        *,
        plan: str | None,
        data: Path,
        as_of: date | None,
        output: str,
        lang: str,
        **more: Any,  # noqa: ANN401 -- the command's own options
    ) -> Any:  # noqa: ANN401 -- as above
        _require_text({"plan": plan, **more})
        return function(Call(plan, data, as_of, Language(lang), output == "json"), **more)

    for option in (language_option, format_option, as_of_option, data_option, plan_option):
        command = option(command)
    return command  # type: ignore[return-value]  # a command takes its options by name


def _require_text(values: Mapping[str, object]) -> None:
    """Refuse bytes that are no text in this encoding: neither the state nor a message could hold them.

    Paths of files are no text and may hold anything; they are no strings here.
    """
    context = click.get_current_context()
    for param in context.command.params:
        value = values.get(param.name or "")
        if isinstance(value, str) and not value.isascii() and not _is_encodable(value):
            raise MistakeError(
                "文字として読めないバイトがあります。端末の文字コードを確かめてください。",
                "it holds bytes that are no text: check the encoding of the terminal.",
                ctx=context,
                param=param,
            )


def _is_encodable(text: str) -> bool:
    """Tell whether a text can be written down at all."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
