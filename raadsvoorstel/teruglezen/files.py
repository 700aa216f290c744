"""A file of a project as it is, or as it would be after a change."""

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from raadsvoorstel.findings import Origin
from raadsvoorstel.nodes import Mapping, Scalar
from raadsvoorstel.rewriting import Edit, rewrite
from raadsvoorstel.sources import parse
from raadsvoorstel.yaml_writing.places import Place, places


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
        return parse(self.text, self.shown)[0]

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

    def edited(self, edits: Iterable[Edit]) -> "File | None":
        """Return it with some edits carried out; None when these overlap."""
        try:
            return File(rewrite(self.data, edits), self.shown)
        except ValueError:
            return None
