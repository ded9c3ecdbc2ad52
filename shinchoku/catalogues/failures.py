"""How telling a catalogue can fail: for now, for good tonight, or because it is not what was told."""

from shinchoku.errors import OperationalError


class CatalogueFailedError(OperationalError):
    """A request did not come through, or somebody was faster: look again, and try again."""

    def __init__(self, ja: str, en: str, wait_seconds: float = 0, status: int = 0) -> None:
        """Keep what happened, how long the catalogue asked us to wait, and its HTTP status if it answered one."""
        super().__init__(ja, en)
        self.wait_seconds = wait_seconds
        self.status = status


class CatalogueUnreadError(CatalogueFailedError):
    """What is downloaded of some files is not what the catalogue says: these are looked at again every night."""

    def __init__(self, ja: str, en: str, keys: frozenset[str] = frozenset()) -> None:
        """Keep what happened, and the keys of the files."""
        super().__init__(ja, en)
        self.keys = keys


class CatalogueChangedError(CatalogueFailedError):
    """Somebody changed it between our look and our write, or our look came from a cache: look again."""


class CatalogueRefusedError(OperationalError):
    """The catalogue will not have it: a person has to change something first."""


class CatalogueDiffersError(OperationalError):
    """The catalogue took everything and shows something else: an alarm, and no more writes until a person looked."""
