"""A catalogue with only a web form: a sheet says what to post where, then what was posted is verified."""

from shinchoku.adapters.catalogues.kinds import CatalogueKind
from shinchoku.catalogue_kinds.manual.settings import ManualSettings

KIND = CatalogueKind(__name__, ManualSettings)
