"""Read of a Word file only its texts, marks and ids: enough to tell whether a new document is right.

`reader` understands a document; this looks at it, in a quarter of the time, right after it was made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from raadsvoorstel.word.marks import BOOKMARK, VALUE
from raadsvoorstel.word.package import FOOTNOTES, MAIN
from raadsvoorstel.word.xml import is_page_break, parse, value, w

_P, _SDT, _R, _T, _BR, _TAB, _CR = w("p"), w("sdt"), w("r"), w("t"), w("br"), w("tab"), w("cr")
_BOOKMARK, _BOOKMARK_END, _DRAWING = w("bookmarkStart"), w("bookmarkEnd"), "{*}docPr"
_NOTE = w("footnoteReference")
_ID, _NAME, _TAG_OF, _TYPE = w("id"), w("name"), w("tag"), w("type")
_BREAKS = {_BR: "\n", _CR: "\n", _TAB: "\t"}


@dataclass(frozen=True, slots=True)
class Skimmed:
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
    notes: dict[str, str] = {}
    for name in others:
        root = parse(parts[name], name)
        if name == FOOTNOTES:
            notes = {note.get(_ID, ""): _text(note) for note in root if note.get(_TYPE) is None}
    work = _Skimmer()
    for name in texts:
        work.story(parse(parts[name], name), name)
    marks = [*work.marks, ("", len(work.body))]
    passages = ((tag, tuple(work.body[start:end])) for (tag, start), (_, end) in pairwise(marks))
    return Skimmed(
        paragraphs=(*work.body, *work.edges),
        opening=tuple(work.body[: marks[0][1]]),
        passages=tuple(passages),
        values=tuple(work.values),
        titles=work.titles,
        ids=tuple(work.ids),
        notes=tuple(notes.get(id, "") for id in work.references),
    )


@dataclass(slots=True)
class _Skimmer:
    body: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)
    values: list[tuple[str, str, bool]] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)

    def story(self, root: etree._Element, name: str) -> None:
        into = self.body if name == MAIN else self.edges
        for element in root.iter(_P, _T, _SDT, _BR, _CR, _TAB, _BOOKMARK, _NOTE, _DRAWING):
            kind = element.tag
            if kind == _T:
                into[-1] += element.text or ""
            elif kind == _P:
                into.append("")
            elif kind == _SDT:
                self._control(element, into)
            elif kind == _BOOKMARK:
                mark = element.get(_NAME, "")
                self.ids += (f"bladwijzer {element.get(_ID)}", f"bladwijzer {mark}")
                if mark.startswith(BOOKMARK):
                    self.titles[mark] = _until(element, element.get(_ID, ""))
            elif kind in _BREAKS:
                # A tab stop in paragraph properties has the name of a tab in a text.
                if element.getparent().tag == _R and not is_page_break(element):  # type: ignore[union-attr]
                    into[-1] += _BREAKS[kind]
            elif kind == _NOTE:
                self.references.append(element.get(_ID, ""))
            else:
                self.ids.append(f"afbeelding {name} {element.get('id')}")

    def _control(self, control: etree._Element, into: list[str]) -> None:
        properties = {child.tag: child for child in control[0]}
        self.ids.append(f"besturingselement {value(properties.get(_ID))}")
        tag = value(properties.get(_TAG_OF))
        if tag.startswith(VALUE):
            self.values.append((tag.removeprefix(VALUE), _text(control), into is self.body))
        elif into is self.body:
            within = control.getparent().tag == _P  # type: ignore[union-attr]
            self.marks.append((tag, len(self.body) - int(within)))


def _text(element: etree._Element) -> str:
    found = (e for e in element.iter(_T, _BR, _CR, _TAB) if not is_page_break(e))
    return "".join(_BREAKS.get(str(e.tag)) or e.text or "" for e in found)


def _until(start: etree._Element, id: str) -> str:
    """Return the text from a bookmark's start to its end, as far as both lie in one paragraph."""
    text: list[str] = []
    for element in start.itersiblings():
        if element.tag == _BOOKMARK_END and element.get(_ID) == id:
            break
        text.append(_text(element))
    return "".join(text)
