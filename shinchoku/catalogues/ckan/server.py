"""What a CKAN server can do, asked of it once a night: every difference between versions is decided here."""

from __future__ import annotations

from dataclasses import dataclass, field

from shinchoku.catalogues.ckan.forms import Form


@dataclass(frozen=True, slots=True)
class Server:
    """A server: where its pages lie, which release it is, what it has, and whose editor we are."""

    site_url: str
    version: str
    extensions: frozenset[str]
    organization_id: str
    dataset_form: Form = field(default_factory=dict)
    """Its own form for datasets (ckanext-scheming); empty if it has none."""
    resource_form: Form = field(default_factory=dict)
    """Its own form for resources; empty if it has none."""

    @property
    def has_datastore(self) -> bool:
        """Whether tables can be kept there."""
        return "datastore" in self.extensions

    @property
    def loads_by_itself(self) -> bool:
        """Whether it fills tables from files itself, and would write over ours."""
        return bool(self.extensions & {"xloader", "datapusher", "datapusher_plus"})

    @property
    def has_dcat(self) -> bool:
        """Whether ckanext-dcat makes DCAT of its datasets, from extra fields where no form has a field for it."""
        return bool(self.extensions & {"dcat", "structured_data"})
