"""Settle a text: every tracked change accepted, no remarks in the margin, nothing that only an editor wrote."""

from lxml import etree

from raadsvoorstel.word.xml import W14, w

CHANGES, COMMENTS, PERMISSIONS = "bijgehouden wijzigingen (aanvaard)", "opmerkingen", "bewerkrechten"

_GONE = tuple(map(w, ("del", "moveFrom")))
_STAYS = tuple(map(w, ("ins", "moveTo")))
_OLD_LOOK = tuple(
    map(
        w,
        (
            "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
            "tblPrExChange", "numberingChange", "cellIns", "cellMerge",
        ),
    )
)  # fmt: skip
_RANGES = tuple(
    w(f"{kind}Range{end}")
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_COMMENTS = tuple(map(w, ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")))
_PERMISSIONS = tuple(map(w, ("permStart", "permEnd")))
_TRACES = tuple(
    map(w, ("proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "smartTagPr", "customXmlPr"))
)
_WRAPPERS = tuple(map(w, ("smartTag", "customXml")))
_PROPERTIES = tuple(map(w, ("rPr", "trPr", "tcPr")))
_TRACE_NAMES = ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr", "rsidDel", "rsidSect")
_TRACE_ATTRIBUTES = frozenset((*map(w, _TRACE_NAMES), f"{{{W14}}}paraId", f"{{{W14}}}textId"))


def settle(root: etree._Element) -> set[str]:
    """Clean a part as if an editor accepted everything and cleared up; return, in words, what was in it."""
    found: set[str] = set()
    if _drop(root, *_RANGES, *_OLD_LOOK) | _accept(root):
        found.add(CHANGES)
    if _drop(root, *_COMMENTS):
        found.add(COMMENTS)
    if _drop(root, *_PERMISSIONS):
        found.add(PERMISSIONS)
    _drop(root, *_TRACES)
    for wrapper in list(root.iter(*_WRAPPERS)):
        unwrap(wrapper)
    for element in root.iter(etree.Element):
        for name in _TRACE_ATTRIBUTES.intersection(map(str, element.attrib)):
            del element.attrib[name]
    return found


def unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    outer = element.getparent()
    assert outer is not None
    place = outer.index(element)
    outer[place : place + 1] = list(element)


def remove(element: etree._Element) -> None:
    """Take an element out of its parent, if it still has one."""
    outer = element.getparent()
    if outer is not None:
        outer.remove(element)


def _drop(root: etree._Element, *tags: str) -> bool:
    found = list(root.iter(*tags))
    for element in found:
        run = element.getparent()
        remove(element)
        if run is not None and run.tag == w("r") and all(child.tag == w("rPr") for child in run):
            remove(run)
    return bool(found)


def _accept(root: etree._Element) -> bool:
    rows = [mark for mark in root.iter(w("del")) if _kind(mark) == w("trPr")]
    cells = list(root.iter(w("cellDel")))
    for mark in rows:
        _remove_within(mark, w("tr"), w("tbl"))
    for mark in cells:
        _remove_within(mark, w("tc"), w("tr"))
    ended = [mark for mark in root.iter(*_GONE) if _kind(mark) == w("rPr")]
    for mark in ended:
        _join_to_next(mark)
    texts = [change for change in root.iter(*_GONE) if _kind(change) not in _PROPERTIES]
    for change in texts:
        remove(change)
    kept = list(root.iter(*_STAYS))
    for change in kept:
        remove(change) if _kind(change) in _PROPERTIES else unwrap(change)
    return bool(rows or cells or ended or texts or kept)


def _kind(element: etree._Element) -> object:
    outer = element.getparent()
    return None if outer is None else outer.tag


def _around(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _remove_within(mark: etree._Element, tag: str, outer_tag: str) -> None:
    """Remove the row or cell that a mark lies in, and what held it when that is then empty."""
    element = _around(mark, tag)
    outer = None if element is None else _around(element, outer_tag)
    if element is None or outer is None:
        return
    remove(element)
    if outer.find(tag) is None:
        remove(outer)


def _join_to_next(mark: etree._Element) -> None:
    """A deleted end of a paragraph joins its text to the next paragraph."""
    paragraph = _around(mark, w("p"))
    remove(mark)
    if paragraph is None:
        return
    following = paragraph.getnext()
    if following is None or following.tag != w("p"):
        return
    content = [child for child in paragraph if child.tag != w("pPr")]
    place = 1 if following.find(w("pPr")) is not None else 0
    following[place:place] = content
    remove(paragraph)
