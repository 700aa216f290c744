"""Counts of gemeenten, raden and colleges in a text, and who take part."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.begun import decision_of
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import Words, adjoin, changes, group, has, sentences
from raadsvoorstel.model.raadsvoorstel import Deelnemer
from raadsvoorstel.notation import read_number
from raadsvoorstel.prose import Prose

TOO_MANY = 100
"""More than a region ever has; such a count is of something else."""


class Deelname(Struct, frozen=True):
    """Who take part: their names, how many colleges and raden have decided, and the words in the region's name.

    `jaar` is the year in which the raad decides, 0 while nobody said so; `verandert` whether their number changes
    by this dossier; `grotere` are the numbers of members of a larger body, of which they are a part.
    """

    namen: tuple[str, ...]
    colleges: int
    raden: int
    gebied: frozenset[str]
    jaar: int = 0
    verandert: bool = False
    grotere: frozenset[int] = frozenset()

    @property
    def aantal(self) -> int:
        """How many take part."""
        return len(self.namen)


class Telling(Struct, frozen=True):
    """A count of gemeenten, raden or colleges in a sentence, as words `first` up to and including `head`."""

    number: int
    first: int
    head: int
    words: Words
    before: Words
    determiner: str
    deelnemend: bool

    @property
    def after(self) -> Words:
        """The words behind it in its sentence."""
        return self.words[self.head + 1 :]

    @property
    def shown(self) -> str:
        """The count as it was written."""
        return " ".join(word.text for word in self.words[self.first : self.head + 1])


@lru_cache(maxsize=1)
def deelname_of(stuk: Stuk) -> Deelname:
    """Return who take part in a dossier; two rules ask it, one after the other."""
    decided = decision_of(stuk)
    changing = (changes(prose, stuk.lijsten) for prose in stuk.texts_at("onderwerp", "besluit", "aanleiding"))
    others = frozenset(rest for prose in stuk.texts for rest in _others(prose, stuk.lijsten))
    known = _deelnames(stuk.voorstel.deelnemers)
    about = (stuk.afspraken.regio, decided[0] if decided else 0, any(changing), others)
    if about not in known:
        known[about] = _deelname(stuk.voorstel.deelnemers, *about)
    return known[about]


_About = tuple[str, int, bool, frozenset[int]]


@once
def _deelnames(deelnemers: tuple[Deelnemer, ...]) -> dict[_About, Deelname]:
    """Return where to keep who take part: one object for versions that say the same, by which texts are known."""
    return {}


def _deelname(
    deelnemers: tuple[Deelnemer, ...], regio: str, jaar: int, verandert: bool, others: frozenset[int]
) -> Deelname:
    return Deelname(
        tuple(deelnemer.gemeente.naam for deelnemer in deelnemers),
        sum(deelnemer.college for deelnemer in deelnemers),
        sum(deelnemer.raad for deelnemer in deelnemers),
        frozenset(regio.lower().replace("-", " ").split()),
        jaar,
        verandert,
        frozenset(len(deelnemers) + rest for rest in others),
    )


@once
def _others(prose: Prose, lijsten: Lijsten) -> tuple[int, ...]:
    """Return how many there are besides: five, in `de vijf andere gemeenten reageren zelf`."""
    rest, heads = group(lijsten, "overige"), group(lijsten, "deelnemers")
    found = []
    for one, two, head in zip(prose.words, prose.words[1:], prose.words[2:], strict=False):
        if head.lower in heads and {one.lower, two.lower} & rest:
            number = read_number(one.text) or read_number(two.text)
            found += [number] if number else []
    return tuple(found)


@once
def tellingen(prose: Prose, lijsten: Lijsten) -> tuple[Telling, ...]:
    """Return the counts of gemeenten, raden or colleges that were typed in a text."""
    return tuple(_typed(prose, lijsten))


def _typed(prose: Prose, lijsten: Lijsten) -> Iterator[Telling]:
    heads, certain = group(lijsten, "deelnemers"), group(lijsten, "deelnemende")
    adjectives = certain | group(lijsten, "tussen-aantal-en-deelnemers")
    before: Words = ()
    for words in sentences(prose):
        for at, word in enumerate(words):
            if word.lower in heads and (telling := _telling(prose, words, at, before, adjectives, certain)):
                yield telling
        before = words


def _telling(
    prose: Prose, words: Words, head: int, before: Words, adjectives: frozenset[str], certain: frozenset[str]
) -> Telling | None:
    at = head - 1
    while at > 0 and words[at].lower in adjectives:
        at -= 1
    between = words[at + 1 : head]
    if at > 1 and words[at].lower == "de" and words[at - 2].lower == "alle":
        at -= 1
    number = read_number(words[at].text) if at >= 0 else None
    if not number or number >= TOO_MANY or not adjoin(prose, words[at : head + 1]):
        return None
    if not prose.is_literal(words[at].start, words[at].end) or prose.is_quoted(words[at].start):
        return None
    determiner = words[at - 1].lower if at and adjoin(prose, words[at - 1 : at + 1]) else ""
    return Telling(number, at, head, words, before, determiner, has(between, certain))
