"""Whether words are spelled right; needs a dictionary, so that this is only asked where somebody wants it."""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.running import is_own, is_running
from raadsvoorstel.dictionary import Dictionary
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose, Word

CODE = "spelfout"
_LETTERS = late(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_GLUE = frozenset("-–/@_~=#\\")
_SHORTEST = 4
"""Letters of the words that a compound may be taken apart in: Dutch makes them faster than dictionaries learn."""
_MOST = 3
_LONG = 16
"""For words of so many letters a dictionary seeks for seconds, and suggests nothing of use."""


def misspelled(prose: Prose, lijsten: Lijsten, dictionary: Dictionary) -> Iterator[Finding]:
    """Every word is in the dictionary, in the project's own list (`spelling:`), or made of two that are.

    Names, abbreviations, quotations and titles, addresses and numbers are left alone; each word is said once per text.
    """
    if not is_running(prose):
        return
    said: set[str] = set()
    begins = {start for start, _ in prose.sentences}
    for word in prose.words:
        text = word.text.replace("’", "'")
        if text.lower() in said or not _is_common(text, is_first=word.start in begins) or _is_glued(prose, word):
            continue
        if not _is_right(text, lijsten, dictionary) and is_own(prose, word.start, word.end):
            said.add(text.lower())
            hint = _hint(dictionary.suggest(text) if len(text) < _LONG else ())
            yield prose.finding(word.start, word.end, f"‘{word.text}’ staat niet in het woordenboek", hint)


def _is_common(text: str, *, is_first: bool) -> bool:
    """Whether a word is no name, number, address or abbreviation: in small letters, but for the first of a sentence."""
    small = text.islower() or (is_first and text[1:].islower())
    return small and len(text) > 2 and _LETTERS.fullmatch(text) is not None


def _is_glued(prose: Prose, word: Word) -> bool:
    """Whether a word is part of an address, or was broken off, as in `in- en verkoop`."""
    around = prose.text[max(word.start - 1, 0) : word.start] + prose.text[word.end - 1 : word.end + 1]
    return any(sign in _GLUE for sign in around)


def _is_right(text: str, lijsten: Lijsten, dictionary: Dictionary) -> bool:
    own = _own_words(lijsten)
    for form in {text, text.lower()}:
        parts = form.split("-")
        if form in own or dictionary.spell(form) or (len(parts) > 1 and all(_part(p, own, dictionary) for p in parts)):
            return True
    return _is_compound(text.lower(), own, dictionary)


def _part(text: str, own: Set[str], dictionary: Dictionary) -> bool:
    return len(text) < 2 or text in own or dictionary.spell(text) or _is_compound(text, own, dictionary)


def _is_compound(text: str, own: Set[str], dictionary: Dictionary) -> bool:
    """Whether a word is two known ones in one; an s may stand between."""
    for place in range(_SHORTEST, len(text) - _SHORTEST + 1):
        first, second = text[:place], text[place:]
        if second in own or dictionary.spell(second):
            stems = {first, first.removesuffix("s")}
            if any(len(stem) >= _SHORTEST and (stem in own or dictionary.spell(stem)) for stem in stems):
                return True
    return False


@lru_cache(maxsize=8)
def _own_words(lijsten: Lijsten) -> Set[str]:
    words = (*lijsten.words_of("spelling"), *lijsten.words_of("toegestaan"))
    return frozenset(part.lower() for word in words for part in word.split())


def _hint(suggestions: Sequence[str]) -> str:
    words = " of ".join(f"‘{each}’" for each in suggestions[:_MOST])
    kept = "zet het bij `spelling:` onder `lijsten:` als het goed is"
    return f"bedoelt u {words}? {kept}" if words else kept
