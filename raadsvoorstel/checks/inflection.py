"""Whether an adjective has its -e before a de-woord: `een duidelijke visie`."""

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.running import is_own, is_running
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose

_BEFORE = frozenset(("een", "geen", "de", "onze", "elke", "iedere"))
"""*Die* and *deze* not: `inwoners die snel zorg krijgen`."""


def check_buiging(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """Between an article and a de-woord an adjective ends in -e (Algemene Nederlandse Spraakkunst 6.4.1).

    Only for adjectives and nouns that a list holds, directly one after another: then there is no doubt.
    """
    if not is_running(prose):
        return
    inflected, nouns = _inflected(lijsten), _nouns(lijsten)
    words = prose.words
    for index in range(len(words) - 2):
        article, adjective, noun = words[index : index + 3]
        if adjective.lower not in inflected or noun.lower not in nouns or article.lower not in _BEFORE:
            continue
        between = prose.text[article.end : adjective.start] + prose.text[adjective.end : noun.start]
        if between == "  " and is_own(prose, adjective.start, adjective.end):
            rather = inflected[adjective.lower]
            message = f"‘{adjective.text}’ hoort voor ‘{noun.text}’ een -e te krijgen"
            yield prose.finding(adjective.start, adjective.end, message, f"schrijf: {rather}", instead=rather)


@lru_cache(maxsize=8)
def _inflected(lijsten: Lijsten) -> Mapping[str, str]:
    return {word: row["liever"][0] for row in lijsten.list_of("buiging") for word in row["woord"]}


@lru_cache(maxsize=8)
def _nouns(lijsten: Lijsten) -> Set[str]:
    return frozenset(lijsten.words_of("de_woorden"))
