"""Whether the parts of an amount, named behind it or in the next sentence, add up to it."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from raadsvoorstel.checks.amounts import Amount, is_near, written
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.money import Statement, statements_in
from raadsvoorstel.checks.phrases import word_set
from raadsvoorstel.checks.vocabulary import group, sentence_at, words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_GOES_ON = late(
    r"(?:(?:dat|dit|deze|die|het) )?(?:(?:bedrag|bedragen|kosten|krediet|investering) )?"
    r"(?:is|zijn|bestaat uit|bestaan uit|gaat om|is opgebouwd uit|is verdeeld in|is)\s*:?\s*",
    re.IGNORECASE,
)
"""How a sentence begins that takes the amount of the one before it apart."""
_APART = late(r"\s*(?::|,? (?:te weten|namelijk|bestaande uit|opgebouwd uit)\s*:?)\s*", re.IGNORECASE)
_PART = late(r"\s+(?:voor|aan)\s+\w")
_JOINED = late(r"[^€;.:]{0,80}?(?:,|;| en|, en)\s*")
_BEHIND = 30
"""So many signs of the sentence behind it are looked at for a rest: `De overige …`, `Daar komt … bij`."""
_FAR = 10
"""A sum that is farther off than a tenth is one of other things."""


def check_opgebouwd(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """`Het gebouw kost … Dat is … voor de bouw, … voor de inrichting en … voor de voorbereiding.` is a sum."""
    for whole, parts in _taken_apart(prose, tuple(statements_in(prose))):
        added = sum((part.value for part in parts), Decimal())
        rounded = sum((part.unit / 2 for part in parts if part.unit > 1), Decimal())
        off = abs(added - whole.value)
        if whole.is_about(added) or off <= rounded or not is_near(added, whole.value, _FAR):
            continue
        if _has_others(prose, whole, parts, lijsten):
            continue
        shown = prose.text[whole.start : whole.end]
        message = f"deze delen tellen op tot {written(added)}, maar het geheel is {shown}"
        hint = "reken het na, en pas het geheel of een deel aan"
        yield prose.finding(parts[0].start, parts[-1].end, message, hint)


def _taken_apart(prose: Prose, statements: tuple[Statement, ...]) -> Iterator[tuple[Amount, tuple[Amount, ...]]]:
    """Yield the amounts with their parts: behind a colon, or in a sentence that says what it is."""
    for number, statement in enumerate(statements):
        whole, *rest = statement.amounts
        if rest and _APART.fullmatch(prose.text, whole.end, rest[0].start):
            yield from _row(prose, whole, tuple(rest))
        following = statements[number + 1 : number + 2]
        if not rest and following and not prose.text[statement.end : following[0].start].strip(" "):
            first = following[0].amounts[0]
            if _GOES_ON.fullmatch(prose.text, following[0].start, first.start):
                yield from _row(prose, whole, following[0].amounts)


def _row(prose: Prose, whole: Amount, parts: tuple[Amount, ...]) -> Iterator[tuple[Amount, tuple[Amount, ...]]]:
    """Yield an amount with its parts when each part is for something, and nothing else stands between them."""
    joined = all(_JOINED.fullmatch(prose.text, one.end, other.start) for one, other in itertools.pairwise(parts))
    if len(parts) > 1 and joined and all(_PART.match(prose.text, part.end) for part in parts):
        yield whole, parts


def _has_others(prose: Prose, whole: Amount, parts: tuple[Amount, ...], lijsten: Lijsten) -> bool:
    """Whether words say that an amount is rounded, of another time, for each of something, or leaves a rest."""
    last = sentence_at(prose, parts[-1].start)[1]
    words = {word.lower for word in words_between(prose, sentence_at(prose, whole.start)[0], last)}
    behind = {word.lower for word in words_between(prose, last, last + _BEHIND)}
    rounded = word_set(lijsten, "bedrag_per") | word_set(lijsten, "bedrag_anders")
    rest = group(lijsten, "een-rest")
    return not (words.isdisjoint(rounded | rest) and behind.isdisjoint(rest)) or prose.is_quoted(whole.start)
