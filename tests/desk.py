"""A produced document on the desk of someone who edits it, one block after another, as editors write it in XML."""

import copy
import random
from collections.abc import Callable
from functools import cache, cached_property

import samples
from lxml import etree
from msgspec import Struct

from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.anchors import Located, locate
from raadsvoorstel.word.manifest import Manifest
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.reader import Reading, read
from raadsvoorstel.word.xml import W, w

Element = etree._Element
_AUTHOR = 'w:id="9000" w:author="Griffie" w:date="2020-11-01T09:00:00Z"'


@cache
def parts(gemeente: str) -> dict[str, bytes]:
    """Return the first example of a gemeente, as it was made."""
    return package.read(samples.document(samples.REPOSITORY, samples.VOORBEELD, gemeente).data, "a.docx")


@cache
def remembered(gemeente: str) -> Manifest:
    """Return what that document remembers."""
    found = manifest.read(parts(gemeente))
    assert found is not None
    return found


class Desk(Struct, dict=True):
    """A document that is being edited."""

    gemeente: str

    @cached_property
    def root(self) -> Element:
        """The document itself."""
        return etree.fromstring(parts(self.gemeente)[MAIN])

    @property
    def blocks(self) -> list[Element]:
        """Its paragraphs and tables, in order."""
        return [child for child in self.root[0] if child.tag != w("sectPr")]

    def block(self, beginning: str) -> Element:
        """Return the first block that begins so."""
        return next(block for block in self.blocks if text(block).startswith(beginning))

    @property
    def package(self) -> dict[str, bytes]:
        """The parts of the document as it is now."""
        return parts(self.gemeente) | {MAIN: etree.tostring(self.root)}

    @property
    def reading(self) -> Reading:
        """What a reader finds in it."""
        return read(self.package)

    def located(self) -> list[Located]:
        """Return where its texts are now."""
        return locate(self.reading, remembered(self.gemeente))


def text(block: Element) -> str:
    return "".join(piece.text or "" for piece in block.iter(w("t")))


def paragraph(words: str) -> Element:
    """Return a new paragraph."""
    return etree.fromstring(f'<w:p xmlns:w="{W}"><w:r><w:t>{words}</w:t></w:r></w:p>')


def drop(element: Element) -> None:
    outer = element.getparent()
    assert outer is not None
    outer.remove(element)


def without_bookmarks(block: Element) -> Element:
    for mark in [*block.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        drop(mark)
    return block


def without_controls(block: Element) -> Element:
    for control in [*block.iter(w("sdt"))]:
        for child in [*control.iterfind(f"{w('sdtContent')}/*")]:
            control.addprevious(child)
        drop(control)
    return block


def bare(block: Element) -> Element:
    """Take every mark off a block."""
    return without_controls(without_bookmarks(block))


def track_deletion(block: Element, kind: str = "del") -> None:
    """Delete a block, or move it away, as an editor does that keeps track of it."""
    for row in block.iter(w("tr")):
        properties = row.find(w("trPr"))
        if properties is None:
            properties = row.makeelement(w("trPr"))
            row.insert(0, properties)
        properties.append(_tracked("del"))
    for each in [*block.iter(w("p"))]:
        for run in [*each.iter(w("r"))]:
            around = _tracked(kind)
            run.addprevious(around)
            around.append(run)
            for piece in [*run.iter(w("t"))] if kind == "del" else []:
                piece.tag = w("delText")
        if block.tag == w("p"):
            properties = each.find(w("pPr"))
            if properties is None:
                properties = each.makeelement(w("pPr"))
                each.insert(0, properties)
            mark = etree.SubElement(properties, w("rPr"))
            mark.append(_tracked(kind))


def track_insertion(block: Element, kind: str = "ins") -> Element:
    """Make a block one that an editor who keeps track has inserted, or moved here."""
    for run in [*block.iter(w("r"))]:
        around = _tracked(kind)
        run.addprevious(around)
        around.append(run)
    return block


def _tracked(kind: str) -> Element:
    return etree.fromstring(f'<w:{kind} xmlns:w="{W}" {_AUTHOR}/>')


def move(desk: Desk, one: int, other: int) -> None:
    if one != other:
        desk.blocks[other].addprevious(desk.blocks[one])


def double(desk: Desk, one: int, other: int) -> None:
    """Copy, marks and all, as some editors do."""
    desk.blocks[other].addprevious(copy.deepcopy(desk.blocks[one]))


def double_as_word(desk: Desk, one: int, other: int) -> None:
    """Copy, while a bookmark stays where it was."""
    desk.blocks[other].addprevious(without_bookmarks(copy.deepcopy(desk.blocks[one])))


def double_as_libreoffice(desk: Desk, one: int, other: int) -> None:
    """Copy, while no control comes along and a bookmark gets another name."""
    copied = without_controls(copy.deepcopy(desk.blocks[one]))
    for mark in copied.iter(w("bookmarkStart")):
        mark.set(w("name"), mark.get(w("name"), "") + "_Copy_1")
    desk.blocks[other].addprevious(copied)


def double_text(desk: Desk, one: int, other: int) -> None:
    desk.blocks[other].addprevious(bare(copy.deepcopy(desk.blocks[one])))


def delete(desk: Desk, one: int, other: int) -> None:
    drop(desk.blocks[one])


def lose_bookmarks(desk: Desk, one: int, other: int) -> None:
    for block in desk.blocks[min(one, other) : max(one, other) + 1]:
        without_bookmarks(block)


def lose_controls(desk: Desk, one: int, other: int) -> None:
    for block in desk.blocks[min(one, other) : max(one, other) + 1]:
        without_controls(block)


def lose_marks(desk: Desk, one: int, other: int) -> None:
    lose_bookmarks(desk, one, other)
    lose_controls(desk, one, other)


def shuffle(desk: Desk, one: int, other: int) -> None:
    some = desk.blocks[min(one, other) : max(one, other) + 1]
    last = some[-1].getnext()
    random.Random(one * 1000 + other).shuffle(some)
    assert last is not None
    for block in some:
        last.addprevious(block)


def write(desk: Desk, one: int, other: int) -> None:
    desk.blocks[one].addprevious(paragraph(f"Een alinea die er nog niet stond, nummer {one} van {other}."))


def join(desk: Desk, one: int, other: int) -> None:
    """Take away the end of a paragraph."""
    first, second = desk.blocks[one], desk.blocks[one].getnext()
    if second is not None and first.tag == second.tag == w("p"):
        first.extend([child for child in second if child.tag != w("pPr")])
        drop(second)


def reword(desk: Desk, one: int, other: int) -> None:
    for piece in [*desk.blocks[one].iter(w("t"))][:1]:
        words = (piece.text or "").split(" ")
        piece.text = " ".join([*words[:1], "(zie", "hierna)", *words[2:]])


Edit = Callable[[Desk, int, int], None]
REARRANGING: tuple[Edit, ...] = (
    move, double, double_as_word, double_as_libreoffice, double_text, delete, shuffle,
    lose_bookmarks, lose_controls, lose_marks,
)  # fmt: skip
"""Edits that leave every paragraph as it was."""
WRITING: tuple[Edit, ...] = (write, join, reword)


def edited(gemeente: str, edits: list[tuple[Edit, float, float]]) -> Desk:
    """Return a document after some edits; their places are parts of its length."""
    desk = Desk(gemeente)
    for edit, one, other in edits:
        count = len(desk.blocks)
        edit(desk, int(one * count), int(other * count))
    return desk
