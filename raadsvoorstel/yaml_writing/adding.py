"""Put a value in a file that has none yet, or take one away."""

from collections.abc import Sequence

from raadsvoorstel.nodes import Entry, Mapping, Node, Scalar
from raadsvoorstel.nodes import Sequence as Listed
from raadsvoorstel.rewriting import Edit
from raadsvoorstel.yaml_writing.changing import LITERAL, block, quoted
from raadsvoorstel.yaml_writing.places import (
    LINE_END,
    STEP,
    Address,
    end_of,
    index_at,
    line_end,
    line_start,
    node_end,
)

Value = str | tuple[str, ...]


def added(tree: Mapping, text: str, file: str, keys: Sequence[str], value: Value, *, bare: bool = False) -> list[Edit]:
    """Return edits that put a value at `keys` in a file where it has none; groups on the way are made.

    A text of several lines, or one that ends in a line break, becomes a block; a tuple becomes a list.
    """
    node: Node = tree
    for depth, key in enumerate(keys):
        entry = node.entries.get(key) if isinstance(node, Mapping) else None
        if entry is None:
            assert isinstance(node, Mapping)
            return [_added_to(node, text, file, keys[depth:], value, bare=bare)]
        if isinstance(entry.value, Scalar) and not entry.value.text:
            return [_added_below(entry, text, file, keys[depth + 1 :], value, bare=bare)]
        node = entry.value
    return [_listed(node, text, file, value)] if isinstance(value, tuple) else []


def _added_to(node: Mapping, text: str, file: str, keys: Sequence[str], value: Value, *, bare: bool) -> Edit:
    if node.flow_end:
        at = node.flow_end - len(text[: node.flow_end]) + len(text[: node.flow_end].rstrip())
        comma = ", " if node.entries else ""
        return Edit(file, at, at, comma + _flow(keys, value, bare=bare))
    last = list(node.entries.values())[-1] if node.entries else None
    if last is None:
        gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
        return Edit(file, len(text), len(text), gap + _lines(keys, value, "", bare=bare).removeprefix("\n") + "\n")
    at = line_end(text, end_of(last, text))
    indent = " " * (last.origin.column - 1)
    gap = "" if indent or _has_no_gaps(node, text) else "\n"
    return Edit(file, at, at, gap + _lines(keys, value, indent, bare=bare))


def _has_no_gaps(node: Mapping, text: str) -> bool:
    """Whether the keys of a file follow each other without empty lines."""
    starts = [entry.origin.line for entry in node.entries.values()]
    lines = text.splitlines()
    return len(starts) > 1 and all(line.strip() for line in lines[starts[0] - 1 : starts[-1]])


def _added_below(entry: Entry, text: str, file: str, keys: Sequence[str], value: Value, *, bare: bool) -> Edit:
    """Return the edit for a key that has nothing behind it yet."""
    start = index_at(text, entry.origin.line, entry.origin.column)
    at = line_end(text, start)
    indent = " " * (entry.origin.column - 1 + len(STEP))
    if keys:
        return Edit(file, at, at, _lines(keys, value, indent, bare=bare))
    colon = text.index(":", start + len(entry.written)) + 1
    return Edit(file, colon, colon, _behind_key(value, indent, bare=bare))


def _lines(keys: Sequence[str], value: Value, indent: str, *, bare: bool) -> str:
    """Return new keys with a value behind the last, each line with the line break before it."""
    lines = "".join(f"\n{indent}{STEP * depth}{key}:" for depth, key in enumerate(keys))
    return lines + _behind_key(value, indent + STEP * len(keys), bare=bare)


def _behind_key(value: Value, indent: str, *, bare: bool) -> str:
    if isinstance(value, tuple):
        return f" [{', '.join(value)}]"
    return f" {LITERAL}{block(value, indent)}" if "\n" in value else f" {quoted(value, bare=bare)}"


def _flow(keys: Sequence[str], value: Value, *, bare: bool) -> str:
    written = (
        f"[{', '.join(value)}]" if isinstance(value, tuple) else quoted(value.strip("\n"), in_flow=True, bare=bare)
    )
    for key in reversed(keys[1:]):
        written = f"{{{key}: {written}}}"
    return f"{keys[0]}: {written}"


def _listed(node: Node, text: str, file: str, value: tuple[str, ...]) -> Edit:
    """Return the edit that puts more names in a list."""
    if isinstance(node, Listed) and node.items and not node.flow_end:
        last = node.items[-1]
        at = line_end(text, node_end(last, text))
        dash = " " * (last.origin.column - 1 - 2)
        return Edit(file, at, at, "".join(f"\n{dash}- {name}" for name in value))
    if isinstance(node, Listed):
        return Edit(file, node.flow_end, node.flow_end, "".join(f", {name}" for name in value))
    assert isinstance(node, Scalar)
    assert node.span is not None
    return Edit(file, node.span.start, node.span.end, f"[{', '.join((node.text, *value))}]")


def removed(tree: Mapping, text: str, file: str, address: Address) -> list[Edit]:
    """Return edits that take a value away with its key, and the groups in which nothing is left then."""
    trail: list[Mapping | Listed] = []
    node: Node = tree
    for key in address:
        if not isinstance(node, Mapping | Listed):
            return []
        trail.append(node)
        node = _child(node, key)
    depth = len(trail) - 1
    while depth > 0 and _size(trail[depth]) == 1:
        depth -= 1
    within = trail[depth]
    if within.flow_end:
        return [Edit(file, *_between_commas(within, address[depth], text), "")]
    if any(outer.flow_end for outer in trail[:depth]):
        return []
    start = _start_of(within, address[depth], text)
    end = line_end(text, node_end(_child(within, address[depth]), text))
    break_after = LINE_END.match(text, end)
    return [Edit(file, start, break_after.end() if break_after else end, "")]


def _between_commas(node: Mapping | Listed, key: str | int, text: str) -> tuple[int, int]:
    """Return where an entry or item between brackets stands, with the comma behind it or else the one before it."""
    names: list[str | int] = [*node.entries] if isinstance(node, Mapping) else [*range(len(node.items))]
    place = names.index(key)
    starts = [_begin(node, name, text) for name in names]
    if place + 1 < len(names):
        return starts[place], starts[place + 1]
    before = node_end(_child(node, names[place - 1]), text) if place else starts[place]
    return before, node_end(_child(node, key), text)


def _begin(node: Mapping | Listed, key: str | int, text: str) -> int:
    if isinstance(node, Mapping):
        origin = node.entries[str(key)].origin
        return index_at(text, origin.line, origin.column)
    item = node.items[int(key)]
    origin = item.origin
    return item.span.start if isinstance(item, Scalar) and item.span else index_at(text, origin.line, origin.column)


def _child(node: Mapping | Listed, key: str | int) -> Node:
    return node.entries[str(key)].value if isinstance(node, Mapping) else node.items[int(key)]


def _size(node: Mapping | Listed) -> int:
    return len(node.entries if isinstance(node, Mapping) else node.items)


def _start_of(node: Mapping | Listed, key: str | int, text: str) -> int:
    """Return where the first line of an entry or item begins."""
    origin = node.entries[str(key)].origin if isinstance(node, Mapping) else node.items[int(key)].origin
    if isinstance(node, Listed) and isinstance(item := node.items[int(key)], Scalar) and item.span:
        return line_start(text, item.span.start)
    return index_at(text, origin.line, 1)
