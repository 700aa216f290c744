"""Where a Word file and its texts come from."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from raadsvoorstel.blocks import Blocks, block_runs, is_open
from raadsvoorstel.findings import Origin
from raadsvoorstel.model.fields import SOORTEN
from raadsvoorstel.report.layout import columns


class Text(Protocol):
    """A text of a document; `word.manifest.BaseText` is one."""

    @property
    def path(self) -> str: ...
    @property
    def blocks(self) -> Blocks: ...
    @property
    def text(self) -> str: ...
    @property
    def origins(self) -> tuple[Origin, ...]: ...


Layer = Callable[[Origin], str]
_LABELS = {
    "soort": "Soort stuk",
    "voorstel": "Voorstel",
    "gemeente": "Gemeente",
    "zaaknummer": "Zaaknummer",
    "versie": "Versie van de bron",
    "status": "Status",
    "programma": "Versie programma",
    "sjabloon": "Sjabloon",
    "bron": "Teksten",
}
_HASHED = ("sjabloon", "bron")
_SHOWN_OF_A_HASH = 12


def herkomst_text(facts: Mapping[str, str], texts: Sequence[Text], layer: Layer, *, as_made: bool) -> str:
    """Return what a document was made from, and per text its layer, file and line."""
    stand = "zoals het gemaakt is" if as_made else "daarna veranderd of opnieuw opgeslagen"
    labels = {**_LABELS, "gemeente": "Regio"} if facts.get("soort") == SOORTEN[-1] else _LABELS
    rows = [(labels.get(name, name), _short(name, fact)) for name, fact in facts.items()]
    return "\n".join([*columns([*rows, ("Bestand", stand)]), "", *_places(texts, layer)])


def text_of(texts: Sequence[Text], layer: Layer) -> str:
    """Return texts in full, each under its path and the places where it was written."""
    return "\n\n".join("\n".join([*_places([text], layer), *_indented(text.text)]) for text in texts)


def _places(texts: Sequence[Text], layer: Layer) -> list[str]:
    rows = [row for text in texts for row in _rows(text, layer)]
    return columns(rows) if rows else []


def _rows(text: Text, layer: Layer) -> list[tuple[str, str, str]]:
    if not text.origins:
        is_left_open = any(is_open(runs) for block in text.blocks for runs in block_runs(block))
        return [(text.path, "–", "nog in te vullen" if is_left_open else "ingevuld of opgemaakt door het programma")]
    return [(text.path, str(origin), layer(origin)) for origin in text.origins]


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.splitlines()]


def _short(name: str, fact: str) -> str:
    return fact[:_SHOWN_OF_A_HASH] if name in _HASHED else fact


def herkomst_object(facts: Mapping[str, str], texts: Sequence[Text], layer: Layer, *, as_made: bool) -> dict[str, Any]:
    """Return the same as `docs/json.md` describes it."""
    return {
        "feiten": dict(facts),
        "ongewijzigd": as_made,
        "teksten": [
            {
                "veld": text.path,
                "tekst": text.text,
                "herkomst": [
                    {"bestand": o.file, "regel": o.line or None, "kolom": o.column or None, "laag": layer(o)}
                    for o in text.origins
                ],
            }
            for text in texts
        ],
    }
