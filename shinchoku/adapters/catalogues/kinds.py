"""The kinds of catalogues that there are: every folder of `shinchoku.catalogue_kinds`, asked by name.

A plan is read without any client: what speaks to catalogues is loaded when one of its kind is opened.
"""

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Annotated, Any, Union, get_args

from pydantic import Field, TypeAdapter

from shinchoku.register.catalogues import CatalogueSettings, SettingsOfKinds

_KINDS = "shinchoku.catalogue_kinds"


@dataclass(frozen=True, slots=True)
class CatalogueKind:
    """One kind, as its folder declares it: where it lies, and what the plan file may say of a catalogue of it."""

    folder: str
    """The name of its package."""
    settings: type[CatalogueSettings]

    @property
    def name(self) -> str:
        """What the key `kind` of the plan file says."""
        (name,) = get_args(self.settings.model_fields["kind"].annotation)
        return str(name)

    @property
    def client(self) -> ModuleType:
        """What opens and examines catalogues of the kind, loaded when it is first asked."""
        return import_module(f"{self.folder}.client")


@cache
def catalogue_kinds() -> Mapping[str, CatalogueKind]:
    """Return every kind by its name, the simplest first."""
    folders = pkgutil.iter_modules(import_module(_KINDS).__path__, f"{_KINDS}.")
    found: list[CatalogueKind] = [import_module(one.name).KIND for one in folders]
    return {kind.name: kind for kind in sorted(found, key=lambda one: one.settings.rank)}


@cache
def settings_of_kinds() -> SettingsOfKinds:
    """Return what takes the settings of a catalogue of any kind: the context in which a plan is validated."""
    kinds = tuple(kind.settings for kind in catalogue_kinds().values())
    any_of_them: Any = Annotated[Union[kinds], Field(discriminator="kind")]  # noqa: UP007 -- made of a list
    return TypeAdapter(any_of_them)
