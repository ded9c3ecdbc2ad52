"""A declared layout as a small TOML file that people without programming can read and correct."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from shinchoku.adapters.durable import write_synced
from shinchoku.errors import ConfigurationError, disk_failed
from shinchoku.intake.layout.proposal import meaning_of
from shinchoku.register.layouts import Answer, Layout, LayoutKind

FOLDER = "layouts"
"""Where a plan keeps its layouts, beside its `plan.toml`."""
_UNSAFE = re.compile(r"[^\w-]+")
_LONGEST_SLUG = 60

_HEAD = """\
# 「{name}」の読み取り方
#
# この様式のシートを、下に書いたセルから読み取ります。
# 様式が変わったときは、次のどちらかで直してください。
#   1. 新しい様式の見本から作り直す:  shinchoku layout learn 見本.xlsx --name {slug}
#   2. このファイルを直接書き直す（label は様式に印刷された文字、cell はExcelのセル番地です）
# 「#」から右は説明で、読み取りには使いません。
"""
_MARKS = """
# 目印: このセルにこの文字があるシートを、この様式として読みます。
# ほかの様式にはない文字にしてください。年度の入った文字は、翌年度に一致しなくなります。
"""
_LABELS = """
# 所属・年度・照会の欄
#   label = 項目名の文字、label_cell = 項目名のセル、cell = 記入欄のセル
"""
_FIELDS = """
# 取組項目の欄（左から、読み取った後の列の名前 = 項目名の文字・項目名のセル・記入欄のセル）
# 記入欄が複数のセルに分かれるときは last_cell に最後のセルを書きます。
"""
_COLUMNS = """
# 表の列（左から、読み取った後の列の名前 = 列番号・見出しのいちばん下の文字）
"""


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """The file that a layout is kept in, with what is to stand in it."""

    path: Path
    content: bytes

    @property
    def is_in_the_way(self) -> bool:
        """Whether the file is there with other content: somebody may have corrected it.

        Raises:
            OperationalError: if the disk fails.
        """
        try:
            return self.path.exists() and self.path.read_bytes() != self.content
        except OSError as error:
            raise disk_failed(error) from error

    def write(self) -> None:
        """Write the file, whole.

        Raises:
            OperationalError: if the disk fails.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_synced(self.path, self.content)
        except OSError as error:
            raise disk_failed(error) from error


def layout_file(plan_file: Path, slug: str, layout: Layout) -> LayoutFile:
    """Return the file of a proposed layout beside a plan's file; nothing is written yet."""
    return LayoutFile(plan_file.parent / FOLDER / f"{slug}.toml", layout_text(layout, slug).encode())


def slug_of(name: str) -> str:
    """Return a name as it is safe as a file's: letters, digits, `-` and `_` of any script.

    Raises:
        ConfigurationError: if nothing of it is left.
    """
    slug = _UNSAFE.sub("-", unicodedata.normalize("NFKC", name)).strip("-_")[:_LONGEST_SLUG]
    if not slug:
        raise ConfigurationError(
            f"「{name}」はファイル名にできません。--name に文字か数字を指定してください。",
            f"{name!r} cannot name a file: give letters or digits with --name.",
        )
    return slug


def layout_text(layout: Layout, slug: str) -> str:
    """Return a layout as TOML, with what each part is for in Japanese."""
    return "\n".join(_lines(layout, slug)) + "\n"


def _lines(layout: Layout, slug: str) -> Iterator[str]:
    """Yield the lines of a declaration."""
    kinds = {LayoutKind.FORM: "個票（1枚のシートに1項目）", LayoutKind.TABLE: "一覧表（1行に1項目）"}
    yield _HEAD.format(name=_one_line(layout.name), slug=slug)
    yield f"name = {_quoted(layout.name)}"
    yield f"kind = {_quoted(layout.kind)} # {kinds[layout.kind]}"
    yield _MARKS.rstrip()
    yield "marks = ["
    for mark in layout.marks:
        yield f"  {{ cell = {_quoted(mark.cell)}, text = {_quoted(mark.text)} }},"
    yield "]"
    if layout.heading_row is not None:
        yield f"\n# 見出しの行（2行以上のときは、いちばん下の行）\nheading_row = {layout.heading_row}"
    if layout.labels:
        yield _LABELS.rstrip()
        yield "[labels]"
        yield from (_answer(name, answer) for name, answer in layout.labels.items())
    if layout.fields:
        yield _FIELDS.rstrip()
        yield "[fields]"
        yield from (_answer(name, answer) for name, answer in layout.fields.items())
    if layout.columns:
        yield _COLUMNS.rstrip()
        yield "[columns]"
        yield from (
            _line(name, [("column", column.column), ("heading", column.heading)])
            for name, column in layout.columns.items()
        )


def _answer(name: str, answer: Answer) -> str:
    """Return the line of one answer."""
    parts = [("label", answer.label), ("label_cell", answer.label_cell), ("cell", answer.cell)]
    if answer.last_cell is not None:
        parts.append(("last_cell", answer.last_cell))
    return _line(name, parts)


def _line(name: str, parts: list[tuple[str, str]]) -> str:
    """Return one entry with what it means behind it."""
    inner = ", ".join(f"{key} = {_quoted(value)}" for key, value in parts)
    key = name if "@" not in name else _quoted(name)
    return f"{key} = {{ {inner} }} # {meaning_of(name)}"


def _quoted(text: str) -> str:
    """Return a text as TOML writes it."""
    return tomlkit.string(text).as_string()


def _one_line(text: str) -> str:
    """Return a text as it may stand in a comment: no line break ends it early."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} else c for c in text)
