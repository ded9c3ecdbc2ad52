"""`shinchoku layout`: a city's own forms, declared from a sample."""

import sys
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from shinchoku.adapters.layout_file import LayoutFile, layout_file, slug_of
from shinchoku.adapters.plan_file import find_plan
from shinchoku.bilingual import Bilingual, Language
from shinchoku.checks.personal_data import suspected_personal_data
from shinchoku.cli.harmless import harmless
from shinchoku.cli.options import format_option, language_option, plan_option
from shinchoku.cli.screen import many, out, print_json, rows, say, table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.intake.layout.answers import place_of
from shinchoku.intake.layout.proposal import SHOWN_LENGTH, LayoutProposal, Spot, meaning_of
from shinchoku.usecases.learn_layout import Learned, Reread, learn_layout, read_again, require_fitting

_FOUND_ERRORS = 1
_HIDDEN = Bilingual("（表示しません）", "(not shown)")
_NOTHING = Bilingual("（見本では空）", "(empty in the sample)")


@click.group("layout", help=SHORT_HELPS["layout"])
def command() -> None:
    """Hold the commands on layouts together."""


@command.command(
    "learn", help="見本から様式の読み取り方を作ります / propose how to read a form from one sample of it"
)
@click.argument("sample", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@plan_option
@click.option(
    "--name",
    metavar="NAME",
    help="書き込むファイルの名前（既定: 見本の名前） / file name (default: the sample's)",
)
@click.option("--yes", is_flag=True, help="確認せずに書き込みます / write without asking")
@format_option
@language_option
def learn(
    sample: Path,
    plan: str | None,
    name: str | None,
    yes: bool,  # noqa: FBT001 -- click passes options by name
    output: str,
    lang: str,
) -> None:
    """Show what was found on the sample, have it confirmed, write it and read the sample through it."""
    language = Language(lang)
    plan_file = find_plan(plan)
    slug = slug_of(name or sample.stem)
    learned = learn_layout(sample)
    proposal = learned.proposal
    file = layout_file(plan_file, slug, proposal.layout)
    if output == "text":
        _show(learned, language)
    reread: Reread | None = None
    if not proposal.missing:
        require_fitting(plan_file, slug, proposal.layout)
        if _may_write(file, language, output, yes=yes):
            file.write()
            reread = read_again(plan_file, learned)
    if output == "json":
        print_json(_plain(learned, file, reread))
    elif reread is not None:
        _tell(file, reread, language)
    if proposal.missing or (reread is not None and not reread.is_same):
        raise click.exceptions.Exit(_FOUND_ERRORS)


def _may_write(file: LayoutFile, language: Language, output: str, *, yes: bool) -> bool:
    """Tell whether to write: a person confirms, or `--yes` does where nothing would be lost."""
    is_taken = file.is_in_the_way
    if yes and not is_taken:
        return True
    if output == "json" or not sys.stdin.isatty():
        if output == "text" and yes:
            _say_taken(file.path, language)
        elif output == "text":
            say(
                language,
                "端末ではないため、何も書き込みませんでした。この内容でよければ --yes を付けて実行してください。",
                "Not a terminal, so nothing was written: if this is right, run it again with --yes.",
            )
        return False
    if is_taken:
        _say_taken(file.path, language)
    question = Bilingual(f"この読み取り方を {file.path} に書き込みますか", f"Write this to {file.path}")
    return bool(click.confirm(harmless(question.in_language(language)), default=False))


def _say_taken(path: Path, language: Language) -> None:
    """Say that a file is there with other content."""
    say(
        language,
        f"内容の違うファイルが既にあります: {harmless(path)}。置き換えるには端末で確認するか、--name で別の名前にしてください。",
        f"A file with other content is there: {harmless(path)}. Confirm in a terminal, or give another --name.",
    )


def _show(learned: Learned, language: Language) -> None:
    """Show what was found, in the form's own words, and what was not."""
    proposal, ja = learned.proposal, language is Language.JA
    kind = {
        "form": Bilingual("個票（1枚のシートに1項目）", "form, one item a sheet"),
        "table": Bilingual("一覧表（1行に1項目）", "table, one item a row"),
    }[proposal.layout.kind]
    say(
        language,
        f"様式「{harmless(proposal.layout.name)}」: {kind.ja}、見本のシート{len(proposal.of_this_form)}枚",
        f"Form {harmless(proposal.layout.name)!r}: {kind.en}, {many(len(proposal.of_this_form), 'sheet')} of the sample",
    )
    made = table(
        ("種類" if ja else "Kind", "left"),
        ("様式の文字" if ja else "On the form", "left"),
        ("セル" if ja else "Cell", "left"),
        ("読み取る列" if ja else "Read as", "left"),
        ("記入欄" if ja else "Answer", "left"),
        ("見本の値" if ja else "Sample value", "left"),
    )
    out().print(rows(made, [_line(proposal, spot, language) for spot in proposal.spots]))
    for sentence in _notes(proposal):
        out().print(Text(harmless(sentence.in_language(language))))


def _line(proposal: LayoutProposal, spot: Spot, language: Language) -> tuple[object, ...]:
    """Return the line of one thing that was found."""
    kind = spot.part.label_ja if language is Language.JA else spot.part.label_en
    if not spot.name:
        return (kind, spot.label, spot.label_cell, "", "", "")
    meaning = spot.meaning if language is Language.JA else spot.name
    cells = f"{spot.cell}:{spot.last_cell}" if spot.last_cell else spot.cell
    return (kind, spot.label, spot.label_cell, meaning, cells, _sample(proposal, spot).in_language(language))


def _sample(proposal: LayoutProposal, spot: Spot) -> Bilingual:
    """Return a sample value as it may be shown."""
    if not spot.sample:
        return _NOTHING
    if place_of(spot.cell) in proposal.personal or suspected_personal_data(spot.sample):
        return _HIDDEN
    text = " ".join(spot.sample.split())
    shown = text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"
    return Bilingual(shown, shown)


def _notes(proposal: LayoutProposal) -> list[Bilingual]:
    """Return what a person should know before confirming."""
    notes: list[Bilingual] = []
    if proposal.missing:
        names = "、".join(map(meaning_of, proposal.missing))
        notes.append(
            Bilingual(
                f"必須の項目が見つからないため、書き込みません: {names}。様式にその項目名を加えるか、記入済みの見本で試してください。",
                f"Not written, because required labels were not found: {', '.join(proposal.missing)}. Add them to the form, or try a filled-in sample.",
            )
        )
    if proposal.not_found:
        names = "、".join(map(meaning_of, proposal.not_found))
        notes.append(
            Bilingual(f"この様式にない列: {names}", f"Not on this form: {', '.join(proposal.not_found)}")
        )
    if proposal.other_sheets:
        names = "、".join(f"「{name}」" for name in proposal.other_sheets)
        notes.append(Bilingual(f"この様式ではないシート: {names}", f"Sheets of another form: {names}"))
    if proposal.is_known_by_labels:
        notes.append(
            Bilingual(
                "年度の入らない題名がないため、すべての項目名を目印にします。",
                "It has no title without a year, so that all of its labels are its marks.",
            )
        )
    return notes


def _tell(file: LayoutFile, reread: Reread, language: Language) -> None:
    """Say what was written and how the sample reads now."""
    say(language, f"書き込みました: {harmless(file.path)}", f"Written: {harmless(file.path)}")
    if reread.is_same:
        say(
            language,
            f"見本を読み直しました。{reread.rows}項目すべてが、見本と同じ内容で読めます。",
            f"The sample reads the same through it: {many(reread.rows, 'item')}.",
        )
        return
    cells, rules = harmless("、".join(reread.differences)) or "—", "、".join(reread.rules) or "—"
    say(
        language,
        f"見本を読み直すと、内容が違います（{cells}、規則: {rules}）。ファイルを直すか、消してください。",
        f"The sample reads otherwise through it ({cells}; rules: {rules}): correct the file, or delete it.",
    )


def _plain(learned: Learned, file: LayoutFile, reread: Reread | None) -> dict[str, Any]:
    """Return the proposal and what became of it as plain values."""
    proposal = learned.proposal
    found = [
        {
            "part": str(spot.part),
            "name": spot.name or None,
            "label": spot.label,
            "label_cell": spot.label_cell,
            "cell": spot.cell,
            "last_cell": spot.last_cell or None,
            "sample": _sample(proposal, spot).ja if spot.sample else None,
        }
        for spot in proposal.spots
    ]
    return {
        "name": proposal.layout.name,
        "kind": str(proposal.layout.kind),
        "sheets": list(proposal.of_this_form),
        "found": found,
        "missing": list(proposal.missing),
        "not_found": list(proposal.not_found),
        "written": [str(file.path)] if reread else [],
        "rows": reread.rows if reread else None,
        "reads_the_same": reread.is_same if reread else None,
    }
