"""海辺市's publications in a real CKAN: a tree of releases, an editor's token, and how they are brought there."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from builders.ckan import Ckan as Server
from builders.publications import Tree
from pydantic import SecretStr

from shinchoku.adapters.catalogues.ckan.catalogue import Ckan
from shinchoku.adapters.catalogues.ckan.client import CkanClient
from shinchoku.adapters.catalogues.ckan.session import Manners
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import Picture, Policy
from shinchoku.register.catalogues import CkanCatalogue
from shinchoku.stages.bring import Brought, bring

QUICK = Manners(timeout_seconds=60, per_second=1000, wait_seconds=0.05, most_wait_seconds=0.2)


class Office:
    """One plan's catalogue in a CKAN that others use, too; `told` is what the last run brought it to."""

    def __init__(self, server: Server, folder: Path) -> None:
        """Choose a slug that nobody else has."""
        self.server = server
        self.slug = f"umibe-{secrets.token_hex(4)}"
        self.tree = Tree(folder, self.slug)
        self.told: Picture = {}
        self.settings = self.with_settings()

    def with_settings(self, **more: object) -> CkanCatalogue:
        """Return the settings of the catalogue, and use them from now on."""
        usual = {"name": self.slug, "kind": "ckan", "url": self.server.url, "test": True}
        self.settings = CkanCatalogue.model_validate(
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
        return Ckan(
            self.settings, CkanClient(self.settings.url, secret, QUICK, f"shinchoku ({self.slug})"), turn
        )

    def publish(self, publication: Publication | None = None, **more: Any) -> Brought:  # noqa: ANN401 -- options of `bring`
        """Bring the catalogue to the newest release, and remember what it was told."""
        catalogue = self.catalogue(more.pop("token", ""), more.pop("turn", 0))
        policy = more.pop("policy", Policy.REPAIR)
        try:
            brought = bring(catalogue, publication or self.tree.publication(), self.told, policy, **more)
        finally:
            catalogue.close()
        self.told = brought.told or self.told
        return brought

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

    def writes(self) -> tuple[int, int]:
        """Return how many changes CKAN has recorded of us, and how many writing requests it was sent."""
        ours = [line for line in self.server.logged() if self.slug in line]
        return len(self.server.all_activities()), len(ours)
