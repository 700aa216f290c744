"""Headers and footers of somebody else's file: placeholders where they show a known value, and what else they say."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.onboarding.labels import Placed, place_in_table, place_on_lines, place_values
from raadsvoorstel.word.onboarding.loosening import loosen
from raadsvoorstel.word.onboarding.wording import OBJECT, without_braces, words
from raadsvoorstel.word.xml import w

_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_KINDS = {"header": "koptekst", "footer": "voettekst"}
_PAGES = {"default": "", "first": " van de eerste bladzijde", "even": " van de even bladzijden"}
_OLD = re.compile(
    r"\b\d{1,2}[ -](?:\d{1,2}|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
    r"[ -](?:19|20)\d\d\b|\b\d{5,}\b",
    re.IGNORECASE,
)
"""A date, or a number of five digits or more: it belongs to the document that the file was made of."""


class Edge(Struct, frozen=True):
    """What became of one header or footer: placeholders, the words that stay, fields that became words or went."""

    area: str
    placed: tuple[Placed, ...]
    literal: tuple[str, ...]
    fields: tuple[str, ...]
    gone: tuple[str, ...]
    braces: bool

    @property
    def is_dated(self) -> bool:
        """Whether the words that stay hold a date or a number of an old document."""
        return any(_OLD.search(line) for line in self.literal)


def area(kind: str, pages: str) -> str:
    """Return what a header or footer is called: `koptekst van de eerste bladzijde`."""
    return _KINDS[kind] + _PAGES.get(pages, "")


def read_edge(root: etree._Element, name: str, known: Mapping[str, str], values: Mapping[str, str]) -> Edge:
    """Put placeholders in a header or footer, and return what it shows besides."""
    braced = [paragraph for paragraph in root.iter(w("p")) if without_braces(paragraph)]
    loosened = list(loosen(root, known))
    placed = [Placed("", shown, "") for what, shown in loosened if what == "placed"]
    for table in root.iterchildren(w("tbl")):
        placed += place_in_table(table, known)
    for paragraph in root.iter(w("p")):
        if next(paragraph.iterancestors(w("tbl")), None) is None:
            placed += place_on_lines(paragraph, known)
        placed += place_values(paragraph, values)
    return Edge(
        area=name,
        placed=tuple(placed),
        literal=tuple(dict.fromkeys([*_literal(list(root.iter(w("p")))), *_watermarks(root)])),
        fields=tuple(shown for what, shown in loosened if what == "field"),
        gone=tuple(shown for what, shown in loosened if what in ("gone", "prompt")),
        braces=bool(braced),
    )


def _watermarks(root: etree._Element) -> list[str]:
    return [f"watermerk {shape.get('string')}" for shape in root.iter(_WATERMARK) if shape.get("string")]


def _literal(paragraphs: Sequence[etree._Element]) -> list[str]:
    shown = (re.sub(r"\{\{.*?\}\}", "…", words(paragraph).replace(OBJECT, "#")) for paragraph in paragraphs)
    lines = (" ".join(line.split()) for line in shown)
    return [line for line in lines if re.search(r"[^\W_]", line.replace("#", "").replace("…", ""))]
