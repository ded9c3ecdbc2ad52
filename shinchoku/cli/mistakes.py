"""Mistakes of usage, told in the language of the rest: what is wrong, how it is called, where to read on."""

import re
from collections.abc import Sequence
from typing import Any, Self

import click

from shinchoku.bilingual import Bilingual, Language
from shinchoku.cli.harmless import harmless

_WORDED: tuple[tuple[str, str], ...] = (
    (r"No such command '(.*)'\.", "「{0}」というコマンドはありません。名前を確かめてください。"),
    (r"\w+ '(.*)' does not exist\.", "「{0}」がありません。名前と場所を確かめてください。"),
    (r"\w+ '(.*)' is a directory\.", "「{0}」はフォルダーです。ファイルを指定してください。"),
    (r"\w+ '(.*)' is a file\.", "「{0}」はファイルです。フォルダーを指定してください。"),
    (r"\w+ '(.*)' is not (?:readable|writable)\.", "「{0}」を開けません。権限を確かめてください。"),
    (r"'(.*)' is not one of (.*)\.", "「{0}」は指定できません。{1} から選んでください。"),
    (r"'(.*)' is not a valid \w+\.", "「{0}」は数ではありません。数で指定してください。"),
    (r"(.*) is not in the range (.*)\.", "「{0}」は範囲の外です（{1}）。"),
    (r"Option '(.*)' requires an argument\.", "{0} の後に値を指定してください。"),
    (r"Option '(.*)' does not take a value\.", "{0} に値は指定できません。値を除いてください。"),
    (r"Got unexpected extra arguments? \((.*)\)\.?", "余分な指定があります: {0}。除いてください。"),
    (r"Missing command\.", "コマンドを指定してください。"),
)
"""click's own sentences, and what they are in Japanese."""


class MistakeError(click.BadParameter):
    """A value that a command cannot take, told in both languages."""

    def __init__(self, ja: str, en: str, **where: Any) -> None:  # noqa: ANN401 -- as click takes them
        """Keep the sentence."""
        super().__init__(ja, **where)
        self.words = Bilingual(ja, en)

    @classmethod
    def of(cls, words: Bilingual, **where: Any) -> Self:  # noqa: ANN401 -- as above
        """Return a mistake whose sentence stands elsewhere."""
        return cls(words.ja, words.en, **where)


def told(error: click.ClickException, language: Language) -> str:
    """Return a mistake as lines: what is wrong, how the command is called, and where it is explained."""
    ja = language is Language.JA
    said = _japanese(error) if ja else _english(error)
    lines = [f"{'エラー' if ja else 'Error'}: {harmless(said)}"]
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        pieces = " ".join(context.command.collect_usage_pieces(context))
        usage = f"{context.command_path} {pieces}"
        if ja:
            usage = usage.replace("[OPTIONS]", "[オプション]").replace("COMMAND [ARGS]...", "コマンド …")
        lines.append(f"{'使い方' if ja else 'Usage'}: {usage}")
        lines.append(f"{'説明' if ja else 'Help'}: {context.command_path} --help")
    return "\n".join(lines)


def _english(error: click.ClickException) -> str:
    """Return click's sentence, or ours."""
    return f"{_named(error)}{error.words.en}" if isinstance(error, MistakeError) else error.format_message()


def _japanese(error: click.ClickException) -> str:
    """Return what is wrong in Japanese, and what to do."""
    match error:
        case MistakeError():
            return f"{_named(error)}{error.words.ja}"
        case click.NoSuchOption():
            return f"{error.option_name} というオプションはありません。{_meant(error.possibilities)}"
        case click.MissingParameter():
            return f"{_named(error).removesuffix(': ')} が指定されていません。値を指定してください。"
        case _:
            return f"{_named(error)}{_worded(error.message)}"


def _named(error: click.ClickException) -> str:
    """Return which argument or option a mistake is about, if it is about one."""
    if not isinstance(error, click.BadParameter):
        return ""
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param else "")
    name = (hint if isinstance(hint, str) else " / ".join(hint)).replace("'", "")
    return f"{name}: " if name else ""


def _meant(names: Sequence[str] | None) -> str:
    """Return what may have been meant, as click guesses it."""
    return f"{'、'.join(names)} のことですか。" if names else "名前を確かめてください。"


def _worded(message: str) -> str:
    """Return a sentence of click in Japanese; one that is not known is quoted."""
    for pattern, words in _WORDED:
        found = re.fullmatch(pattern, message.strip(), re.DOTALL)
        if found is not None:
            return words.format(*(part.replace("'", "") for part in found.groups()))
    return f"指定を読み取れません（{message}）。"
