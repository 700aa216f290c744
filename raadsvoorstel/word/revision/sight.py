"""What a reader who accepts every tracked change sees of a paragraph, letter by letter, and in which run it stands."""

import copy
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from raadsvoorstel.blocks import Run, Runs, merge_runs
from raadsvoorstel.word import xml
from raadsvoorstel.word.beyond import BETWEEN_RUNS, OBJECTS, PRIVATE, described
from raadsvoorstel.word.package import FOOTNOTES
from raadsvoorstel.word.xml import XML_SPACE, is_on, parse, w

R, P, TBL, SDT, CONTENT, PPR, RPR = w("r"), w("p"), w("tbl"), w("sdt"), w("sdtContent"), w("pPr"), w("rPr")
INS, DEL, MOVE_TO, MOVE_FROM, HYPERLINK = w("ins"), w("del"), w("moveTo"), w("moveFrom"), w("hyperlink")
ROW_GONE = f"{w('trPr')}/{DEL}"
"""The mark in a row that somebody took out."""
THROUGH = frozenset((HYPERLINK, INS, MOVE_TO, w("smartTag"), w("customXml"), w("fldSimple"), w("dir"), w("bdo")))
"""What may stand around the runs of a paragraph without hiding them."""
_NOTE = w("footnoteReference")
OBJECT = "\ufffc"

Notes = Mapping[str, Runs]
"""The text of every footnote of a file, by its id."""


def runs_in(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph that a reader sees, those without text as well, and objects that stand as a run."""
    for child in element:
        kind = child.tag
        if kind == R or kind in BETWEEN_RUNS:
            yield child
        elif kind in THROUGH:
            yield from runs_in(child)
        elif kind == SDT:
            content = child.find(CONTENT)
            prompt = child.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
            if content is not None and not is_on(prompt):
                yield from runs_in(content)


def letters_of(child: etree._Element) -> str:
    """Return what one element of a run shows; a footnote or a drawing takes the place of one letter."""
    return OBJECT if child.tag == _NOTE or child.tag in OBJECTS else xml.letters_of(child)


def text_of(run: etree._Element) -> str:
    """Return what a run shows."""
    return OBJECT if run.tag in BETWEEN_RUNS else "".join(map(letters_of, run))


class Sight(Struct, frozen=True):
    """A paragraph as it is seen; more than one element where the ends of the first ones are gone."""

    paragraphs: tuple[etree._Element, ...]

    def runs(self) -> list[etree._Element]:
        """Return the runs that are seen."""
        return [run for paragraph in self.paragraphs for run in runs_in(paragraph)]

    @property
    def shows(self) -> bool:
        """Whether there is a letter in it, or what takes the place of one."""
        return any(map(text_of, self.runs()))

    def reads(self, notes: Notes, *, objects: bool = True) -> Runs:
        """Return the text, with that of its footnotes, and nothing of how it is formatted.

        Without `objects` there is a space for each, and for a letter that is a picture in its font.
        """
        pieces = (child for run in self.runs() for child in ([run] if run.tag in BETWEEN_RUNS else run))
        return merge_runs(run for piece in pieces for run in _piece(piece, notes, objects=objects))

    def cut(self, place: int) -> None:
        """Make a run end after `place` letters."""
        for run in self.runs():
            width = len(text_of(run))
            if place < width:
                if place > 0:
                    _divide(run, place)
                return
            place -= width

    def between(self, start: int, end: int) -> list[etree._Element]:
        """Return the runs that hold the letters from `start` to `end`, and what has no letters between them."""
        self.cut(start)
        self.cut(end)
        found: list[etree._Element] = []
        place = last = 0
        for run in self.runs():
            width = len(text_of(run))
            if start <= place and place + width <= end and (width or found):
                found.append(run)
                last = len(found) if width else last
            place += width
        return found[:last]

    def before(self, place: int) -> etree._Element | None:
        """Return the run whose last letter is the one before `place`, which must be cut; None at the beginning."""
        at = 0
        for run in self.runs():
            at += len(text_of(run))
            if at >= place > 0 and text_of(run):
                return run
        return None


def _piece(child: etree._Element, notes: Notes, *, objects: bool) -> Iterator[Run]:
    if child.tag == _NOTE and (note := notes.get(child.get(w("id"), ""))):
        yield Run("", note=note)
    elif child.tag in OBJECTS:
        yield Run(OBJECT, beyond=described(child)) if objects else Run(" ")
    elif letters := letters_of(child):
        yield Run(letters if objects else PRIVATE.sub(" ", letters))


def _divide(run: etree._Element, place: int) -> None:
    """Split a run in two, after `place` of its letters."""
    second = like(run)
    properties = run.find(RPR)
    if properties is not None:
        second.append(copy.deepcopy(properties))
    for child in [child for child in run if child is not properties]:
        width = len(letters_of(child))
        if place <= 0:
            second.append(child)
        elif width > place:
            rest = copy.deepcopy(child)
            text = child.text or ""
            child.text, rest.text = text[:place], text[place:]
            for each in (child, rest):
                each.set(XML_SPACE, "preserve")
            second.append(rest)
        place -= width
    second.tail, run.tail = run.tail, None
    run.addnext(second)


def like(element: etree._Element) -> etree._Element:
    """Return an empty element with the same name and attributes."""
    made = etree.Element(element.tag)
    for name, text in element.attrib.items():
        made.set(name, text)
    return made


def notes_of(data: bytes | None) -> dict[str, Runs]:
    """Return the text of every footnote by its id, from the part that holds them."""
    root = [] if data is None else parse(data, FOOTNOTES)
    return {
        note.get(w("id"), ""): (Run("\n".join("".join(map(text_of, runs_in(p))) for p in note.iter(P)).strip()),)
        for note in root
        if note.get(w("type")) is None
    }
