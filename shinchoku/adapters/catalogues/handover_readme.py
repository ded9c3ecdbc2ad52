"""What stands in a bundle for the people on the other side: what it is, how to check it, what to do."""

from collections.abc import Sequence

from shinchoku.catalogues.handover import receipt_name
from shinchoku.catalogues.publication import Publication
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.sentences import text_beside


def readme(publication: Publication, catalogues: Sequence[CatalogueSettings], size: str) -> str:
    """Return the text of お読みください.md."""
    return text_beside(__name__, ".md").format(
        dataset=publication.dataset,
        plan=publication.plan_id,
        version=publication.newest.version,
        count=len(publication.versions),
        size=size,
        variables="\n".join(dict.fromkeys(line for one in catalogues for line in _variables(one))),
        receipts="\n".join(f"- `{receipt_name(one.name)}`" for one in catalogues),
    )


def _variables(catalogue: CatalogueSettings) -> list[str]:
    """Return the lines about what has to be set for a catalogue."""
    variables = catalogue.variables_to_set()
    if not variables:
        return [f"| – | カタログ「{catalogue.name}」には不要です / `{catalogue.name}` needs none |"]
    return [f"| `{variable}` | {words.ja} / {words.en} |" for variable, words in variables.items()]
