"""What a paper cannot go out with: the name of another gemeente in a decision, and places nobody filled in."""

import re
from collections.abc import Iterator

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose

_FORMAL = ("raadsbesluit", "collegebesluit", "besluit")
_WHO = r"(?:raad|gemeenteraad|college|burgemeester en wethouders)(?: van(?: de)?(?: gemeente)?) "


def check_eigen_naam(stuk: Stuk) -> Iterator[Finding]:
    """A decision names the gemeente that takes it, and no other: else it is no decision of hers (Awb 1:3)."""
    if stuk.is_regio:
        return
    own = stuk.voorstel.gemeente.naam
    others = [each.gemeente.naam for each in stuk.voorstel.deelnemers if each.gemeente.naam != own]
    names = "|".join(re.escape(name) for name in sorted(others, key=len, reverse=True))
    for prose in stuk.texts_at(*_FORMAL) if names else ():
        for match in re.finditer(rf"\b{_WHO}(?P<name>{names})(?![\w-])", prose.text, re.IGNORECASE):
            if not prose.is_quoted(match.start()):
                hint = "schrijf: {{ gemeente.naam }}"
                message = f"hier staat {match['name']}, maar dit is het stuk van {own}"
                yield prose.finding(*match.span("name"), message, hint)


_LEFT = re.compile(
    r"(?<![\w.])(?:_{3,}|\.{5,}|…{2,})(?![\w.])|\[(?!nog in te vullen:)[^\]\n]{1,40}\]|<[a-z][^>\n]{1,30}>|\[ *\]"
    r"|(?<=van )…(?= )|(?<=€ )(?:…|\.{3}|-,-)(?!\w)"
)
_NUMBERED = re.compile(r"(?:hoofdstuk|deel|titel|boek|bijlage|artikel|paragraaf)\s+$", re.IGNORECASE)


def check_open_plek(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A place that was to be filled in later (`XX`, `[datum]`, `n.t.b.`) does not belong in a paper for the raad."""
    spans = {match.span() for match in _LEFT.finditer(prose.text)}
    wanted = {word.lower() for word in lijsten.words_of("invulwoorden")} - lijsten.allowed
    spans |= {
        (word.start, word.end)
        for word in prose.words
        if word.lower in wanted and not _NUMBERED.search(prose.text[: word.start])
    }
    for start, end in sorted(spans):
        if prose.is_literal(start, end) and not prose.is_quoted(start):
            message = f"hier moet nog iets worden ingevuld: «{prose.text[start:end]}»"
            yield prose.finding(start, end, message, "vul het in, of haal de zin weg")
