"""Cells of the register's workbook that show something else than they hold, or that may not be published."""

import re

from shinchoku.adapters.forms.register.fields import ValueKind
from shinchoku.bilingual import Bilingual
from shinchoku.intake.cells import read_text
from shinchoku.intake.characters import machine_dependent, unreadable
from shinchoku.intake.formats import Effect, displayed
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import Sheet
from shinchoku.spelling import spelled

_BREAK = re.compile(r"(?<!\s)\s*[\r\n]\s*")


def doubt_about(sheet: Sheet, at: Position, text: str) -> Bilingual | None:
    """Return why what a cell holds may not be what a person means: a line through it, a number format."""
    if not text:
        return None
    if at in sheet.look.struck:
        return Bilingual(
            f"「{text}」に取り消し線があります。消すなら空にし、残すなら線を消してください。",
            f"{text!r} is struck through: empty the cell, or take the line away.",
        )
    seen = displayed(text, sheet.look.formats.get(at, ""))
    if seen.effect in {Effect.NONE, Effect.SIGN} and not seen.rounded:
        return None
    shown = seen.rounded or seen.text
    shown_ja = f"「{shown}」" if shown else "別の値"
    shown_en = repr(shown) if shown else "something else"
    return Bilingual(
        f"保存された値は「{text}」ですが、表示形式によって{shown_ja}に見えています。"
        "表示形式を「標準」にし、登録する値をそのまま書いてください。",
        f"holds {text!r} and its number format shows {shown_en}:"
        " use the general format and write the value as it is to be kept.",
    )


def flaw_of(kind: ValueKind, text: str) -> Bilingual | None:
    """Return why a text cannot be published as it is written, with the spelling to use instead."""
    if kind not in {ValueKind.TEXT, ValueKind.TEXTS}:
        return None
    if signs := unreadable(text):
        return Bilingual(
            f"「{text}」にほかのコンピューターで読めない文字（{signs}）があります。別の文字で書いてください。",
            f"{text!r} has characters that mean nothing elsewhere ({signs}): write others.",
        )
    if signs := machine_dependent(text):
        return Bilingual(
            f"「{text}」に機種依存文字（{signs}）があります。「{_suggested(text)}」と書いてください。",
            f"{text!r} has machine-dependent characters ({signs}): write {_suggested(text)!r}.",
        )
    return None


def invisible_in(kind: ValueKind, text: str) -> Bilingual | None:
    """Return why a text cannot be kept: it has signs that nobody sees; of a broken line `break_in` speaks."""
    shown = spelled(text, keep="\r\n" if kind is ValueKind.TEXT else "")
    if shown == text:
        return None
    return Bilingual(
        f"「{shown}」に目に見えない文字（⟨ ⟩の中）があります。消してください。",
        f"{shown!r} has characters that nobody sees, in ⟨ ⟩: take them out.",
    )


def break_in(kind: ValueKind, text: str) -> Bilingual | None:
    """Return why a name cannot be published: it is broken into lines."""
    if kind is not ValueKind.TEXT or not _BREAK.search(text):
        return None
    return Bilingual(
        f"「{_BREAK.sub('⏎', text)}」に改行があります。「{_suggested(text)}」のように1行で書いてください。",
        f"{text!r} has line breaks: write it on one line, like {_suggested(text)!r}.",
    )


def _suggested(text: str) -> str:
    """Return a text on one line, without machine-dependent characters; Japanese needs no space at a break."""
    joined = _BREAK.sub(lambda found: " " if _is_ascii_around(found) else "", text)
    return read_text(joined).text


def _is_ascii_around(found: re.Match[str]) -> bool:
    """Tell whether a break stands between two words of the Latin alphabet."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    return before[-1:].isascii() and after[:1].isascii()
