"""Write remarks into a copy of a Word file, as Word's own comments at the spot that each is about."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package
from raadsvoorstel.word.inspection.faults import Place
from raadsvoorstel.word.inspection.opened import Opened, open_parts
from raadsvoorstel.word.inspection.places import FALLBACK
from raadsvoorstel.word.package import MAIN, TYPES
from raadsvoorstel.word.xml import RELATIONS, XML_SPACE, R, W, serialize, w, whole

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS_OF_MAIN = "word/_rels/document.xml.rels"
_DEFAULT: Any = {None: RELATIONS}
_INITIALS = 1
_NOT_HERE = (w("txbxContent"), FALLBACK)
"""What holds paragraphs to which a comment cannot be anchored: Word has none in a text box."""


class Remark(Struct, frozen=True):
    """A text for the reader of the file, about a place in it."""

    place: Place
    text: str


def annotate(parts: Mapping[str, bytes], remarks: Sequence[Remark], author: str, date: str) -> bytes:
    """Return the file with a comment for each remark; comments that it has already are kept.

    Word has comments in the body only: what is about a header, a footer or the file as a whole stands with
    the first paragraph, what is about a footnote with the paragraph that refers to it. `date` is a moment as
    XML writes one, or "" for none. WordFileUnusable when the body cannot be read.
    """
    opened = open_parts(parts)
    if opened.strict:
        raise WordFileUnusable("hier kunnen geen opmerkingen in: het is opgeslagen als «Strict Open XML»")
    if opened.body is None or {TYPES, _RELATIONS_OF_MAIN} & set(opened.broken):
        raise WordFileUnusable("hier kunnen geen opmerkingen in: het document zelf is niet te lezen")
    part, comments = _comments(opened)
    first = 1 + max((whole(each.get(w("id"), "")) for each in comments), default=-1)
    anchors = _Anchors.of(opened)
    for number, remark in enumerate(remarks, start=first):
        comments.append(new_comment(number, remark.text, author, date))
        hang(anchors.paragraph(remark.place), number)
    changed = {
        MAIN: serialize(opened.body.root),
        part: serialize(comments),
        TYPES: _with_type(opened, part),
        _RELATIONS_OF_MAIN: _with_relation(opened, part),
    }
    return package.write(package.parts_of({**parts, **changed}))


def _comments(opened: Opened) -> tuple[str, etree._Element]:
    """Return the part with comments, or a new one under a name that is free."""
    for relation in opened.relations:
        if relation.source == MAIN and relation.kind == "comments" and relation.target in opened.roots:
            return relation.target, opened.roots[relation.target]
    names = ("word/comments.xml", *(f"word/comments{number}.xml" for number in range(2, 1000)))
    free = next(name for name in names if name not in opened.parts)
    return free, etree.Element(w("comments"), nsmap={"w": W})


def new_comment(id: int, text: str, author: str, date: str) -> etree._Element:
    """Return a comment, a paragraph for every line of its text."""
    comment = etree.Element(w("comment"))
    comment.set(w("id"), str(id))
    comment.set(w("author"), author)
    if date:
        comment.set(w("date"), date)
    comment.set(w("initials"), author[:_INITIALS])
    for line in text.splitlines():
        run = etree.SubElement(etree.SubElement(comment, w("p")), w("r"))
        written = etree.SubElement(run, w("t"))
        written.text = line
        written.set(XML_SPACE, "preserve")
    return comment


class _Anchors(Struct, frozen=True):
    """Where comments can hang: the paragraphs by rank, the first of them, and per note the one that refers to it."""

    paragraphs: Sequence[etree._Element]
    first: etree._Element
    notes: Mapping[tuple[str, int], etree._Element]

    @classmethod
    def of(cls, opened: Opened) -> "_Anchors":
        """Return where comments can be hung in a file; an empty body gets a paragraph."""
        body = opened.roots[MAIN].find(w("body"))
        if body is None:
            raise WordFileUnusable("hier kunnen geen opmerkingen in: het document heeft geen inhoud")
        paragraphs = list(opened.roots[MAIN].iter(w("p")))
        first = next(iter(_usable(paragraphs)), None)
        if first is None:
            first = etree.Element(w("p"))
            body.insert(0, first)
        return cls(paragraphs, first, dict(_references(opened, paragraphs)))

    def paragraph(self, place: Place) -> etree._Element:
        """Return the paragraph that is nearest to a place."""
        if place.part == MAIN and 0 <= place.paragraph < len(self.paragraphs):
            found = self.paragraphs[place.paragraph]
            return next(reversed(list(found.iterancestors(w("p")))), found)
        return self.notes.get((place.part, place.paragraph), self.first)


def _usable(paragraphs: Iterable[etree._Element]) -> list[etree._Element]:
    return [p for p in paragraphs if not any(each.tag in _NOT_HERE for each in p.iterancestors())]


def _references(
    opened: Opened, paragraphs: Sequence[etree._Element]
) -> Iterable[tuple[tuple[str, int], etree._Element]]:
    """Yield per paragraph of a note the paragraph of the body that refers to that note."""
    for story in opened.stories:
        referring = {
            reference.get(w("id")): paragraph
            for paragraph in _usable(paragraphs)
            for reference in paragraph.iter(w(f"{story.kind.rstrip('s')}Reference"))
        }
        for paragraph in story.paragraphs if referring else ():
            note = next(paragraph.element.iterancestors(w(story.kind.rstrip("s"))), None)
            if note is not None and note.get(w("id")) in referring:
                yield (story.part, paragraph.rank), referring[note.get(w("id"))]


def hang(paragraph: etree._Element, id: int) -> None:
    """Put the comment around everything that the paragraph holds."""
    start, end = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
    run = etree.Element(w("r"))
    reference = etree.SubElement(run, w("commentReference"))
    for element in (start, end, reference):
        element.set(w("id"), str(id))
    properties = paragraph.find(w("pPr"))
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    paragraph.extend((end, run))


def _with_type(opened: Opened, part: str) -> bytes:
    types = opened.roots[TYPES]
    if opened.types.get(part) != _TYPE:
        namespace = types.tag.rpartition("}")[0] + "}"
        etree.SubElement(types, f"{namespace}Override", PartName=f"/{part}", ContentType=_TYPE)
    return serialize(types)


def _with_relation(opened: Opened, part: str) -> bytes:
    root = opened.roots.get(_RELATIONS_OF_MAIN)
    if root is None:
        root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap=_DEFAULT)
    if not any(r.source == MAIN and r.kind == "comments" for r in opened.relations):
        used = {element.get("Id") for element in root}
        id = next(f"rvC{number}" for number in range(1, 10_000) if f"rvC{number}" not in used)
        line = {"Id": id, "Type": f"{R}/comments", "Target": part.removeprefix("word/")}
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", line)
    return serialize(root)
