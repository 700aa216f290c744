"""Whether an abbreviation is written as it is used to, and tied to the word it makes one word with."""

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.running import Phrases, is_own, is_running, phrases, phrases_in
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose


def check_afkorting_schrijfwijze(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """An abbreviation is written as it is used to: `JenV`, `Wmo`, `btw` (Taalunie; the name of the law itself)."""
    if not is_running(prose):
        return
    usual = _usual(lijsten)
    for start, end, _ in phrases_in(prose, _unusual(lijsten)):
        rather = usual.get(prose.text[start:end])
        if rather is not None and is_own(prose, start, end) and not _shouts(prose, start, end):
            message = f"‘{prose.text[start:end]}’ wordt gewoonlijk ‘{rather}’ geschreven"
            yield prose.finding(start, end, message, f"schrijf: {rather}", instead=rather)


def check_koppelteken(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """An abbreviation is tied by a hyphen to the word that it makes one word with: `Wmo-klankbordgroep` (Leidraad)."""
    if not is_running(prose):
        return
    abbreviations, nouns = _abbreviations(lijsten), _nouns(lijsten)
    for index, word in enumerate(prose.words[1:]):
        before = prose.words[index]
        if word.text not in nouns or before.text not in abbreviations or prose.text[before.end : word.start] != " ":
            continue
        if is_own(prose, before.start, word.end):
            whole = f"{before.text}-{word.text}"
            message = f"tussen ‘{before.text}’ en ‘{word.text}’ ontbreekt een koppelteken"
            yield prose.finding(before.start, word.end, message, f"schrijf: {whole}", instead=whole)


def _shouts(prose: Prose, start: int, end: int) -> bool:
    """Whether the whole line is in capitals."""
    first = prose.text.rfind("\n", 0, start) + 1
    last = prose.text.find("\n", end)
    line = prose.text[first : last if last >= 0 else len(prose.text)]
    return line.isupper() and line.strip() != prose.text[start:end]


@lru_cache(maxsize=8)
def _usual(lijsten: Lijsten) -> Mapping[str, str]:
    rows = reversed(lijsten.list_of("afkortingen"))
    return {form: row["afkorting"][0] for row in rows for form in row.get("niet", ())}


@lru_cache(maxsize=8)
def _unusual(lijsten: Lijsten) -> Phrases:
    return phrases((form, 0) for form in _usual(lijsten) if form.lower() not in lijsten.allowed)


@lru_cache(maxsize=8)
def _abbreviations(lijsten: Lijsten) -> Set[str]:
    return frozenset(row["afkorting"][0] for row in lijsten.list_of("afkortingen"))


@lru_cache(maxsize=8)
def _nouns(lijsten: Lijsten) -> Set[str]:
    return frozenset(lijsten.words_of("na_koppelteken"))
