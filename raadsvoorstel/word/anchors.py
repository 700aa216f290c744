"""Find every text of a document back after others have edited it.

Marks come first: a bookmark with a name made of the path, a control with the path as tag or alias. Editors
lose one or the other, so either will do. A text that lost both is looked for by what it said, and then by
the title that it stood under. Where that does not point at one place, or where texts got mixed, it is said
to be uncertain: then nothing may be written there.
"""

from dataclasses import dataclass

from raadsvoorstel.blocks import Blocks
from raadsvoorstel.word.ground import ground_of
from raadsvoorstel.word.manifest import BaseText, Manifest
from raadsvoorstel.word.reader import Reading
from raadsvoorstel.word.search import How, search_all

__all__ = ["How", "Located", "locate"]


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

    A passage runs from its beginning to the next one, to a title, or to what the template prints. What was
    written between a title and the first text under it belongs to that text.
    """
    ground = ground_of(reading, manifest)
    search, passages = search_all(ground)
    located = []
    for number, base in enumerate(ground.past.texts):
        how, also = search.how[number], tuple(sorted(search.also[number]))
        if number in passages:
            places = passages[number]
            located.append(Located(base, how, ground.blocks(places), places.start, also))
        else:
            located.append(Located(base, how, also=also))
    return located
