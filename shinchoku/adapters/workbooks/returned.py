"""The annotated copies of received files, made in processes that may die like any that open one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shinchoku.adapters.ooxml import annotate, annotate_as_new
from shinchoku.adapters.workbooks.isolation import confined
from shinchoku.adapters.workbooks.sample import sheets_in
from shinchoku.bilingual import Bilingual
from shinchoku.checks.marks import Mark, Summary

_MACROS = b"xl/vbaProject.bin"


@dataclass(frozen=True, slots=True)
class Returned:
    """A copy that goes back: its bytes, and the ending its name must have."""

    content: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Order:
    """A file, what is to be marked on its copy, and what stands above the list of it."""

    path: Path
    marks: tuple[Mark, ...]
    summary: Summary

    def __hash__(self) -> int:
        """Tell orders apart by their file."""
        return hash(self.path)


def returned_copies(orders: Sequence[Order]) -> Iterator[tuple[Order, Returned]]:
    """Yield the copy of each file with its findings marked, in order.

    An xlsx or xlsm is edited part by part; of any other format, and of a file that nobody can open, a new
    workbook is made, with the sheets as far as they could be read and the list of findings in front.

    Raises:
        OperationalError: if no process for it can be started.
    """
    made = confined(_made, orders, lambda order: (order.path.read_bytes(), order.marks, order.summary))
    for order in orders:
        only_a_list = order not in made
        yield order, list_of(order.marks, order.summary) if only_a_list else made[order]


def copy_of(content: bytes, marks: Sequence[Mark], summary: Summary) -> Returned:
    """Make the copy of a content, in a child process."""
    edited = annotate(content, marks, summary)
    if edited is not None:
        return Returned(edited, ".xlsm" if _MACROS in content else ".xlsx")
    sheets = sheets_in(content)
    if isinstance(sheets, Bilingual):
        return list_of(marks, summary)
    return Returned(annotate_as_new(sheets, marks, summary), ".xlsx")


def list_of(marks: Sequence[Mark], summary: Summary) -> Returned:
    """Return a workbook with nothing but the list of findings."""
    return Returned(annotate_as_new((), marks, summary), ".xlsx")


def _made(order: tuple[bytes, tuple[Mark, ...], Summary]) -> Returned:
    """Make the copy that an order asks for, in a reader process."""
    return copy_of(*order)
