"""Where everything stands on a sheet: the table under its titles, the labels, the rows, the form."""

from shinchoku.intake.layout.reading import read_sheets

__all__ = ["read_sheets"]
