"""A file of a project as it is, or as it would be after a change."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from raadsvoorstel.findings import Finding, Origin, has_errors
from raadsvoorstel.nodes import Mapping, Node, Scalar
from raadsvoorstel.nodes import Sequence as Listed
from raadsvoorstel.rewriting import Edit, rewrite
from raadsvoorstel.shape import AFTER, BEFORE, OMIT, OPERATIONS, ORDER
from raadsvoorstel.sources import parse
from raadsvoorstel.yaml_writing.places import Address, Place, places


class File(Struct, frozen=True, dict=True):
    """The bytes of a file, nothing when it is not there yet, and its name as a user sees it."""

    data: bytes
    shown: str

    @cached_property
    def text(self) -> str:
        """What it says, without a byte order mark."""
        return self.data.decode("utf-8").removeprefix("\ufeff")

    @cached_property
    def tree(self) -> Mapping | None:
        """What it says by itself, other layers left out; None when that cannot be read."""
        return self._parsed[0]

    @property
    def is_sound(self) -> bool:
        """Whether it can be read by itself without a fault."""
        return not has_errors(self._parsed[1])

    @cached_property
    def _parsed(self) -> tuple[Mapping | None, list[Finding]]:
        return parse(self.text, self.shown)

    @cached_property
    def _places(self) -> dict[Origin, list[Place]]:
        found: dict[Origin, list[Place]] = {}
        for place in places(self.tree) if self.tree is not None else ():
            found.setdefault(place.scalar.origin, []).append(place)
        return found

    def place_of(self, scalar: Scalar) -> Place | None:
        """Return where a value stands in it; None when it comes from another."""
        found = self._places.get(scalar.origin, ())
        return next((place for place in found if place.scalar.text == scalar.text), None)

    def address_at(self, origin: Origin) -> Address:
        """Return what a place lies in, by the keys of the document; nothing for one in front of all that it says."""
        found = bisect_right(self._spots, (origin.line, origin.column), key=lambda spot: spot[0])
        return self._spots[found - 1][1] if found else ()

    @cached_property
    def _spots(self) -> list[tuple[tuple[int, int], Address]]:
        found = _spots(self.tree) if self.tree is not None else ()
        return sorted(((origin.line, origin.column), address) for origin, address in found)

    def edited(self, edits: Iterable[Edit]) -> "File | None":
        """Return it with some edits carried out; None when these overlap."""
        try:
            return File(rewrite(self.data, edits), self.shown)
        except ValueError:
            return None


def _spots(node: Node, address: Address = ()) -> Iterator[tuple[Origin, Address]]:
    """Yield where every key and item begins, with its address in a document, which knows no layers."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            inner = address if key in _LAYERED else (*address, key)
            yield entry.origin, inner
            yield from _named(entry.value, inner) if key in (OMIT, ORDER) else _spots(entry.value, inner)
    elif isinstance(node, Listed):
        for number, item in enumerate(node.items):
            yield item.origin, (*address, number)
            yield from _spots(item, (*address, number))


def _named(node: Node, address: Address) -> Iterator[tuple[Origin, Address]]:
    """Yield where the keys stand that a list names, each with the address of what it names."""
    names = node.items if isinstance(node, Listed) else (node,)
    yield from ((name.origin, (*address, name.text)) for name in names if isinstance(name, Scalar))


_LAYERED = OPERATIONS | {BEFORE, AFTER}
