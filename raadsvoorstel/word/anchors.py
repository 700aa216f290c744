"""Find every text of a document back after others have edited it.

Marks come first: a control with the path as tag or alias, a bookmark with a name made of the path. Editors
lose one or the other, so either will do. A text that lost both is looked for by what it said, and then by
the title that it stood under. Where that does not point at one place, or where texts got mixed, it is said
to be uncertain: then nothing may be written there.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from raadsvoorstel.blocks import Blocks
from raadsvoorstel.word.ground import Ground, ground_of
from raadsvoorstel.word.likeness import is_telling
from raadsvoorstel.word.manifest import BaseText, Manifest
from raadsvoorstel.word.reader import Reading
from raadsvoorstel.word.search import Search, search


class How(StrEnum):
    """By what a text was found."""

    MARK = "merk"
    TEXT = "tekst"
    TITLE = "titel"
    UNCERTAIN = "onzeker"
    GONE = "weg"


@dataclass(frozen=True, slots=True)
class Located:
    """Where one text of the manifest is now: its blocks as they stand, or why they are not known.

    `start` is the index of its first block in the body; -1 when it was not found. `also` are the blocks of
    the body where it stands as well (a copy, a paragraph that moved away), or may stand when it is uncertain.
    """

    base: BaseText
    how: How
    blocks: Blocks = ()
    start: int = -1
    also: tuple[int, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether there is no doubt about the place, or about the text being gone."""
        return self.how is not How.UNCERTAIN


def locate(reading: Reading, manifest: Manifest) -> list[Located]:
    """Return where each text of the body is, in the order of the manifest; titles and header values left out.

    A passage runs from its beginning to the next one, to a title, or to what the template prints.
    """
