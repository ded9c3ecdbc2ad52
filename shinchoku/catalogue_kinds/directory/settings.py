"""What the plan file says of a folder that is a catalogue."""

from typing import ClassVar, Literal, Self

from shinchoku.bilingual import Bilingual
from shinchoku.register.catalogues import RELEASE_FOLDER, CatalogueSettings
from shinchoku.register.entry import Text


class DirectorySettings(CatalogueSettings):
    """A folder with every version, and `latest` as a link that is switched in one step."""

    label: ClassVar = Bilingual("フォルダー", "folder")
    rank: ClassVar = 1
    address_variable: ClassVar = "SHINCHOKU_DIRECTORY"
    is_handed_over: ClassVar = False

    kind: Literal["directory"]
    """`directory`."""
    path: Text
    """The folder, on a disk of this machine."""

    @classmethod
    def of_every_plan(cls, published: str) -> tuple[Self, ...]:
        """Return the release folder itself."""
        return (cls(name=RELEASE_FOLDER, kind="directory", path=published, test=True),)

    @property
    def address(self) -> str:
        """The folder."""
        return self.path

    @property
    def called(self) -> Bilingual:
        """What people call the release folder, or another one."""
        return Bilingual("公表フォルダー", "release folder") if self.name == RELEASE_FOLDER else self.label
