"""The text that a template prints of its own accord, such as how a letter ends: nobody's text, wherever it stands."""

import re
from collections.abc import Iterator

from lxml import etree

from raadsvoorstel.word.xml import w

_LOOP = re.compile(r"\{%(?:p|tr|tc)?\s*for\s+(\w+)\s+in\b")
_TAG = re.compile(r"\{%|\{\{(?:p|r|tr|tc)\s")
_TEXT, _SPACES = w("t"), {w("tab"), w("br"), w("cr")}


def standing_lines(root: etree._Element) -> list[str]:
    """Return the paragraphs of a template's body that a document holds once, with their placeholders.

    A paragraph without text of its own counts as what its picture says. Left out are block tags, and what a loop
    prints for each of its items.
    """
    written = [_text(paragraph).strip() or _picture(paragraph) for paragraph in root.iter(w("p"))]
    items = {name for line in written for name in _LOOP.findall(line)}
    each = re.compile(r"\{\{[^}]*\b(?:" + "|".join(map(re.escape, items)) + r")\b") if items else None
    return [line for line in written if line and not _TAG.search(line) and not (each and each.search(line))]


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _picture(paragraph: etree._Element) -> str:
    """Return what the first picture of a paragraph shows, or its name: what stands for it when it is read."""
    picture = next(paragraph.iter("{*}docPr"), None)
    return "" if picture is None else picture.get("descr", "") or picture.get("name", "")


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(_TEXT, *_SPACES):
        parent, around = element.getparent(), next(element.iterancestors(w("p")))
        if parent is not None and parent.tag == w("r") and around is paragraph:
            yield element.text or "" if element.tag == _TEXT else " "
