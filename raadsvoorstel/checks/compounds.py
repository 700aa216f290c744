"""Whether an abbreviation is written as it is used to."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.longest import Phrases
from raadsvoorstel.checks.phrases import find, phrases_of
from raadsvoorstel.checks.running import is_own, is_running
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose


def check_afkorting_schrijfwijze(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """An abbreviation is written as it is used to: `JenV`, `Wmo`, `btw` (Taalunie; the name of the law itself)."""
    if not is_running(prose):
        return
    usual = _usual(lijsten)
    for hit in find(prose, _unusual(lijsten)):
        rather = usual.get(hit.text)
        if rather is not None and is_own(prose, hit.start, hit.end) and not _shouts(prose, hit.start, hit.end):
            message = f"‘{hit.text}’ wordt gewoonlijk ‘{rather}’ geschreven"
            yield prose.finding(hit.start, hit.end, message, f"schrijf: {rather}", instead=rather)


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
    return phrases_of((form, 0) for form in _usual(lijsten) if form.lower() not in lijsten.allowed)
