"""Write new words, paragraphs and rows in the styles and lists of the file that they go into.

What they need in other parts (lists, links, footnotes, pictures) is added there, and nothing is changed.
"""

import copy
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import Block, Heading, Item, Paragraph, Run, Runs, plain, runs_text
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.reconcile.nodes import Line
from raadsvoorstel.reconcile.words import runs_of
from raadsvoorstel.word.foundation import footnotes_of, lists_of
from raadsvoorstel.word.lists import Lists
from raadsvoorstel.word.look import NUMBERING, STYLES, Look, look_of
from raadsvoorstel.word.package import FOOTNOTES, TYPES
from raadsvoorstel.word.revision import dress
from raadsvoorstel.word.revision.sight import HYPERLINK, PPR, RPR, R, runs_in
from raadsvoorstel.word.writer import Writer
from raadsvoorstel.word.xml import RELATIONS, W15, XML_SPACE, W, parse, serialize, w
from raadsvoorstel.word.xml import R as RELATED

_MAIN_RELS, _NOTE_RELS = "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_DEFAULT: Any = {None: RELATIONS}
_NOT_COPIED = frozenset((w("rPr"), w("sectPr"), w("pPrChange")))
_NOT_OF_ROWS = (w("cantSplit"), w("tblHeader"), w("ins"), w("del"), w("trPrChange"))
_NEW = "new:"


