"""The lists of words that the rules go by: those of the program, and what a region or gemeente adds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.shape import YES
from raadsvoorstel.sources import Joined, Mapping, Node, Scalar, Sequence, plain

Row = tuple[tuple[str, tuple[str, ...]], ...]
"""One row of a list: its fields in alphabetical order, each with its words."""


@dataclass(frozen=True)
class Lijsten:
    """All lists together; of two rows about the same, the one that was added last stands first and goes before."""

    rows: tuple[tuple[str, tuple[Row, ...]], ...]

    def list_of(self, name: str) -> tuple[dict[str, tuple[str, ...]], ...]:
        """Return the rows of a list, such as `jargon`, with the words of each of their fields."""
        return self._lists.get(name, ())

    def words_of(self, name: str) -> tuple[str, ...]:
        """Return the words of a list without fields, such as `tijdwoorden`."""
        return tuple(word for row in self.list_of(name) for words in row.values() for word in words)

    @cached_property
    def allowed(self) -> frozenset[str]:
        """The words, in small letters, that no list may complain of."""
        return frozenset(word.lower() for word in self.words_of("toegestaan"))

    @cached_property
    def _lists(self) -> dict[str, tuple[dict[str, tuple[str, ...]], ...]]:
        return {name: tuple(map(dict, rows)) for name, rows in self.rows}

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.rows)


def lists_of(*added: Mapping | None) -> Lijsten:
    """Return the lists of the program with the ones added; of `added`, later ones go before earlier ones."""
    own = tuple(tuple(_lists(tree)) for tree in added if tree is not None)
    return _together(tuple(lists for lists in own if lists))


@cache
def _together(added: tuple[tuple[tuple[str, tuple[Row, ...]], ...], ...]) -> Lijsten:
    together: dict[str, list[Row]] = {}
    for lists in (*reversed(added), *_shipped()):
        for name, rows in lists:
            together.setdefault(name, []).extend(rows)
    return Lijsten(tuple((name, tuple(rows)) for name, rows in together.items()))


@cache
def _shipped() -> tuple[tuple[tuple[str, tuple[Row, ...]], ...], ...]:
    """Return the lists that come with the program, file by file."""
    folder = files("raadsvoorstel").joinpath("lijsten")
    named = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    read = (plain(folder.joinpath(name).read_text("utf-8")) for name in named)
    return tuple(tuple((name, tuple(map(_plain_row, rows))) for name, rows in lists.items()) for lists in read)


def _plain_row(item: Any) -> Row:
    if not isinstance(item, dict):
        return (("", (item,)),)
    given = ((key, tuple(words) if isinstance(words, list) else (words,)) for key, words in item.items())
    return tuple(sorted(given))


def _lists(tree: Mapping) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for name, entry in tree.entries.items():
        yield name, tuple(_row(item) for item in _items(entry.value))


def _row(item: Node) -> Row:
    if isinstance(item, Mapping):
        return tuple(sorted((key, tuple(_texts(entry.value))) for key, entry in item.entries.items()))
    return (("", tuple(_texts(item))),)


def _items(node: Node) -> Iterable[Node]:
    return node.items if isinstance(node, Sequence) else (node,)


def _texts(node: Node) -> Iterator[str]:
    match node:
        case Scalar(text=text):
            yield text.strip()
        case Joined(parts=parts):
            yield from (part.text.strip() for part in parts)
        case Sequence(items=items):
            for item in items:
                yield from _texts(item)


def child(tree: Mapping | None, path: FieldPath | str) -> Node | None:
    """Return what was written at `path`; None when nothing was."""
    node: Node | None = tree
    for key in path.split("."):
        node = node.entries[key].value if isinstance(node, Mapping) and key in node.entries else None
    return node


def word(node: Node | None) -> str:
    """Return one written value; "" when there is none."""
    return node.text.strip() if isinstance(node, Scalar) else ""


def is_yes(text: str) -> bool:
    """Whether a value says yes."""
    return text.lower() in YES
