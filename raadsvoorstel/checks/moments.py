"""Whether a reader knows when something happens, also a year later."""

from collections.abc import Iterator

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.vocabulary import adjoin, group, occurrences, phrases, sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_FULL_DATE = late(r"\s(?:\w+dag )?\d{1,2} [a-z]+ \d{4}")
_YEAR = late(r"\s((?:19|20)\d\d)\b")


def check_tijdwoorden(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A date says more than `binnenkort`: it is read months later too (heldere taal, Dijk en Waard)."""
    for start, end in _places(prose, lijsten, lijsten.words_of("tijdwoorden")):
        if not _FULL_DATE.match(prose.text, end):
            year = _YEAR.match(prose.text, end)
            end = year.end() if year else end
            message = f"‘{prose.text[start:end]}’ zegt niet precies wanneer"
            yield prose.finding(start, end, message, "noem de dag, de maand of het kwartaal met het jaar")
    for start, end in _places(prose, lijsten, tuple(sorted(group(lijsten, "tijd-die-verstrijkt")))):
        message = f"‘{prose.text[start:end]}’ klopt niet meer voor wie dit later leest"
        yield prose.finding(start, end, message, "schrijf het zo dat het blijft kloppen, zonder ‘nog’ of ‘nu’")


def _places(prose: Prose, lijsten: Lijsten, texts: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    wanted = phrases(texts)
    for words in sentences(prose):
        for first, after, phrase in occurrences(words, wanted):
            start, end = words[first].start, words[after - 1].end
            if phrase in lijsten.allowed or not adjoin(prose, words[first:after]):
                continue
            if not prose.is_quoted(start) and prose.is_literal(start, end):
                yield start, end
