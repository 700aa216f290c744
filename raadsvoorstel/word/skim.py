"""Read of a Word file only its texts, marks and ids: enough to tell whether a new document is right.

`reader` understands a document; this looks at it, in a fraction of the time, right after it was made. A document is
looked at paragraph by paragraph and table by table, and what a stretch of bytes shows is remembered: the next
document with those very bytes in it needs no second look at them. Whatever is not cut that easily is read whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from lxml import etree
from msgspec import Struct

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word.marks import BOOKMARK, VALUE
from raadsvoorstel.word.package import FOOTNOTES, MAIN
from raadsvoorstel.word.xml import escape, is_page_break, parse, value, w

_P, _SDT, _R, _T, _BR, _TAB, _CR = w("p"), w("sdt"), w("r"), w("t"), w("br"), w("tab"), w("cr")
_BOOKMARK, _BOOKMARK_END, _DRAWING = w("bookmarkStart"), w("bookmarkEnd"), "{*}docPr"
_NOTE, _BODY, _BOX = w("footnoteReference"), w("body"), w("txbxContent")
_ID, _NAME, _TAG_OF, _TYPE = w("id"), w("name"), w("tag"), w("type")
_BREAKS = {_BR: "\n", _CR: "\n", _TAB: "\t"}
_MOST_REMEMBERED = 4096
"""Stretches of which it is remembered what they show; a long paper has some hundreds."""


class Skimmed(Struct, frozen=True):
    """What a document shows.

    `opening` is what stands before the first mark; `passages` gives per mark the paragraphs from there to
    the next mark, the body in order; `values` the tag and text of every marked value, and whether it stands
    in the body; `titles` the text within each bookmark of a title; `ids` what has to be unique; `notes` the
    text of every footnote that is referred to, in order.
    """

    paragraphs: tuple[str, ...]
    opening: tuple[str, ...]
    passages: tuple[tuple[str, tuple[str, ...]], ...]
    values: tuple[tuple[str, str, bool], ...]
    titles: Mapping[str, str]
    ids: tuple[str, ...]
    notes: tuple[str, ...]


def skim(parts: Mapping[str, bytes], texts: Iterable[str], others: Iterable[str]) -> Skimmed:
    """Look at the parts named in `texts`, the body first; `others` only have to be good XML.

    WordFileUnusable when a part is not.
    """
    notes: Mapping[str, str] = {}
    for name in others:
        found = _notes(name, parts[name])
        notes = found if name == FOOTNOTES else notes
    stretches = _stretches({name: parts[name] for name in texts})
    body, edges = stretches.pop(MAIN, _Stretch()), _Stretch()
    for stretch in stretches.values():
        edges.add(stretch)
    marks = [*body.marks, ("", len(body.paragraphs))]
    passages = ((tag, tuple(body.paragraphs[start:end])) for (tag, start), (_, end) in pairwise(marks))
    return Skimmed(
        paragraphs=(*body.paragraphs, *edges.paragraphs),
        opening=tuple(body.paragraphs[: marks[0][1]]),
        passages=tuple(passages),
        values=(*((tag, text, True) for tag, text in body.values), *((tag, text, False) for tag, text in edges.values)),
        titles={**body.titles, **edges.titles},
        ids=(*body.ids, *edges.ids, *_drawings({MAIN: body, **stretches})),
        notes=tuple(notes.get(id, "") for id in (*body.references, *edges.references)),
    )


def ids_of(roots: Mapping[str, etree._Element]) -> list[str]:
    """Return what has to be unique in parts that have been read, as `Skimmed` gives it."""
    stretches: dict[str, _Stretch] = {}
    for name, root in roots.items():
        stretches[name] = _Stretch()
        stretches[name].look(root)
    return [*(id for stretch in stretches.values() for id in stretch.ids), *_drawings(stretches)]


def _drawings(stretches: Mapping[str, "_Stretch"]) -> Iterator[str]:
    """Yield the ids of drawings, which have to be unique within a part."""
    return (f"afbeelding {name} {id}" for name, stretch in stretches.items() for id in stretch.drawings)


@lru_cache(maxsize=256)
def _notes(name: str, data: bytes) -> Mapping[str, str]:
    """Return the texts in a part of notes, by their ids; of any other part only whether it can be read counts."""
    root = parse(data, name)
    return {note.get(_ID, ""): _text(note) for note in root if note.get(_TYPE) is None} if name == FOOTNOTES else {}


class _Stretch(Struct):
    """What a piece of a document shows, in order; a mark stands before the paragraph with its number."""

    paragraphs: list[str] = []
    marks: list[tuple[str, int]] = []
    values: list[tuple[str, str]] = []
    titles: dict[str, str] = {}
    ids: list[str] = []
    references: list[str] = []
    drawings: list[str] = []

    def add(self, after: "_Stretch") -> None:
        """Take in what comes behind."""
        before = len(self.paragraphs)
        self.paragraphs += after.paragraphs
        self.ids += after.ids
        if after.marks:
            self.marks += [(tag, before + place) for tag, place in after.marks]
        if after.values:
            self.values += after.values
        if after.titles:
            self.titles.update(after.titles)
        if after.references:
            self.references += after.references
        if after.drawings:
            self.drawings += after.drawings

    def look(self, root: etree._Element) -> None:
        """Take in everything within an element."""
        into = self.paragraphs
        # What stands behind a text box goes on with the paragraph that holds the box; without one, the last goes on.
        places: dict[etree._Element, int] | None = {} if next(root.iter(_BOX), None) is not None else None
        for element in root.iter(_P, _T, _SDT, _BR, _CR, _TAB, _BOOKMARK, _NOTE, _DRAWING):
            kind = element.tag
            if kind == _T:
                into[_place(element, places)] += element.text or ""
            elif kind == _P:
                if places is not None:
                    places[element] = len(into)
                into.append("")
            elif kind == _SDT:
                self._control(element, places)
            elif kind == _BOOKMARK:
                mark = element.get(_NAME, "")
                self.ids += (f"bladwijzer {element.get(_ID)}", f"bladwijzer {mark}")
                if mark.startswith(BOOKMARK):
                    self.titles[mark] = _until(element, element.get(_ID, ""))
            elif kind in _BREAKS:
                # A tab stop in paragraph properties has the name of a tab in a text.
                if element.getparent().tag == _R and not is_page_break(element):  # type: ignore[union-attr]
                    into[_place(element, places)] += _BREAKS[kind]
            elif kind == _NOTE:
                self.references.append(element.get(_ID, ""))
            else:
                self.drawings.append(str(element.get("id")))

    def _control(self, control: etree._Element, places: Mapping[etree._Element, int] | None) -> None:
        properties = {child.tag: child for child in (control[0] if len(control) else ())}
        self.ids.append(f"besturingselement {value(properties.get(_ID))}")
        tag = value(properties.get(_TAG_OF))
        if tag.startswith(VALUE):
            self.values.append((tag.removeprefix(VALUE), _text(control)))
        else:
            within = control.getparent().tag == _P  # type: ignore[union-attr]
            count = len(self.paragraphs)
            self.marks.append((tag, _place(control, places) % count if within else count))


def _place(element: etree._Element, places: Mapping[etree._Element, int] | None) -> int:
    """Return which paragraph something belongs to; the last when there are no `places`, as no box is about."""
    return -1 if places is None else places.get(next(element.iterancestors(_P), element), -1)


def _text(element: etree._Element) -> str:
    """Return the words within an element, but those of a text box in it: these stand beside the text."""
    boxed = {within for box in element.iter(_BOX) for within in box.iter(_T, _BR, _CR, _TAB)}
    found = (e for e in element.iter(_T, _BR, _CR, _TAB) if e not in boxed and not is_page_break(e))
    return "".join(_BREAKS.get(str(e.tag)) or e.text or "" for e in found)


def _until(start: etree._Element, id: str) -> str:
    """Return the text from a bookmark's start to its end, as far as both lie in one paragraph."""
    text: list[str] = []
    for element in start.itersiblings():
        if element.tag == _BOOKMARK_END and element.get(_ID) == id:
            break
        text.append(_text(element))
    return "".join(text)


