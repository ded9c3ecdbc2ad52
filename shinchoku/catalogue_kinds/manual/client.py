"""A catalogue with only a web form: a sheet says what a person types and uploads, then anybody's view is verified.

What a form's fields hold cannot be read back. They are taken to be posted once every file is: the sheet
asks for both, and the files say themselves which version they are of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from shinchoku.adapters.catalogues.anonymous import AnonymousReader, require_answer
from shinchoku.adapters.catalogues.folders import telling_failures
from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.adapters.catalogues.port import Applied, Described, FromBlock
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.manual.settings import ManualSettings
from shinchoku.catalogue_kinds.manual.sheet_folder import SHEET, write_sheet_folder
from shinchoku.catalogue_kinds.manual.wanted import FORM, WebForm, form_sheet, former_digests, wanted_posts
from shinchoku.catalogues.facts import fields_of
from shinchoku.catalogues.file_tree import require_continued
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import CatalogueStep, Picture, Thing, ThingKind
from shinchoku.errors import ConfigurationError
from shinchoku.package.build import DESCRIPTOR
from shinchoku.paths import DataPaths

_NOT_READ_BACK = (
    "入力欄の文章は、公開ページから機械的に読み返せません。ファイルがすべて一致したときに、手順書どおり入力されたものとみなします。",
    "the text in the form's fields cannot be read back; it is taken to be as the sheet says once every file matches.",
)


def open_catalogue(
    settings: ManualSettings, paths: DataPaths, turn: int, from_block: FromBlock | None
) -> Manual:
    """Return the form that the settings name; its sheet goes to the folder of what is handed over."""
    del turn, from_block
    return Manual(
        name=settings.name,
        form_url=settings.form_url,
        file_url=settings.file_url,
        fields=settings.fields,
        folder=paths.handover / settings.name,
    )


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


class Manual:
    """A web form, and a folder for the sheet; making this object touches nothing."""

    def __init__(  # noqa: PLR0913 -- by name, as the plan file has them
        self,
        *,
        name: str,
        form_url: str,
        file_url: str,
        fields: Mapping[str, str],
        folder: Path,
        command: str = "",
        told: Picture | None = None,
        http_settings: HttpSettings | None = None,
    ) -> None:
        """Keep the form, where the sheet goes, what verifies, and the picture that the form was last brought to.

        Raises:
            ConfigurationError: if a field is to take what is no fact, or the address does not differ by file.
        """
        self.name = name
        taken = fields_of(name, fields)
        self._form = WebForm(
            name, form_url, file_url, taken, command or f"shinchoku publish --catalogue {name}"
        )
        if self._form.address("a") == self._form.address("b"):
            raise ConfigurationError(
                f"plan.toml の catalogues「{name}」の file_url（{file_url}）に {{file}} がありません。ファイル名が入る場所に {{file}} と書いてください。",
                f"plan.toml, catalogues {name!r}: file_url ({file_url}) has no {{file}}; write it where the file's name stands.",
            )
        self._folder = folder
        self._told = told or {}
        self._anybody = AnonymousReader(name, http_settings or HttpSettings())

    def describe(self, publication: Publication) -> Described:
        """Return what should be posted, and what anybody finds at the files' addresses.

        Raises:
            CatalogueFailedError: if the site does not answer.
            CatalogueRefusedError: if a newer version is posted there.
        """
        wanted = wanted_posts(publication, self._form)
        present: dict[str, Thing] = {}
        for key, thing in wanted.items():
            content = self._anybody.read(self._form.address(key)) if thing.kind is ThingKind.FILE else None
            if key == DESCRIPTOR and content is not None:
                require_continued(publication, self.name, b"", _version(content))
            if content is not None:
                present[key] = _posted(key, content)
        if all(present.get(key) == thing for key, thing in wanted.items() if thing.kind is ThingKind.FILE):
            present[FORM] = wanted[FORM]
        elif FORM in self._told:
            present[FORM] = self._told[FORM]
        for key, digests in former_digests(publication).items():
            content = self._anybody.read(self._form.address(key))
            if content is not None and hashlib.sha256(content).hexdigest() in digests:
                present[key] = _posted(key, content)
        return Described(wanted, present, (_NOT_READ_BACK,) if wanted[FORM].fields else ())

    def apply(self, publication: Publication, steps: Sequence[CatalogueStep]) -> Applied:
        """Write the sheet, with the files and the texts beside it; a person carries it out.

        Raises:
            CatalogueFailedError: if the folder cannot be written.
            CatalogueRefusedError: if there is something else in the folder.
        """
        sheet = form_sheet(publication, steps, self._form)
        with telling_failures(self.name, self._folder):
            write_sheet_folder(self._folder, sheet, publication)
        return Applied(by_hand=str(self._folder / SHEET))

    def read_back(self, publication: Publication, goals: Picture, told: Picture) -> Described:
        """Return the same: all that is seen of this catalogue is what anybody sees.

        Raises:
            CatalogueFailedError: as `describe`.
            CatalogueRefusedError: as `describe`.
        """
        del goals, told
        return self.describe(publication)

    def close(self) -> None:
        """Give the connections back."""
        self._anybody.close()


def _posted(key: str, content: bytes) -> Thing:
    """Return what anybody gets as a thing."""
    fields = {"size": str(len(content)), "content": hashlib.sha256(content).hexdigest()}
    return Thing(ThingKind.FILE, key, fields)


def _version(descriptor: bytes) -> str:
    """Return the version that a posted descriptor says it is of; nothing if it is none."""
    try:
        told = json.loads(descriptor)
        return str(
            told.get("release") or told["version"]
        )  # older packages told their release as their version
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
