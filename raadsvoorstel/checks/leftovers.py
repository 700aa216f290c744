"""Whether nothing was left to be filled in later."""

import re
from collections.abc import Iterator

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

INVULPLEK = "invulplek"
"""The code of what may stand in a draft, and not in what is final."""

_BRACKETED = late(r"(?<!\^)\[(?!nog in te vullen:)[^\[\]\n]{0,100}?[^\W\d][^\[\]\n]{0,200}\]|<[a-z][^<>\n@:/]{1,60}>")
_LEFT = late(r"(?<![\w.])(?:_{3,}|\.{5,}|…{2,})(?![\w.])|(?<=van )…(?= )|(?<=€ )(?:…|\.{3})(?!\w)")
_NUMBERED = late(r"(?:hoofdstuk|deel|titel|boek|bijlage|artikel|paragraaf)\s+$", re.IGNORECASE)


def check_invulplek(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """What stands between square brackets, as in a file that was just begun, is to be filled in."""
    for match in _BRACKETED.finditer(prose.text):
        yield from _left(prose, *match.span())


def check_open_plek(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A place that was to be filled in later (`XX`, `n.t.b.`, dots) does not belong in a paper for the raad."""
    spans = {match.span() for match in _LEFT.finditer(prose.text)}
    wanted = {word.lower() for word in lijsten.words_of("invulwoorden")} - lijsten.allowed
    spans |= {
        (word.start, word.end)
        for word in prose.words
        if word.lower in wanted and not _NUMBERED.search(prose.text[max(word.start - 20, 0) : word.start])
    }
    for start, end in sorted(spans):
        yield from _left(prose, start, end)


def _left(prose: Prose, start: int, end: int) -> Iterator[Finding]:
    if prose.is_literal(start, end) and not prose.is_quoted(start):
        message = f"hier moet nog iets worden ingevuld: «{prose.text[start:end]}»"
        yield prose.finding(start, end, message, "vul het in, of haal de zin weg")