# ------------------------------------------------------------------ piece by piece

_BODY_BEGINS, _TABLE, _TABLE_END, _PARAGRAPH_END = b"<w:body>", b"<w:tbl>", b"</w:tbl>", b"</w:p>"
_ROOT_BEGINS = re.compile(rb"<w:(?:hdr|ftr)\b[^<>]*>")

_Pieces = tuple[bytes, ...]


class _Frame(Struct, frozen=True):
    """What stands around the paragraphs and tables of a part: names to read them with, and what the frame shows."""

    opening: bytes
    ending: _Stretch


def _stretches(parts: Mapping[str, bytes]) -> dict[str, _Stretch]:
    """Return what parts show. WordFileUnusable when one is not good XML."""
    cut = {name: _cut(data) for name, data in parts.items()}
    frames = {name: _frame(head, tail) for name, (head, _, tail) in cut.items()}
    for opening in {frame.opening for frame in frames.values() if frame}:
        wanted = (cut[name][1] for name, frame in frames.items() if frame and frame.opening == opening)
        _look_at(dict.fromkeys(piece for pieces in wanted for piece in pieces), opening)
    return {name: _joined(cut[name][1], frame) or _whole(name, parts[name]) for name, frame in frames.items()}


def _cut(data: bytes) -> tuple[bytes, _Pieces, bytes]:
    """Return what stands before the first paragraph or table, all of those, and the rest; a guess, to be tried."""
    begin = data.find(_BODY_BEGINS) + len(_BODY_BEGINS)
    if begin < len(_BODY_BEGINS):
        root = _ROOT_BEGINS.search(data)
        begin = root.end() if root else 0
    pieces: list[bytes] = []
    left = b""
    for number, text in enumerate(data[begin:].split(_TABLE)):
        if number:
            table, end, text = text.partition(_TABLE_END)
            pieces.append(left + _TABLE + table + end)
        *paragraphs, left = text.split(_PARAGRAPH_END)
        pieces += [paragraph + _PARAGRAPH_END for paragraph in paragraphs]
    return data[:begin], tuple(pieces), left


