"""Where a bundle may lead: its maker says where a catalogue lies, but whoever carries it out has to say the same."""

from __future__ import annotations

from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError
from shinchoku.register.catalogues import CatalogueSettings


def require_same_address(catalogue: CatalogueSettings, allowed: str | None) -> None:
    """Require that a bundle leads where this side wants to be led: it may not choose where a token goes.

    `allowed` is what the catalogue's environment variable says here, if it says anything.

    Raises:
        ConfigurationError: if it is another address, or none is allowed yet.
    """
    said, variable = catalogue.address, catalogue.address_variable
    if not (allowed or "").strip():
        raise ConfigurationError(
            Bilingual(
                f"引渡しファイルの反映先は {said!r} です。正しい反映先なら、環境変数 {variable} に同じアドレスを設定して、もう一度実行してください。トークンはまだ送っていません。",
                f"the bundle is for {said!r}: if that is right, set {variable} to the same address and run again. No token was sent.",
            )
        )
    if _compared(said) != _compared(allowed or ""):
        raise ConfigurationError(
            Bilingual(
                f"引渡しファイルの反映先 {said!r} は、環境変数 {variable} のアドレスと違います。どちらが正しいか、引渡し元に確かめてください。トークンは送っていません。",
                f"the bundle is for {said!r}, which is not the address in {variable}: ask those who made it which is right. No token was sent.",
            )
        )


def _compared(address: str) -> str:
    """Return an address without what makes no difference: a last slash."""
    return address.strip().rstrip("/")
