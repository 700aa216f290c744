"""A line of text as words: an amount, a date or a number is one word, and so is a mark or a space."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import Run, Runs, merge_runs, runs_text
from raadsvoorstel.notation import MONTHS

OBJECT = "\ufffc"
"""Stands for what is no letter: a footnote, a drawing."""
SPACE = " "
"""The key of every space, tab and line end: editors exchange them at will."""

_WORD = re.compile(
    r"(?P<space>\s+)"
    r"|-?€[\s-]*\d[\d.]*(?:,(?:\d+|-))?"
    rf"|\d{{1,2}}\s(?:{'|'.join(MONTHS)})(?:\s\d{{4}})?\b"
    r"|\w+(?:[-\u2011'’/.,:&@]\w+)*%?"
    r"|.",
    re.DOTALL,
)


class Token(Struct, frozen=True):
    """One word, mark or space, with the runs it is written in; two tokens with one `key` are the same word."""

    key: str
    runs: Runs

    @property
    def text(self) -> str:
        """The token as it is written; a footnote shows nothing."""
        return runs_text(self.runs)

    @property
    def width(self) -> int:
        """How many places it takes in a line: its letters, and one for a footnote."""
        return sum(len(run.text) or 1 for run in self.runs)

    @property
    def is_space(self) -> bool:
        """Whether it only parts words."""
        return self.key == SPACE

    @property
    def looks(self) -> tuple[object, ...]:
        """What it says and how it is formatted; of a space the formatting does not show."""
        return (self.key,) if self.is_space else (self.key, *((len(run.text), run.formatting) for run in self.runs))


Tokens = tuple[Token, ...]


@lru_cache(maxsize=8192)
def tokens_of(runs: Runs) -> Tokens:
    """Return the words of a line. A footnote takes one place, and what it says is its key."""
    line = "".join(run.text if not run.note else OBJECT for run in runs)
    return tuple(_tokens(line, runs))


def _tokens(line: str, runs: Runs) -> Iterable[Token]:
    ends: list[tuple[int, int, Run]] = []
    place = 0
    for run in runs:
        ends.append((place, place := place + (1 if run.note else len(run.text)), run))
    first = 0
    for match in _WORD.finditer(line):
        while ends[first][1] <= match.start():
            first += 1
        pieces = tuple(_pieces(ends[first:], match.start(), match.end()))
        yield Token(_key(match, pieces), pieces)


def _pieces(ends: Sequence[tuple[int, int, Run]], start: int, end: int) -> Iterable[Run]:
    for begins, _, run in ends:
        if begins >= end:
            break
        yield run if run.note else replace(run, text=run.text[max(start - begins, 0) : end - begins])


def _key(match: re.Match[str], pieces: Runs) -> str:
    if match["space"]:
        return SPACE
    if pieces[0].note:
        return OBJECT + " ".join(runs_text(pieces[0].note).split())
    return "".join(match[0].split()).replace("\u2011", "-").replace("\u00ad", "")


def runs_of(tokens: Iterable[Token]) -> Runs:
    """Return the runs that tokens are written in, neighbours of one formatting joined."""
    return merge_runs(run for token in tokens for run in token.runs)


def text_of(tokens: Iterable[Token]) -> str:
    """Return what tokens say."""
    return "".join(token.text for token in tokens)


def keys_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the words of a line without what only parts them: lines with the same keys say the same."""
    return tuple(token.key for token in tokens if not token.is_space)
