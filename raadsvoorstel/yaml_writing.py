"""Put a text in a YAML file as a person would: in the style that stands there, and nothing else moves.

Everything here answers with edits, which still have to be tried out: `says` tells what a file says, to compare
before with after.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadsvoorstel.rewriting import Edit
from raadsvoorstel.sources import Entry, Joined, Mapping, Node, Scalar, parse
from raadsvoorstel.sources import Sequence as Listed
from raadsvoorstel.yaml_places import Span, first_index, indent_of, index_of

STEP = "  "
_LITERAL, _FOLDED = "|", ">"
_LINE_END = re.compile(r"\r\n|\r|\n|$")
_TYPED = re.compile(r"[-+.\d][\d._:eE+-]*|true|false|yes|no|on|off|null|~|ja|nee", re.IGNORECASE)
"""What other programs would read as something else than text, such as a number that begins with 0."""

Address = tuple[str | int, ...]
Piece = tuple[int, int, str]
"""From which to which character of a value something else comes, and what."""


@dataclass(frozen=True, slots=True)
class Place:
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


def place_of(tree: Mapping, scalar: Scalar) -> Place | None:
    """Return where a value stands in its own file; None when it comes from another."""
    found = (place for place in places(tree) if place.scalar.origin == scalar.origin)
    return next((place for place in found if place.scalar.text == scalar.text), None)


# ------------------------------------------------------------------ changing a value


def ways(place: Place, pieces: Sequence[Piece], text: str) -> Iterator[list[Edit]]:
    """Yield the ways to give a value another text, the smallest first: its pieces, the whole, another style."""
    span = place.scalar.span
    if span is None:
        return
    for some in (pieces, [_whole(place.scalar.text, text)]):
        if (edits := _within(place.scalar, span, some)) is not None:
            yield edits
    yield _anew(place, span, text)


def _whole(old: str, new: str) -> Piece:
    return 0, len(old.rstrip("\n")), new.rstrip("\n")


def _within(scalar: Scalar, span: Span, pieces: Sequence[Piece]) -> list[Edit] | None:
    """Return edits that keep the style of a value; None where it cannot hold the new text."""
    if not scalar.text:
        return None
    edits = []
    for start, end, new in pieces:
        written = _spelled(new, span, scalar.text)
        if written is None:
            return None
        begin = _position(span, scalar.text, start)
        edits.append(Edit(span.source.file, begin, max(begin, _position(span, scalar.text, end)), written))
    return edits


def _position(span: Span, text: str, offset: int) -> int:
    if offset < len(text):
        return index_of(span, text, offset) if offset else first_index(span, text)
    return (
        index_of(span, text, len(text) - 1) + 1 if span.style in (_LITERAL, _FOLDED) else index_of(span, text, offset)
    )


def _spelled(text: str, span: Span, old: str) -> str | None:
    """Return a text as it is spelled within a value of this style; None when it has no spelling there."""
    match span.style:
        case "|":
            return _indented(text, " " * indent_of(span, old))
        case '"':
            return _escaped(text)
        case _ if "\n" in text:
            return None
        case "'":
            return text.replace("'", "''")
        case _:
            return text


def _indented(text: str, indent: str) -> str:
    return re.sub(r"\n(?=[^\n])", "\n" + indent, text)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def _anew(place: Place, span: Span, text: str) -> list[Edit]:
    """Return edits that write a value in a style that can hold the text, whatever it is."""
    source = span.source
    end = span.start + len(source.text[span.start : span.end].rstrip())
    if place.in_flow or "\n" not in text.strip("\n"):
        return [Edit(source.file, span.start, end, quoted(text.strip("\n"), in_flow=place.in_flow))]
    body = block(text, " " * place.indent)
    if span.style in (_LITERAL, _FOLDED):
        return [Edit(source.file, span.start, end, _LITERAL + body)]
    line_end = _line_end(source.text, end)
    return [
        Edit(source.file, span.start, end, _LITERAL),
        # What stands behind a value is a comment, and stays on the line of the sign.
        Edit(source.file, line_end, line_end, body),
    ]


def block(text: str, indent: str) -> str:
    """Return the lines below a `|`, each with the line break before it."""
    return "".join(f"\n{indent}{line}" if line else "\n" for line in text.strip("\n").split("\n"))


def quoted(text: str, *, in_flow: bool = False, bare: bool = False) -> str:
    """Return a value of one line: without quotation marks where it is text without them, in all YAML has."""
    return text if _is_plain(text, in_flow=in_flow, bare=bare) else f'"{_escaped(text)}"'


def _is_plain(text: str, *, in_flow: bool, bare: bool) -> bool:
    if not text or "\n" in text or (_TYPED.fullmatch(text) and not bare):
        return False
    tree, findings = parse(f"k: [{text}]\n" if in_flow else f"k: {text}\n", "")
    return not findings and tree is not None and list(says(tree).values()) == [text]


# ------------------------------------------------------------------ adding and removing

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
    at = _line_end(text, _end_of(last, text))
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
    start = _index(text, entry.origin.line, entry.origin.column)
    at = _line_end(text, start)
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
    return f" {_LITERAL}{block(value, indent)}" if "\n" in value else f" {quoted(value, bare=bare)}"


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
        at = _line_end(text, _node_end(last, text))
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
    end = _line_end(text, _node_end(_child(within, address[depth]), text))
    break_after = _LINE_END.match(text, end)
    return [Edit(file, start, break_after.end() if break_after else end, "")]


def _between_commas(node: Mapping | Listed, key: str | int, text: str) -> tuple[int, int]:
    """Return where an entry or item between brackets stands, with the comma behind it or else the one before it."""
    names: list[str | int] = [*node.entries] if isinstance(node, Mapping) else [*range(len(node.items))]
    place = names.index(key)
    starts = [_begin(node, name, text) for name in names]
    if place + 1 < len(names):
        return starts[place], starts[place + 1]
    before = _node_end(_child(node, names[place - 1]), text) if place else starts[place]
    return before, _node_end(_child(node, key), text)


def _begin(node: Mapping | Listed, key: str | int, text: str) -> int:
    if isinstance(node, Mapping):
        origin = node.entries[str(key)].origin
        return _index(text, origin.line, origin.column)
    item = node.items[int(key)]
    origin = item.origin
    return item.span.start if isinstance(item, Scalar) and item.span else _index(text, origin.line, origin.column)


def _child(node: Mapping | Listed, key: str | int) -> Node:
    return node.entries[str(key)].value if isinstance(node, Mapping) else node.items[int(key)]


def _size(node: Mapping | Listed) -> int:
    return len(node.entries if isinstance(node, Mapping) else node.items)


def _start_of(node: Mapping | Listed, key: str | int, text: str) -> int:
    """Return where the first line of an entry or item begins."""
    origin = node.entries[str(key)].origin if isinstance(node, Mapping) else node.items[int(key)].origin
    if isinstance(node, Listed) and isinstance(item := node.items[int(key)], Scalar) and item.span:
        return _line_start(text, item.span.start)
    return _index(text, origin.line, 1)


# ------------------------------------------------------------------ where things end


def _end_of(entry: Entry, text: str) -> int:
    end = _node_end(entry.value, text)
    return end or _index(text, entry.origin.line, entry.origin.column) + len(entry.written)


def _node_end(node: Node, text: str) -> int:
    """Return where the last character of a node stands, plus one; 0 for a value that is not there."""
    match node:
        case Scalar(span=span):
            return span.start + len(text[span.start : span.end].rstrip()) if span else 0
        case Joined(parts=parts):
            return max(_node_end(part, text) for part in parts)
        case Mapping(entries=entries, flow_end=end):
            return end + 1 if end else max((_end_of(entry, text) for entry in entries.values()), default=0)
        case Listed(items=items, flow_end=end):
            return end + 1 if end else max((_node_end(item, text) for item in items), default=0)


def _line_end(text: str, index: int) -> int:
    found = _LINE_END.search(text, index)
    return found.start() if found else len(text)


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _index(text: str, line: int, column: int) -> int:
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    return starts[line - 1] + column - 1
