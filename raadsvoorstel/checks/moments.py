"""Whether a reader knows when something happens, also a year later."""

from collections.abc import Iterator
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.vocabulary import Wanted, adjoin, group, occurrences, sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_FULL_DATE = late(r"\s(?:\w+dag )?\d{1,2} [a-z]+ \d{4}")
_YEAR = late(r"\s((?:19|20)\d\d)\b")


def check_tijdwoorden(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A date says more than `binnenkort`: it is read months later too (heldere taal, Dijk en Waard)."""
    for start, end in _places(prose, lijsten, _undated(lijsten)):
        if not _FULL_DATE.match(prose.text, end):
            year = _YEAR.match(prose.text, end)
            end = year.end() if year else end
            message = f"‘{prose.text[start:end]}’ zegt niet precies wanneer"
            yield prose.finding(start, end, message, "noem de dag, de maand of het kwartaal met het jaar")
    for start, end in _places(prose, lijsten, _passing(lijsten)):
        message = f"‘{prose.text[start:end]}’ klopt niet meer voor wie dit later leest"
        yield prose.finding(start, end, message, "schrijf het zo dat het blijft kloppen, zonder ‘nog’ of ‘nu’")


@lru_cache(maxsize=64)
def _undated(lijsten: Lijsten) -> Wanted:
    return Wanted.of(lijsten.words_of("tijdwoorden"))


@lru_cache(maxsize=64)
def _passing(lijsten: Lijsten) -> Wanted:
    return Wanted.of(sorted(group(lijsten, "tijd-die-verstrijkt")))


def _places(prose: Prose, lijsten: Lijsten, wanted: Wanted) -> Iterator[tuple[int, int]]:
    for words in sentences(prose):
        for first, after, phrase in occurrences(words, wanted):
            start, end = words[first].start, words[after - 1].end
            if phrase in lijsten.allowed or not adjoin(prose, words[first:after]):
                continue
            if not prose.is_quoted(start) and prose.is_literal(start, end):
                yield start, end
