"""What lies on a sheet without being in a cell: text boxes, pictures, charts, shapes, form controls."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.xml import attribute, is_on, local, text_of

PICTURE, CHART, SHAPE, CONTROL = "［画像］", "［グラフ・図］", "［図形］", "［入力部品］"
"""How an object without text is told of."""

_KINDS = {"pic": PICTURE, "graphicFrame": CHART, "cxnSp": SHAPE}


def read_drawing(root: Element) -> Iterator[str]:
    """Yield the objects of a drawing: a shape by its text if it has any, everything else by its kind."""
    for child in root:
        match local(child):
            case "sp":
                if not _is_shadow(child):
                    yield _paragraphs(child) or SHAPE
            case "pic" | "graphicFrame" | "cxnSp" as kind:
                yield _KINDS[kind]
            case "AlternateContent":
                yield from read_drawing(_choice(child))
            case "grpSp" | "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" | "Fallback" | "Choice":
                yield from read_drawing(child)


def read_vml(root: Element) -> Iterator[str]:
    """Yield the objects of a legacy drawing but notes: form controls and shapes, by text or kind."""
    for shape in root.iter():
        data = next((child for child in shape if local(child) == "ClientData"), None)
        kind = "" if data is None else attribute(data, "ObjectType")
        if kind and kind != "Note":
            text = " ".join(
                "".join(
                    t for box in shape if local(box) == "textbox" for t in map(str, box.itertext())
                ).split()
            )
            yield text or (PICTURE if kind == "Pict" else CONTROL)


def _choice(alternatives: Element) -> Element:
    """Return the first of several ways to draw the same thing."""
    return next(iter(alternatives), alternatives)


def _is_shadow(shape: Element) -> bool:
    """Tell whether a shape is hidden: a form control's stand-in, which the legacy drawing tells of."""
    return any(local(child) == "cNvPr" and is_on(child.get("hidden")) for child in shape.iter())


def _paragraphs(shape: Element) -> str:
    """Return a shape's text, a line for each paragraph."""
    lines = (text_of(paragraph, "t") for paragraph in shape.iter() if local(paragraph) == "p")
    return "\n".join(line for line in lines if line.strip()).strip()
