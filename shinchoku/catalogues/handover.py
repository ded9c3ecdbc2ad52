"""A hand-over bundle as data: what it holds, for which catalogues, and the one digest of all of it.

A bundle travels one way into a network that nothing comes back from but a receipt. Whoever opens it
trusts nothing in it: what it may hold, and where, is decided here and not by the bundle.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.receipt_parts import Name, Sha256, Version
from shinchoku.catalogues.strict import mistakes_of
from shinchoku.errors import ConfigurationError
from shinchoku.package.build import SUMS
from shinchoku.register.catalogues import AnyCatalogue, CatalogueSettings, SettingsOfKinds

FORMAT: Final = "shinchoku-bundle/1"
MANIFEST, README, DATASET = "bundle.json", "お読みください.md", "dataset"
MOST_BYTES = 32 * 1024 * 1024
"""The largest manifest that is read: fifty thousand files take a third of it."""
MOST_FILES = 100_000

_LONGEST_NAME = 100
_PASSWORD = re.compile(r"://[^/?#]*@")
_PLACE = re.compile(
    r"dataset/releases\.json|dataset/releases/\d{4}-\d{2}-\d{2}(?:\.\d{1,6})?/[A-Za-z0-9][A-Za-z0-9._-]{0,120}"
)


class ListedFile(BaseModel):
    """A file of the bundle: its place, the sha256 of its bytes, and how many they are."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    path: Annotated[str, Field(max_length=200)]
    sha256: Sha256
    size: Annotated[int, Field(ge=0, le=2**40)]


class Manifest(BaseModel):
    """What a bundle holds; its canonical text is the file `bundle.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: Literal["shinchoku-bundle/1"] = FORMAT
    plan: Name
    dataset: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$")]
    version: Version
    catalogues: Annotated[tuple[AnyCatalogue, ...], Field(min_length=1, max_length=50)]
    files: Annotated[tuple[ListedFile, ...], Field(min_length=1, max_length=MOST_FILES)]

    @property
    def digest(self) -> str:
        """The digest of the whole bundle: the sha256 of its manifest, which has those of all files."""
        return hashlib.sha256(canonical(self)).hexdigest()

    @property
    def size(self) -> int:
        """How many bytes the files have."""
        return sum(one.size for one in self.files)

    def sums_of(self, version: str) -> dict[str, str]:
        """Return the hashes of a version's files by name."""
        home = f"{DATASET}/releases/{version}/"
        return {one.path.removeprefix(home): one.sha256 for one in self.files if one.path.startswith(home)}


def manifest_of(
    publication: Publication,
    catalogues: Sequence[CatalogueSettings],
    plan_id: str,
    files: Sequence[ListedFile],
) -> Manifest:
    """Return the manifest of a bundle with these files.

    Raises:
        ConfigurationError: if there is no catalogue to hand over to, or an address holds a password.
    """
    require_handable(catalogues)
    return Manifest(
        plan=plan_id,
        dataset=publication.dataset,
        version=publication.newest.version,
        catalogues=tuple(_carried(one) for one in catalogues),
        files=tuple(sorted(files, key=lambda one: one.path)),
    )


def require_handable(catalogues: Sequence[CatalogueSettings]) -> None:
    """Require something to hand over to, and settings that may be seen by whoever carries them.

    Raises:
        ConfigurationError: if there is no catalogue, or an address holds a password.
    """
    if not catalogues:
        raise ConfigurationError(
            "引き渡すカタログがありません。計画ファイルの catalogues に書くか、--catalogue で指定してください。",
            "there is no catalogue to hand over to: write one under `catalogues` in the plan file, or name it with --catalogue.",
        )
    for one in catalogues:
        if any(_PASSWORD.search(text) for text in _texts(one)):
            raise ConfigurationError(
                f"カタログ「{one.name}」のアドレスに、利用者名かパスワードが入っています（…://…@…）。計画ファイルから除いてください。引渡しファイルには認証情報を入れません。",
                f"an address of catalogue {one.name!r} holds a user name or a password (…://…@…): take it out of the plan file; a bundle carries no credentials.",
            )


def canonical(manifest: Manifest) -> bytes:
    """Return the one spelling of a manifest, in which its digest is taken; the order of a form's fields stays."""
    own = {n: set(one.machine_keys) for n, one in enumerate(manifest.catalogues)}
    told = manifest.model_dump(mode="json", exclude={"catalogues": own})
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def manifest_from(content: bytes, kinds: SettingsOfKinds) -> Manifest:
    """Read a manifest that comes from outside; `kinds` takes the settings of its catalogues.

    Raises:
        ConfigurationError: with every mistake, if it is none that we would write.
    """
    try:
        manifest = Manifest.model_validate_json(content, context=kinds)
    except ValidationError as error:
        raise _unusable(mistakes_of(error)) from error
    wrong = list(_mistakes(manifest))
    if not wrong and canonical(manifest) != content:
        wrong = [
            Bilingual(
                "書き方が、このプログラムの書くものと違います。作成後に編集されたか、別の版のプログラムで作られています。両側で同じ版を使ってください。",
                "it is not spelled as this program spells it: it was edited, or another version made it; use the same version on both sides.",
            )
        ]
    if wrong:
        told = wrong[:20]
        raise _unusable(
            Bilingual(
                "\n".join(f"  {one.ja}" for one in told),
                "\n".join(f"  {one.en}" for one in told),
            )
        )
    return manifest


