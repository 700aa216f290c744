"""When two stretches of text are the same, and when one is the other after an edit."""

import difflib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from raadsvoorstel.blocks import Block, Picture, plain_text

ALIKE = 0.7
"""How alike two texts must be to be taken for one (difflib's ratio over words)."""
CLEARLY = 0.15
"""How much more alike the best match must be than the next, to be the only one."""
PERHAPS = 0.5
"""From here on a text may be what is left of another."""
_TELLING = 20
"""Characters from which a text is not likely to stand in a document twice by chance."""


def line_of(block: Block) -> str:
    """Return the text of a block as one line: editors change line ends, tabs and spaces at will.

    A picture says what it shows.
    """
    if isinstance(block, Picture):
        return block.alt or block.name
    return " ".join(plain_text((block,)).split())


def lines_of(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the line of every block that has text."""
    return tuple(filter(None, map(line_of, blocks)))


def is_telling(line: str) -> bool:
    """Whether a line is long enough to be known by its text alone."""
    return len(line) >= _TELLING


def alike(one: str, other: str) -> float:
    """Return how alike two lines are, between 0 and 1; 0 as well when they are clearly not."""
    if one == other:
        return 1.0
    # Most pairs of lines share few words, whatever their order: that is soon seen.
    (words, counts), (others, other_counts) = _words(one), _words(other)
    total = len(words) + len(others)
    if 2 * min(len(words), len(others)) < PERHAPS * total or 2 * (counts & other_counts).total() < PERHAPS * total:
        return 0.0
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio()


@lru_cache(maxsize=4096)
def _words(line: str) -> tuple[list[str], "Counter[str]"]:
    words = line.split()
    return words, Counter(words)
