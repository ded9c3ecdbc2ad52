"""The catalogues that are told of every release: what each says of itself in the plan file, whatever its kind.

Which kinds there are, this page does not know: every kind is a folder of `shinchoku.catalogue_kinds`, and
whoever reads a plan hands their settings in.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Self, cast

from pydantic import PlainValidator, SerializeAsAny, TypeAdapter, ValidationInfo
from pydantic_core import to_json

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual
from shinchoku.register.entry import Entry, Key
from shinchoku.register.mistake import PlanMistake, RegisterPlace, mistake_at

RELEASE_FOLDER = "directory"
"""The name of the catalogue that every plan has: the release folder itself, checked byte for byte every night."""
_WEB = ("http://", "https://")


class Drift(CodeList):
    """What the night does with what somebody changed in the catalogue itself."""

    REPAIR = "repair", "元に戻す", "Put it right"
    LEAVE = "leave", "そのままにする", "Leave it, and say so every night"


class CatalogueSettings(Entry):
    """What every catalogue says of itself; each kind adds its own keys, and answers what is asked of all of them."""

    label: ClassVar[Bilingual]
    """What people call the kind."""
    rank: ClassVar[int]
    """Where the kind stands among the others in lists and messages: the simplest first."""
    address_variable: ClassVar[str] = ""
    """The environment variable that says, across a closed network, where the catalogue lies; none if nothing is sent there."""
    machine_keys: ClassVar[frozenset[str]] = frozenset()
    """Settings of the machine that speaks to the catalogue: each side has its own, and a bundle carries none."""
    instructions: ClassVar[str] = ""
    """The file that tells a person what to do, if the catalogue is told by hand."""
    can_keep_drift: ClassVar[bool] = False
    """Whether a person can keep there what others changed."""
    is_handed_over: ClassVar[bool] = True
    """Whether a hand-over bundle is for it even where it is not named."""

    name: Key
    """Name of the catalogue, for `--catalogue` and in every message; part of its stable addresses, so never changed."""
    kind: str
    test: bool = False
    """Whether this is a catalogue to try things in. A plan with illustrative content is refused by every other."""
    nightly: bool = True
    """Whether the night tells it; if not, only `publish --catalogue NAME` does."""
    drift: Drift = Drift.REPAIR
    """What the night does with what somebody changed in the catalogue itself."""

    @classmethod
    def of_every_plan(cls, published: str) -> tuple[Self, ...]:
        """Return the catalogues of this kind that every plan has; `published` is the folder of what is released."""
        del published
        return ()

    @property
    def address(self) -> str:
        """Where the catalogue lies: what a hand-over bundle says and the other side has to confirm."""
        raise NotImplementedError

    @property
    def called(self) -> Bilingual:
        """What people call this one catalogue's kind."""
        return self.label

    @property
    def secret_block(self) -> str:
        """The Prefect block that holds its token, if one does."""
        return ""

    @property
    def is_version_last(self) -> bool:
        """Whether its tables go first, and the dataset's version follows."""
        return False

    def web_addresses(self) -> Mapping[str, str]:
        """Return the web addresses that are asked, by their keys in the plan file; those that are not set are empty."""
        return {}

    def public_addresses(self, dataset: str) -> Mapping[str, Bilingual]:
        """Return where the public finds a dataset, as far as the plan file knows: what is there by its address."""
        del dataset
        return {}

    def variables_to_set(self) -> Mapping[str, Bilingual]:
        """Return what has to be set where a hand-over bundle is carried out: the meaning of each variable by its name."""
        if not self.address_variable:
            return {}
        words = Bilingual(f"カタログ「{self.name}」のアドレス", f"address of `{self.name}`: `{self.address}`")
        return {self.address_variable: words}

    def mistakes(self, at: RegisterPlace) -> Iterator[PlanMistake]:
        """Yield what is wrong with the settings in themselves, beyond their types; `at` is their place in the file."""
        del at
        yield from ()


SettingsOfKinds = TypeAdapter[CatalogueSettings]
"""Takes the settings of any kind, told apart by `kind`; handed in as the context of whatever is validated."""


def _of_its_kind(value: object, info: ValidationInfo) -> CatalogueSettings:
    """Take the settings of a catalogue by its kind, with the words that a file of this format is used to."""
    if isinstance(value, CatalogueSettings):
        return value
    kinds = cast("SettingsOfKinds", info.context)
    return kinds.validate_json(to_json(value)) if info.mode == "json" else kinds.validate_python(value)


AnyCatalogue = Annotated[SerializeAsAny[CatalogueSettings], PlainValidator(_of_its_kind)]
"""The settings of a catalogue of any kind."""


def web_mistakes(place: RegisterPlace, address: str) -> Iterator[PlanMistake]:
    """Yield a mistake if a text is no web address, or holds a login."""
    if not address.startswith(_WEB) or "@" in address.partition("//")[2].partition("/")[0]:
        yield mistake_at(
            place,
            "https:// で始まるアドレスを、ログイン情報を含めずに書いてください。",
            "write an address that begins with https:// and holds no login.",
        )