def checksums_of(manifest: Manifest) -> bytes:
    """Return the lines of SHA256SUMS: every file of the bundle but this one, as `sha256sum --check` reads them."""
    lines = {one.path: one.sha256 for one in manifest.files} | {MANIFEST: manifest.digest}
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(lines.items())).encode()


def receipt_name(catalogue: str) -> str:
    """Return the name of the file that has to come back."""
    return f"receipt-{catalogue}.json"


def _carried(catalogue: CatalogueSettings) -> CatalogueSettings:
    """Return a catalogue's settings without those of this machine."""
    fields = type(catalogue).model_fields
    own = {name: fields[name].default for name in catalogue.machine_keys}
    return catalogue.model_copy(update=own)


def _texts(catalogue: CatalogueSettings) -> Iterator[str]:
    """Yield a catalogue's addresses and other texts, but for those that are not carried."""
    told = catalogue.model_dump(exclude=set(catalogue.machine_keys))
    yield from (value for value in told.values() if isinstance(value, str))


def _mistakes(manifest: Manifest) -> Iterator[Bilingual]:
    """Yield what a bundle may not hold, though it is spelled well."""
    for catalogue in manifest.catalogues:
        for name in sorted(catalogue.machine_keys & catalogue.model_fields_set):
            yield Bilingual(
                f"カタログ「{catalogue.name}」に {name} が書かれています。引渡しファイルは、トークンの場所や通信の設定を決められません。",
                f"catalogue {catalogue.name!r} says {name}: a bundle may not say where tokens or connections are.",
            )
        if len(catalogue.name) > _LONGEST_NAME:
            yield Bilingual(
                f"カタログの名前が長すぎます（{_LONGEST_NAME}文字まで）。",
                f"a catalogue's name is too long (at most {_LONGEST_NAME} characters).",
            )
    names = Counter(one.name.casefold() for one in manifest.catalogues)
    for name in (name for name, times in names.items() if times > 1):
        yield Bilingual(f"カタログ「{name}」が2回あります。", f"catalogue {name!r} is there twice.")
    places = Counter(one.path.casefold() for one in manifest.files)
    for one in manifest.files:
        if one.path != README and not _PLACE.fullmatch(one.path):
            yield Bilingual(
                f"ファイル {one.path!r} は、引渡しファイルに入れられない場所にあります。",
                f"file {one.path!r} lies where a bundle may not have one.",
            )
        elif places[one.path.casefold()] > 1:
            yield Bilingual(f"ファイル {one.path!r} が2回あります。", f"file {one.path!r} is there twice.")
    home = f"{DATASET}/releases/{manifest.version}/{SUMS}"
    for path in (README, f"{DATASET}/releases.json", home):
        if path.casefold() not in places:
            yield Bilingual(f"ファイル {path} がありません。", f"file {path} is missing.")


def _unusable(told: Bilingual) -> ConfigurationError:
    """Say that a manifest cannot be used."""
    return ConfigurationError(
        f"引渡しファイルの {MANIFEST} を使えません。引渡し元で作り直してもらい、コピーし直してください。何も反映していません。\n{told.ja}",
        f"{MANIFEST} of the bundle cannot be used: have it made again, and copy it again. Nothing was published.\n{told.en}",
    )


def require_same_address(catalogue: CatalogueSettings, allowed: str | None) -> None:
    """Require that a bundle leads where this side wants to be led: it may not choose where a token goes.

    `allowed` is what the catalogue's environment variable says here, if it says anything.

    Raises:
        ConfigurationError: if it is another address, or none is allowed yet.
    """
    said, variable = catalogue.address, catalogue.address_variable
    if not (allowed or "").strip():
        raise ConfigurationError(
            f"引渡しファイルの反映先は {said!r} です。正しい反映先なら、環境変数 {variable} に同じアドレスを設定して、もう一度実行してください。トークンはまだ送っていません。",
            f"the bundle is for {said!r}: if that is right, set {variable} to the same address and run again. No token was sent.",
        )
    if _compared(said) != _compared(allowed or ""):
        raise ConfigurationError(
            f"引渡しファイルの反映先 {said!r} は、環境変数 {variable} のアドレスと違います。どちらが正しいか、引渡し元に確かめてください。トークンは送っていません。",
            f"the bundle is for {said!r}, which is not the address in {variable}: ask those who made it which is right. No token was sent.",
        )


def _compared(address: str) -> str:
    """Return an address without what makes no difference: a last slash."""
    return address.strip().rstrip("/")
