"""Secrets that are kept in Prefect."""

from typing import cast

from prefect.blocks.system import Secret

from shinchoku.catalogues.failures import CatalogueFailedError, CatalogueRefusedError


def secret_from_block(name: str) -> str:
    """Return what a Prefect Secret block holds.

    Raises:
        CatalogueRefusedError: if there is no such block, or it holds no text.
        CatalogueFailedError: if Prefect does not answer.
    """
    try:
        value = cast("Secret[str]", Secret.load(name)).get()
    except ValueError:
        value = None
    except Exception as error:
        raise CatalogueFailedError(
            f"PrefectのSecretブロック「{name}」を読めません。Prefectサーバーが動いているか、PREFECT_API_URL が正しいかを確かめてください。",
            f"the Prefect Secret block {name!r} cannot be read: see whether the Prefect server runs and PREFECT_API_URL is right.",
        ) from error
    if not isinstance(value, str):
        raise CatalogueRefusedError(
            f"PrefectのSecretブロック「{name}」がないか、文字列ではありません。Prefectの画面（Blocks）で作成してください。",
            f"there is no Prefect Secret block {name!r}, or it holds no text: make it under Blocks in Prefect.",
        )
    return value
