"""The text that a template prints of its own accord, such as how a letter ends: nobody's text, wherever it stands."""

import re
from collections.abc import Iterator

from lxml import etree

from raadsvoorstel.word.beyond import described, named, objects_in
from raadsvoorstel.word.xml import symbol, w

_LOOP = re.compile(r"\{%(?:p|tr|tc)?\s*for\s+(\w+)\s+in\b")
_TAG = re.compile(r"\{%|\{\{(?:p|r|tr|tc)\s")
_TEXT, _SYMBOL, _SPACES = w("t"), w("sym"), {w("tab"), w("br"), w("cr")}


def standing_lines(root: etree._Element) -> list[str]:
    """Return the paragraphs of a template's body that a document holds once, with their placeholders.

    A paragraph without text of its own counts as what its picture says; beside text, an object is a line of its own.
    Left out are block tags, and what a loop prints for each of its items.
    """
    written = [line for paragraph in root.iter(w("p")) for line in _lines(paragraph)]
    items = {name for line in written for name in _LOOP.findall(line)}
    each = re.compile(r"\{\{[^}]*\b(?:" + "|".join(map(re.escape, items)) + r")\b") if items else None
    return [line for line in written if line and not _TAG.search(line) and not (each and each.search(line))]


def _lines(paragraph: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph, and what stands in it beside that."""
    things = [*objects_in(paragraph)]
    if text := "".join(_pieces(paragraph)).strip():
        yield text
        yield from map(described, things)
    elif things:
        name, alt = named(things)
        yield alt or name


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(_TEXT, _SYMBOL, *_SPACES):
        parent, around = element.getparent(), next(element.iterancestors(w("p")))
        if parent is not None and parent.tag == w("r") and around is paragraph:
            yield element.text or "" if element.tag == _TEXT else symbol(element) if element.tag == _SYMBOL else " "
