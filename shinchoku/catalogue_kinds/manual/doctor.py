"""A look at a catalogue with a web form: whether its site answers; what a person may do there is not known here."""

from __future__ import annotations

from shinchoku.adapters.catalogues.anonymous import require_answer
from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.manual.settings import ManualSettings


def examine(
    settings: ManualSettings, dataset: str, seconds: float, from_block: FromBlock | None
) -> Bilingual:
    """Return that the site where files are posted answers.

    Raises:
        CatalogueFailedError: if it does not answer.
    """
    del dataset, from_block
    for address in settings.web_addresses().values():
        require_answer(settings.name, address, seconds)
    return Bilingual(f"{settings.form_url} に接続できます", f"{settings.form_url} answers")
