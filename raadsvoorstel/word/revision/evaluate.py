"""Accept or reject tracked changes, in a copy: what a file says when a reader does either.

This knows nothing of how the marks were made, so that it can tell whether they are right.
"""

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, islice

from lxml import etree

from raadsvoorstel.word.beyond import OBJECTS, PRIVATE
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.reader import EDGES
from raadsvoorstel.word.xml import W14, XML_SPACE, is_on, letters_of, parse, serialize, w

Which = Callable[[etree._Element], bool]

_P, _R, _RPR, _PPR, _TR, _TBL = w("p"), w("r"), w("rPr"), w("pPr"), w("tr"), w("tbl")
_INS, _DEL, _MOVE_TO, _MOVE_FROM = w("ins"), w("del"), w("moveTo"), w("moveFrom")
_CHANGES = (w("rPrChange"), w("pPrChange"), w("tblPrChange"), w("trPrChange"), w("tcPrChange"), w("sectPrChange"))
_BETWEEN = frozenset(
    w(mark + end)
    for mark in ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange")
    for end in ("Start", "End")
) | {w("proofErr")}
_BACK = {w("delText"): w("t"), w("delInstrText"): w("instrText")}


def everything(_: etree._Element) -> bool:
    """Every mark, whoever made it."""
    return True


def nothing(_: etree._Element) -> bool:
    """No mark at all."""
    return False


def accepted(root: etree._Element, which: Which = everything) -> etree._Element:
    """Return a copy in which the marks are carried out."""
    return _settled(root, which, comes=(_INS, _MOVE_TO), goes=(_DEL, _MOVE_FROM), undo=False)


def rejected(root: etree._Element, which: Which = everything) -> etree._Element:
    """Return a copy in which the marks are undone."""
    return _settled(root, which, comes=(_DEL, _MOVE_FROM), goes=(_INS, _MOVE_TO), undo=True)


