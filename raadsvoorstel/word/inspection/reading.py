"""What makes a document hard to read for a part of its readers, or hard to work on for its writers."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from lxml import etree

from raadsvoorstel.word.inherited import Ask, finder
from raadsvoorstel.word.inspection.faults import Fault, Place, quote, remark, warning
from raadsvoorstel.word.inspection.opened import Opened
from raadsvoorstel.word.inspection.places import FALLBACK, Paragraph, Story
from raadsvoorstel.word.inspection.styles import Styles
from raadsvoorstel.word.xml import is_on, value, w

_GRAPHICS = ("/picture", "/chart", "/diagram")
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|emf|wmf|bmp|tiff?|svg)", re.IGNORECASE)
_GENERATED = re.compile(
    r"automatisch gegenereerde beschrijving|description automatically generated|AI-generated", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*(?:(\d{1,2}(?:\.\d{1,2})*)[.)]?|([a-z])[.)]|[•▪◦·‣–—-])[ \t\u00a0]+(?=\S)")
_VANISH = finder("rPr", "vanish")
_SIDES = ("top", "left", "bottom", "right")
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_VML_TITLE = "{urn:schemas-microsoft-com:office:office}title"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_BLOCKS = (w("body"), w("sdtContent"))


def check_reading(opened: Opened, styles: Styles) -> Iterator[Fault]:
    """Yield everything that this module knows of."""
    for story in opened.stories:
        yield from _pictures(story)
        yield from _text_boxes(story)
        yield from _hidden(story, styles)
    if opened.body is not None:
        yield from _headings(opened.body, styles)
        yield from _boxes(opened.body, styles)
        yield from _typed_numbers(opened.body, styles)
        yield from _empty(opened.body, styles)


def _seen(root: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the elements that Word shows: what is kept for older programs is a second copy of it."""
    for element in root.iter(*tags):
        if not any(each.tag == FALLBACK for each in element.iterancestors()):
            yield element


# ------------------------------------------------------------------ pictures and boxes


def _pictures(story: Story) -> Iterator[Fault]:
    for properties in _seen(story.root, _PLACED):
        around = properties.getparent()
        graphic = None if around is None else next(around.iter(_GRAPHIC), None)
        if graphic is not None and graphic.get("uri", "").endswith(_GRAPHICS):
            described: str = properties.get("descr") or properties.get("title") or ""
            decorative = any(e.get("val") in ("1", "true") for e in properties.iter(_DECORATIVE))
            yield from _description(
                described, story.place_of(properties), properties.get("name", ""), decorative=decorative
            )
    for image in _seen(story.root, _VML_IMAGE):
        shape = image.getparent()
        if shape is not None and next(shape.iterancestors(w("object")), None) is None:
            described = shape.get("alt") or image.get(_VML_TITLE) or ""
            yield from _description(described, story.place_of(image), shape.get("id", ""), decorative=False)


def _description(text: str, place: Place, name: str, *, decorative: bool) -> Iterator[Fault]:
    called = f"de afbeelding «{name}»" if name else "een afbeelding"
    hint = "klik er in Word met rechts op: Alternatieve tekst bewerken; of kies daar «decoratief»"
    if not text.strip() and not decorative:
        yield warning("alternatieve-tekst", f"{called} heeft geen alternatieve tekst", place, hint)
    elif _FILE_NAME.fullmatch(text.strip()) or _GENERATED.search(text):
        message = f"de alternatieve tekst van {called} zegt niet wat er te zien is: «{quote(text)}»"
        yield remark("alternatieve-tekst", message, place, hint)


def _text_boxes(story: Story) -> Iterator[Fault]:
    for box in _seen(story.root, w("txbxContent")):
        text = " ".join("".join(t.text or "" for t in box.iter(w("t"))).split())
        if text:
            message = f"een tekstvak met «{quote(text)}»; een schermlezer leest het op een andere plaats, of niet"
            yield warning("tekstvak", message, story.place_of(box), "zet de tekst in gewone alinea's of in een tabel")


def _boxes(story: Story, styles: Styles) -> Iterator[Fault]:
    for paragraph in story.paragraphs:
        borders = _look(paragraph.element, styles, finder("pPr", "pBdr"))
        if borders is not None and paragraph.shown.strip() and all(_drawn(borders.find(w(side))) for side in _SIDES):
            message = "een kader om de tekst; in een PDF maakt dat de tekst tot losse stukken"
            yield warning("kader", message, paragraph.place, "gebruik een lijn aan één kant, of een tabel met één cel")
            return


def _look(paragraph: etree._Element, styles: Styles, ask: Ask) -> Any:
    """Return what a paragraph has of its own, or else by its style."""
    own = ask(paragraph)
    return styles.nearest(styles.of_paragraph(paragraph), ask) if own is None else own


def _drawn(border: etree._Element | None) -> bool:
    return border is not None and value(border) not in ("nil", "none", "")


# ------------------------------------------------------------------ text


