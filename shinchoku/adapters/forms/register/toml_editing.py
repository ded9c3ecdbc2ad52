"""Changes written into `plan.toml`: what is not changed keeps its bytes, its order and its comments."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, TypeAlias, cast

import tomlkit
from tomlkit.items import AbstractTable, AoT, Array, InlineTable, Item, Table

from shinchoku.adapters.forms.register.contents import Contents, EntryIdentity
from shinchoku.adapters.forms.register.difference import ChangeKind, EntryChange
from shinchoku.adapters.forms.register.toml_text import inline_table, nested, toml_value

Entries: TypeAlias = Array | AoT


def edited(text: str, changes: Iterable[EntryChange], before: Contents) -> str:
    """Return the text of a plan file with the changes made; `before` is what it says now."""
    document = tomlkit.parse(text)
    by_section: dict[str, list[EntryChange]] = defaultdict(list)
    for change in changes:
        by_section[change.section].append(change)
    for section, of_section in by_section.items():
        if section:
            _edit_entries(document, section, of_section, before.order(section))
        else:
            _set_within(document, _tree(of_section[0]))
    return tomlkit.dumps(document)


def _edit_entries(
    document: tomlkit.TOMLDocument, section: str, changes: Sequence[EntryChange], order: list[EntryIdentity]
) -> None:
    """Change entries, then from the last to the first put new ones behind their predecessor and take old ones out."""
    if section not in document:
        document[section] = tomlkit.value("[\n]")
    entries = cast("Entries", document[section])
    added: dict[int, list[EntryChange]] = defaultdict(list)
    removed: set[int] = set()
    placed: dict[EntryIdentity, int] = {identity: n for n, identity in enumerate(order)}
    for change in changes:
        match change.kind:
            case ChangeKind.CHANGED:
                _change(entries, placed[change.identity], change)
            case ChangeKind.REMOVED:
                removed.add(placed[change.identity])
            case ChangeKind.ADDED:
                at = placed.get(change.after, -1 if not change.after else len(order) - 1)
                placed[change.identity] = at
                added[at].append(change)
    for at in range(len(order) - 1, -2, -1):
        for change in reversed(added[at]):
            _insert_after(entries, at, change)
        if at in removed:
            del entries[at]


def _change(entries: Entries, at: int, change: EntryChange) -> None:
    """Change the fields of one entry; a table in line is written anew in one form, its other values as they were."""
    entry = entries[at]
    if isinstance(entry, InlineTable):
        entries[at] = cast("Any", tomlkit.value(_rewritten(entry, _tree(change))))
        return
    _set_within(cast("Table", entry), _tree(change))


def _tree(change: EntryChange) -> dict[str, object]:
    """Return the changed fields as tables within tables, an absent value as nothing.

    An indicator without its name, which every indicator has, is one that was taken away as a whole.
    """
    tree: dict[str, object] = {}
    for one in change.fields:
        *tables, last = one.field.key.split(".")
        inner = tree
        for name in tables:
            inner = cast("dict[str, object]", inner.setdefault(name, {}))
        inner[last] = one.new
    indicator = tree.get(_INDICATOR)
    if isinstance(indicator, dict) and indicator.get("name", ...) is None:
        tree[_INDICATOR] = None
    return tree


def _rewritten(table: AbstractTable | None, new: Mapping[str, object]) -> str:
    """Return a table in line with some values changed, new keys before a closing `illustrative`."""
    items = dict(_items(table)) if table is not None else {}
    written = {name: _written(item) for name, item in items.items()}
    for name, value in new.items():
        if isinstance(value, dict):
            inner = items.get(name)
            written[name] = _rewritten(inner if isinstance(inner, AbstractTable) else None, value)
        elif value is not None:
            written[name] = toml_value(value)
        else:
            written.pop(name, None)
    if _LAST in written:
        written[_LAST] = written.pop(_LAST)
    return inline_table(written)


_LAST, _INDICATOR = "illustrative", "indicator"


def _items(table: AbstractTable) -> Iterator[tuple[str, Item]]:
    """Yield the values of a table as they are written."""
    for key, item in table.value.body:
        if key is not None:
            yield key.key, item


def _written(item: Item) -> str:
    """Return a value as it is written; a table of dotted keys in line."""
    is_dotted = isinstance(item, AbstractTable) and not isinstance(item, InlineTable)
    return toml_value(item.unwrap()) if is_dotted else item.as_string()


def _insert_after(entries: Entries, at: int, change: EntryChange) -> None:
    """Put a new entry behind the one at a position, so that the comments above the next one stay with that."""
    values = nested({one.field.key: one.new for one in change.fields})
    if isinstance(entries, AoT):
        table = tomlkit.table()
        for key, value in values.items():
            table.append(key, tomlkit.value(toml_value(value)))
        table.add(tomlkit.nl())
        entries.insert(at + 1, table)
        return
    made = cast("Any", tomlkit.value(toml_value(values)))
    if at == len(entries) - 1:
        entries.append(made)
    elif at < 0 or _has_comment_behind(entries, at):
        entries.insert(at + 1, made)
    else:
        entries.insert(at, made)
        entries[at], entries[at + 1] = entries[at + 1], entries[at]


def _has_comment_behind(entries: Array, at: int) -> bool:
    """Tell whether a comment stands on the line of an entry: it would move to another line with it."""
    written = re.escape(entries[at].as_string())
    return re.search(written + r"\s*+,?[ \t]*+#", entries.as_string()) is not None


def _set_within(table: MutableMapping[str, Any], new: Mapping[str, object]) -> None:
    """Set or take out values within tables that are written over several lines."""
    for name, value in new.items():
        if value is None:
            table.pop(name, None)
        elif not isinstance(value, dict):
            table[name] = tomlkit.value(toml_value(value))
        elif name in table:
            _set_within(table[name], value)
        else:
            table[name] = tomlkit.value(_rewritten(None, value))
