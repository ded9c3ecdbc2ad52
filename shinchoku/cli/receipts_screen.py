"""Receipts of catalogues on a terminal: one line each, or with every file and table of a version."""

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.catalogues.receipts import Receipt
from shinchoku.city_clock import city_time
from shinchoku.cli.harmless import harmless
from shinchoku.cli.screen import out, print_table, say

_NONE = Bilingual("受領書はまだありません。", "There is no receipt yet.")


def print_receipts(receipts: Sequence[Receipt], language: Language, *, whole: bool) -> None:
    """Print receipts, newest first; `whole` with what was found of each file and table."""
    if not receipts:
        say(language, _NONE.ja, _NONE.en)
    elif whole:
        for receipt in receipts:
            _print_whole(receipt, language)
    else:
        _print_list(receipts, language)


def _print_list(receipts: Sequence[Receipt], language: Language) -> None:
    """Print a line for each receipt."""
    print_table(
        language,
        receipts,
        ("確かめた日時", "Read back", _at),
        ("版", "Version", lambda one: one.version),
        ("カタログ", "Catalogue", lambda one: one.catalogue),
        ("方法", "How", lambda one: one.via.label_ja if language is Language.JA else one.via.label_en),
        ("ファイル", "Files", lambda one: len(one.files)),
        ("表", "Tables", lambda one: len(one.tables)),
        ("データセットのID", "Dataset ids", lambda one: [of.id for of in one.datasets.values() if of.id]),
        right={"Files", "Tables"},
    )


def _print_whole(receipt: Receipt, language: Language) -> None:
    """Print a receipt with everything that it names."""
    console = out()
    title = Bilingual(
        f"{receipt.version} カタログ「{receipt.catalogue}」（{receipt.via.label_ja}、{_at(receipt)}）",
        f"{receipt.version} in {receipt.catalogue} ({receipt.via.label_en}, {_at(receipt)})",
    )
    console.print(Text(harmless(title.in_language(language)), style="bold"))
    for dataset in receipt.datasets.values():
        console.print(Text(f"  {harmless(dataset.name)} {harmless(dataset.id)} {harmless(dataset.address)}"), soft_wrap=True)  # fmt: skip
    print_table(
        language,
        receipt.files,
        ("ファイル", "File", lambda one: one.key),
        ("バイト", "Bytes", lambda one: f"{one.size:,}"),
        ("sha256", "sha256", lambda one: one.sha256),
        ("ID", "ID", lambda one: one.id),
        right={"Bytes"},
    )
    if receipt.tables:
        print_table(
            language,
            receipt.tables,
            ("表", "Table", lambda one: one.key),
            ("行", "Rows", lambda one: f"{one.rows:,}"),
            ("要約値", "Digest", lambda one: one.digest),
            ("遅れ（秒）", "Lag, s", lambda one: f"{one.lag_seconds:.2f}"),
            right={"Rows", "Lag, s"},
        )


def _at(receipt: Receipt) -> str:
    """Return when a receipt was made, as the city's clocks show it."""
    return city_time(datetime.fromisoformat(receipt.at)).strftime("%Y-%m-%d %H:%M")