def _headings(story: Story, styles: Styles) -> Iterator[Fault]:
    levels = [(p, level) for p in story.paragraphs if p.shown.strip() and (level := styles.heading_level(p.element))]
    if levels and levels[0][1] > 1:
        yield _gap(levels[0][0], f"de eerste kop is van niveau {levels[0][1]}", 1)
    for (_, before), (paragraph, level) in pairwise(levels):
        if level > before + 1:
            yield _gap(paragraph, f"na een kop van niveau {before} komt er een van niveau {level}", before + 1)


def _gap(paragraph: Paragraph, message: str, level: int) -> Fault:
    return warning("kopniveau", message, paragraph.place, f"gebruik hier de stijl Kop {level}")


def _hidden(story: Story, styles: Styles) -> Iterator[Fault]:
    for paragraph in story.paragraphs:
        texts = [t for t in paragraph.texts if (t.text or "").strip()]
        # A run is asked once, however many texts and tabs are in it.
        runs = {t.getparent() for t in texts}
        by_style = is_on(styles.nearest(styles.of_paragraph(paragraph.element), _VANISH)) if runs else False
        hidden = {run for run in runs if _is_hidden(run, styles, by_style=by_style)}
        texts = [t for t in texts if t.getparent() in hidden]
        if texts:
            written = quote("".join(t.text or "" for t in texts))
            message = f"verborgen tekst: «{written}»; wie het bestand heeft, kan die lezen"
            yield warning("verborgen-tekst", message, paragraph.place, "haal de tekst weg, of zet «verborgen» uit")


def _is_hidden(run: etree._Element | None, styles: Styles, *, by_style: bool) -> bool:
    """Whether the text of a run is hidden; `by_style` says what the style of its paragraph makes of it."""
    properties = run.find(w("rPr")) if run is not None else None
    if properties is not None and is_on(properties.find(w("specVanish"))):
        return False
    own = None if properties is None else properties.find(w("vanish"))
    if own is None and properties is not None:
        own = styles.nearest(value(properties.find(w("rStyle"))), _VANISH)
    return by_style if own is None else is_on(own)


def _typed_numbers(story: Story, styles: Styles) -> Iterator[Fault]:
    """Yield the first of several paragraphs after each other that were numbered by hand, and numbered headings."""
    kinds = [_typed(paragraph, styles) for paragraph in story.paragraphs]
    before = ""
    for index, (paragraph, kind) in enumerate(zip(story.paragraphs, kinds, strict=True)):
        following = kinds[index + 1] if index + 1 < len(kinds) else ""
        heading = kind == "number" and styles.heading_level(paragraph.element) > 0
        if kind and (heading or (kind == following and kind != before)):
            message = "een nummer of opsommingsteken dat met de hand is getypt; het telt niet mee als er iets bij komt"
            yield remark("getypt-nummer", message, paragraph.place, "haal het weg, en gebruik een genummerde stijl")
        before = kind


def _typed(paragraph: Paragraph, styles: Styles) -> str:
    """Return the kind of number or mark that was typed before a paragraph: number, letter, mark, or none."""
    match = None if _is_listed(paragraph.element, styles) else _NUMBER.match(paragraph.shown)
    return "" if not match else "number" if match[1] else "letter" if match[2] else "mark"


def _is_listed(element: etree._Element, styles: Styles) -> bool:
    found = _look(element, styles, finder("pPr", "numPr"))
    return found is not None and value(found.find(w("numId"))) != "0"


def _empty(story: Story, styles: Styles) -> Iterator[Fault]:
    empty = [p for p in story.paragraphs if _is_empty(p)]
    if empty:
        many = f"{len(empty)} lege alinea's" if len(empty) > 1 else "een lege alinea"
        where = "" if len(empty) == 1 else f", de eerste na «{quote(_before(story.paragraphs, empty[0]))}»"
        hint = "geef de stijl erboven of eronder witruimte; een schermlezer leest elke lege alinea voor"
        yield remark("lege-alinea", f"{many} als witruimte{where}", empty[0].place, hint)


def _before(paragraphs: Sequence[Paragraph], empty: Paragraph) -> str:
    texts = [p.shown.strip() for p in paragraphs if p.rank < empty.rank and p.shown.strip()]
    return texts[-1] if texts else "het begin"


def _is_empty(paragraph: Paragraph) -> bool:
    """Whether a paragraph of the body holds nothing, where Word does not ask for one: beside a table, or at the end."""
    element = paragraph.element
    parent = element.getparent()
    content = [
        child for child in element if child.tag not in (w("pPr"), w("proofErr"), w("bookmarkStart"), w("bookmarkEnd"))
    ]
    if (
        paragraph.shown.strip()
        or parent is None
        or parent.tag not in _BLOCKS
        or element.find(f"{w('pPr')}/{w('sectPr')}") is not None
    ):
        return False
    if any(child.tag != w("r") or any(each.tag not in (w("rPr"), w("t")) for each in child) for child in content):
        return False
    beside = (element.getprevious(), element.getnext())
    at_end = beside[1] is None or beside[1].tag == w("sectPr")
    return not at_end and all(each is None or each.tag != w("tbl") for each in beside)
