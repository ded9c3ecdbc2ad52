"""What ckanext-dcat makes a distribution of: where a file is found, and of which kind it is, as addresses.

DCAT-AP asks for addresses (IRIs) where CKAN has words, and ckanext-dcat takes both from the same fields. People
still read the word: CKAN's pages show the translation of a format where there is one (ADR 0043).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from shinchoku.catalogue_kinds.ckan.settings import CkanSettings, Formats
from shinchoku.catalogue_kinds.ckan.wanted.dcat import EU
from shinchoku.catalogue_kinds.ckan.wanted.files import format_name, media_type
from shinchoku.catalogue_kinds.ckan.wanted.forms import canonical
from shinchoku.catalogue_kinds.ckan.wanted.server import Server
from shinchoku.catalogues.things import Value

_IANA = "https://www.iana.org/assignments/media-types"
_FILE_TYPES: Final = {"CSV": "CSV", "JSON": "JSON", "XLSX": "XLSX"}
"""Formats by their code in the EU's list of file types; the others are texts to it."""
_READ_IN = ("en", "ja")
"""The languages in which CKAN's pages are told the word for a format."""


def distribution_addresses(server: Server, access: str, download: str) -> Mapping[str, Value]:
    """Return where a file is found: by an address that stays, and as it is now."""
    return {"access_url": access, "download_url": download} if server.has_dcat else {}


def distribution_kind(
    server: Server, settings: CkanSettings, name: str, *, is_link: bool
) -> Mapping[str, Value]:
    """Return the kind of a file as addresses, if the plan has it so.

    CKAN serves an uploaded file with whatever stands in `mimetype`, so that an address there would spoil the
    download: it is left empty if the server finds the type by the file's name, and stays a word if not.
    """
    if not server.has_dcat or settings.formats is Formats.WORDS:
        return {}
    word = format_name(name)
    uploaded = "" if server.guesses_types else media_type(name)
    return {
        "format": f"{EU}/file-type/{_FILE_TYPES.get(word, 'TXT')}",
        "format_translated": canonical(dict.fromkeys(_READ_IN, word)),
        "mimetype": f"{_IANA}/{media_type(name)}" if is_link else uploaded,
    }
