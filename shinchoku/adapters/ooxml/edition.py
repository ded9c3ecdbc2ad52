"""An edition of a workbook: parts changed, added and left out, everything else as received."""

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.container import Container, part_key
from shinchoku.adapters.ooxml.relations import relations_part
from shinchoku.adapters.ooxml.xml import local, new_element, parse_whole
from shinchoku.adapters.ooxml.zip_copy import copied

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES_PART = "[Content_Types].xml"
_MOST_EDITED_BYTES = 64 * 1024 * 1024


class NotEditableError(Exception):
    """A workbook that cannot be edited part by part: damaged, Strict, protected by a password, too large."""


@dataclass(slots=True)
class Edition:
    """Edits of one received workbook, collected until they are written."""

    content: bytes
    container: Container
    roots: dict[str, Element] = field(default_factory=dict)
    """Parsed parts by key; those in `touched` are written anew."""
    touched: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    texts: dict[str, bytes] = field(default_factory=dict)
    """Parts whose bytes are exchanged as text."""
    added: dict[str, bytes] = field(default_factory=dict)
    """New parts by name."""

    def root(self, name: str) -> Element:
        """Return the root of a part that is there, for reading; `edited` for changing it.

        Raises:
            NotEditableError: if it is absent, damaged or too large.
        """
        key = part_key(name)
        if key not in self.roots:
            data = self.container.read(name)
            root = parse_whole(data) if data is not None and len(data) <= _MOST_EDITED_BYTES else None
            if root is None:
                raise NotEditableError(name)
            self.roots[key] = root
        return self.roots[key]

    def edited(self, name: str) -> Element:
        """Return the root of a part that is going to be changed.

        Raises:
            NotEditableError: as `root`.
        """
        root = self.root(name)
        self.touched.add(part_key(name))
        return root

    def text(self, name: str) -> bytes:
        """Return a part's bytes as they stand in this edition; empty if it is absent."""
        return self.texts.get(part_key(name)) or self.container.read(name) or b""

    def add(self, stem: str, suffix: str, content: bytes | Element) -> str:
        """Add a part under the first free name `stem1suffix`, `stem2suffix` …, and return its name."""
        number = 1
        taken = {part_key(name) for name in self.added} | (self.container.entries.keys() - self.dropped)
        while part_key(f"{stem}{number}{suffix}") in taken:
            number += 1
        name = f"{stem}{number}{suffix}"
        self.put(name, content)
        return name

    def put(self, name: str, content: bytes | Element) -> None:
        """Put a part in; one of the same name gives way."""
        key = part_key(name)
        self.dropped.discard(key)
        if not self.container.has(name):
            self.added[name] = b""  # in the order of adding; written from what follows
        if isinstance(content, bytes):
            self.texts[key] = content
        else:
            self.roots[key] = content
            self.touched.add(key)

    def drop(self, name: str) -> None:
        """Leave a part and its relationships out, and out of the list of content types."""
        for part in (name, relations_part(name)):
            if self.container.has(part):
                self.dropped.add(part_key(part))
        for element in list(self.root(_TYPES_PART)):
            if part_key(element.get("PartName", "")) == part_key(name):
                self.edited(_TYPES_PART).remove(element)

    def declare(self, name: str, content_type: str) -> None:
        """Give a part its content type."""
        types = self.edited(_TYPES_PART)
        for element in types:
            if part_key(element.get("PartName", "")) == part_key(name):
                element.set("ContentType", content_type)
                return
        etree.SubElement(types, _beside(types, "Override"), PartName=f"/{name}", ContentType=content_type)

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Give all parts of an extension a content type, if they have none yet."""
        types = self.root(_TYPES_PART)
        known = {e.get("Extension", "").lower() for e in types if local(e) == "Default"}
        if extension not in known:
            made = etree.Element(_beside(types, "Default"), Extension=extension, ContentType=content_type)
            self.edited(_TYPES_PART).insert(0, made)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from a part to another and return its id."""
        relations = self._relations(part)
        ids = {element.get("Id") for element in relations}
        number = 1
        while f"rId{number}" in ids:
            number += 1
        etree.SubElement(
            relations,
            _beside(relations, "Relationship"),
            Id=f"rId{number}",
            Type=f"{OFFICE_RELATIONS}/{kind}",
            Target=f"/{target}",
        )
        return f"rId{number}"

    def unrelate(self, part: str, relation: str) -> None:
        """Take a relationship of a part away."""
        relations = self._relations(part)
        for element in [e for e in relations if e.get("Id") == relation]:
            relations.remove(element)

    def _relations(self, part: str) -> Element:
        """Return the relationships of a part for changing; new ones where it has none."""
        name = relations_part(part)
        key = part_key(name)
        if key not in self.roots and (not self.container.has(name) or key in self.dropped):
            self.put(name, new_element(_PACKAGE_RELATIONS, "Relationships"))
        return self.edited(name)

    def written(self) -> bytes:
        """Return the edition as a workbook's bytes.

        Raises:
            UncopiableError: if a part that stays cannot be copied.
        """
        made = {key: serialized(self.roots[key]) for key in self.touched} | self.texts
        added = {name: made.pop(part_key(name), data) for name, data in self.added.items()}
        replaced: dict[str, bytes | None] = {**made, **dict.fromkeys(self.dropped)}
        return copied(self.content, self.container.archive, replaced, added)


def serialized(root: Element) -> bytes:
    """Return a part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _beside(root: Element, name: str) -> str:
    """Return a name in the namespace of a part's root."""
    return f"{root.tag.rpartition('}')[0]}}}{name}" if "}" in root.tag else name
