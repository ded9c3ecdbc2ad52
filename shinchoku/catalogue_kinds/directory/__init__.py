"""A folder with every version, and `latest` as a link that is switched in one step."""

from shinchoku.adapters.catalogues.kinds import CatalogueKind
from shinchoku.catalogue_kinds.directory.settings import DirectorySettings

KIND = CatalogueKind(__name__, DirectorySettings)
