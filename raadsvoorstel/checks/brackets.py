"""Whether what is opened is closed: brackets and quotation marks."""

from collections.abc import Iterator

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_PAIRS = {"(": ")", "“": "”", "«": "»"}
_MARK = late(r"[()“”«»]")
_NAMES = {"(": "haakje", "“": "aanhalingsteken", "«": "aanhalingsteken"}
_SMILEY = late(r"[:;]-?\Z")


def check_open_teken(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A bracket or quotation mark that opens, closes in the same text; a lone one that closes may number a list."""
    opened: dict[str, list[int]] = {mark: [] for mark in _PAIRS}
    low = "„" in prose.text
    for match in _MARK.finditer(prose.text):
        if match[0] in opened and not _SMILEY.search(prose.text[: match.start()][-2:]):
            opened[match[0]].append(match.start())
        for mark, other in _PAIRS.items():
            if match[0] == other and opened[mark]:
                opened[mark].pop()
    for mark, places in opened.items():
        for place in places if mark != "“" or not low else ():
            if prose.is_literal(place, place + 1) and not _goes_on(prose.text, place, mark):
                message = f"dit {_NAMES[mark]} ‘{mark}’ wordt niet gesloten"
                yield prose.finding(place, place + 1, message, f"zet er ‘{_PAIRS[mark]}’ bij, of haal het weg")


def _goes_on(text: str, place: int, mark: str) -> bool:
    """Whether a quotation goes on in a next paragraph, which opens it again."""
    after = text.find("\n", place)
    return mark != "(" and after >= 0 and text[after:].lstrip()[:1] == mark
