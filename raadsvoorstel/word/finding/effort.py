"""How much work it may be to find the texts of a document back."""

from msgspec import Struct

from raadsvoorstel.errors import WordFileUnusable

_MOST = 40_000_000
"""Steps of some fifty nanoseconds: far more than any document asks that a person wrote."""


class Effort(Struct):
    """What has been spent so far on one document."""

    spent: int = 0

    def spend(self, steps: int) -> None:
        """Count steps. WordFileUnusable when they are too many: then everything in the document is like everything."""
        self.spent += steps
        if self.spent > _MOST:
            raise WordFileUnusable("in het document lijken te veel teksten op elkaar om ze uit elkaar te houden")
