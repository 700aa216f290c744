"""Files and texts that somebody made to do harm: one file, one defect, one message."""

from collections.abc import Callable
from functools import cached_property

from msgspec import Struct


class Hostile(Struct, frozen=True, dict=True):
    """One input with one defect. `make` gives its bytes, `says` is what the refusal must say of it (a pattern).

    `harmless` are the commands, by their first word, that may take it all the same, because they do not use what
    is wrong with it.
    """

    kind: str
    name: str
    make: Callable[[], bytes]
    says: str
    harmless: tuple[str, ...] = ()

    @cached_property
    def data(self) -> bytes:
        """The bytes, made once."""
        return self.make()

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"
