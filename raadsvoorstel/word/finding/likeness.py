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
_MOST_EQUAL = 10_000
"""Pairs of equal words up to which the order of words counts; a paragraph of two pages has fewer."""
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
    """Return how alike two lines are, between 0 and 1; 0 as well when they are clearly not.

    The order of the words counts, unless one word stands there again and again.
    """
    if one == other:
        return 1.0
    # Most pairs of lines share few words, whatever their order: that is soon seen.
    (words, counts), (others, other_counts) = _words(one), _words(other)
    total = len(words) + len(others)
    if 2 * min(len(words), len(others)) < PERHAPS * total:
        return 0.0
    if (most := 2 * (counts & other_counts).total() / total) < PERHAPS or _equal_words(one, other) > _MOST_EQUAL:
        return most if most >= PERHAPS else 0.0
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio()


def cost(one: str, other: str) -> int:
    """Return how much work it is to compare two lines, in steps of `Effort`."""
    return 25 * (len(_words(one)[0]) + len(_words(other)[0]) + min(_equal_words(one, other), _MOST_EQUAL))


def _equal_words(one: str, other: str) -> int:
    """Return how many pairs of equal words two lines have, which is what the order of their words takes to compare."""
    counts, others = _words(one)[1], _words(other)[1]
    return sum(count * others[word] for word, count in counts.items() if word in others)


@lru_cache(maxsize=4096)
def _words(line: str) -> tuple[list[str], "Counter[str]"]:
    words = line.split()
    return words, Counter(words)
