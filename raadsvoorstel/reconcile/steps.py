"""What has to be done to one version of a text so that it says what another changed, and where that clashes.

A place is a way down: `(2,)` is the third thing of a text, `(2, 1)` the second row of that table, and
`(2, 1, 0, 0)` the first line in the first cell of it.
"""

from enum import StrEnum

from msgspec import Struct

from raadsvoorstel.blocks import Block, Run
from raadsvoorstel.reconcile.nodes import Thing
from raadsvoorstel.reconcile.words import Tokens

Place = tuple[int, ...]


class Reword(Struct, frozen=True):
    """Put `words` in the place of the tokens from `start` to `end` of a line; `beside` is how the base looks there."""

    place: Place
    start: int
    end: int
    words: Tokens
    beside: Run


class Restyle(Struct, frozen=True):
    """Make a paragraph look like a block: an item of another list, a heading."""

    place: Place
    block: Block


class Drop(Struct, frozen=True):
    """Take something out."""

    place: Place


class Insert(Struct, frozen=True):
    """Put something new before what stands at `place`, or behind the last."""

    place: Place
    thing: Thing


class Reason(StrEnum):
    """Why two changes do not go together."""

    BOTH = "beide"
    GONE = "weg"
    CHANGED = "veranderd"


class Clash(Struct, frozen=True):
    """Where both sides changed the same: the words before, and what each made of them.

    `reason` says whether both changed it, whether it is GONE in theirs, or CHANGED in theirs where ours has
    removed it. `words` are the exact words of base and ours, where only some of a line clash.
    """

    place: Place
    reason: Reason
    base: str
    ours: str
    theirs: str
    words: tuple[tuple[str, str], ...] = ()


Step = Reword | Restyle | Drop | Insert
