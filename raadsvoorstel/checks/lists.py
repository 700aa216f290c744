"""The lists of words that the rules go by: those of the program, and what a region or gemeente adds."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.nodes import Mapping, Node, Scalar, Sequence, texts_in
from raadsvoorstel.patterns import late
from raadsvoorstel.shape import YES
from raadsvoorstel.shelf import kept
from raadsvoorstel.yaml_events import plain

Row = tuple[tuple[str, tuple[str, ...]], ...]
"""One row of a list: its fields in alphabetical order, each with its words."""


Added = tuple[tuple[str, tuple[Row, ...]], ...]
"""The lists of one file, by their names."""


class Lijsten(Struct, frozen=True, cache_hash=True):
    """All lists together; of two rows about the same, the one that was added last stands first and goes before."""

    added: tuple[Added, ...] = ()

    def list_of(self, name: str) -> tuple[dict[str, tuple[str, ...]], ...]:
        """Return the rows of a list, such as `jargon`, with the words of each of their fields."""
        return _list_of(self, name)

    def words_of(self, name: str) -> tuple[str, ...]:
        """Return the words of a list without fields, such as `tijdwoorden`."""
        return _words_of(self, name)

    @property
    def allowed(self) -> frozenset[str]:
        """The words, in small letters, that no list may complain of."""
        return _allowed(self)


@lru_cache(maxsize=1024)
def _list_of(lijsten: Lijsten, name: str) -> tuple[dict[str, tuple[str, ...]], ...]:
    own = (row for lists in reversed(lijsten.added) for each, rows in lists if each == name for row in rows)
    return tuple(map(dict, (*own, *(row for file in _files().get(name, ()) for row in _shipped(file).get(name, ())))))


@lru_cache(maxsize=1024)
def _words_of(lijsten: Lijsten, name: str) -> tuple[str, ...]:
    return tuple(word for row in _list_of(lijsten, name) for words in row.values() for word in words)


@lru_cache(maxsize=64)
def _allowed(lijsten: Lijsten) -> frozenset[str]:
    return frozenset(word.lower() for word in _words_of(lijsten, "toegestaan"))


def lists_of(*added: Mapping | None) -> Lijsten:
    """Return the lists of the program with the ones added; of `added`, later ones go before earlier ones.

    The same lists are one object, by which it is soon told that a text was judged before.
    """
    own = (_lists(tree) for tree in added if tree is not None)
    return _together(tuple(lists for lists in own if lists))


_together = lru_cache(maxsize=64)(Lijsten)


_NAME = late(r"^(\w+):", re.MULTILINE)


@cache
def _texts_of_program() -> dict[str, str]:
    """Return the files with the lists that come with the program; what is in them is read when it is asked for."""
    folder = Path(__file__).parent.with_name("lijsten")
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}


@cache
def _files() -> dict[str, list[str]]:
    """Return by the name of a list in which files of the program it stands."""
    files: dict[str, list[str]] = {}
    for file, text in _texts_of_program().items():
        for name in dict.fromkeys(_NAME.findall(text)):
            files.setdefault(name, []).append(file)
    return files


@cache
def _shipped(file: str) -> dict[str, tuple[Row, ...]]:
    text = _texts_of_program()[file]
    return kept(dict[str, tuple[Row, ...]], lambda: _rows_in(text), "lists", text)


def _rows_in(text: str) -> dict[str, tuple[Row, ...]]:
    return {name: tuple(map(_plain_row, rows)) for name, rows in plain(text).items()}


def _plain_row(item: Any) -> Row:
    if not isinstance(item, dict):
        return (("", (item,)),)
    given = ((key, tuple(words) if isinstance(words, list) else (words,)) for key, words in item.items())
    return tuple(sorted(given))


@once
def _lists(tree: Mapping) -> Added:
    return tuple((name, tuple(map(_row, _items(entry.value)))) for name, entry in tree.entries.items())


def _row(item: Node) -> Row:
    if isinstance(item, Mapping):
        return tuple(sorted((key, _texts(entry.value)) for key, entry in item.entries.items()))
    return (("", _texts(item)),)


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(map(str.strip, texts_in(node)))


def _items(node: Node) -> Iterable[Node]:
    return node.items if isinstance(node, Sequence) else (node,)


def word(node: Node | None) -> str:
    """Return one written value; "" when there is none."""
    return node.text.strip() if isinstance(node, Scalar) else ""


def is_yes(text: str) -> bool:
    """Whether a value says yes."""
    return text.lower() in YES
