"""Whether a text says who does what: the passive voice leaves that open."""

from collections.abc import Iterator, Set
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.running import has_sentences, is_own
from raadsvoorstel.checks.vocabulary import words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose, Word

_ACTOR = late(r"\bdoor (?:de|het|een|deze|dit|die|onze|alle|beide)\b")
_BECOMES = frozenset(("wordt", "worden", "werd", "werden"))
_CLAUSE = late(r"[,;:()\n–—]")
_OPENS = frozenset(("dat", "die", "als", "omdat", "terwijl", "zodat", "want", "maar", "wanneer", "waarin", "waarbij"))
"""Words with which another clause begins."""
SHARE, FEWEST = 3, 2
"""One in so many sentences of a text, and at least so many of them, must be passive before anything is said of it."""
_REACH = 25
"""So many words after *wordt* its participle may still come."""

_WEAK = late(
    r"(?!.*heid\Z)(?:ge\w{2,}(?:[^aeiou\W]d|[aeiou]{1,3}d|[kfsptxgh]t|[aeou]ct)"
    r"|(?:be|ver|ont|her|er)\w{2,}(?:d|[kfspx]t|cht))"
)
"""A weak participle, its prefix taken away; after *be-* and the like -t only where it can be one."""
_PREFIX = late(
    r"\A(?:aan|achter|af|bij|binnen|bijeen|boven|buiten|dicht|door|goed|gelijk|in|klaar|kwijt|los|mede|mee|mis|na|neer"
    r"|nieuw|om|onder|open|op|over|samen|stil|tegemoet|tegen|teniet|terecht|terug|toe|uit|vast|veilig|vol|voor|vooruit"
    r"|voort|vrij|weer|weg)"
)


def check_lijdende_vorm(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A sentence with *worden* that does say who acts can have it for its subject (gemeente IJsselstein).

    Without `door …` a single one is good Dutch, so that only a text that is full of them gets a finding, at the first.
    *Is* with a participle is left alone: it mostly tells what was done.
    """
    if not has_sentences(prose):
        return
    found = [pair for start, end in prose.sentences if (pair := next(_passives(prose, start, end, lijsten), None))]
    many = len(found) >= FEWEST and len(found) * SHARE >= len(prose.sentences)
    for start, end in found[:1] if many else (pair for pair in found if _names_actor(prose, *pair)):
        message = f"‘{_shown(prose.text[start:end])}’ is lijdend{_others(prose, len(found)) if many else ''}"
        yield prose.finding(start, end, message, "zeg wie het doet, en zet die voorop: ‘de gemeente opent het loket’")


def _others(prose: Prose, passive: int) -> str:
    return f", zoals in {passive} van de {len(prose.sentences)} zinnen van deze tekst"


def _names_actor(prose: Prose, start: int, end: int) -> bool:
    """Whether `door` and who acts stand between the two, or directly behind them."""
    return _ACTOR.search(prose.text, start, end + len(" door de")) is not None


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
    """Return the participle after a form of *worden* in the same clause, or directly before one that ends it."""
    known, other = _lists(lijsten)
    last = words[index]
    for word in words[index + 1 : index + 1 + _REACH]:
        if word.lower in _OPENS or not _together(prose, last, word):
            break
        if is_participle(word.lower, known, other):
            return word
        last = word
    before = words[index - 1] if index else last
    ends_here = last is words[index] and before is not last and _together(prose, before, last)
    return before if ends_here and is_participle(before.lower, known, other) else None


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
    base = _PREFIX.sub("", word)
    return word in known or base in known or (base not in other and _WEAK.fullmatch(base) is not None)
