"""Whether one count is written in one way: in words or in digits."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import adjoin, group, sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_number, write_number
from raadsvoorstel.prose import Prose

Counted = tuple[int, str, int, int]
"""A number, what it counts, and where the number and the noun stand."""


def check_getal(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """A count is in words everywhere, or in digits everywhere: not `acht gemeenten` and `8 gemeenten`."""
    places: dict[tuple[int, str], list[tuple[Prose, int, int]]] = {}
    for prose, lijsten in {prose: stuk.lijsten for stuk in stukken for prose in stuk.texts}.items():
        for number, noun, start, end in _counted(prose, lijsten):
            places.setdefault((number, noun), []).append((prose, start, end))
    for (number, _), written in places.items():
        yield from _outvoted(number, written)


def _outvoted(number: int, written: Sequence[tuple[Prose, int, int]]) -> Iterator[Finding]:
    digits = [place for place in written if _is_digits(*place)]
    words = [place for place in written if not _is_digits(*place)]
    if not digits or not words:
        return
    wrong, right = (digits, words) if len(digits) <= len(words) else (words, digits)
    other_prose, other_start, other_end = right[0]
    elsewhere = other_prose.text[other_start:other_end]
    for prose, start, end in wrong:
        shown = prose.text[start:end]
        spelled = shown.split(" ", 1)[0]
        if prose.is_literal(start, start + len(spelled)) and not prose.is_quoted(start):
            better = write_number(number) if wrong is digits else str(number)
            better = better.capitalize() if any(start == begin for begin, _ in prose.sentences) else better
            instead = better if not (wrong is digits and better.isdecimal()) else None
            message = f"hier staat ‘{shown}’, elders ‘{elsewhere}’"
            yield prose.finding(start, start + len(spelled), message, f"schrijf overal ‘{better}’", instead=instead)


def _is_digits(prose: Prose, start: int, end: int) -> bool:
    return prose.text[start].isdecimal()


@lru_cache(maxsize=8192)
def _counted(prose: Prose, lijsten: Lijsten) -> tuple[Counted, ...]:
    """Return what is counted in a text, `8 regionale gemeenten` as gemeenten; gemeenten, raden and colleges are one."""
    units, numbered = group(lijsten, "eenheden"), group(lijsten, "genummerd")
    adjectives, bodies = group(lijsten, "deelnemende"), group(lijsten, "deelnemers")
    found = []
    for words in sentences(prose):
        for at, word in enumerate(words[:-1]):
            number = read_number(word.text)
            if number is None or not 1 < number < 100 or word.lower == "beide":
                continue
            after = at + 1
            while words[after].lower in adjectives and after + 1 < len(words):
                after += 1
            noun = words[after]
            if not noun.text.islower() or len(noun.text) < 4 or not noun.text.endswith(("en", "s")):
                continue
            if (
                noun.lower in units
                or (at and words[at - 1].lower in numbered)
                or not adjoin(prose, words[at : after + 1])
            ):
                continue
            found.append((number, "deelnemers" if noun.lower in bodies else noun.lower, word.start, noun.end))
    return tuple(found)
