"""What somebody did to a text in a Word file that blocks have no place for, by its name in Dutch."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from raadsvoorstel.word.xml import MC, is_on, value, w

HIGHLIGHT = "markering"
_NONE = ("", "none", "auto", "baseline")
_COLOUR = w("color")
_CHOSEN = {w("u"): "onderstreping", _COLOUR: "tekstkleur", w("highlight"): HIGHLIGHT, w("vertAlign"): "hoog of laag"}
_SWITCHED = {w("dstrike"): "dubbele doorhaling", w("caps"): "kapitalen", w("smallCaps"): "kleinkapitaal"}
_REFERENCE = w("footnoteReference")
_CENTRED = {"center": "centreren", "right": "rechts uitlijnen", "end": "rechts uitlijnen"}

_MATH, _VML = "http://schemas.openxmlformats.org/officeDocument/2006/math", "urn:schemas-microsoft-com:vml"
_ALTERNATE = f"{{{MC}}}AlternateContent"
_DRAWINGS = frozenset((w("drawing"), w("pict"), w("contentPart")))
BETWEEN_RUNS = frozenset((f"{{{_MATH}}}oMath", f"{{{_MATH}}}oMathPara", _ALTERNATE))
"""The objects that may stand where a run stands, or a paragraph."""
OBJECTS = _DRAWINGS | BETWEEN_RUNS | {w("object"), w("ruby"), w("endnoteReference")}
"""What is seen among the words of a paragraph and is none; of a footnote the text is known, so that it is not here."""
_DRAWN_TEXT = f"{{{_VML}}}textpath"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_GONE = frozenset((w("del"), w("moveFrom"), w("pPr")))
PRIVATE = re.compile("[\ue000-\uf8ff]")
"""A letter without a meaning of its own, such as a tick in Wingdings: every font shows another."""
PICTURE = "een afbeelding"
_NAMES = {
    w("txbxContent"): "een tekstvak",
    _DRAWN_TEXT: "een tekstvak",
    f"{{{_MATH}}}oMath": "een formule",
    w("ruby"): "een woord met een ander erboven",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "een grafiek",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "een diagram",
    w("object"): "een ingevoegd object",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip": PICTURE,
    f"{{{_VML}}}imagedata": PICTURE,
    w("endnoteReference"): "een eindnoot",
    **dict.fromkeys(_DRAWINGS, "een vorm"),
    _ALTERNATE: "tekst in twee vormen",
}
"""What an object is called, by what is in it; what comes first here says most."""
_TEXTS = frozenset((w("t"), f"{{{_MATH}}}t"))
_APART = frozenset((w("p"), w("rubyBase")))


def objects_in(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the objects that a reader sees in a paragraph, in order; what stands within one belongs to it."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag in OBJECTS:
            yield each
        elif each.tag not in _GONE:
            waiting += reversed(each)


def described(thing: etree._Element) -> str:
    """Return what an object is, and what it says or is said to show: "een formule (‘a+b’)".

    The name that an editor gives it does not count: another gives another.
    """
    found = set()
    texts = []
    shows = ""
    for each in _seen(thing):
        found.add(each.tag)
        if each.tag in _TEXTS:
            texts.append(each.text or "")
        elif each.tag == _DRAWN_TEXT:
            texts.append(each.get("string", ""))
        elif each.tag in _APART:
            texts.append(" ")
        elif each.tag == _PROPERTIES:
            shows = shows or each.get("descr", "")
    name = next((name for tag, name in _NAMES.items() if tag in found), "een formule")
    said = " ".join("".join(texts).split()) or (shows if name != PICTURE else "")
    return f"{name} (‘{said}’)" if said else name


def _seen(thing: etree._Element) -> Iterator[etree._Element]:
    """Yield an object and all that is in it, in order; of what it has in several forms the first."""
    waiting = [thing]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += [each[0]] if each.tag == _ALTERNATE and len(each) else reversed(each)


def named(things: Sequence[etree._Element]) -> tuple[str, str]:
    """Return what to call the objects of a paragraph without words, and what is said of them in their stead.

    A picture has a name, and may have a text that says what it shows; others are what they are.
    """
    names = [described(thing) for thing in things]
    properties = next(things[0].iter(_PROPERTIES), None) if names == [PICTURE] else None
    if properties is None:
        return "; ".join(names), ""
    return properties.get("name", ""), properties.get("descr", "")


def of_run(run: etree._Element, text: str, properties: Mapping[str, etree._Element], *, linked: bool) -> Iterator[str]:
    """Yield what a run of text has; what makes a link or a reference look like one is not counted."""
    if PRIVATE.search(text):
        yield "een symbool"
    if linked or run.find(_REFERENCE) is not None:
        return
    for tag, name in _CHOSEN.items():
        # LibreOffice writes the colour that the style of a table gives into each run of it.
        is_of_style = tag == _COLOUR and next(run.iterancestors(w("tc")), None) is not None
        if tag in properties and value(properties[tag]) not in _NONE and not is_of_style:
            yield name
    for tag, name in _SWITCHED.items():
        if tag in properties and is_on(properties[tag]):
            yield name


def of_paragraph(paragraph: etree._Element) -> Iterator[str]:
    """Yield how a paragraph is aligned."""
    side = value(paragraph.find(f"{w('pPr')}/{w('jc')}"))
    if side in _CENTRED and next(paragraph.iterancestors(w("tc")), None) is None:
        yield _CENTRED[side]


def of_table(table: etree._Element, *, has_lines: bool) -> Iterator[str]:
    """Yield what a table has: merged cells and, unless it only puts texts side by side, cells of several paragraphs."""
    if (
        any(whole != "1" for whole in map(value, table.iter(w("gridSpan"))))
        or next(table.iter(w("vMerge")), None) is not None
    ):
        yield "samengevoegde cellen"
    for cell in table.iter(w("tc")) if has_lines else ():
        lines = ["".join(text.text or "" for text in p.iter(w("t"))).strip() for p in cell.iter(w("p"))]
        if more := [line for line in lines if line][1:]:
            yield f"nog een alinea in een cel (‘{more[0][:60]}’)"
