"""What a CKAN server can do, asked of it once a night: every difference between versions is decided here."""

import re
from dataclasses import dataclass, field

from shinchoku.catalogue_kinds.ckan.wanted.forms import CkanForm

_LOADERS = frozenset({"xloader", "datapusher", "datapusher_plus"})
_TABLE_VIEWS = ("datatables_view", "recline_view", "recline_grid_view")
"""The kinds of views that show a table's rows, the best first; a plugin and its view have one name."""
_NAMES_FILES = (2, 10)
"""Since this release the kind of a file that is not told is guessed by its name, not by where it lies."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server: where its pages lie, which release it is, what it has, and whose editor we are."""

    site_url: str
    version: str
    extensions: frozenset[str]
    organization_id: str
    dataset_form: CkanForm = field(default_factory=dict)
    """Its own form for datasets (ckanext-scheming); empty if it has none."""
    resource_form: CkanForm = field(default_factory=dict)
    """Its own form for resources; empty if it has none."""

    @property
    def has_datastore(self) -> bool:
        """Whether tables can be kept there."""
        return "datastore" in self.extensions

    @property
    def loads_by_itself(self) -> bool:
        """Whether it fills tables from files itself, and would write over ours but for `link_type` and `has_md5`."""
        return bool(self.extensions & _LOADERS)

    @property
    def link_type(self) -> str:
        """The `url_type` of a resource that links to a file: loaders leave alone what one of them says it made."""
        return "datapusher" if self.loads_by_itself else ""

    @property
    def has_md5(self) -> bool:
        """Whether `hash` of an uploaded file is its MD5: loaders leave alone what has not changed by that, and no other hash."""
        return self.loads_by_itself

    @property
    def table_views(self) -> tuple[str, ...]:
        """The kinds of views by which its pages can show a table, the best first."""
        return tuple(one for one in _TABLE_VIEWS if one in self.extensions)

    @property
    def has_dcat(self) -> bool:
        """Whether ckanext-dcat makes DCAT of its datasets, from extra fields where no form has a field for it."""
        return bool(self.extensions & {"dcat", "structured_data"})

    @property
    def guesses_types(self) -> bool:
        """Whether a download whose media type is not told is served as what its file name says; unknown is no."""
        told = re.match(r"(\d+)\.(\d+)", self.version)
        return told is not None and (int(told[1]), int(told[2])) >= _NAMES_FILES
