"""Secrets that are kept in Prefect."""

from __future__ import annotations

from typing import cast

from prefect.blocks.system import Secret

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import CatalogueRefusedError


def secret_from_block(name: str) -> str:
    """Return what a Prefect Secret block holds.

    Raises:
        CatalogueRefusedError: if there is no such block, or it holds no text.
    """
    try:
        value = cast("Secret[str]", Secret.load(name)).get()
    except ValueError:
        value = None
    if not isinstance(value, str):
        raise CatalogueRefusedError(
            Bilingual(
                f"PrefectのSecretブロック「{name}」がないか、文字列ではありません。Prefectの画面（Blocks）で作成してください。",
                f"there is no Prefect Secret block {name!r}, or it holds no text: make it under Blocks in Prefect.",
            )
        )
    return value
