"""海辺市's publications in a real CKAN: a tree of releases, an editor's token, and how they are brought there."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from builders.anybody import get
from builders.ckan import Ckan as Server
from builders.publications import Tree
from pydantic import SecretStr

from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.catalogue_kinds.ckan.api.catalogue import Ckan
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.settings import CkanSettings
from shinchoku.catalogues.kept import to_be_kept
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import Keeping, Picture, Policy
from shinchoku.night.publishing.comparison import looked
from shinchoku.night.publishing.push import Push, PushResult

QUICK = HttpSettings(timeout_seconds=60, per_second=1000, wait_seconds=0.05, most_wait_seconds=0.2)


class Office:
    """One plan's catalogue in a CKAN that others use, too; `told` is what the last run brought it to."""

    def __init__(self, server: Server, folder: Path) -> None:
        """Choose a slug that nobody else has."""
        self.server = server
        self.slug = f"umibe-{secrets.token_hex(4)}"
        self.tree = Tree(folder, self.slug)
        self.told: Picture = {}
        self.keeping: Keeping = {}
        self.http_settings = QUICK
        self.settings = self.with_settings()

    def with_settings(self, **more: object) -> CkanSettings:
        """Return the settings of the catalogue, and use them from now on."""
        usual = {"name": self.slug, "kind": "ckan", "url": self.server.url, "test": True}
        self.settings = CkanSettings.model_validate(
            {**usual, "organization": self.server.organization, **more}
        )
        return self.settings

    @property
    def name(self) -> str:
        """The name of the current dataset."""
        return f"204218-{self.tree.dataset}"

    def catalogue(self, token: str = "", turn: int = 0) -> Ckan:
        """Return the catalogue as the night opens it, in more of a hurry."""
        secret = SecretStr(token or self.server.editor.token)
        client = CkanClient(self.settings.url, secret, self.http_settings, f"shinchoku ({self.slug})")
        return Ckan(self.settings, client, turn)

    @staticmethod
    def short(seconds: float) -> None:
        """Wait for a quarter of what is asked."""
        time.sleep(seconds / 4)

    def publish(self, publication: Publication | None = None, **more: Any) -> PushResult:  # noqa: ANN401 -- options of `Push`
        """Bring the catalogue to the newest release, and remember what it was told."""
        catalogue = self.catalogue(more.pop("token", ""), more.pop("turn", 0))
        policy, may_write = more.pop("policy", Policy.REPAIR), more.pop("may_write", True)
        usual = {"keeping": self.keeping, "pause": lambda seconds: time.sleep(seconds / 50)}
        try:
            done = Push(
                catalogue, publication or self.tree.publication(), self.told, policy, **{**usual, **more}
            ).run(may_write=may_write)
        finally:
            catalogue.close()
        self.told = done.told or self.told
        return done

    def keep(self, thing: str) -> str:
        """Keep a thing as it is now, as `publish --keep` does, and return its key."""
        catalogue = self.catalogue()
        look = looked(catalogue, self.tree.publication(), self.told, Policy.REPAIR, self.keeping)
        catalogue.close()
        found = to_be_kept(thing, look.seen.wanted, look.seen.present, self.told)
        assert found is not None
        self.keeping = {**self.keeping, found.key: found}
        return found.key

    def listing(self, name: str = "") -> dict[str, Any]:
        """Return a dataset as anybody sees it."""
        found: dict[str, Any] = self.server.anonymous.get("package_show", id=name or self.name)
        return found

    def resource(self, file: str) -> dict[str, Any]:
        """Return the current dataset's resource of a file."""
        return next(one for one in self.listing()["resources"] if one["url"].endswith(f"/{file.lower()}"))

    def stable(self, file: str) -> str:
        """Return the address that always leads to the newest version of a file."""
        listing, resource = self.listing(), self.resource(file)
        return f"{self.server.url}/dataset/{listing['id']}/resource/{resource['id']}/download/{file.lower()}"

    def archived(self, file: str) -> dict[str, Any]:
        """Return the archive's resource of a file of the first version there."""
        resources = self.listing(f"{self.name}-releases-2026")["resources"]
        return next(one for one in resources if one["url"].endswith(f"/{file.lower()}"))

    def upload_over(self, resource: str, name: str, content: bytes) -> None:
        """Upload a file over a resource that is there, as somebody who edits it in CKAN does."""
        editor = self.server.editor
        answer = requests.post(
            f"{editor.url}/api/3/action/resource_patch",
            data={"id": resource},
            files={"upload": (name, content, "text/csv")},
            headers={"Authorization": editor.token},
            timeout=60,
        )
        assert answer.ok, answer.text

    def downloads(self, *names: str) -> dict[str, str]:
        """Return what anybody gets at every address of datasets; without names, of the current one and its archive."""
        listings = [self.listing(one) for one in names or (self.name, f"{self.name}-releases-2026")]
        return {
            address: get(address).sha256
            for listing in listings
            for address in (self._address(one, listing["id"]) for one in listing["resources"])
        }

    def is_as_released(self) -> bool:
        """Tell whether anybody gets the released bytes of every table, by the stable addresses."""
        publication = self.tree.publication()
        newest = publication.newest
        return all(
            get(self.stable(name)).body == publication.content(newest.version, name)
            for name in newest.resources
        )

    def _address(self, resource: dict[str, Any], dataset: str) -> str:
        """Return the address of a resource's download, wherever that leads."""
        return f"{self.server.url}/dataset/{dataset}/resource/{resource['id']}/download"

    def writes(self) -> tuple[str, int]:
        """Return the last change that CKAN has recorded of us, and how many writing requests it was sent."""
        ours = [line for line in self.server.logged() if self.slug in line]
        return self.server.last_activity(), len(ours)


class Lent:
    """Lends an office whose first release is public, and takes it back as long as it is in order and its archive small."""

    _MOST_VERSIONS = 4

    def __init__(
        self, server: Server, folder: Path, http_settings: HttpSettings = QUICK, **settings: object
    ) -> None:
        """Keep where and how offices are made."""
        self._server, self._folder = server, folder
        self._http_settings, self._settings = http_settings, settings
        self._idle: list[Office] = []

    @contextmanager
    def office(self) -> Iterator[Office]:
        """Lend one; whoever fails in between keeps it."""
        office = self._idle.pop() if self._idle else self._made()
        yield office
        if len(office.tree.publication().versions) < self._MOST_VERSIONS:
            self._idle.append(office)

    def _made(self) -> Office:
        """Make one, and publish its first release."""
        office = Office(self._server, self._folder)
        office.http_settings = self._http_settings
        office.with_settings(**self._settings)
        office.tree.release("2026-11-23")
        assert office.publish().is_done
        return office
