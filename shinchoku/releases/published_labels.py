"""Names and codes of the published tables as people read them: the titles and labels of the contracts."""

from collections.abc import Iterable, Sequence

from schemas.published import TABLES
from shinchoku.bilingual import Bilingual, Language

_FLAGS = {"true": Bilingual("はい", "yes"), "false": Bilingual("いいえ", "no")}


def table_name(table: str, language: Language) -> str:
    """Return the title of a table."""
    contract = TABLES[table]
    return Bilingual(contract.title_ja, contract.title_en).in_language(language)


def column_name(table: str, field: str, language: Language) -> str:
    """Return the title of a column; one that the contract has no more is shown by its name."""
    column = TABLES[table].columns.get(field)
    return Bilingual(column.title_ja, column.title_en).in_language(language) if column else field


def value_words(table: str, field: str, value: str, language: Language) -> str:
    """Return a value as people read it: the label of a code, yes or no, anything else as published."""
    column = TABLES[table].columns.get(field)
    codes = column.codes if column else None
    if codes is not None and value in set(codes):
        code = codes.of(value)
        return code.label_ja if language is Language.JA else code.label_en
    return _FLAGS[value].in_language(language) if value in _FLAGS else value


def row_name(table: str, key: Sequence[str], label: str, language: Language) -> str:
    """Return what a row is about, from its key: `No.78`, or the label and the level it sums over."""
    words = [
        f"No.{value}" if name == "item_no" else value_words(table, name, value, language)
        for name, value in zip(TABLES[table].key_within_year, key, strict=True)
    ]
    about = " ".join(words)
    if not label:
        return about
    return f"{label}（{about}）" if language is Language.JA else f"{label} ({about})"


def in_column_order(table: str, fields: Iterable[str]) -> list[str]:
    """Return columns in the order of the published table; those that it has no more come last."""
    order = {name: number for number, name in enumerate(TABLES[table].columns)}
    return sorted(fields, key=lambda name: (order.get(name, len(order)), name))
