"""Whether the stored results of a workbook's formulas are what the formulas come to.

A program that cannot compute stores 0, or what was there before, and asks the next one to compute on opening
(ECMA-376 part 1, 18.2.2, `calcPr`). A person who opens the workbook sees other values than are stored.
"""

from enum import StrEnum

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.container import Container
from shinchoku.adapters.ooxml.relations import Relation
from shinchoku.adapters.ooxml.xml import attribute, is_on, local, parse

_PROPERTIES = "docProps/app.xml"
_EXCEL = "Microsoft Excel"


class Distrusted(StrEnum):
    """Which stored results of formulas say nothing."""

    NONE = "none"
    ZEROS = "zeros"
    ALL = "all"


def distrusted_results(
    container: Container, workbook: Element, relations: tuple[Relation, ...]
) -> Distrusted:
    """Return which results of formulas are not to be trusted.

    All of them where the workbook asks to be computed on opening, or was stored in the middle of computing.
    Zeros where the file says that Excel wrote it and lacks the order of calculation that Excel always writes.
    """
    settings = next((e for e in workbook if local(e) == "calcPr"), None)
    if settings is not None:
        completed = attribute(settings, "calcCompleted")
        if is_on(attribute(settings, "fullCalcOnLoad")) or (completed and not is_on(completed)):
            return Distrusted.ALL
    has_order = any(relation.kind == "calcChain" for relation in relations)
    return Distrusted.ZEROS if not has_order and _says_excel(container) else Distrusted.NONE


def _says_excel(container: Container) -> bool:
    """Tell whether the properties of a file name Excel as what wrote it."""
    data = container.read(_PROPERTIES) if container.has(_PROPERTIES) else None
    root = parse(data) if data else None
    written_by = "" if root is None else next((e.text or "" for e in root if local(e) == "Application"), "")
    return written_by.strip() == _EXCEL