class Additions(Struct):
    """What goes to other parts than the body."""

    parts: dict[str, bytes]

    def relation(self, rels: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relation to `target`; one that is there already serves."""
        data = self.parts.get(rels)
        root = parse(data, rels) if data else etree.Element(f"{{{RELATIONS}}}Relationships", nsmap=_DEFAULT)
        whole = f"{RELATED}/{kind}"
        for each in root:
            if each.get("Type") == whole and each.get("Target") == target:
                return each.get("Id", "")
        used = {each.get("Id") for each in root}
        id = next(f"rvU{n}" for n in range(1, 100_000) if f"rvU{n}" not in used)
        line = {"Id": id, "Type": whole, "Target": target, **({"TargetMode": "External"} if external else {})}
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", line)
        self.parts[rels] = serialize(root)
        return id

    def type(self, part: str, kind: str) -> None:
        """See to it that a part has a content type."""
        root = parse(self.parts[TYPES], TYPES)
        if all(each.get("PartName") != f"/{part}" for each in root):
            etree.SubElement(root, root.tag.rpartition("}")[0] + "}Override", PartName=f"/{part}", ContentType=kind)
            self.parts[TYPES] = serialize(root)

    def extension(self, kind: str) -> None:
        """See to it that files of a kind have a content type."""
        root = parse(self.parts[TYPES], TYPES)
        if all(each.get("Extension", "").lower() != kind for each in root):
            tag = root.tag.rpartition("}")[0] + "}Default"
            root.insert(0, etree.Element(tag, Extension=kind, ContentType=f"image/{kind}"))
            self.parts[TYPES] = serialize(root)


class Press(Struct, dict=True):
    """Writes for one file. `pictures` gives the kind (png, jpeg) and contents of a picture by its hash."""

    parts: Mapping[str, bytes]
    first_id: int
    pictures: Mapping[str, tuple[str, bytes]] = {}

    @cached_property
    def look(self) -> Look:
        """The styles of the file."""
        return look_of(self.parts.get(STYLES, b"<styles/>"))

    @cached_property
    def _notes(self) -> tuple[tuple[str, str], int]:
        return footnotes_of(self.parts.get(FOOTNOTES))

    @cached_property
    def _lists(self) -> tuple[Lists, tuple[str, str, str]]:
        return lists_of(self.parts.get(NUMBERING), self.look, self._notes[1])

    @cached_property
    def writer(self) -> Writer:
        """Writes blocks as the program does in its own documents."""
        return Writer.of(self.look, self._lists[0], self.first_id)

    # ------------------------------------------------------------------ words

    def words(self, runs: Runs, near: etree._Element | None, look: Run) -> list[etree._Element]:
        """Return runs to stand in a line, dressed as the run `near`, which showed `look`."""
        linked = look.link and near is not None and any(a.tag == HYPERLINK for a in near.iterancestors())
        written: list[etree._Element] = []
        for run in runs:
            inside = linked and run.link == look.link
            (element,) = self._fragment(self.writer.runs((replace(run, link="") if inside else run,)))
            for each in [element] if element.tag == R else element:
                if not run.note:
                    shown = replace(look, link="") if inside or not linked else look
                    new = replace(run, link="") if inside else run
                    _dressed(each, dress.beside(_properties(near), shown, new, each.find(RPR)))
            written.append(element)
        return written

    def line(self, runs: Runs, near: etree._Element | None) -> list[etree._Element]:
        """Return the runs of a new paragraph, in the letter of the run `near`."""
        written = [element for run in runs for element in self._fragment(self.writer.runs((run,)))]
        for element in written:
            for each in [element] if element.tag == R else element:
                if each.find(w("footnoteReference")) is None:
                    _dressed(each, dress.plainly(_properties(near), each.find(RPR)))
        return written

    # ------------------------------------------------------------------ paragraphs and rows

    def paragraph(self, runs: Runs, model: etree._Element) -> etree._Element:
        """Return a new paragraph that looks like `model`."""
        near = next((run for run in runs_in(model)), None)
        paragraph = etree.Element(w("p"))
        if (properties := properties_like(model)) is not None:
            paragraph.append(properties)
        paragraph.extend(self.line(runs, near))
        return paragraph

    def title(self, line: Line, model: etree._Element) -> etree._Element:
        """Return a new title, in the letter of another."""
        paragraph = self.paragraph((), model)
        near = next((run for run in runs_in(model) if run.find(w("t")) is not None), None)
        for run in runs_of(line.tokens):
            made = etree.SubElement(paragraph, R)
            if near is not None and (properties := near.find(RPR)) is not None:
                made.append(copy.deepcopy(properties))
            etree.SubElement(made, w("t")).text = run.text
            _dressed(made, made.find(RPR))
        return paragraph

    def block(self, block: Block, body: str) -> list[etree._Element]:
        """Return a block as the program writes it; running text gets the style with the id `body`."""
        return self._fragment(self.writer.block(block, body))

    def properties(self, block: Paragraph | Heading | Item, body: str) -> etree._Element | None:
        """Return the paragraph properties that a block has."""
        (paragraph,) = self._fragment(self.writer.block(replace(block, runs=plain("x")), body))
        return paragraph.find(PPR)

    def row(self, cells: tuple[tuple[Runs, ...], ...], model: etree._Element) -> etree._Element:
        """Return a new row of a table that looks like the row `model`."""
        row = copy.deepcopy(model)
        _whole_row(row)
        for cell, lines in zip(row.iter(w("tc")), cells, strict=True):
            first = next(cell.iter(w("p")))
            for child in [*cell]:
                if child.tag != w("tcPr"):
                    cell.remove(child)
            cell.extend([self.paragraph(runs, first) for runs in lines or ((),)])
        return row

    def bookmarked(self, paragraph: etree._Element, name: str, id: str) -> None:
        """Put a bookmark around all that a paragraph holds."""
        start, end = etree.Element(w("bookmarkStart")), etree.Element(w("bookmarkEnd"))
        start.set(w("id"), id)
        start.set(w("name"), name)
        end.set(w("id"), id)
        paragraph.insert(int(paragraph.find(PPR) is not None), start)
        paragraph.append(end)

    # ------------------------------------------------------------------ other parts

    def _fragment(self, written: str) -> list[etree._Element]:
        """Return what was written as elements; what they point at has no id of this file yet."""
        names = f'xmlns:w="{W}" xmlns:r="{RELATED}" xmlns:w15="{W15}"'
        root = etree.fromstring(f"<x {names}>{written}</x>")
        for element, name in _pointing(root):
            element.set(name, _NEW + element.get(name, ""))
        return [*root]

    def finish(self, root: etree._Element) -> dict[str, bytes]:
        """Return the parts that what was written needs, and let the body point at them."""
        made = Additions(dict(self.parts))
        if "writer" not in self.__dict__:
            return {}
        writer = self.writer
        ids = {old: made.relation(_MAIN_RELS, "hyperlink", to, external=True) for to, old in writer.links.items()}
        for digest, old in writer.pictures.items():
            if digest not in self.pictures:
                raise WordFileUnusable("in het document ontbreekt een afbeelding waarmee het gemaakt is")
            kind, data = self.pictures[digest]
            target = f"media/rv{digest[:16]}.{kind}"
            made.parts[f"word/{target}"] = data
            made.extension(kind)
            ids[old] = made.relation(_MAIN_RELS, "image", target)
        for element, name in _pointing(root):
            if (id := element.get(name, "")).startswith(_NEW):
                element.set(name, ids[id.removeprefix(_NEW)])
        if writer.listing.nums:
            self._part(made, NUMBERING, "numbering", writer.listing.part(self._lists[1]))
        if writer.notes:
            notes = "".join(writer.notes)
            for to, old in writer.note_links.items():
                id = made.relation(_NOTE_RELS, "hyperlink", to, external=True)
                notes = notes.replace(f'r:id="{old}"', f'r:id="{_NEW}{id}"')
            notes = notes.replace(_NEW, "")
            self._part(made, FOOTNOTES, "footnotes", notes.join(self._notes[0]))
        return {name: data for name, data in made.parts.items() if self.parts.get(name) != data}

    def _part(self, made: Additions, part: str, kind: str, written: str) -> None:
        parse(written.encode(), part)
        made.parts[part] = written.encode()
        made.type(part, _TYPE.format(kind))
        made.relation(_MAIN_RELS, kind, part.removeprefix("word/"))


def _pointing(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield what points at other parts, with the name of the attribute that does."""
    for element in root.iter(HYPERLINK, "{*}blip"):
        yield element, f"{{{RELATED}}}{'id' if element.tag == HYPERLINK else 'embed'}"


def _whole_row(row: etree._Element) -> None:
    """Let a copy of a row be an ordinary one that stays on one page, without the marks of the other."""
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        row.insert(sum(child.tag == w("tblPrEx") for child in row), properties)
    for child in [*properties.iterchildren(*_NOT_OF_ROWS)]:
        properties.remove(child)
    # Not every editor writes the one that is there as it should be.
    properties.insert(0, etree.Element(w("cantSplit")))


def _dressed(run: etree._Element, properties: etree._Element | None) -> None:
    old = run.find(RPR)
    if old is not None:
        run.remove(old)
    if properties is not None:
        run.insert(0, properties)
    for text in run.iter(w("t")):
        text.set(XML_SPACE, "preserve")


def _properties(run: etree._Element | None) -> etree._Element | None:
    return None if run is None else run.find(RPR)


def properties_like(model: etree._Element) -> etree._Element | None:
    """Return a copy of how a paragraph looks, without its marks and its page."""
    found = model.find(PPR)
    if found is None:
        return None
    copied = copy.deepcopy(found)
    for child in [child for child in copied if child.tag in _NOT_COPIED]:
        copied.remove(child)
    return copied


def is_blank(runs: Runs) -> bool:
    """Whether there is nothing to see in runs."""
    return not runs_text(runs).strip() and not any(run.note for run in runs)
