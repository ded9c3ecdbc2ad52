"""The refusal of tables that can be read in several ways, or in none."""

from shinchoku.bilingual import Bilingual


class NoOneReadingError(Exception):
    """A marked-up file whose tables have no single reading, with the reason for a person."""

    def __init__(self, reason: Bilingual) -> None:
        """Keep the reason in both languages."""
        super().__init__(reason.en)
        self.reason = reason
