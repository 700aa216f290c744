"""The words of a paragraph as one string, and how to replace some of them and leave the rest as it is."""

import copy
import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.xml import MC, XML_SPACE, w

OBJECT = "\ufffc"
"""Stands for a picture, a page number or another thing that is not words."""
_OPAQUE = frozenset((w("drawing"), w("pict"), w("object"), f"{{{MC}}}AlternateContent", w("fldSimple")))
_SIGNS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("sym"): OBJECT}
_SPACES = re.compile(r"\s+")


class Piece(Struct, frozen=True):
    """A stretch of a paragraph's words and the element it comes from."""

    element: etree._Element
    start: int
    text: str

    @property
    def end(self) -> int:
        """The place right behind it."""
        return self.start + len(self.text)


def pieces_of(paragraph: etree._Element) -> list[Piece]:
    """Return the pieces of a paragraph in order; what a field shows is an object, not words."""
    found: list[Piece] = []
    start = depth = 0
    for element in _within(paragraph):
        if element.tag == w("fldChar"):
            kind = element.get(w("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            text = OBJECT if kind == "begin" and depth == 1 else ""
        elif depth:
            text = ""
        elif element.tag == w("t"):
            text = element.text or ""
        else:
            text = OBJECT if element.tag in _OPAQUE else _SIGNS.get(str(element.tag), "")
        if text:
            found.append(Piece(element, start, text))
            start += len(text)
    return found


def _within(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in (w("pPr"), w("rPr")):
            continue
        yield child
        if child.tag not in _OPAQUE:
            yield from _within(child)


def words(paragraph: etree._Element) -> str:
    """Return the words of a paragraph, with tabs and line ends."""
    return "".join(piece.text for piece in pieces_of(paragraph))


def bare(text: str) -> str:
    """Return a text as it is compared: without capitals, objects and surplus white, and without a colon at its end."""
    return _SPACES.sub(" ", text.replace(OBJECT, " ")).strip().rstrip(":").strip().casefold()


def replace(paragraph: etree._Element, start: int, end: int, text: str) -> None:
    """Put `text` in the place of the words from `start` to `end`, in the letters of the first of them.

    Where there are no words in between, it comes behind what stands before, in the same letters but not bold.
    """
    pieces = pieces_of(paragraph)
    within = [piece for piece in pieces if piece.start < end and piece.end > start]
    target = next((piece for piece in within if piece.element.tag == w("t")), None)
    if target is None:
        _insert(paragraph, [piece for piece in pieces if piece.end <= start], text)
    for piece in within:
        before, after = piece.text[: max(start - piece.start, 0)], piece.text[max(end - piece.start, 0) :]
        if piece is target:
            _write(piece.element, before + text + after)
        elif piece.element.tag == w("t"):
            _write(piece.element, before + after)
        elif piece.text != OBJECT:
            _take_out(piece.element)


def _write(element: etree._Element, text: str) -> None:
    element.text = text
    element.set(XML_SPACE, "preserve")


def _take_out(element: etree._Element) -> None:
    outer = element.getparent()
    if outer is not None:
        outer.remove(element)


def _insert(paragraph: etree._Element, before: list[Piece], text: str) -> None:
    run = etree.Element(w("r"))
    written = etree.SubElement(run, w("t"))
    _write(written, text)
    last = before[-1].element.getparent() if before else None
    if last is None or last.tag != w("r"):
        place = 1 if paragraph.find(w("pPr")) is not None else 0
        paragraph.insert(len(paragraph) if before else place, run)
        return
    letters = last.find(w("rPr"))
    if letters is not None:
        copied = copy.deepcopy(letters)
        for bold in [*copied.findall(w("b")), *copied.findall(w("bCs"))]:
            copied.remove(bold)
        run.insert(0, copied)
    last.addnext(run)


def fill(paragraph: etree._Element, text: str) -> None:
    """Put `text` in the place of all words of a paragraph; pictures stay."""
    replace(paragraph, 0, sum(len(piece.text) for piece in pieces_of(paragraph)), text)


def without_braces(paragraph: etree._Element) -> bool:
    """Take the sense out of braces that a template would carry out; return whether there were any."""
    if not re.search(r"\{[{%#]|[}%#]\}", "".join(text.text or "" for text in paragraph.iter(w("t")))):
        return False
    for text in paragraph.iter(w("t")):
        text.text = (text.text or "").translate({ord("{"): "[", ord("}"): "]"})
    return True
