"""How a text uses its styles: which paragraph style how much, and what was set by hand on top of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.onboarding.sheet import Sheet
from raadsvoorstel.word.xml import value, w, whole

MOST = 0.8
"""The share of a text that must be set by hand in one way, to say that this is how the text looks."""
ENOUGH = 200
"""Characters of running text from which a file shows what it looks like."""
_LETTERS = ("rFonts", "b", "i", "caps", "color", "sz")
_PLACES = ("spacing", "jc")


class Used(Struct, frozen=True):
    """One paragraph with text: its style, how long it is, whether it is in a table, and its list and level."""

    element: etree._Element
    style: str
    text: str
    in_table: bool
    num: str
    level: int


def used_in(blocks: Iterable[etree._Element], sheet: Sheet) -> list[Used]:
    """Return every paragraph with text among the blocks of a body and what they hold."""
    found: list[Used] = []
    sheet = sheet.still()
    for block in blocks:
        for paragraph in [block] if block.tag == w("p") else block.iter(w("p")):
            text = plain_text(paragraph)
            if text.strip():
                found.append(_used(paragraph, text, sheet))
    return found


def _used(paragraph: etree._Element, text: str, sheet: Sheet) -> Used:
    style = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or sheet.default
    numbering = paragraph.find(f"{w('pPr')}/{w('numPr')}")
    num, level = sheet.numbering(style)
    if numbering is not None:
        num = value(numbering.find(w("numId")), num)
        written = value(numbering.find(w("ilvl")), str(level))
        level = whole(written) if written.isdigit() else level
    in_table = next(paragraph.iterancestors(w("tbl")), None) is not None
    return Used(paragraph, style, text, in_table, "" if num == "0" else num, level)


def plain_text(paragraph: etree._Element) -> str:
    """Return the words of a paragraph."""
    return "".join(text.text or "" for text in paragraph.iter(w("t")))


def most_used(used: Iterable[Used], wanted: Callable[[Used], bool] = lambda _: True) -> tuple[str, int]:
    """Return the style with the most text among the wanted paragraphs, and how many characters; ("", 0) for none."""
    counted: Counter[str] = Counter()
    for one in used:
        if wanted(one):
            counted[one.style] += len(one.text)
    return counted.most_common(1)[0] if counted else ("", 0)


def by_hand(used: Iterable[Used]) -> tuple[list[etree._Element], list[etree._Element]]:
    """Return what most of these paragraphs have been given by hand: of letters, and of place."""
    listed = list(used)
    letters = _agreed([run for one in listed for run in _weighed_runs(one.element)], _LETTERS)
    return letters, _agreed([(one.element.find(w("pPr")), len(one.text)) for one in listed], _PLACES)


def _weighed_runs(paragraph: etree._Element) -> Iterator[tuple[etree._Element | None, int]]:
    for run in paragraph.iter(w("r")):
        if length := sum(len(text.text or "") for text in run.iterfind(w("t"))):
            yield run.find(w("rPr")), length


def _agreed(weighed: list[tuple[etree._Element | None, int]], names: Iterable[str]) -> list[etree._Element]:
    """Return for each name the element that most of the weight has, where there is one."""
    total = sum(weight for _, weight in weighed)
    found: list[etree._Element] = []
    for name in names:
        weights: Counter[bytes] = Counter()
        elements: dict[bytes, etree._Element] = {}
        for properties, weight in weighed:
            element = None if properties is None else properties.find(w(name))
            if element is not None:
                key = etree.tostring(element, method="c14n")
                elements.setdefault(key, element)
                weights[key] += weight
        found += [elements[key] for key, weight in weights.most_common(1) if weight >= MOST * total]
    return found
