"""Whether the letters of a template can be read on what is behind them."""

from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree

from raadsvoorstel.word.inherited import finder
from raadsvoorstel.word.inspection.faults import Fault, Place, remark, warning
from raadsvoorstel.word.inspection.opened import Opened
from raadsvoorstel.word.inspection.places import Paragraph
from raadsvoorstel.word.inspection.styles import Styles, Wanted
from raadsvoorstel.word.look import STYLES
from raadsvoorstel.word.stationery.colours import READABLE, WHITE, contrast_ratio
from raadsvoorstel.word.xml import is_on, value, w, whole

LARGE_READABLE = 3.0
"""The least contrast of large text: WCAG 2.1, success criterion 1.4.3."""
_LARGE, _LARGE_BOLD = 36, 28
"""Half-points from which text is large (18 pt, or 14 pt and bold): WCAG 2.1, the definition of large-scale text."""
_CELL, _TABLE = w("tc"), w("tbl")


def check_contrast(opened: Opened, styles: Styles, wanted: Sequence[Wanted]) -> Iterator[Fault]:
    """Yield the styles whose letters cannot be read on what is behind them, with the ratio."""
    judged: set[tuple[str, str, str]] = set()
    for paragraph in (p for story in opened.stories for p in story.paragraphs if p.shown.strip()):
        style = styles.of_paragraph(paragraph.element)
        id = style if style in styles.by_id else ""
        ground = _ground(paragraph, id, styles)
        colour = _colour(id, styles)
        if ground and colour and (id, colour, ground) not in judged:
            judged.add((id, colour, ground))
            yield from _judge(styles, id, colour, ground, paragraph.place)
    yield from _unused(styles, wanted, {id for id, _, _ in judged})


def _unused(styles: Styles, wanted: Sequence[Wanted], seen: set[str]) -> Iterator[Fault]:
    """Yield the same for the styles that only a text will use, on white."""
    for wish in wanted:
        for id in (styles.ids.get((wish.kind, name), "") for name in wish.names):
            colour = _colour(id, styles)
            if id and id not in seen and colour and wish.kind != "table":
                yield from _judge(styles, id, colour, _shade(id, styles) or WHITE, Place(STYLES, "stijlen"))


def _judge(styles: Styles, id: str, colour: str, ground: str, place: Place) -> Iterator[Fault]:
    ratio = contrast_ratio(colour, ground)
    if ratio >= READABLE:
        return
    written = f"{ratio:.2f}".replace(".", ",")
    name = f"«{styles.name(id)}»"
    message = f"het contrast van de stijl {name} is {written} ({colour} op {ground})"
    hint = f"kies een donkerder kleur, of een lichter vlak erachter: minstens {READABLE}".replace(".", ",")
    if ratio >= LARGE_READABLE and _is_large(id, styles):
        yield remark("contrast", f"{message}; dat is alleen genoeg omdat de letters groot zijn", place)
    else:
        yield warning("contrast", message, place, hint)


def _colour(style: str, styles: Styles) -> str:
    """Return the colour of the letters of a style, `#rrggbb`; "" where it is automatic or cannot be told."""
    return _hex(value(styles.nearest(style, finder("rPr", "color"))))


def _ground(paragraph: Paragraph, style: str, styles: Styles) -> str:
    """Return the colour behind a paragraph; "" where a table's style or a shape decides."""
    own = paragraph.element.find(f"{w('pPr')}/{w('shd')}")
    if own is not None:
        return _fill(own)
    if shade := _shade(style, styles):
        return shade
    for around in paragraph.element.iterancestors():
        if around.tag == _CELL and (shd := around.find(f"{w('tcPr')}/{w('shd')}")) is not None:
            return _fill(shd)
        if around.tag == _TABLE and _is_coloured(value(around.find(f"{w('tblPr')}/{w('tblStyle')}")), styles):
            return ""
        if around.tag == w("txbxContent"):
            return ""
    return WHITE


def _shade(style: str, styles: Styles) -> str:
    shd = styles.nearest(style, finder("pPr", "shd"))
    return "" if shd is None else _fill(shd)


def _is_coloured(table_style: str, styles: Styles) -> bool:
    return styles.nearest(table_style, _shaded) is not None


def _shaded(style: etree._Element) -> etree._Element | None:
    return next(style.iter(w("shd")), None)


def _fill(shade: etree._Element) -> str:
    return _hex(shade.get(w("fill"), "")) if value(shade, "clear") in ("clear", "nil") else ""


@cache
def _hex(colour: str) -> str:
    fits = len(colour) == 6 and all(c in "0123456789abcdefABCDEF" for c in colour)
    return f"#{colour.lower()}" if fits else ""


def _is_large(style: str, styles: Styles) -> bool:
    size = styles.nearest(style, _size) or ""
    if not size and styles.defaults is not None:
        size = value(styles.defaults.find(f"{w('rPrDefault')}/{w('rPr')}/{w('sz')}"))
    return whole(size) >= (_LARGE_BOLD if is_on(styles.nearest(style, finder("rPr", "b"))) else _LARGE)


def _size(style: etree._Element) -> str | None:
    return value(style.find(f"{w('rPr')}/{w('sz')}")) or None
