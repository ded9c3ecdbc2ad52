"""Receipts of catalogues on a terminal: one line each, or with every file and table of a version."""

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.catalogues.receipts import Receipt
from shinchoku.city_clock import city_time
from shinchoku.cli.harmless import harmless
from shinchoku.cli.screen import ColumnHead, out, rows, say, table

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
    heads = _heads(
        language, ("確かめた日時", "Read back"), ("版", "Version"), ("カタログ", "Catalogue"), ("方法", "How"),
        ("ファイル", "Files"), ("表", "Tables"), ("データセットのID", "Dataset ids"), numbers=(4, 5),
    )  # fmt: skip
    lines = [
        (
            _at(one), one.version, one.catalogue, _via(one, language), str(len(one.files)), str(len(one.tables)),
            [dataset.id for dataset in one.datasets.values() if dataset.id],
        )
        for one in receipts
    ]  # fmt: skip
    out().print(rows(table(*heads), [*lines]))


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
    heads = _heads(
        language, ("ファイル", "File"), ("バイト", "Bytes"), ("sha256", "sha256"), ("ID", "ID"), numbers=(1,)
    )
    console.print(
        rows(table(*heads), [(one.key, f"{one.size:,}", one.sha256, one.id) for one in receipt.files])
    )
    if receipt.tables:
        heads = _heads(
            language,
            ("表", "Table"),
            ("行", "Rows"),
            ("要約値", "Digest"),
            ("遅れ（秒）", "Lag, s"),
            numbers=(1, 3),
        )
        lines = [(one.key, f"{one.rows:,}", one.digest, f"{one.lag_seconds:.2f}") for one in receipt.tables]
        console.print(rows(table(*heads), [*lines]))


def _heads(language: Language, *names: tuple[str, str], numbers: tuple[int, ...] = ()) -> list[ColumnHead]:
    """Return the headings of a table; `numbers` are the columns that stand to the right."""
    return [
        (Bilingual(*name).in_language(language), "right" if place in numbers else "left")
        for place, name in enumerate(names)
    ]


def _at(receipt: Receipt) -> str:
    """Return when a receipt was made, as the city's clocks show it."""
    return city_time(datetime.fromisoformat(receipt.at)).strftime("%Y-%m-%d %H:%M")


def _via(receipt: Receipt, language: Language) -> str:
    """Return how what was published came to its catalogue."""
    return Bilingual(receipt.via.label_ja, receipt.via.label_en).in_language(language)
