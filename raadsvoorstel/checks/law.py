"""Which laws a text names, and whether it names them by their whole title and while they hold."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten, is_yes
from raadsvoorstel.checks.longest import Phrases
from raadsvoorstel.checks.phrases import Hit, find, listed, phrases_of, word_set
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import sentence_at
from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_date, write_date
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_FEW, _STEM = 3, 6
_EARLIER = FieldPath("eerdere_besluiten")
_YEAR = late(r"\b(?:19|20)\d\d\b")
_FOLLOWS_YEAR = late(r"\s*(?:\(?(?:van|uit)\s)?\(?(?:19|20)\d\d\b")


class Wet(Struct, frozen=True):
    """A law of the list."""

    titel: str
    afkorting: str = ""
    bwb: str = ""
    nummering: str = ""
    vervallen: str = ""
    opvolger: str = ""
    algemeen: str = ""

    @property
    def is_general(self) -> bool:
        """Whether every decision of a raad may rest on it."""
        return is_yes(self.algemeen)

    @property
    def named(self) -> str:
        """The title with its article, as running text has it."""
        is_neuter = self.titel.startswith(("Besluit", "Burgerlijk", "Reglement", "Wetboek"))
        return f"{'het' if is_neuter else 'de'} {self.titel}"

    @property
    def link(self) -> str:
        """Where the law can be read; "" when its number is not known."""
        return f"https://wetten.overheid.nl/{self.bwb}" if self.bwb else ""


class Mention(Struct, frozen=True):
    """A law named in a text."""

    start: int
    end: int
    text: str
    wet: Wet

    @property
    def is_whole(self) -> bool:
        """Whether it is named by its title or its abbreviation, and not by a part of the title."""
        return self.text.lower().replace("’", "'") == self.wet.titel.lower() or self.text == self.wet.afkorting


@once
def laws_in(prose: Prose, lijsten: Lijsten) -> tuple[Mention, ...]:
    """Return the laws that a text names; not those whose title is a part of another name."""
    hits = tuple(find(prose, listed(lijsten, "wetten", "titel", "niet", "afkorting")))
    known = {hit.start for hit in hits}
    broken = (hit for hit in find(prose, _beginnings(lijsten)) if hit.start not in known)
    return tuple(
        Mention(hit.start, hit.end, hit.text, wet)
        for hit in (*hits, *(hit for hit in broken if _breaks_off(prose, hit, lijsten)))
        if _names(hit, wet := _wetten(lijsten)[hit.row]) and not _is_part(prose, hit, lijsten)
    )


@lru_cache(maxsize=64)
def _beginnings(lijsten: Lijsten) -> Phrases:
    """Return the titles that begin with ‘Wet’, each broken off where no other law can be meant any more."""
    titles = [(tuple(wet.titel.lower().split()), row) for row, wet in enumerate(_wetten(lijsten))]
    common = Counter(words[:length] for words, _ in titles for length in range(_FEW, len(words) + 1))
    begun = {}
    for words, row in titles:
        for length in range(_FEW, len(words)):
            if words[0] == "wet" and common[words[:length]] == 1 and len(words[length - 1]) > _FEW:
                begun[" ".join(words[:length])] = row
        for word in range(_STEM, len(words[-1])) if words[0] == "wet" and len(words) >= _FEW else ():
            begun[" ".join((*words[:-1], words[-1][:word]))] = row
    return phrases_of(begun.items())


def _breaks_off(prose: Prose, hit: Hit, lijsten: Lijsten) -> bool:
    """Whether a title that began ends here, and does not go on as another one, of which the list does not know."""
    following = re.match(r" ([a-zà-ÿ]+)", prose.text[hit.end : hit.end + 20])
    return following is None or following[1] in word_set(lijsten, "na_wetstitel")


@lru_cache(maxsize=64)
def _wetten(lijsten: Lijsten) -> tuple[Wet, ...]:
    return tuple(
        Wet(**{"titel": "", **{key: words[0] for key, words in row.items() if key != "niet" and words}})
        for row in lijsten.list_of("wetten")
    )


def _names(hit: Hit, wet: Wet) -> bool:
    """An abbreviation is only one in its own capitals."""
    return hit.text == wet.afkorting or hit.text.lower() != wet.afkorting.lower()


def _is_part(prose: Prose, hit: Hit, lijsten: Lijsten) -> bool:
    before = re.search(r"([^\W\d_]+)[ ]\Z", prose.text[max(hit.start - 30, 0) : hit.start])
    return bool(before and before[1].lower().endswith(lijsten.words_of("bij_wetten"))) or (
        prose.text[hit.end : hit.end + 1] in ("-", "‑")
    )


def check_hele_titel(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A law is cited by its official short title (Aanwijzingen voor de regelgeving 80).

    A law of long ago may have had the shorter title: then the sentence names an earlier year, and nothing is said.
    """
    for mention in laws_in(prose, lijsten):
        if mention.is_whole or prose.is_quoted(mention.start) or _FOLLOWS_YEAR.match(prose.text, mention.end):
            continue
        if mention.text.lower() not in lijsten.allowed and not _about_the_past(prose, mention, lijsten):
            wet = mention.wet
            yield prose.finding(
                mention.start,
                mention.end,
                f"de wet heet voluit ‘{wet.titel}’, hier staat ‘{mention.text}’",
                f"schrijf: {wet.titel}" + (f"; zie {wet.link}" if wet.link else ""),
                instead=wet.titel,
            )


