"""A CKAN of 2.9 or later: datasets, files, and tables that can be queried."""

from shinchoku.adapters.catalogues.kinds import CatalogueKind
from shinchoku.catalogue_kinds.ckan.settings import CkanSettings

KIND = CatalogueKind(__name__, CkanSettings)
