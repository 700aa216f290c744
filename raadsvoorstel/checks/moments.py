"""Whether a reader knows when something happens, also a year later."""

import re
from collections.abc import Iterator

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.vocabulary import adjoin, occurrences, phrases, sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose

_FULL_DATE = re.compile(r"\s(?:\w+dag )?\d{1,2} [a-z]+ \d{4}")
_YEAR = re.compile(r"\s((?:19|20)\d\d)\b")


def check_tijdwoorden(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A date says more than `binnenkort`: it is read months later too (heldere taal, Dijk en Waard)."""
    wanted = phrases(lijsten.words_of("tijdwoorden"))
    for words in sentences(prose):
        for first, after, phrase in occurrences(words, wanted):
            start, end = words[first].start, words[after - 1].end
            if phrase in lijsten.allowed or not adjoin(prose, words[first:after]):
                continue
            if prose.is_quoted(start) or not prose.is_literal(start, end) or _FULL_DATE.match(prose.text, end):
                continue
            if year := _YEAR.match(prose.text, end):
                end = year.end()
            message = f"‘{prose.text[start:end]}’ zegt niet precies wanneer"
            yield prose.finding(start, end, message, "noem de dag, de maand of het kwartaal met het jaar")
