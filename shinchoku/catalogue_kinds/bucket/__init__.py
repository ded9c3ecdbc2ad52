"""A static bucket or share: any fsspec address, its newest pointer written last."""

from shinchoku.adapters.catalogues.kinds import CatalogueKind
from shinchoku.catalogue_kinds.bucket.settings import BucketSettings

KIND = CatalogueKind(__name__, BucketSettings)
