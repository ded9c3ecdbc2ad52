"""What anybody gets of a CKAN: the stable addresses, older files in their turn, and whatever others replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shinchoku.adapters.catalogues.port import Described
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.wanted.datasets import STORED, texts_of
from shinchoku.catalogue_kinds.ckan.wanted.fitting import every_download_refused
from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT, Shape, StoredFile
from shinchoku.catalogues.failures import CatalogueFailedError
from shinchoku.catalogues.things import CONTENT, Picture, Thing, ThingKind, is_unread

_FOUND = 200


@dataclass
class PublicView:
    """One look with anybody's eyes; `turn` chooses the older version that is read back in full."""

    client: CkanClient
    shape: Shape
    goals: Picture
    told: Picture
    turn: int
    wanted: dict[str, Thing] = field(default_factory=dict)
    present: dict[str, Thing] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    _stored: Mapping[str, str] = field(init=False)
    _sizes: Mapping[str, str] = field(init=False)
    _is_served: bool = False

    def __post_init__(self) -> None:
        """Note when the server took the bytes of each of its files."""
        resources = (one for package in self.shape.packages.values() for one in package.get("resources", ()))
        there = {str(one["id"]): texts_of(one) for one in resources}
        self._stored = {
            identifier: str(texts.get("last_modified", "")) for identifier, texts in there.items()
        }
        self._sizes = {identifier: str(texts.get("size", "")) for identifier, texts in there.items()}

    def described(self) -> Described:
        """Download, and return what should be there and what came."""
        uploads = {one.key: one for part in self.shape.parts for one in self.shape.uploads(part)}
        by_address = {one.address: one for one in uploads.values()}
        older = self._older()
        for one in uploads.values():
            self._remember(one)
            if one.version is older or one.key in self.replaced or is_unread(self.told, one.key):
                self._look(one)
        for file, identifier, address in self.shape.newest_files():
            self._look_at_stable(file.name, identifier, address, by_address.get(address))
        return Described(self.wanted, self.present, replaced=frozenset(self.replaced))

    def _remember(self, upload: StoredFile) -> None:
        """Carry on when the server took a file, and note that others replaced it if that is another time now."""
        then = str(self.told[upload.key].fields.get(STORED, "")) if upload.key in self.told else ""
        now = self._stored.get(upload.identifier, "")
        size = self._sizes.get(upload.identifier, "")
        if (then and now and then != now) or (size and size != str(upload.file.size)):
            self.replaced.add(upload.key)
        if then:
            self._note(upload.key, upload.identifier, {STORED: then}, {STORED: then})

    def _look_at_stable(self, file: str, identifier: str, address: str, target: StoredFile | None) -> None:
        """Compare what the stable address of a file gives, if it is to lead anybody to a file of ours."""
        key = f"{CURRENT}/{file}"
        goal = self.goals.get(key)
        if goal is None or not self._is_public(CURRENT):
            return
        is_elsewhere = goal.fields.get("url") != address
        if is_elsewhere and goal.fields.get("url_type") != "upload":
            return  # others lead it out of the catalogue, and that is kept or left so
        if target is not None and not is_elsewhere and not self._is_there(target):
            return
        released = self.shape.publication.newest.files[file].sha256
        ours = target.file.sha256 if target is not None else released
        expected = self._kept_content(key) or (self._kept_content(target.key) if target else "") or ours
        got = self._content(self.shape.stable_address(file), expected)
        self._note(key, identifier, {CONTENT: expected}, {CONTENT: got})
        if target is None or is_elsewhere:
            return
        if got == expected:
            self._equal(target)
        elif target.key not in self._downloaded:
            self._look(target)

    @property
    def _downloaded(self) -> set[str]:
        """The keys of the files that were downloaded already."""
        return {key for key, thing in self.wanted.items() if CONTENT in thing.fields}

    def _look(self, upload: StoredFile) -> None:
        """Compare what anybody gets of a file that is stored."""
        if upload.key not in self.goals or not self._is_there(upload):
            return
        expected = self._kept_content(upload.key) or upload.file.sha256
        got = self._content(upload.address, expected)
        self._note(upload.key, upload.identifier, {CONTENT: expected}, {CONTENT: got})
        if got == expected:
            self._equal(upload)

    def _equal(self, upload: StoredFile) -> None:
        """Remember when the server took the bytes that were equal just now."""
        now = self._stored.get(upload.identifier, "")
        self._note(upload.key, upload.identifier, {STORED: now}, {STORED: now})

    def _note(self, key: str, identifier: str, wanted: Mapping[str, str], present: Mapping[str, str]) -> None:
        """Add fields of a file to both pictures."""
        for picture, fields in ((self.wanted, wanted), (self.present, present)):
            known = picture[key].fields if key in picture else {"id": identifier}
            picture[key] = Thing(ThingKind.FILE, key, {**known, **fields})

    def _is_public(self, part: str) -> bool:
        """Tell whether anybody is to see a part."""
        goal = self.goals.get(part)
        return goal is not None and goal.fields["private"] == "false" and goal.fields["state"] == "active"

    def _is_there(self, upload: StoredFile) -> bool:
        """Tell whether anybody is to get a stored file, of ours or of what a person keeps in its place."""
        goal = self.goals.get(upload.key)
        is_served = goal is not None and goal.fields.get("url_type") == "upload"
        return is_served and self._is_public(upload.part)

    def _kept_content(self, key: str) -> str:
        """Return the hash of the bytes that a person keeps in place of ours, if it is known."""
        value = self.goals[key].fields.get(CONTENT, "") if key in self.goals else ""
        return value if isinstance(value, str) else ""

    def _older(self) -> object:
        """Return the older version whose turn it is."""
        versions = self.shape.publication.versions[:-1]
        return versions[self.turn % len(versions)] if versions else None

    def _content(self, address: str, sha256: str) -> str:
        """Return the hash of what anybody gets at an address, or how the server refused.

        One answer that is not what it should be proves nothing, a proxy's page least of all: it is asked again.
        """
        for _ in range(2):
            try:
                got = self.client.fetch(address)
            except CatalogueFailedError as error:
                raise self._refused(error) from None
            self._is_served |= got.status == _FOUND
            if got.sha256 == sha256:
                break
        return got.sha256 if got.status == _FOUND else f"HTTP {got.status}"

    def _refused(self, error: CatalogueFailedError) -> CatalogueFailedError:
        """Return why a download failed; where none came at all, with what that says of the layout."""
        if self._is_served or not error.status:
            return error
        words = every_download_refused(self.shape.settings.layout, error.status)
        ja, en = f"{error.message.ja} {words.ja}", f"{error.message.en} {words.en}"
        return CatalogueFailedError(ja, en, error.wait_seconds, error.status)
