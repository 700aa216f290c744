"""What was written, with where: a value stays the text it is, and every character knows its place."""

from collections import abc
from collections.abc import Iterator

from msgspec import Struct

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.yaml_comments import Comment
from raadsvoorstel.yaml_places import Span, index_of


class Scalar(Struct, frozen=True, tag=True, array_like=True):
    """One value, exactly as written and never typed; `origin` is the place of its first character."""

    text: str
    origin: Origin
    span: Span | None = None


class Joined(Struct, frozen=True, tag=True, array_like=True):
    """Texts from different places that together are one value, in this order."""

    parts: tuple[Scalar, ...]

    @property
    def origin(self) -> Origin:
        return self.parts[0].origin


class Sequence(Struct, frozen=True, tag=True, array_like=True):
    """A list; `flow_end` is where the bracket stands that closes it, 0 when it has none."""

    items: tuple["Node", ...]
    origin: Origin
    flow_end: int = 0


class Entry(Struct, frozen=True, array_like=True):
    """A value under its key: `key` in the one spelling, `written` as it was typed at `origin`."""

    key: str
    written: str
    origin: Origin
    value: "Node"


class Mapping(Struct, frozen=True, tag=True, array_like=True):
    """Values under keys, in the order they were written; `flow_end` as with a list. That of a file has its comments."""

    entries: abc.Mapping[str, Entry]
    origin: Origin
    flow_end: int = 0
    comments: tuple[Comment, ...] = ()


Node = Scalar | Joined | Sequence | Mapping

Said = tuple[Mapping | None, tuple[Finding, ...]]
"""What a text says, None when it could not be read to the end or holds no keys; and all that is wrong with it."""


def node_at(tree: Node | None, path: FieldPath | str) -> Node | None:
    """Return what was written at `path`, keys with dots between them; None when nothing was."""
    for key in path.split("."):
        entry = tree.entries.get(key) if isinstance(tree, Mapping) else None
        if entry is None:
            return None
        tree = entry.value
    return tree


def texts_in(node: Node | None) -> Iterator[str]:
    """Yield every text within a node, in order."""
    match node:
        case Scalar(text=text):
            yield text
        case Joined(parts=nodes) | Sequence(items=nodes):
            for each in nodes:
                yield from texts_in(each)
        case Mapping(entries=entries):
            for entry in entries.values():
                yield from texts_in(entry.value)


def origin_at(scalar: Scalar, offset: int) -> Origin:
    """Return the place of character `offset` of `scalar.text`; the text's length gives its end.

    A space or line break that folding made stands where the line that was folded ends.
    """
    return place_at(scalar, offset)[0]


def place_at(scalar: Scalar, offset: int) -> tuple[Origin, int]:
    """Return the place of character `offset` of `scalar.text`, and which character of the file that is."""
    if scalar.span is None or not scalar.text:
        return scalar.origin, scalar.span.start if scalar.span else 0
    index = index_of(scalar.span, scalar.text, min(max(offset, 0), len(scalar.text)))
    return scalar.span.source.origin(index), index
