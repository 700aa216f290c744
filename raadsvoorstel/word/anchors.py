"""Find every text of a document back after others have edited it.

Marks come first: a bookmark with a name made of the path, a control with the path as tag or alias. Editors
lose one or the other, so either will do. A text that lost both is looked for by what it said, and then by
the title that it stood under. Where that does not point at one place, or where texts got mixed, it is said
to be uncertain: then nothing may be written there.
"""

from collections.abc import Iterable

from msgspec import Struct

from raadsvoorstel.blocks import Blocks
from raadsvoorstel.word.finding.ground import Ground, ground_of
from raadsvoorstel.word.finding.marked import by_mark
from raadsvoorstel.word.finding.said import by_first_line, by_likeness, by_part, by_rest, by_title
from raadsvoorstel.word.finding.search import How, Search
from raadsvoorstel.word.finding.settled import by_opening, by_place, copies, doubt_mixed
from raadsvoorstel.word.manifest import BaseText, Manifest
from raadsvoorstel.word.reader import Reading

__all__ = ["How", "Located", "landmarks", "locate", "strays"]


class Located(Struct, frozen=True):
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
    search, passages = _search(ground)
    located = []
    for number, base in enumerate(ground.past.texts):
        how, also = search.how[number], tuple(sorted(search.also[number]))
        if number in passages:
            places = passages[number]
            located.append(Located(base, how, ground.blocks(places), places.start, also))
        else:
            located.append(Located(base, how, also=also))
    return located


_STEPS = (by_mark, by_first_line, by_likeness, by_rest, by_part, by_title, by_place, copies, by_opening)
"""How texts are looked for, in this order: what a step found, the next ones do not look for."""


def _search(ground: Ground) -> tuple[Search, dict[int, range]]:
    """Look for every text; return what was found, and where each text stands that is not in doubt."""
    search = Search(ground)
    for step in _STEPS:
        step(search)
    passages = search.passages()
    doubt_mixed(search, passages)
    return search, {text: places for text, places in passages.items() if text in search.starts}


def landmarks(reading: Reading, manifest: Manifest) -> tuple[dict[int, int], frozenset[int]]:
    """Return the block of every title that is found, by its number, and the blocks that the template prints."""
    ground = ground_of(reading, manifest)
    return dict(ground.titles), ground.standing


def strays(reading: Reading, manifest: Manifest, located: Iterable[Located]) -> list[int]:
    """Return the blocks that somebody wrote and that belong to no text, such as those below a title of their own."""
    known = {place for each in located for place in (*range(each.start, each.start + len(each.blocks)), *each.also)}
    return [place for place in Search(ground_of(reading, manifest)).strange() if place not in known]
