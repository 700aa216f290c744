"""Whether a text says who does what: the passive voice leaves that open."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.running import has_sentences, is_own, words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose, Word

_BECOMES = frozenset(("wordt", "worden", "werd", "werden"))
_CLAUSE = re.compile(r"[,;:()\n–—]")
_OPENS = frozenset(("dat", "die", "als", "omdat", "terwijl", "zodat", "want", "maar", "wanneer", "waarin", "waarbij"))
"""Words with which another clause begins."""
_REACH = 25
"""So many words after *wordt* its participle may still come."""

_WEAK = re.compile(
    r"(?:\w*ge\w{2,}(?:[^aeiou\W]d|[aeiou]{1,3}d|[kfsptxgh]t|[aeou]ct)|(?:be|ver|ont|her|er|over|onder|voor|mis)\w{2,}(?:d|[kfspx]t|cht))"
)
"""A weak participle: `ge…d`, `vastge…t`, `ver…d`; after *be-* and the like -t only where a participle has it."""
_PREFIX = re.compile(
    r"(?:aan|achter|af|bij|binnen|bijeen|boven|buiten|dicht|door|goed|in|kwijt|los|mede|mee|mis|na|neer|nieuw|om|onder|open|"
    r"op|over|samen|stil|tegemoet|tegen|teniet|terecht|terug|toe|uit|vast|veilig|vol|voor|vooruit|voort|vrij|weer|weg)?"
)


def check_lijdende_vorm(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A form of *worden* with a participle hides who acts; said once per text, at the first (gemeente IJsselstein)."""
    if not has_sentences(prose):
        return
    found = [pair for start, end in prose.sentences for pair in _passives(prose, start, end, lijsten)]
    if found:
        start, end = found[0]
        message = f"‘{_shown(prose.text[start:end])}’ is lijdend: wie het doet, blijft onduidelijk{_times(len(found))}"
        yield prose.finding(start, end, message, "schrijf wie het doet: ‘het college opent het loket’")


def _times(number: int) -> str:
    return f" ({number} keer in deze tekst)" if number > 1 else ""


def _shown(text: str) -> str:
    words = text.split()
    return text if len(words) < 5 else f"{words[0]} … {words[-1]}"


def _passives(prose: Prose, start: int, end: int, lijsten: Lijsten) -> Iterator[tuple[int, int]]:
    """Yield where *wordt* and its participle stand together in a sentence."""
    words = words_between(prose, start, end)
    for index, word in enumerate(words):
        if word.lower in _BECOMES and is_own(prose, word.start, word.end):
            other = _participle(prose, words, index, lijsten)
            if other is not None:
                yield min(word.start, other.start), max(word.end, other.end)


def _participle(prose: Prose, words: tuple[Word, ...], index: int, lijsten: Lijsten) -> Word | None:
    """Return the participle directly before a form of *worden*, or after it in the same clause."""
    known, other = _lists(lijsten)
    before = words[index - 1] if index else None
    if before is not None and is_participle(before.lower, known, other) and _together(prose, before, words[index]):
        return before
    last = words[index]
    for word in words[index + 1 : index + 1 + _REACH]:
        if word.lower in _OPENS or not _together(prose, last, word):
            return None
        if is_participle(word.lower, known, other):
            return word
        last = word
    return None


def _together(prose: Prose, first: Word, second: Word) -> bool:
    return not _CLAUSE.search(prose.text, first.end, second.start)


@lru_cache(maxsize=8)
def _lists(lijsten: Lijsten) -> tuple[Set[str], Set[str]]:
    other = frozenset(lijsten.words_of("geen_deelwoorden"))
    return frozenset(lijsten.words_of("deelwoorden")) - other, other


def is_participle(word: str, known: Set[str], other: Set[str]) -> bool:
    """Whether a word is a voltooid deelwoord: known as a strong one, or weak by its form and not among `other`."""
    if word in other or len(word) < 5:
        return False
    base = word[_PREFIX.match(word).end() :]  # type: ignore[union-attr]
    return word in known or base in known or (base not in other and _WEAK.fullmatch(word) is not None)
