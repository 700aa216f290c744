"""Whether a name with an article, such as that of a building, has another ending than it mostly has."""

from collections.abc import Iterable, Iterator, Sequence

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import Words, sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose, Word

_ARTICLES = frozenset(("de", "het", "'t", "’t", "t"))
_LONG = 7
_OFTEN = 3
_ENDING = late(r"(?:en|n|['’]?s|e)$")
_DOUBLE = late(r"([a-z])\1")

Places = dict[str, dict[tuple[object, ...], tuple[Prose, Word]]]


def check_naam_uitgang(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """`De Wierschuur`, a name with a capital article, is not `De Wierschuren` once; nor the other way around."""
    texts: dict[Prose, Lijsten] = {prose: stuk.lijsten for stuk in stukken for prose in stuk.texts}
    places, names = _named(texts)
    stems: dict[str, set[str]] = {}
    for text in places:
        stems.setdefault(_stem(text), set()).add(text)
    pairs = [sorted(forms, key=lambda form: len(places[form])) for forms in stems.values() if len(forms) == 2]
    for odd, naam in pairs:
        often = len(places[naam])
        if naam in names and often >= _OFTEN * len(places[odd]) and not _are_words({odd, naam}, texts):
            yield from _findings(places[odd].values(), naam, often)


def _findings(places: Iterable[tuple[Prose, Word]], naam: str, often: int) -> Iterator[Finding]:
    for prose, word in places:
        if prose.is_literal(word.start, word.end) and not prose.is_quoted(word.start):
            message = f"hier staat ‘{word.text}’, elders {often} keer ‘{naam}’"
            yield prose.finding(word.start, word.end, message, f"controleer de naam; schrijf zo nodig ‘{naam}’")


def _named(texts: dict[Prose, Lijsten]) -> tuple[Places, set[str]]:
    """Return where long names stand behind an article, and which have one with a capital within a sentence."""
    places: Places = {}
    names: set[str] = set()
    for prose in texts:
        for words in sentences(prose):
            for at in _behind_articles(words):
                word = words[at]
                places.setdefault(word.text, {})[prose.path, prose.origin, words[0].start, at] = (prose, word)
                if at > 1 and words[at - 1].text[:1].isupper():
                    names.add(word.text)
    return places, names


def _behind_articles(words: Words) -> Iterator[int]:
    for at in range(1, len(words)):
        text = words[at].text
        is_name = len(text) >= _LONG and text[0].isupper() and text.isalpha() and text[1:].islower()
        if is_name and words[at - 1].lower in _ARTICLES:
            yield at


def _stem(text: str) -> str:
    """Return a word as its singular and its plural have it alike: `schuur` and `schuren`."""
    short = _DOUBLE.sub(r"\1", _ENDING.sub("", text))
    return short[:-1] + {"v": "f", "z": "s"}.get(short[-1], short[-1])


def _are_words(forms: set[str], texts: dict[Prose, Lijsten]) -> bool:
    """Whether one of the forms is written without a capital too, or is known to be right."""
    small = {form.lower() for form in forms}
    known = {word for lijsten in set(texts.values()) for word in (*lijsten.allowed, *lijsten.words_of("spelling"))}
    return not small.isdisjoint(known) or any(word.text in small for prose in texts for word in prose.words)
