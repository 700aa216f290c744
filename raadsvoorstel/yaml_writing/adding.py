"""Put a value in a file that has none yet, or take one away."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

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


class New(Struct, frozen=True):
    """A value for a place where a file has none; groups on the way there are made.

    A text of several lines, or one that ends in a line break, becomes a block; a tuple becomes a list. `bare` is
    without quotation marks, whatever it looks like.
    """

    keys: tuple[str, ...]
    value: Value
    bare: bool = False


_Branch = dict[str, "_Branch | New"]
"""New keys, each with what comes behind or below it."""


def added(tree: Mapping, text: str, news: Iterable[New]) -> list[Edit]:
    """Return edits that put values in a file where it has none; nothing when they do not all have a place there."""
    spots: dict[int, tuple[_Spot, list[New]]] = {}
    for new in news:
        spot = _spot(tree, new.keys)
        if spot is None:
            return []
        spots.setdefault(id(spot.node), (spot, []))[1].append(new)
    edits: list[Edit] = []
    # Of groups that end at one place the innermost gets its keys first.
    for spot, some in sorted(spots.values(), key=lambda found: -found[0].depth):
        edit = _added_at(spot, text, some)
        if edit is None:
            return []
        edits.append(edit)
    return edits


class _Spot(Struct, frozen=True):
    """Where values come, `depth` keys deep: in a group or list, or behind a `key` that has nothing behind it yet."""

    node: Node
    depth: int
    key: Entry | None = None


def _spot(tree: Mapping, keys: Sequence[str]) -> _Spot | None:
    node: Node = tree
    for depth, key in enumerate(keys):
        if not isinstance(node, Mapping):
            return None
        entry = node.entries.get(key)
        if entry is None:
            return _Spot(node, depth)
        node = entry.value
        if isinstance(node, Scalar) and not node.text:
            return _Spot(node, depth + 1, entry)
    return _Spot(node, len(keys))


def _added_at(spot: _Spot, text: str, news: Sequence[New]) -> Edit | None:
    branch = _branch(news, spot.depth)
    if branch is None:
        return None
    if spot.key is not None:
        return _added_below(spot.key, text, branch)
    if isinstance(branch, New):
        return _listed(spot.node, text, branch.value) if isinstance(branch.value, tuple) else None
    return _added_to(spot.node, text, branch) if isinstance(spot.node, Mapping) else None


def _branch(news: Sequence[New], depth: int) -> "_Branch | New | None":
    """Return values with the same keys up to a depth as what comes there; None when one is in the way of another."""
    if any(len(new.keys) == depth for new in news):
        if len(news) == 1:
            return news[0]
        lists = [new.value for new in news if isinstance(new.value, tuple)]
        names = tuple(name for each in lists for name in each)
        return New(news[0].keys, names) if len(lists) == len(news) else None
    by_key: dict[str, list[New]] = {}
    for new in news:
        by_key.setdefault(new.keys[depth], []).append(new)
    found: _Branch = {}
    for key, some in by_key.items():
        inner = _branch(some, depth + 1)
        if inner is None:
            return None
        found[key] = inner
    return found


def _added_to(node: Mapping, text: str, branch: _Branch) -> Edit:
    if node.flow_end:
        at = node.flow_end - len(text[: node.flow_end]) + len(text[: node.flow_end].rstrip())
        comma = ", " if node.entries else ""
        return Edit("", at, at, comma + _flow_keys(branch))
    last = [*node.entries.values()][-1] if node.entries else None
    if last is None:
        gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
        lines = "\n".join(_lines({key: inner}, "") for key, inner in branch.items())
        return Edit("", len(text), len(text), gap + lines.removeprefix("\n") + "\n")
    at = line_end(text, end_of(last, text))
    indent = " " * (last.origin.column - 1)
    gap = "" if indent or _has_no_gaps(node, text) else "\n"
    return Edit("", at, at, "".join(gap + _lines({key: inner}, indent) for key, inner in branch.items()))


def _has_no_gaps(node: Mapping, text: str) -> bool:
    """Whether the keys of a file follow each other without empty lines."""
    starts = [entry.origin.line for entry in node.entries.values()]
    lines = text.splitlines()
    return len(starts) > 1 and all(line.strip() for line in lines[starts[0] - 1 : starts[-1]])


def _added_below(entry: Entry, text: str, branch: "_Branch | New") -> Edit:
    """Return the edit for a key that has nothing behind it yet."""
    start = index_at(text, entry.origin.line, entry.origin.column)
    indent = " " * (entry.origin.column - 1 + len(STEP))
    if isinstance(branch, New):
        colon = text.index(":", start + len(entry.written)) + 1
        return Edit("", colon, colon, _behind_key(branch, indent))
    at = line_end(text, start)
    return Edit("", at, at, _lines(branch, indent))


def _lines(branch: _Branch, indent: str) -> str:
    """Return new keys with what comes below each, each line with the line break before it."""
    deeper = indent + STEP
    return "".join(
        f"\n{indent}{key}:" + (_behind_key(inner, deeper) if isinstance(inner, New) else _lines(inner, deeper))
        for key, inner in branch.items()
    )


def _behind_key(new: New, indent: str) -> str:
    if isinstance(new.value, tuple):
        return f" [{', '.join(new.value)}]"
    return f" {LITERAL}{block(new.value, indent)}" if "\n" in new.value else f" {quoted(new.value, bare=new.bare)}"


def _flow_keys(branch: _Branch) -> str:
    return ", ".join(f"{key}: {_flow(inner)}" for key, inner in branch.items())


def _flow(branch: "_Branch | New") -> str:
    if not isinstance(branch, New):
        return f"{{{_flow_keys(branch)}}}"
    if isinstance(branch.value, tuple):
        return f"[{', '.join(branch.value)}]"
    return quoted(branch.value.strip("\n"), in_flow=True, bare=branch.bare)


def _listed(node: Node, text: str, value: tuple[str, ...]) -> Edit:
    """Return the edit that puts more names in a list."""
    if isinstance(node, Listed) and node.items and not node.flow_end:
        last = node.items[-1]
        at = line_end(text, node_end(last, text))
        dash = " " * (last.origin.column - 1 - 2)
        return Edit("", at, at, "".join(f"\n{dash}- {name}" for name in value))
    if isinstance(node, Listed):
        return Edit("", node.flow_end, node.flow_end, "".join(f", {name}" for name in value))
    assert isinstance(node, Scalar)
    assert node.span is not None
    return Edit("", node.span.start, node.span.end, f"[{', '.join((node.text, *value))}]")


def removed(tree: Mapping, text: str, addresses: Iterable[Address]) -> list[Edit]:
    """Return edits that take values away with their keys, and the groups in which nothing is left then.

    Nothing when they cannot all be taken away.
    """
    edits: list[Edit] = []
    for address in _with_emptied(tree, addresses):
        trail = _trail(tree, address)
        if not trail or any(outer.flow_end for outer in trail[:-1]):
            return []
        edits.append(_taken_out(trail[-1], address[-1], text))
    return edits


def _with_emptied(tree: Mapping, addresses: Iterable[Address]) -> set[Address]:
    """Return what goes away, with the groups of which everything goes in the place of what is in them."""
    gone = set(addresses)
    while True:
        inside = Counter(address[:-1] for address in gone if len(address) > 1)
        emptied = {around for around, count in inside.items() if _size_at(tree, around) == count}
        if not emptied:
            return gone
        gone = {address for address in gone if address[:-1] not in emptied} | emptied


def _size_at(tree: Mapping, address: Address) -> int:
    trail = _trail(tree, address)
    node = _child(trail[-1], address[-1]) if trail else None
    return _size(node) if isinstance(node, Mapping | Listed) else 0


def _trail(tree: Mapping, address: Address) -> list[Mapping | Listed]:
    """Return the groups and lists that lead to a value; none when it is not there."""
    trail: list[Mapping | Listed] = []
    node: Node = tree
    for key in address:
        if not isinstance(node, Mapping | Listed) or not _has(node, key):
            return []
        trail.append(node)
        node = _child(node, key)
    return trail


def _has(node: Mapping | Listed, key: str | int) -> bool:
    return str(key) in node.entries if isinstance(node, Mapping) else isinstance(key, int) and key < len(node.items)


def _taken_out(within: Mapping | Listed, key: str | int, text: str) -> Edit:
    if within.flow_end:
        return Edit("", *_between_commas(within, key, text), "")
    start = _start_of(within, key, text)
    end = line_end(text, node_end(_child(within, key), text))
    break_after = LINE_END.match(text, end)
    return Edit("", start, break_after.end() if break_after else end, "")


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
