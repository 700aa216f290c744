"""Whether every abbreviation is explained where a reader first meets it."""

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from itertools import takewhile

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.listings import namen_of
from raadsvoorstel.checks.lists import Lijsten, is_yes
from raadsvoorstel.checks.longest import Phrases
from raadsvoorstel.checks.phrases import find, phrases_of
from raadsvoorstel.checks.running import is_running
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose, Word

_TITLES = ("onderwerp", "persbericht.titel")
_SHAPE = late(r"[A-Z](?:[a-z]?&?[A-Z]){1,5}[a-z]?(?=[-/’']|s?\Z)")
"""Capitals, at most one small letter between two of them: `VNG`, `PvdA`, `P&C`, the first part of `GGZ-instelling`."""
_ROMAN = late(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LONG = 6
"""More capitals than this in a row are a word in capitals, and so are its neighbours in capitals."""

_BEFORE = late(r"[\w’.)”]\s\((?:hierna:?|verder:?|afgekort:?|ook wel:?|kortweg:?)?\s*(?:de |het )?[‘“\"']?\Z")
_AFTER = late(r"(?:['’]s|s|(?: \w+){1,2})?[’”\"']?\)")
_EXPLAINS = late(
    r"[’”\"']?\s\((?!zie\b|bijlage\b|artikel\b|art\b)[^\W\d][^()\n]{5,120}\)"
    r"|, (?:de|het|een) \w{6,} (?:voor|van|die|dat)\b|\s(?:staat voor|betekent)\s"
)


class Use(Struct, frozen=True):
    """An abbreviation in a text, and whether it is explained there."""

    name: str
    start: int
    end: int
    explained: bool


def check_afkorting_in_titel(stuk: Stuk) -> Iterator[Finding]:
    """A title holds no abbreviation (Debatinstituut on agenda titles); in a quoted name of something else it may."""
    for prose in stuk.texts_at(*_TITLES):
        for use in _uses(prose, stuk.lijsten):
            if use.name not in _names(stuk):
                yield prose.finding(
                    use.start, use.end, f"de afkorting ‘{use.name}’ staat in de titel", _hint(stuk, use)
                )


def check_afkorting_onverklaard(stuk: Stuk) -> Iterator[Finding]:
    """An abbreviation is written in full where it is first used, in the order in which the document is printed.

    Sources: the style guides of Dijk en Waard and Hollands Kroon. One that is nowhere explained is said where it
    first stands in the files, so that gemeenten with another order do not each get a place of their own.
    """
    names = _names(stuk)
    texts = [prose for prose in stuk.texts if _explainable(prose)]
    uses = [(prose, use) for prose in texts for use in _uses(prose, stuk.lijsten) if use.name not in names]
    explained = {use.name for _, use in uses if use.explained}
    printed = _print_order(stuk)
    for prose, use in _first(uses):
        if use.name not in explained:
            yield _said(stuk, prose, use, "staat nergens voluit")
    for prose, use in _first(sorted(uses, key=lambda pair: printed[pair[0].path])):
        if use.name in explained and not use.explained:
            yield _said(stuk, prose, use, "staat hier nog niet voluit, maar pas verderop in het stuk")


def _said(stuk: Stuk, prose: Prose, use: Use, complaint: str) -> Finding:
    return prose.finding(use.start, use.end, f"de afkorting ‘{use.name}’ {complaint}", _hint(stuk, use))


def _explainable(prose: Prose) -> bool:
    return is_running(prose) and prose.path not in _TITLES


def _first(uses: list[tuple[Prose, Use]]) -> Iterator[tuple[Prose, Use]]:
    known: set[str] = set()
    for prose, use in uses:
        if use.name not in known:
            known.add(use.name)
            yield prose, use


def _print_order(stuk: Stuk) -> Mapping[FieldPath, int]:
    """Return the place of each text in the document, by the indeling; what that does not name comes last."""
    velden = [veld for huis in stuk.voorstel.huizen[:1] for sectie in huis.indeling for veld in sectie.velden]
    return {prose.path: _place(prose.path, velden) for prose in stuk.texts}


def _place(path: FieldPath, velden: list[FieldPath]) -> int:
    return next((place for place, veld in enumerate(velden) if is_within(path, veld)), len(velden))


def _names(stuk: Stuk) -> Set[str]:
    """Return the words in the names of the gemeenten, such as the letters behind one of two gemeenten of one name."""
    return _words_of(namen_of(stuk)).union(re.findall(r"\w+", stuk.voorstel.gemeente.naam))


@once
def _words_of(namen: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for naam in namen for word in re.findall(r"\w+", naam))


def _hint(stuk: Stuk, use: Use) -> str:
    full = _Known.of(stuk.lijsten).full.get(use.name)
    return f"schrijf: {full} ({use.name})" if full else f"schrijf voluit waar ‘{use.name}’ voor staat"


# ------------------------------------------------------------------ finding them


class _Known(Struct, frozen=True, eq=False):
    """What the lists say: what an abbreviation stands for, which are clear, those of several words, full words."""

    full: Mapping[str, str]
    clear: Set[str]
    groups: Phrases
    in_full: Phrases
    names: tuple[tuple[str, ...], ...]

    @staticmethod
    @lru_cache(maxsize=8)
    def of(lijsten: Lijsten) -> "_Known":
        rows = lijsten.list_of("afkortingen")
        full = {row["afkorting"][0]: row["voluit"][0] for row in reversed(rows)}
        clear = {row["afkorting"][0] for row in rows if is_yes(row.get("bekend", ("nee",))[0])}
        allowed = {name for name in full if name.lower() in lijsten.allowed}
        groups = phrases_of((name, number) for number, row in enumerate(rows) if " " in (name := row["afkorting"][0]))
        words = [(text, number) for number, row in enumerate(rows) for text in _ways(row["voluit"][0])]
        same: dict[str, list[str]] = {}
        for name, text in full.items():
            same.setdefault(text, []).append(name)
        names = tuple(tuple(same.get(row["voluit"][0], ())) for row in rows)
        return _Known(full, clear | allowed, groups, phrases_of(words), names)


def _ways(full: str) -> tuple[str, ...]:
    """Return how words in full may stand in a text: a law also without its year, a ministry without its article."""
    return full, re.sub(r" \d{4}\Z", "", full), full.removeprefix("het ")


@once
def _uses(prose: Prose, lijsten: Lijsten) -> tuple[Use, ...]:
    """Return every abbreviation that a reader may not know, as far as it is not part of a title or a heading."""
    known = _Known.of(lijsten)
    words, in_full = prose.words, _in_full(prose, known)
    found = [
        _use(prose, name, word.start, in_full)
        for index, word in enumerate(words)
        if (name := _abbreviation(word.text, known)) and _is_said(prose, words, index, known)
    ]
    found += [
        _use(prose, hit.text, hit.start, in_full)
        for hit in find(prose, known.groups)
        if hit.text in known.full and not prose.is_quoted(hit.start)
    ]
    return tuple(sorted((use for use in found if use.name not in known.clear), key=lambda use: use.start))


def _abbreviation(word: str, known: _Known) -> str:
    """Return the abbreviation that a word is, or begins with (`Wmo-klankbordgroep`); "" if there is none."""
    first = re.split(r"[-/’']", word, maxsplit=1)[0]
    for name in (word, first):
        if name in known.full and "/" not in name:
            return name
    match = _SHAPE.match(word)
    name = match[0] if match else ""
    capitals = sum(map(str.isupper, name))
    return name if len(name) <= _LONG and capitals * 2 > len(name) and not _ROMAN.fullmatch(name) else ""


def _is_said(prose: Prose, words: tuple[Word, ...], index: int, known: _Known) -> bool:
    """Whether an abbreviation stands in running text: not in a title, in capitals, or before the number of a ship."""
    numbered = index + 1 < len(words) and words[index + 1].text.isdigit() and words[index].text not in known.full
    return not numbered and not _shouts(words, index) and not prose.is_quoted(words[index].start)


def _shouts(words: tuple[Word, ...], index: int) -> bool:
    """Whether a word stands in a row of words in capitals, which is a heading or a name and no abbreviation."""
    before = takewhile(_is_capital, reversed(words[max(index - 2, 0) : index]))
    row = (*before, words[index], *takewhile(_is_capital, words[index + 1 : index + 3]))
    return len(row) > 2 or any(len(word.text) > _LONG and word.text.isalpha() for word in row)


def _is_capital(word: Word) -> bool:
    return word.text.isupper()


def _use(prose: Prose, name: str, start: int, in_full: Set[str]) -> Use:
    end = start + len(name)
    between = _BEFORE.search(prose.text[max(start - 24, 0) : start]) and _AFTER.match(prose.text, end)
    return Use(name, start, end, bool(between or _EXPLAINS.match(prose.text, end) or name in in_full))


def _in_full(prose: Prose, known: _Known) -> Set[str]:
    """Return the abbreviations of which the full words stand in the same text."""
    return {name for hit in find(prose, known.in_full) for name in known.names[hit.row]}
