"""The names by which ckanext-dcat, and the forms that come with it, know our facts, and how these spell them.

A form made for it has items with parts (`publisher.name`); without a form it reads extra fields with flat
names (`publisher_name`), as older forms have them too.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from shinchoku.catalogue_kinds.ckan.settings import CkanSettings, Formats
from shinchoku.catalogue_kinds.ckan.wanted.files import format_name, media_type
from shinchoku.catalogue_kinds.ckan.wanted.forms import Spellings, canonical
from shinchoku.catalogue_kinds.ckan.wanted.server import Server
from shinchoku.catalogues.facts import SEPARATOR, Fact
from shinchoku.catalogues.publication import PublishedVersion
from shinchoku.catalogues.things import Value
from shinchoku.package.addresses import addresses_in, without_addresses

EXTRA_NAMES: Final[Mapping[str, str]] = {
    **{name: name for name in ("identifier", "issued", "modified", "language", "frequency", "theme")},
    **{name: name for name in ("related_resource", "is_version_of")},
    "publisher.name": "publisher_name",
    "contact.name": "contact_name",
    "contact.email": "contact_email",
    "contact.url": "contact_url",
    "temporal_coverage.start": "temporal_start",
    "temporal_coverage.end": "temporal_end",
    "spatial_coverage.text": "spatial_text",
}
"""The extra fields that it reads, by the names of the forms' fields and their parts."""

LISTS: Final = frozenset(
    {"theme", "language", "related_resource", "is_version_of", "has_version", "conforms_to"}
)
"""Names under which it reads several values: outside a form, as a JSON list."""

SHA256: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
MD5: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_md5"

LICENCES: Final[Mapping[str, str]] = {
    "CC-BY-4.0": "cc-by",
    "CC-BY-SA-4.0": "cc-by-sa",
    "CC0-1.0": "cc-zero",
    "ODC-BY-1.0": "odc-by",
    "ODbL-1.0": "odc-odbl",
}
"""CKAN's own identifiers of licences; they have no version, which the description therefore says."""

EU: Final = "http://publications.europa.eu/resource/authority"
"""What every code of the EU's authority lists begins with, which DCAT-AP asks for."""
_FREQUENCIES = {
    "リアルタイム": "UPDATE_CONT",
    "随時": "IRREG",
    "不定期": "IRREG",
    "毎日": "DAILY",
    "日次": "DAILY",
    "毎週": "WEEKLY",
    "週次": "WEEKLY",
    "毎月": "MONTHLY",
    "月次": "MONTHLY",
    "四半期": "QUARTERLY",
    "半年": "ANNUAL_2",
    "半期": "ANNUAL_2",
    "年2回": "ANNUAL_2",
    "年1回": "ANNUAL",
    "毎年": "ANNUAL",
    "年次": "ANNUAL",
    "隔年": "BIENNIAL",
    "更新なし": "NEVER",
    "不明": "UNKNOWN",
}
"""How often something changes, by its code in the EU's list."""
_OTHER_FREQUENCY = f"{EU}/frequency/OTHER"


def spelled(fact: Fact, text: str) -> Spellings:
    """Return a fact's text, and what else the choices of a form may call it."""
    match fact:
        case Fact.UPDATE_FREQUENCY if text in _FREQUENCIES:
            return text, f"{EU}/frequency/{_FREQUENCIES[text]}"
        case Fact.LANGUAGE if text == "ja":
            return text, f"{EU}/language/JPN", "jpn", "japanese", "日本語"
        case _:
            return (text,)


def dcat_facts(
    facts: Mapping[Fact, str],
    settings: CkanSettings,
    versions: Sequence[PublishedVersion],
) -> Mapping[str, Spellings]:
    """Return what is said of a dataset with these versions, by the names of the forms' fields and parts.

    Who has a plain field for what others have items for gets the fact as one text.
    """
    contact = facts[Fact.CONTACT]
    addresses, name = addresses_in(contact), without_addresses(contact)
    return {
        "identifier": (facts[Fact.IDENTIFIER],),
        "issued": (versions[0].as_of.isoformat(),),
        "modified": (versions[-1].as_of.isoformat(),),
        "language": spelled(Fact.LANGUAGE, facts[Fact.LANGUAGE]),
        "frequency": spelled(Fact.UPDATE_FREQUENCY, facts[Fact.UPDATE_FREQUENCY]),
        "publisher": (facts[Fact.PUBLISHER],),
        "publisher.name": (facts[Fact.PUBLISHER],),
        "contact": (contact,),
        "contact.name": (settings.maintainer or settings.author or name or facts[Fact.PUBLISHER],),
        "contact.email": (settings.maintainer_email or settings.author_email or addresses.get("email", ""),),
        "contact.url": (addresses.get("path", ""),),
        "temporal_coverage": (facts[Fact.PERIOD],),
        "temporal_coverage.start": (facts[Fact.PERIOD_START],),
        "temporal_coverage.end": (facts[Fact.PERIOD_END],),
        "spatial_coverage": (facts[Fact.SPATIAL], facts[Fact.MUNICIPALITY_CODE]),
        "spatial_coverage.text": (facts[Fact.SPATIAL],),
    }


def as_addresses(said: Mapping[str, Spellings], settings: CkanSettings) -> Mapping[str, Spellings]:
    """Return the same for DCAT, which asks for the EU's codes where people have words of their own; with the themes."""
    (language, *languages), (frequency, *frequencies) = said["language"], said["frequency"]
    return {
        **said,
        "language": (*languages, language),
        "frequency": (*(frequencies or [_OTHER_FREQUENCY]), frequency) if frequency else ("",),
        "theme": (SEPARATOR.join(_theme(one) for one in settings.themes),),
    }


def _theme(code: str) -> str:
    """Return a theme of the EU's list by its code, any other as its address."""
    return code if ":" in code else f"{EU}/data-theme/{code}"


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
