"""What the plan file says of a catalogue that has only a web form."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from shinchoku.bilingual import Bilingual
from shinchoku.package.build import DESCRIPTOR
from shinchoku.register.catalogues import CatalogueSettings, web_mistakes
from shinchoku.register.entry import Text
from shinchoku.register.mistake import PlanMistake, RegisterPlace, mistake_at

PLACE = "{file}"
"""Where a file's name goes in the public address of a posted file."""


class ManualSettings(CatalogueSettings):
    """A catalogue with only a web form: a sheet says what to paste where, then what was posted is verified."""

    label: ClassVar = Bilingual("画面からの登録", "web form")
    rank: ClassVar = 3
    instructions: ClassVar = "手順書.html"

    kind: Literal["manual"]
    """`manual`."""
    form_url: Text
    """The address of the web form, as people open it."""
    file_url: Text
    """The public address of a posted file, with `{file}` for its name."""
    fields: dict[Text, Text] = Field(default_factory=dict)
    """The form's own labels, in its order, and the fact that each takes; all facts if this is empty."""

    @property
    def address(self) -> str:
        """The address of the form."""
        return self.form_url

    def web_addresses(self) -> Mapping[str, str]:
        """Return the form's address and that of a posted file."""
        return {"form_url": self.form_url, "file_url": self._package}

    def public_addresses(self, dataset: str) -> Mapping[str, Bilingual]:
        """Return the form, and where the posted package is found."""
        del dataset
        return {
            self.form_url: Bilingual("登録画面", "Web form"),
            self._package: Bilingual("データパッケージ", "Data package"),
        }

    def mistakes(self, at: RegisterPlace) -> Iterator[PlanMistake]:
        """Yield addresses that are none, and one of files that does not differ by file."""
        yield from web_mistakes(at.at("form_url"), self.form_url)
        yield from web_mistakes(at.at("file_url"), self.file_url)
        if PLACE not in self.file_url:
            yield mistake_at(
                at.at("file_url"),
                "ファイル名の入る場所を {file} と書いてください。",
                "write {file} where the file's name goes.",
            )

    @property
    def _package(self) -> str:
        """Where the posted package is found."""
        return self.file_url.replace(PLACE, DESCRIPTOR)
