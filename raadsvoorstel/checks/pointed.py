"""Whether the point of the decision that a text refers to is there."""

import re
from collections.abc import Iterator

from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import group, has, sentence_at, words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import write_number
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_POINT = late(
    r"\b(?:(?:beslis|besluit)punt(?:en)?|punt(?=\s+\d+\s+van\s+(?:het|dit)\s+(?:raads)?besluit\b))\s+"
    r"(?P<numbers>\d{1,2}(?:(?:,\s*|\s+en\s+|\s+of\s+|\s+tot\s+en\s+met\s+)\d{1,2})*)(?![\w.]*\w)",
    re.IGNORECASE,
)
_OTHER = late(r"\s+(?:van|uit|bij|in)\s+(?!(?:het|dit|ons)\s+(?:raads)?(?:besluit|voorstel)\b)", re.IGNORECASE)
"""What follows where the point is one of another decision: `beslispunt 3 van de motie`."""


def check_beslispunt_bestaat(stuk: Stuk) -> Iterator[Finding]:
    """A reader who looks up ‘beslispunt 3’ finds it: with the raad or with the college."""
    known = 0 if stuk.is_regio else _points(stuk)
    for prose in stuk.texts if known else ():
        if prose.path.startswith(("eerdere_besluiten", "bijlagen")):
            continue
        for match in prose.matches(_POINT):
            highest = max(int(number) for number in re.findall(r"\d+", match["numbers"]))
            if highest > known and _is_own(prose, match, stuk):
                there = "is er één" if known == 1 else f"zijn er {write_number(known)}"
                message = f"hier staat ‘{match[0]}’, maar er {there}"
                hint = "verbeter het nummer, of voeg het punt toe aan het besluit"
                yield prose.finding(match.start(), match.end(), message, hint)


def _points(stuk: Stuk) -> int:
    """Return the highest number that a point of the decision can have; points within points are counted too."""
    items = (len(prose.items) for prose in stuk.texts_at("besluit"))
    return max(len(stuk.voorstel.besluit_raad), len(stuk.voorstel.besluit_college)) + sum(items)


def _is_own(prose: Prose, match: re.Match[str], stuk: Stuk) -> bool:
    """Whether the point is one of this decision, and no other one is spoken of in the sentence."""
    start, end = sentence_at(prose, match.start())
    words = words_between(prose, start, end)
    other = has(words, group(stuk.lijsten, "vroeger") | group(stuk.lijsten, "ander-besluit"))
    return not (other or _OTHER.match(prose.text, match.end()) or prose.is_quoted(match.start()))
