"""The text that a template prints of its own accord, such as how a letter ends: nobody's text, wherever it stands."""

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.beyond import OBJECTS, described, named, objects_in
from raadsvoorstel.word.xml import letters_of, w

_LOOP = re.compile(r"\{%(?:p|tr|tc)?\s*for\s+(\w+)\s+in\b")
_TAG = re.compile(r"\{%|\{\{(?:p|r|tr|tc)\s")
_BLOCK = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(if|for|endif|endfor)\b")
_NAME = re.compile(r"\{\{\s*[\w.]+\s*\}\}")
_SPACES = re.compile("[\t\n]+")
_P, _R, _FIELDS = w("p"), w("r"), (w("fldChar"), w("fldSimple"))
_PLAIN = frozenset(map(w, ("pPr", "r", "bookmarkStart", "bookmarkEnd", "proofErr")))
_PLAIN_RUN = frozenset(map(w, ("rPr", "t", "tab", "br")))
"""What a paragraph and a run may have in it whose text no editor makes anew, as it does that of a field."""


class Standing(Struct, frozen=True):
    """A line of a template, with its placeholders. `is_certain` says that every document holds it, just so."""

    text: str
    is_certain: bool = False


def standing_lines(root: etree._Element) -> list[Standing]:
    """Return the paragraphs of a template's body that a document holds once.

    A paragraph without text of its own counts as what its picture says; beside text, an object is a line of its own.
    Left out are block tags, and what a loop prints for each of its items.
    """
    written = [*_lines(root)]
    items = {name for line in written for name in _LOOP.findall(line.text)}
    each = re.compile(r"\{\{[^}]*\b(?:" + "|".join(map(re.escape, items)) + r")\b") if items else None
    return [line for line in written if not _TAG.search(line.text) and not (each and each.search(line.text))]


def edge_lines(root: etree._Element) -> list[str]:
    """Return what stands in a header or footer, paragraph by paragraph, but where a field is: its text changes."""
    found = []
    for paragraph in root.iter(_P):
        if next(paragraph.iter(*_FIELDS), None) is None:
            found += [_text(paragraph), *map(described, objects_in(paragraph))]
    return [line for line in found if line]


def _lines(root: etree._Element) -> Iterator[Standing]:
    """Yield the text of every paragraph, and what stands in it beside that."""
    may_be_hidden = any("{#" in _text(paragraph) for paragraph in root.iter(_P))
    depth = 0
    for paragraph in root.iter(_P):
        things = [*objects_in(paragraph)]
        if text := _text(paragraph):
            depth += sum(-1 if kind.startswith("end") else 1 for kind in _BLOCK.findall(text))
            is_certain = not (depth or may_be_hidden) and "{" not in _NAME.sub("", text) and _is_plain(paragraph)
            yield Standing(text, is_certain)
            yield from (Standing(described(thing)) for thing in things)
        elif things:
            name, alt = named(things)
            if said := alt or name:
                yield Standing(said)


def _is_plain(paragraph: etree._Element) -> bool:
    pieces = (piece.tag for run in paragraph.iterchildren(_R) for piece in run)
    inside = all(child.tag in _PLAIN for child in paragraph) and all(tag in _PLAIN_RUN for tag in pieces)
    return inside and next(paragraph.iterancestors(w("sdt"), *OBJECTS), None) is None


def _text(paragraph: etree._Element) -> str:
    """Return what the runs of a paragraph show, with a space for every stretch of tabs and line ends."""
    runs = (run for run in paragraph.iter(_R) if next(run.iterancestors(_P)) is paragraph)
    return _SPACES.sub(" ", "".join(letters_of(child) for run in runs for child in run)).strip()
