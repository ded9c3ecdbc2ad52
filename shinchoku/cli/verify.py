"""`shinchoku verify`: a published package recomputed, offline, with no plan and no state."""

from collections.abc import Sequence

import click
from rich.text import Text

from shinchoku.adapters.package_reader import ReadPackage, folder_of, read_package
from shinchoku.adapters.published_workbook import foreign_workbook_faults
from shinchoku.bilingual import Language
from shinchoku.cli.harmless import harmless
from shinchoku.cli.options import format_option, language_option
from shinchoku.cli.screen import many, out, print_json, print_table, say
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.package.csv_text import read_csv
from shinchoku.package.tombstones import TAKEN_DOWN, told_taken_down, tombstone_words, tombstones_of
from shinchoku.package.verify import Fault, verify_package

_DOES_NOT_HOLD = 1
_MOST_SHOWN = 50


@click.command("verify", help=SHORT_HELPS["verify"])
@click.argument("package", metavar="DIR_OR_URL")
@format_option
@language_option
def command(package: str, output: str, lang: str) -> None:
    """Check hashes and contracts, and derive again all that follows from the tables; exit 1 if anything does not hold."""
    language = Language(lang)
    read = read_package(package)
    faults = verify_package(read.files, foreign_workbook_faults, folder_of(package))
    if output == "json":
        _print_document(package, read, faults)
    elif faults:
        _print_faults(faults, language)
    else:
        say(
            language,
            f"検証しました: {len(read.files)}ファイルのハッシュ、表の約束、すべての件数・達成率・ラベルと、表から作る文書が一致します。",
            f"Verified: {len(read.files)} files hold, hashes, contracts, every count, rate and label, and the documents made of the tables.",
        )
        _print_rates(read.files, language)
    if output != "json":
        _print_notes(read, language)
    if faults:
        raise click.exceptions.Exit(_DOES_NOT_HOLD)


def _print_document(package: str, read: ReadPackage, faults: Sequence[Fault]) -> None:
    """Print what was found as one document."""
    print_json(
        {
            "package": package,
            "valid": not faults,
            "catalogue_copy": read.is_copy,
            "faults": [
                {"file": f.file, "row": f.row or None, "ja": f.message.ja, "en": f.message.en} for f in faults
            ],
            "taken_down": told_taken_down(tombstones_of(read.files)).get(TAKEN_DOWN, []),
        }
    )


def _print_notes(read: ReadPackage, language: Language) -> None:
    """Print whose copy it is, and what was taken out of it."""
    if read.is_copy:
        say(
            language,
            "これはカタログが配信している写しです。datapackage.json と SHA256SUMS は、カタログでの名前とアドレスに合わせて書かれているため、公表したときの内容に戻して検証しました。",
            "This is a catalogue's copy: its datapackage.json and SHA256SUMS are written for the names and addresses there, and were turned back into those of the release to verify them.",
        )
    for one in tombstones_of(read.files):
        out().print(Text(tombstone_words(one, language)), soft_wrap=True)


def _print_faults(faults: Sequence[Fault], language: Language) -> None:
    """Print what does not hold, the first faults at most, and how many there are."""
    print_table(
        language,
        faults[:_MOST_SHOWN],
        ("ファイル", "File", lambda one: one.file),
        ("データ行", "Data row", lambda one: one.row or ""),
        ("合わない点", "What does not hold", lambda one: Text(harmless(one.message.in_language(language)))),
        right={"Data row"},
    )
    say(
        language,
        f"検証に失敗しました: {len(faults)}件の不一致があります。",
        f"Verification failed: {many(len(faults), 'thing')} {'does' if len(faults) == 1 else 'do'} not hold.",
    )


def _print_rates(files: dict[str, bytes], language: Language) -> None:
    """Print the headline figures that were recomputed, a line for each year, policy and plan."""
    _, achievement = read_csv(files["achievement.csv"])
    print_table(
        language,
        [row for row in achievement if row["level"] in {"plan", "basic_policy"}],
        ("年度", "Fiscal year", lambda row: row["fiscal_year"]),
        ("区分", "Level", lambda row: row["label"]),
        ("達成", "Achieved", lambda row: row["achieved"]),
        ("項目数", "Items", lambda row: row["items"]),
        ("達成率", "Rate", lambda row: f"{row['rate_percent'] or '-'}%"),
        right={"Fiscal year", "Achieved", "Items", "Rate"},
    )
