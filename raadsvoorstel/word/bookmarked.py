"""The text in every bookmark of ours, and what there may be only one of in a Word file."""

from collections.abc import Iterator

from lxml import etree

from raadsvoorstel.word.marks import BOOKMARK, FIELD
from raadsvoorstel.word.xml import letters_of, value, w

_P, _R, _SDT, _GONE = w("p"), w("r"), w("sdt"), (w("del"), w("moveFrom"))
_START, _END, _ID, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name")
_CONTROL_ID = f"{w('sdtPr')}/{_ID}"


def bookmarked(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the bookmarks of ours in a part, with their text to their end or to that of the paragraph."""
    for paragraph in root.iter(_P):
        yield from _in_paragraph(paragraph)


def unique_ids(root: etree._Element, part: str) -> Iterator[str]:
    """Yield what has to be unique: the ids of controls, of bookmarks and drawings in a part, and names of bookmarks."""
    for element in root.iter(_SDT, _START, "{*}docPr"):
        if element.tag == _SDT:
            yield "control " + value(element.find(_CONTROL_ID))
        elif element.tag == _START:
            yield from (f"bookmark {part} {element.get(_ID, '')}", f"bookmark {element.get(_NAME, '')}")
        else:
            yield f"drawing {part} {element.get('id')}"


def _in_paragraph(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    texts: list[str] = []
    begun: dict[str, list[tuple[str, int]]] = {}
    for element in paragraph.iter(_START, _END, _R):
        id, mark = element.get(_ID, ""), element.get(_NAME, "")
        if element.tag == _START:
            if mark.startswith((BOOKMARK, FIELD)):
                begun.setdefault(id, []).append((mark, len(texts)))
        elif element.tag == _END:
            yield from ((name, "".join(texts[begin:])) for name, begin in begun.pop(id, ()))
        elif begun and next(element.iterancestors(*_GONE), None) is None:
            texts += map(letters_of, element)
    yield from ((name, "".join(texts[begin:])) for each in begun.values() for name, begin in each)
