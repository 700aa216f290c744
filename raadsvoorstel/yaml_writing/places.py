"""Where the values of a YAML file stand, and where they end."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.nodes import Entry, Joined, Mapping, Node, Scalar
from raadsvoorstel.nodes import Sequence as Listed

STEP = "  "

Address = tuple[str | int, ...]


class Place(Struct, frozen=True):
    """A value in a file: the mappings and lists that lead to it, from the outside in."""

    address: Address
    scalar: Scalar
    indent: int
    """Columns that the lines of a block would be indented."""
    in_flow: bool


def places(node: Node, address: Address = (), indent: int = 0, *, in_flow: bool = False) -> Iterator[Place]:
    """Yield every value of a file, in order."""
    match node:
        case Scalar():
            yield Place(address, node, indent, in_flow)
        case Joined(parts=parts):
            for part in parts:
                yield from places(part, address, indent, in_flow=in_flow)
        case Mapping(entries=entries, flow_end=end):
            for key, entry in entries.items():
                deeper = entry.origin.column - 1 + len(STEP)
                yield from places(entry.value, (*address, key), deeper, in_flow=in_flow or bool(end))
        case Listed(items=items, flow_end=end):
            for number, item in enumerate(items):
                column = item.origin.column - 1
                yield from places(item, (*address, number), column, in_flow=in_flow or bool(end))


def says(tree: Mapping) -> dict[Address, str]:
    """Return every value of a file by its address."""
    return {place.address: place.scalar.text for place in places(tree)}


LINE_END = re.compile(r"\r\n|\r|\n|$")


def end_of(entry: Entry, text: str) -> int:
    """Return where the value of a key ends, or the key itself where there is none."""
    end = node_end(entry.value, text)
    return end or index_at(text, entry.origin.line, entry.origin.column) + len(entry.written)


def node_end(node: Node, text: str) -> int:
    """Return where the last character of a node stands, plus one; 0 for a value that is not there."""
    match node:
        case Scalar(span=span):
            return span.start + len(text[span.start : span.end].rstrip()) if span else 0
        case Joined(parts=parts):
            return max(node_end(part, text) for part in parts)
        case Mapping(entries=entries, flow_end=end):
            return end + 1 if end else max((end_of(entry, text) for entry in entries.values()), default=0)
        case Listed(items=items, flow_end=end):
            return end + 1 if end else max((node_end(item, text) for item in items), default=0)


def line_end(text: str, index: int) -> int:
    """Return where the line that holds a place ends, its break not included."""
    found = LINE_END.search(text, index)
    return found.start() if found else len(text)


def line_start(text: str, index: int) -> int:
    """Return where the line that holds a place begins."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def index_at(text: str, line: int, column: int) -> int:
    """Return the character at a line and column, counted from 1."""
    return _line_starts(text)[line - 1] + column - 1


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
