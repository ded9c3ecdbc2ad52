"""Text whatever its width, and what must not be seen or must be seen in it."""

from __future__ import annotations

import pytest

from shinchoku.spelling import display_width, folded, harmless, spelled


def test_the_same_name_is_the_same_in_any_width() -> None:
    """Width, case and spaces make no other name; a full-width character takes two columns."""
    assert folded("Ｒ６　Ａ課") == "r6a課"
    assert display_width("A課") == 3


@pytest.mark.parametrize(
    ("text", "on_a_terminal", "spelled_out"),
    [
        ("進捗 A", "進捗 A", "進捗 A"),
        ("\x1b[2J", "⟨U+001B⟩[2J", "⟨U+001B⟩[2J"),
        ("\u202eabc", "⟨U+202E⟩abc", "⟨U+202E⟩abc"),
        ("a\u3164b", "a\u3164b", "a⟨U+3164⟩b"),
        ("\ud800", "\ud800", "⟨U+D800⟩"),
        ("\U000e0041", "⟨U+E0041⟩", "⟨U+E0041⟩"),
        ("a\r\nb\nc\u2028", "a⏎b⏎c\u2028", "a⏎b⏎c⏎"),
        ("葛\U000e0100", "葛\U000e0100", "葛\U000e0100"),
    ],
)
def test_what_cannot_be_seen_does_no_harm(text: str, on_a_terminal: str, spelled_out: str) -> None:
    """It stands by its number, a line break as ⏎: no sign that says that something was lost."""
    assert harmless(text) == on_a_terminal
    assert spelled(text) == spelled_out


def test_what_is_to_be_kept_is_kept() -> None:
    """Line breaks stay where they are wanted."""
    assert (harmless("a\nb\t", keep="\n"), spelled("a\nb\t", keep="\n")) == ("a\nb⟨U+0009⟩", "a\nb⟨U+0009⟩")
