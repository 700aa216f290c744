"""A line of text as words: an amount, a date or a number is one word, and so is a mark or a space."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import Run, Runs, merge_runs, runs_text
from raadsvoorstel.notation import MONTHS

OBJECT = "\ufffc"
"""Stands for what is no letter: a footnote, a drawing."""
SPACE = " "
"""The key of every space, tab and line end: editors exchange them at will."""

_WORD = re.compile(
    r"\s+"
    r"|-?€[\s-]*\d[\d.]*(?:,(?:\d+|-))?"
    rf"|\d{{1,2}}\s(?:{'|'.join(MONTHS)})(?:\s\d{{4}})?\b"
    r"|\w+(?:[-\u2011'’/.,:&@]\w+)*%?"
    r"|.",
    re.DOTALL,
)


class Token(Struct, frozen=True, cache_hash=True):
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
    places = [0, *accumulate(1 if run.note else len(run.text) for run in runs)]
    looks = [run if run.note else replace(run, text="") for run in runs]
    first = 0
    for match in _WORD.finditer(line):
        start, end = match.span()
        while places[first + 1] <= start:
            first += 1
        if end <= places[first + 1]:
            yield _within(match[0], looks[first])
        else:
            last = bisect_left(places, end)
            parts = zip(places[first:last], runs[first:last], strict=True)
            pieces = tuple(
                run if run.note else replace(run, text=run.text[max(start - begins, 0) : end - begins])
                for begins, run in parts
            )
            yield Token(_key(match[0], pieces), pieces)


@lru_cache(maxsize=32768)
def _within(word: str, look: Run) -> Token:
    """Return a word that stands in one run, which looks so; of a word that is said often there is one."""
    pieces = (look if look.note else replace(look, text=word),)
    return Token(_key(word, pieces), pieces)


def _key(word: str, pieces: Runs) -> str:
    if word.isspace():
        return SPACE
    if pieces[0].note:
        return OBJECT + " ".join(runs_text(pieces[0].note).split())
    if pieces[0].beyond:
        return OBJECT + pieces[0].beyond
    return "".join(word.split()).replace("\u2011", "-").replace("\u00ad", "")


def runs_of(tokens: Iterable[Token]) -> Runs:
    """Return the runs that tokens are written in, neighbours of one formatting joined."""
    return merge_runs(run for token in tokens for run in token.runs)


def text_of(tokens: Iterable[Token]) -> str:
    """Return what tokens say."""
    return "".join(token.text for token in tokens)


def told(tokens: Iterable[Token]) -> str:
    """Return what tokens say to somebody who has no page before him: what is no text is put in words in its place."""
    return "".join(_told(run) for token in tokens for run in token.runs)


def _told(run: Run) -> str:
    if run.note:
        return f"[noot: {runs_text(run.note)}]"
    return f"[{run.beyond}]" if run.beyond else run.text


def keys_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the words of a line without what only parts them: lines with the same keys say the same."""
    return tuple(token.key for token in tokens if not token.is_space)
