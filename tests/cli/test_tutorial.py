"""The tutorial, typed in as it stands: every command, and what it prints."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from cli.called import Command

REPOSITORY = Path(__file__).resolve().parents[2]
TUTORIAL = (REPOSITORY / "docs" / "tutorial" / "first-night.md").read_text(encoding="utf-8")
SHEET = "trial/inbox/令和6年度/年度末/教育総務課_進捗状況.xlsx"
ANYTHING = "…"
DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]*\b")
NOT_COMPARED = re.compile(r"(?<=新しい指摘 )\d+|(?<=参考)\d+|(?<=新規)\d+|(?<=解消)\d+")
"""How many notes there are follows from the rules, and from the program that saved a sheet."""
OWN_LOGIN = re.compile(r"(?<=端末のログイン )\w+")
"""Who types the page in."""


def steps(section: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the commands of a section, each with the lines it is said to print."""
    for kind, block in re.findall(r"```(sh|console)\n(.*?)```", section, re.DOTALL):
        if kind == "sh":
            yield from ((line, [ANYTHING]) for line in block.splitlines())
            continue
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = step.splitlines()
            yield command, lines


def pattern_of(line: str, digests: dict[str, str]) -> str:
    """Return what a line of the page allows: any count of notes, any digest that it names first."""

    def digest(found: re.Match[str]) -> str:
        known = digests.get(found[1])
        return f"{known}[0-9a-f]*" if known else f"(?P<d{found[1]}>[0-9a-f]{{12}})[0-9a-f]*"

    wanted = re.escape(OWN_LOGIN.sub("LOGIN", NOT_COMPARED.sub("NUMBER", line)))
    return DIGEST.sub(digest, wanted).replace("NUMBER", r"\d+").replace("LOGIN", r"\S+")


def is_progress(line: str) -> bool:
    """Tell whether a line only says that something takes its time: a slow machine prints it, a quick one does not."""
    return line.endswith("を読んでいます…")


def compare(lines: list[str], told: list[str], digests: dict[str, str]) -> None:
    """Hold what was printed to the page, line by line, and keep the digests that stand for the page's."""
    at, gap = 0, False
    for line in lines:
        if line == ANYTHING:
            gap = True
            continue
        pattern = pattern_of(line, digests)
        found = next(
            filter(None, (re.fullmatch(pattern, one) for one in told[at : None if gap else at + 1])), None
        )
        assert found, f"the page says {line!r}; printed was {told[at:]}"
        at, gap = told.index(found.string, at) + 1, False
        digests.update({name[1:]: value for name, value in found.groupdict().items()})
    assert gap or at == len(told), f"the page ends before {told[at:]}"


def mend_the_sheet() -> None:
    """Do what the reader does by hand: write a reason into cell L12."""
    workbook = openpyxl.load_workbook(SHEET)
    workbook["進捗状況"]["L12"] = "関係者との調整に時間を要したため"
    workbook.save(SHEET)


def test_the_tutorial_prints_what_it_says(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a fresh checkout every command of the page prints the lines below it, digests and notes aside."""
    for name in ("plans", "examples"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    monkeypatch.chdir(tmp_path)
    digests: dict[str, str] = {}
    told: list[str] = []
    for section in TUTORIAL.split("\n## ")[1:]:
        if section.startswith("Mend the sheet"):
            mend_the_sheet()
        for command, lines in steps(section):
            for old, new in digests.items():
                command = command.replace(old, new)  # noqa: PLW2901 -- as the reader copies it from the screen
            program, *arguments = shlex.split(command)
            if program == "shinchoku":
                done = run(*arguments)
                told = [
                    one for one in (*done.err.splitlines(), *done.out.splitlines()) if not is_progress(one)
                ]
                compare(lines, [line.rstrip() for line in told], digests)
            elif program not in {"make", "."}:
                subprocess.run([program, *arguments], check=True)
    assert len(digests) == 3
    assert not Path("trial").exists()
