"""Sentences in two languages."""

from __future__ import annotations

import pickle

import pytest

from shinchoku.bilingual import Bilingual, Language
from shinchoku.errors import ConfigurationError, OperationalError, StoppedError

HELLO = Bilingual("{who}さん、こんにちは。", "Hello, {who}.")


def test_a_sentence_is_told_in_one_of_its_languages() -> None:
    """Japanese or English."""
    assert (HELLO.in_language(Language.JA), HELLO.in_language(Language.EN)) == (HELLO.ja, HELLO.en)


def test_both_sentences_are_filled_alike() -> None:
    """The same values in both languages."""
    assert HELLO.filled(who="海辺") == Bilingual("海辺さん、こんにちは。", "Hello, 海辺.")


def test_a_placeholder_without_a_value_is_a_broken_program() -> None:
    """No sentence goes out with a hole in it."""
    with pytest.raises(KeyError, match="who"):
        HELLO.filled()


@pytest.mark.parametrize(("error", "code"), [(ConfigurationError, 2), (OperationalError, 4)])
def test_what_stops_a_command_has_its_sentence_and_its_exit_code(
    error: type[StoppedError], code: int
) -> None:
    """2 for usage and configuration, 4 for what running again may cure."""
    stopped = error.of(HELLO)
    assert (stopped.message, str(stopped), stopped.exit_code) == (HELLO, HELLO.en, code)
    assert pickle.loads(pickle.dumps(stopped)).message == HELLO  # noqa: S301 -- it comes from a reader process
