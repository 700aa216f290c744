"""What somebody did to a text in a Word file that blocks have no place for, by its name in Dutch."""

from collections.abc import Iterator, Mapping

from lxml import etree

from raadsvoorstel.word.xml import is_on, value, w

HIGHLIGHT = "markering"
_NONE = ("", "none", "auto", "baseline")
_COLOUR = w("color")
_CHOSEN = {w("u"): "onderstreping", _COLOUR: "tekstkleur", w("highlight"): HIGHLIGHT, w("vertAlign"): "hoog of laag"}
_SWITCHED = {w("dstrike"): "dubbele doorhaling", w("caps"): "kapitalen", w("smallCaps"): "kleinkapitaal"}
_INSIDE = {
    w("txbxContent"): "een tekstvak",
    w("object"): "een ingevoegd object",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "een formule",
}
_RSTYLE, _REFERENCE = w("rStyle"), w("footnoteReference")
_CENTRED = {"center": "centreren", "right": "rechts uitlijnen", "end": "rechts uitlijnen"}


def of_run(run: etree._Element, properties: Mapping[str, etree._Element], *, linked: bool) -> Iterator[str]:
    """Yield what a run of text has; what makes a link or a reference look like one is not counted."""
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


def of_paragraph(paragraph: etree._Element, *, has_text: bool) -> Iterator[str]:
    """Yield what a paragraph has: how it is aligned, and what stands in it beside text."""
    side = value(paragraph.find(f"{w('pPr')}/{w('jc')}"))
    if side in _CENTRED and next(paragraph.iterancestors(w("tc")), None) is None:
        yield _CENTRED[side]
    for tag, name in _INSIDE.items():
        if next(paragraph.iter(tag), None) is not None:
            yield name
    if has_text and next(paragraph.iter("{*}blip"), None) is not None:
        yield "een afbeelding in een zin"


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
