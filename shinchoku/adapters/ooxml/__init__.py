"""Workbooks in OOXML beyond the text of their cells: a second look, and the copy that goes back."""

from shinchoku.adapters.ooxml.annotating import annotate
from shinchoku.adapters.ooxml.looking import look
from shinchoku.adapters.ooxml.rebuilt import annotate_as_new

__all__ = ["annotate", "annotate_as_new", "look"]
