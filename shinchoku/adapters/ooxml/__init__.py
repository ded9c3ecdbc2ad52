"""Workbooks in OOXML beyond the text of their cells: a second look, and the copy that goes back."""

from shinchoku.adapters.ooxml.annotating import annotate
from shinchoku.adapters.ooxml.container import Container, UnreadableContainerError, open_container
from shinchoku.adapters.ooxml.looking import look, look_into
from shinchoku.adapters.ooxml.rebuilt import annotate_as_new

__all__ = [
    "Container",
    "UnreadableContainerError",
    "annotate",
    "annotate_as_new",
    "look",
    "look_into",
    "open_container",
]
