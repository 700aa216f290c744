"""Whether one thing is called by one word, and that word is written in one way."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import Wanted, Words, adjoin, group, occurrences, sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose, Word

Place = tuple[Prose, int, int]


def texts_of(stukken: Sequence[Stuk]) -> dict[Prose, Lijsten]:
    """Return every text of a dossier once, in order, with the lists it is judged by."""
    return {prose: stuk.lijsten for stuk in stukken for prose in stuk.texts}


# ------------------------------------------------------------------ agreed words


def check_begrippen(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """What `lijsten: begrippen` calls by one word has no other names (Aanwijzingen voor de regelgeving, 58)."""
    better, wanted = _better(lijsten)
    if not better:
        return
    for words in sentences(prose):
        for first, after, phrase in occurrences(words, wanted):
            start, end = words[first].start, words[after - 1].end
            if not adjoin(prose, words[first:after]):
                continue
            if phrase not in lijsten.allowed and not prose.is_quoted(start) and prose.is_literal(start, end):
                begrip = better[phrase]
                yield prose.finding(
                    start, end, f"‘{prose.text[start:end]}’ heet hier ‘{begrip}’", f"schrijf overal ‘{begrip}’"
                )


@lru_cache(maxsize=64)
def _better(lijsten: Lijsten) -> tuple[Mapping[str, str], Wanted]:
    """Return the names that a thing should not have, each with the one that it has, and all of them to look for."""
    better = {
        variant.lower().replace("’", "'"): row["begrip"][0]
        for row in reversed(lijsten.list_of("begrippen"))
        if row.get("begrip")
        for variant in row.get("niet", ())
    }
    return better, Wanted.of(better)


# ------------------------------------------------------------------ regioprojectleider, regionale projectleider

_REGIONAL = late(r"\bregiona(?:le|al) ([^\W\d_]{5,})\b|\bregio([^\W\d_]{5,})\b", re.IGNORECASE)


def check_regio_woorden(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """The same thing is not `regioprojectleider` here and `regionale projectleider` there."""
    places: dict[str, list[tuple[str, Place]]] = {}
    for prose in texts_of(stukken):
        for match in _REGIONAL.finditer(prose.text):
            if not prose.is_quoted(match.start()) and not match[0].isupper():
                kind = "regionale" if match[1] else "regio"
                places.setdefault((match[1] or match[2]).lower(), []).append((kind, (prose, *match.span())))
    for spelled in places.values():
        yield from _outvoted(spelled, prefer="regio")


def _outvoted(spelled: Sequence[tuple[str, Place]], *, prefer: str) -> Iterator[Finding]:
    """Yield what deviates from the commonest of two kinds; when they are as common, from the preferred one."""
    counts = Counter(kind for kind, _ in spelled)
    if len(counts) < 2:
        return
    right = max(counts, key=lambda kind: (counts[kind], kind == prefer))
    prose, start, end = next(place for kind, place in spelled if kind == right)
    shown = _uncapitalised(prose.text[start:end])
    for kind, (prose, start, end) in spelled:
        if kind != right and prose.is_literal(start, end):
            here = prose.text[start:end]
            yield prose.finding(start, end, f"hier staat ‘{here}’, elders ‘{shown}’", "noem één ding met één woord")


def _uncapitalised(text: str) -> str:
    return text[0].lower() + text[1:]


# ------------------------------------------------------------------ de regio, de regio’s


_PLACE = r"[A-Z](?:\w|-\w|- (?=[A-Z]))+"
_AREA = late(rf"\b(?P<regio>regio(?P<many>['’]s)?) (?P<area>{_PLACE}(?:(?:, | en |, en ){_PLACE})+)")


def check_regio_of_regios(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """One area is one regio, or several: not `de regio A, B en C` here and `de regio’s A, B en C` there."""
    places: dict[str, list[tuple[str, Place]]] = {}
    for prose in texts_of(stukken):
        for match in _AREA.finditer(prose.text):
            if not prose.is_quoted(match.start()):
                key = re.sub(r"\W", "", match["area"]).lower()
                kind = "meer" if match["many"] else "één"
                places.setdefault(key, []).append((kind, (prose, *match.span("regio"))))
    for spelled in places.values():
        yield from _outvoted(spelled, prefer="één")


# ------------------------------------------------------------------ capitals


def check_hoofdletter(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """A common noun has no capital in one sentence when it has none in another (`de Regiovisie`, `de regiovisie`)."""
    places: dict[str, list[tuple[str, Place]]] = {}
    for prose, lijsten in texts_of(stukken).items():
        for kind, word in _nouns(prose, lijsten):
            places.setdefault(word.lower, []).append((kind, (prose, word.start, word.end)))
    for spelled in places.values():
        yield from _outvoted(spelled, prefer="klein")


@once
def _nouns(prose: Prose, lijsten: Lijsten) -> tuple[tuple[str, Word], ...]:
    """Return the nouns behind an article, or of the list, with a capital or without, but not in a name."""
    articles, nouns = group(lijsten, "lidwoord"), group(lijsten, "zonder-hoofdletter")
    onward = group(lijsten, "na-een-onderwerp")
    found = []
    for words in sentences(prose):
        for at in range(1, len(words)):
            word, before = words[at], words[at - 1]
            if before.lower not in articles and word.lower not in nouns:
                continue
            if not word.text.isalpha() or word.text[1:] != word.text[1:].lower() or not adjoin(prose, (before, word)):
                continue
            if prose.is_quoted(word.start) or not prose.is_literal(word.start, word.end):
                continue
            small = word.text[0].islower()
            if small or _goes_on(prose, words, at, onward):
                found.append(("klein" if small else "groot", word))
    return tuple(found)


_PARTICIPLE = late(r"(?:op|uit|aan|voor|vast|in|af|toe)?ge\w+(?<!hei)[dt]")


def _goes_on(prose: Prose, words: Words, at: int, onward: frozenset[str]) -> bool:
    """Whether the sentence goes on behind a noun with a capital, so that the noun is no part of a longer name."""
    word, before = words[at], words[at - 1]
    if before.text[0].isupper() and at > 1:
        return False
    if at > 2 and words[at - 3].text[0].isupper() and words[at - 2].lower in ("voor", "van"):
        return False  # as in `Raad voor de Kinderbescherming`
    following = prose.text[word.end : word.end + 1]
    if following in (".", ",", ";", ":", ")", "\n", ""):
        return True
    if at + 1 >= len(words):
        return False
    after = words[at + 1]
    return (
        after.lower in onward
        or _PARTICIPLE.fullmatch(after.text) is not None
        or (after.lower == "in" and not any(w.text[0].isupper() for w in words[at + 2 : at + 3]))
    )


# ------------------------------------------------------------------ Wmo-klankbordgroep

_ABBREVIATION = late(r"[A-Z](?:[A-Z]|&(?=[A-Z])){1,6}")
_ROMAN = late(r"[IVXLC]+")


def check_koppelteken(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A noun and the abbreviation before it are one word, with a hyphen: `Wmo-klankbordgroep` (Woordenlijst)."""
    heads, known = group(lijsten, "samenstelling"), group(lijsten, "afkorting")
    for words in sentences(prose):
        for one, head in pairwise(words):
            if head.text not in heads or prose.text[one.end : head.start] != " ":
                continue
            if not _is_abbreviation(one.text, known) or prose.is_quoted(one.start):
                continue
            whole = f"{one.text}-{head.text}"
            message = f"‘{one.text} {head.text}’ is één woord: ‘{whole}’"
            if prose.is_literal(one.start, head.end):
                yield prose.finding(one.start, head.end, message, f"schrijf ‘{whole}’", instead=whole)


def _is_abbreviation(text: str, known: Iterable[str]) -> bool:
    if text.lower() in known:
        return text[0].isupper()
    return _ABBREVIATION.fullmatch(text) is not None and not _ROMAN.fullmatch(text)
