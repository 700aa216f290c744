"""How wide a text can be where a template prints it: its page, its columns, or its cell of a table."""

import re
from collections.abc import Iterator

from lxml import etree

from raadsvoorstel.word.xml import w, whole

EMU_PER_TWIP = 635
_TEXTS = re.compile(r"\{\{p\s")
_MARGINS_OF_A_CELL, _BETWEEN_COLUMNS = 216, "720"


def widest_picture(root: etree._Element, most: int) -> int:
    """Return how wide a picture can be wherever the body prints a text, in EMU, and `most` at most."""
    return min([most, *(room * EMU_PER_TWIP for room in _rooms(root) if room > 0)])


def _rooms(root: etree._Element) -> Iterator[int]:
    """Yield the width of every place in twips; what a section is like stands at its end."""
    waiting = False
    for element in root.iter(w("p"), w("sectPr")):
        if element.tag == w("sectPr"):
            if waiting:
                yield _of_section(element)
            waiting = False
        elif _TEXTS.search("".join(text.text or "" for text in element.iter(w("t")))):
            waiting = True
            yield from map(_of_cell, element.iterancestors(w("tc")))


def _of_cell(cell: etree._Element) -> int:
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    return _number(width, "w") - _MARGINS_OF_A_CELL if width is not None and width.get(w("type")) == "dxa" else 0


def _of_section(section: etree._Element) -> int:
    margins, columns = section.find(w("pgMar")), section.find(w("cols"))
    page = _number(section.find(w("pgSz")), "w") - sum(_number(margins, side) for side in ("left", "right", "gutter"))
    if columns is None:
        return page
    if widths := [width for column in columns.iterfind(w("col")) if (width := _number(column, "w"))]:
        return min(widths)
    count = max(_number(columns, "num"), 1)
    return (page - (count - 1) * whole(columns.get(w("space"), _BETWEEN_COLUMNS))) // count


def _number(element: etree._Element | None, name: str) -> int:
    return 0 if element is None else whole(element.get(w(name), ""))
