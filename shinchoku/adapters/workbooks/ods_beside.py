"""What an OpenDocument file holds beside its cells: objects on its sheets, persons in its properties."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.container import Container
from shinchoku.adapters.ooxml.drawings import CHART, PICTURE, SHAPE
from shinchoku.adapters.ooxml.xml import local, parse

_META = "meta.xml"
_PERSONS = {"creator": "creator", "initial-creator": "creator", "printed-by": "lastModifiedBy"}


def objects_in(holder: Element) -> Iterator[str]:
    """Yield what lies on a sheet or in a cell: a shape by its text if it has any, everything else by its kind."""
    for child in holder:
        if not str(child.tag).startswith("{urn:oasis:names:tc:opendocument:xmlns:drawing"):
            continue
        text = " ".join("".join(map(str, child.itertext())).split())
        inside = {local(one) for one in child.iter()}
        if "image" in inside:
            yield text or PICTURE
        elif "object" in inside:
            yield text or CHART
        else:
            yield text or SHAPE


def names_persons(container: Container) -> tuple[str, ...]:
    """Return which document properties name a person; never whom."""
    root = parse(container.read(_META) or b"")
    elements = () if root is None else root.iter()
    named = (_PERSONS[local(e)] for e in elements if local(e) in _PERSONS and (e.text or "").strip())
    return tuple(dict.fromkeys(named))