def _about_the_past(prose: Prose, mention: Mention, lijsten: Lijsten, day_year: int = 0) -> bool:
    start, end = sentence_at(prose, mention.start)
    sentence = prose.text[start:end]
    own = _YEAR.search(mention.wet.titel)
    limit = day_year or (int(own[0]) if own else 0)
    words = {word.lower for word in prose.words if start <= word.start < end}
    return any(int(year) < limit for year in _YEAR.findall(sentence)) or not words.isdisjoint(
        word_set(lijsten, "wetten_van_vroeger")
    )


def check_wet_geldt(stuk: Stuk) -> Iterator[Finding]:
    """A law that no longer holds on the day of the raad is no ground for its decision.

    A sentence about the past, or one that names what came instead, may name it.
    """
    day = stuk.day("vergadering.raad") or stuk.day("vergadering.college")
    if day is None:
        return
    for prose in stuk.texts:
        if is_within(prose.path, _EARLIER):
            continue
        for mention in laws_in(prose, stuk.lijsten):
            ended = read_date(mention.wet.vervallen)
            if ended is None or ended > day or prose.is_quoted(mention.start):
                continue
            if not _about_the_past(prose, mention, stuk.lijsten, ended.year) and not _names_successor(
                stuk, prose, mention
            ):
                yield prose.finding(
                    mention.start,
                    mention.end,
                    f"‘{mention.text}’ geldt niet meer sinds {write_date(ended)}",
                    f"gebruik {mention.wet.opvolger}" if mention.wet.opvolger else "noem de regeling die nu geldt",
                )


def _names_successor(stuk: Stuk, prose: Prose, mention: Mention) -> bool:
    start, end = sentence_at(prose, mention.start)
    return any(
        other.wet.titel == mention.wet.opvolger and start <= other.start < end for other in laws_in(prose, stuk.lijsten)
    )


_ABBREVIATED = late(r"\s\((?:(?:hierna|verder|afgekort):?\s+)?[‘“]?(?P<name>[A-Z][A-Za-z]{1,6}(?: \d{4})?)[’”]?\)")


def check_afkorting_van_wet(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """Behind the title of a law stands its own abbreviation, and not that of another law."""
    others = {wet.afkorting.lower(): wet for wet in _wetten(lijsten) if wet.afkorting}
    for mention in laws_in(prose, lijsten):
        match = _ABBREVIATED.match(prose.text, mention.end)
        other = others.get(match["name"].lower()) if match else None
        own = mention.wet.afkorting
        if match is None or other is None or other.titel == mention.wet.titel:
            continue
        if own.lower().startswith(match["name"].lower()):
            continue
        message = f"‘{match['name']}’ is de afkorting van {other.named}, niet van {mention.wet.named}"
        hint = f"schrijf: {own}" if own else "laat de afkorting weg"
        yield prose.finding(match.start("name"), match.end("name"), message, hint)
