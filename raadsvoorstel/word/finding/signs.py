"""Which blocks of a document carry which bookmarks and names of controls."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from raadsvoorstel.word.reader import Placed

_COPY = re.compile(r"[ _](?!_)\D*\d+")
"""What an editor puts behind the name of a bookmark when it copies a paragraph."""


class Signs(Struct, frozen=True):
    """The blocks of every sign, by what it is called."""

    bookmarks: Mapping[str, Sequence[int]]
    copies: Mapping[str, Sequence[int]]
    tags: Mapping[str, Sequence[int]]

    def named(self, name: str) -> Sequence[int]:
        """Return the blocks with a bookmark."""
        return self.bookmarks.get(name, ())

    def copied(self, name: str) -> Sequence[int]:
        """Return the blocks with a bookmark that an editor called after one of ours."""
        return self.copies.get(name, ())

    def tagged(self, tag: str) -> Sequence[int]:
        """Return the blocks with a control."""
        return self.tags.get(tag, ())


def signs_of(body: Sequence[Placed], known: frozenset[str]) -> Signs:
    """Return the signs of a document of which `known` are the bookmarks that it was given."""
    longest = max(map(len, known), default=0)
    return Signs(
        _places(placed.bookmarks for placed in body),
        _places(
            (of for name in placed.bookmarks if name not in known for of in _originals(name, known, longest))
            for placed in body
        ),
        _places(placed.tags for placed in body),
    )


def _places(names: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, here in enumerate(names):
        for name in dict.fromkeys(here):
            found[name].append(place)
    return found


def _originals(name: str, known: frozenset[str], longest: int) -> Iterator[str]:
    """Yield the bookmarks that `name` may be a copy of."""
    for end in range(min(len(name), longest + 1)):
        if name[end] in " _" and name[:end] in known and _COPY.fullmatch(name, end):
            yield name[:end]
