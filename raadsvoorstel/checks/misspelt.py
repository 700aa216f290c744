"""Whether a name differs by one letter from one that a dossier has more often."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.running import has_sentences
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose, Word

_LONG = 8
_OFTEN = 3
_END = 3
"""Within so many letters of the end a difference is an ending: `Vervoerpunten`, `Vervoerpunts`."""


def check_naam_letter(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """A long name that occurs once differs by more than a letter from one that occurs three times or more."""
    texts = {prose: stuk.lijsten for stuk in stukken for prose in stuk.texts if has_sentences(prose)}
    places: dict[str, list[tuple[Prose, Word]]] = {}
    for prose in texts:
        for word in _names(prose):
            places.setdefault(word.text, []).append((prose, word))
    counts = Counter({text: len(found) for text, found in places.items()})
    right = _neighbours([text for text, count in counts.items() if count >= _OFTEN])
    known = _known(stukken, set(texts.values()))
    for text, found in places.items():
        naam = next((other for other in _one_off(text, right) if counts[other] >= _OFTEN * counts[text]), None)
        if naam and not (text in known and naam in known):
            for prose, word in found:
                message = f"hier staat ‘{text}’, elders {counts[naam]} keer ‘{naam}’"
                yield prose.finding(word.start, word.end, message, f"controleer de naam; schrijf zo nodig ‘{naam}’")


def _names(prose: Prose) -> Iterator[Word]:
    """Yield the long words with a capital that begin no sentence; not the names of people, behind their initials."""
    for words in sentences(prose):
        for before, word in pairwise(words):
            text = word.text
            if len(text) >= _LONG and text[0].isupper() and text[1:].islower() and text.isalpha():
                initial = len(before.text) == 1 or "." in before.text
                if not initial and prose.is_literal(word.start, word.end) and not prose.is_quoted(word.start):
                    yield word


def _neighbours(names: Sequence[str]) -> Mapping[str, list[str]]:
    """Return the names under each form that leaves out one letter, and under themselves."""
    found: dict[str, list[str]] = {}
    for naam in names:
        for form in _shorter(naam):
            found.setdefault(form, []).append(naam)
    return found


def _shorter(text: str) -> set[str]:
    return {text, *(text[:at] + text[at + 1 :] for at in range(1, len(text) - 1))}


def _one_off(text: str, right: Mapping[str, list[str]]) -> Iterator[str]:
    for form in _shorter(text):
        for naam in right.get(form, ()):
            if naam != text and naam[-_END:] == text[-_END:] and _differ_by_one(text, naam):
                yield naam


def _differ_by_one(one: str, other: str) -> bool:
    """Whether two words differ in one letter: one too many, or one for another."""
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] if len(short) < len(long) else short[at + 1 :] == long[at + 1 :]


def _known(stukken: Sequence[Stuk], lijsten: set[Lijsten]) -> set[str]:
    known = {deelnemer.gemeente.naam for stuk in stukken[:1] for deelnemer in stuk.voorstel.deelnemers}
    known |= {naam for each in lijsten for row in each.list_of("namen") for naam in row.get("naam", ())}
    return known | {word for each in lijsten for word in (*each.words_of("toegestaan"), *each.words_of("spelling"))}