def with_all_accepted(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a file in which every tracked change of its body, headers and footers is carried out."""
    stories = [name for name in parts if name == MAIN or EDGES.fullmatch(name)]
    return {**parts, **{name: serialize(accepted(parse(parts[name], name))) for name in stories}}


def _settled(
    root: etree._Element, which: Which, comes: tuple[str, ...], goes: tuple[str, ...], *, undo: bool
) -> etree._Element:
    root = copy.deepcopy(root)
    for mark in [*root.iter(*_CHANGES)]:
        if which(mark):
            _property_change(mark, undo=undo)
    for row in [row for row in root.iter(_TR) if _marked(row, w("trPr"), goes, which)]:
        _drop(row)
    for table in [table for table in root.iter(_TBL) if table.find(f".//{_TR}") is None]:
        _drop(table)
    ends = {p for p in root.iter(_P) if _marked(p, f"{_PPR}/{_RPR}", goes, which)}
    for mark in [mark for mark in root.iter(*goes) if which(mark)]:
        _drop(mark)
    for mark in [mark for mark in root.iter(*comes) if which(mark)]:
        _unwrap(mark)
    for element in [*root.iter(*_BACK)] if undo else []:
        if next(element.iterancestors(_DEL), None) is None:
            element.tag = _BACK[str(element.tag)]
    for chain in _chains(root, ends):
        _join(chain)
    for link in [link for link in root.iter(w("hyperlink")) if len(link) == 0]:
        _drop(link)
    return root


def _marked(element: etree._Element, properties: str, kinds: tuple[str, ...], which: Which) -> bool:
    found = element.find(properties)
    return found is not None and any(child.tag in kinds and which(child) for child in found)


def _property_change(mark: etree._Element, *, undo: bool) -> None:
    properties = mark.getparent()
    assert properties is not None
    if undo and len(mark):
        apart = [child for child in properties if child.tag in (_RPR, w("sectPr")) and properties.tag == _PPR]
        properties[:] = [*mark[0], *apart]
    else:
        properties.remove(mark)


def _unwrap(mark: etree._Element) -> None:
    parent = mark.getparent()
    assert parent is not None
    for child in [*mark]:
        mark.addprevious(child)
    parent.remove(mark)


def _chains(root: etree._Element, ends: set[etree._Element]) -> list[list[etree._Element]]:
    """Return the paragraphs without an end, those that follow each other together."""
    chains: list[list[etree._Element]] = []
    of: dict[etree._Element, list[etree._Element]] = {}
    for p in root.iter(_P):
        if p in ends:
            before = _beside(p.itersiblings(preceding=True))
            of[p] = [] if before is None else of.get(before, [])
            chains += [] if of[p] else [of[p]]
            of[p].append(p)
    return chains


def _join(chain: list[etree._Element]) -> None:
    """Let what is left of paragraphs without an end go on in the next; where none follows the last keeps its end."""
    following = _beside(chain[-1].itersiblings())
    goes_on = following is not None and following.tag == _P
    *joined, last = (*chain, following) if goes_on and following is not None else chain
    place = 1 if len(last) and last[0].tag == _PPR else 0
    last[place:place] = [child for p in joined for child in p if child.tag != _PPR]
    for p in joined:
        _drop(p)
    if not goes_on and not _shows([*last]):
        parent = last.getparent()
        if parent is not None and (parent.tag != w("tc") or next(islice(parent.iter(_P), 1, None), None) is not None):
            _drop(last)


def _beside(siblings: Iterator[etree._Element]) -> etree._Element | None:
    """Return the block that stands nearest; marks between blocks keep nothing apart."""
    return next((sibling for sibling in siblings if sibling.tag not in _BETWEEN), None)


def _shows(contents: list[etree._Element]) -> bool:
    return any(child.tag == _R or child.find(f".//{_R}") is not None for child in contents)


def _drop(element: etree._Element) -> None:
    """Take an element out, and what is in it; nothing when it is out already, with what it was in."""
    # Emptied first: the time that lxml takes for a whole grows with the square of what is in it.
    del element[:]
    if (parent := element.getparent()) is not None:
        parent.remove(element)


# ------------------------------------------------------------------ comparing


def lines(root: etree._Element) -> list[str]:
    """Return the text of every paragraph that shows something, deleted text left out, spaces evened out."""
    return [line for p in root.iter(_P) if (line := evened("".join(_letters(p)))) and not is_boxed(p)]


def evened(text: str) -> str:
    """Return a line without what is no letter, and with one space for every stretch of them."""
    return " ".join(_NO_LETTER.sub(" ", text.replace("\u00ad", "")).split())


def _is_prompt(element: etree._Element) -> bool:
    """Whether a text only invites to type one."""
    prompts = (control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") for control in element.iterancestors(w("sdt")))
    return any(is_on(prompt) for prompt in prompts)


_NO_LETTER = re.compile(f"\ufffc|{PRIVATE.pattern}")


def _is_of_object(element: etree._Element) -> bool:
    """Whether a text is what a formula or another object says, and so no word of the line."""
    return next(element.iterancestors(*OBJECTS), None) is not None


def is_boxed(p: etree._Element) -> bool:
    """Whether a paragraph stands in a text box, whose text belongs to no block of the body."""
    return next(p.iterancestors(w("txbxContent")), None) is not None


def _letters(p: etree._Element) -> Iterator[str]:
    for element in p.iter(w("t"), w("br"), w("cr"), w("tab"), w("noBreakHyphen"), w("sym"), *OBJECTS):
        if next(element.iterancestors(_P), None) is not p or _is_prompt(element) or _is_of_object(element):
            continue
        if element.tag in OBJECTS:
            yield " "
        elif element.tag == w("t") or element.getparent().tag == _R:  # type: ignore[union-attr]
            yield letters_of(element)


_NOISE = frozenset((w("proofErr"), w("lastRenderedPageBreak")))
_OF_REMARKS = frozenset((w("commentRangeStart"), w("commentRangeEnd"), w("bookmarkStart"), w("bookmarkEnd")))
_HOLDERS = (_PPR, _RPR, w("trPr"))
_PIECES = frozenset((_R, _INS, _DEL, _MOVE_TO, _MOVE_FROM, w("hyperlink")))
"""What editors cut in pieces, and join again, without changing anything."""
_LETTERS = frozenset((w("t"), w("delText")))
_RANDOM = frozenset(
    (
        w("id"), w("rsidR"), w("rsidRPr"), w("rsidRDefault"), w("rsidP"), w("rsidTr"), w("rsidDel"), w("rsidSect"),
        XML_SPACE, f"{{{W14}}}paraId", f"{{{W14}}}textId",
    )
)  # fmt: skip
"""Attributes that say nothing of what a reader sees."""


def essence(root: etree._Element, without: Which, undone: Which = nothing) -> bytes:
    """Return what a document is, whatever the way its runs are cut; two files with one essence are the same.

    Left out are the marks that are `undone`, the comments and bookmarks that are `without`, and numbers that editors
    draw at random.
    """
    root = rejected(root, undone)
    for element in [*root.iter(*_NOISE, *_OF_REMARKS, _R)]:
        remark = element.find(w("commentReference")) if element.tag == _R else element
        if element.tag in _NOISE or (remark is not None and without(remark)):
            _drop(element)
    for element in [*root.iter(*_HOLDERS)][::-1]:
        if not len(element):
            _drop(element)
    for element in [*root.iter(etree.Element)]:
        for name in _RANDOM.intersection(element.attrib) if element.tag != w("bookmarkStart") else ():
            del element.attrib[name]
    _merge_pieces(root)
    return etree.tostring(root, method="c14n", with_comments=False)


def _merge_pieces(element: etree._Element) -> None:
    before: etree._Element | None = None
    shape: tuple[object, ...] = ()
    for child in [*element]:
        looks = _looks(child) if child.tag in _PIECES else ()
        if before is not None and looks and looks == shape:
            before.extend([piece for piece in child if piece.tag != _RPR])
            element.remove(child)
        else:
            before, shape = child, looks
    for kind, pieces in groupby([*element], key=lambda child: child.tag):
        first, *others = pieces
        if kind in _LETTERS and others:
            first.text = "".join(each.text or "" for each in (first, *others))
            for each in others:
                element.remove(each)
    for child in element:
        _merge_pieces(child)


def _looks(element: etree._Element) -> tuple[object, ...]:
    properties = element.find(_RPR) if element.tag == _R else None
    looks = b"" if properties is None else etree.tostring(properties, method="c14n", with_tail=False)
    return (element.tag, *sorted(element.attrib.items()), looks)