@lru_cache(maxsize=256)
def _frame(head: bytes, tail: bytes) -> _Frame | None:
    """Return the frame when it is one: good XML in which paragraphs and tables can stand, and UTF-8."""
    try:
        root = parse(head + b"<rv/>" + tail, MAIN)
    except WordFileUnusable:
        return None
    around = root[0] if root[0].tag == _BODY else root
    if root.getroottree().docinfo.encoding not in (None, "UTF-8") or around[0].tag != "rv":
        return None
    ending = _Stretch()
    ending.look(root)
    names = sorted((prefix, name) for prefix, name in root.nsmap.items() if prefix)
    declared = "".join(f' xmlns:{prefix}="{escape(name)}"' for prefix, name in names)
    return _Frame(f"<rv{declared}>".encode(), ending)


def _joined(pieces: _Pieces, frame: _Frame | None) -> _Stretch | None:
    """Return what pieces show together; None when one of them cannot be read apart from what stands around it."""
    joined = _Stretch()
    known = _known(frame.opening) if frame else {}
    for piece in pieces:
        stretch = known.get(piece)
        if stretch is None:
            return None
        joined.add(stretch)
    if frame:
        joined.add(frame.ending)
    return joined if frame else None


@lru_cache(maxsize=8)
def _known(opening: bytes) -> dict[bytes, _Stretch]:
    """Return what is known of pieces that are read with these names."""
    return {}


def _look_at(pieces: Iterable[bytes], opening: bytes) -> None:
    """Look at the pieces that are new, unless they cannot be read apart."""
    known = _known(opening)
    wanted = list(pieces)
    unknown = [piece for piece in wanted if piece not in known]
    if len(known) + len(unknown) > _MOST_REMEMBERED:
        known.clear()
        unknown = wanted
    try:
        root = parse(opening + b"<c>" + b"</c><c>".join(unknown) + b"</c></rv>", MAIN) if unknown else ()
    except WordFileUnusable:
        return
    # A mark between two paragraphs says something about both.
    if len(root) == len(unknown) and not any(child.tag in (_SDT, _BOOKMARK) for each in root for child in each):
        for piece, each in zip(unknown, root, strict=True):
            known[piece] = _Stretch()
            known[piece].look(each)


def _whole(name: str, data: bytes) -> _Stretch:
    stretch = _Stretch()
    stretch.look(parse(data, name))
    return stretch
