"""The styles around the text: titles, sender, label-and-value lines, headers and footers."""

from msgspec.structs import replace

from raadsvoorstel.word.stationery.colours import INK, readable_on, text_on
from raadsvoorstel.word.stationery.format import Font, Line, Shape, Xml, paragraph_style
from raadsvoorstel.word.stationery.house import HouseStyle

_SIDES = {"links": "left", "midden": "center", "rechts": "right"}
_BAND_EDGE = 5.0
"""How far a coloured band reaches above and below its text, in points; as borders, for shading has no padding."""


def front_styles(style: HouseStyle) -> list[Xml]:
    """Return the paragraph styles of the first page, of titles of parts, and of headers and footers."""
    return _titles(style) + _details(style) + _edges(style)


def _titles(style: HouseStyle) -> list[Xml]:
    title = Font(
        family=style.heading_font,
        size=style.titel_grootte,
        bold=True,
        capitals=style.titel_hoofdletters,
        colour=text_on(style.kleur) if style.balk == "titel" else style.ink("kleur"),
    )
    under = Font(family=style.heading_font, size=style.lettergrootte + 2.5, colour=INK)
    part = Shape(after=style.lettergrootte, outline=0)
    return [
        paragraph_style("Title", _title_shape(style), title, order=20, next_style="Subtitle"),
        paragraph_style("Subtitle", _subtitle_shape(style), under, order=21, next_style="Normal"),
        paragraph_style("Deeltitel", part, order=22, based_on="Title", next_style="Normal"),
    ]


def _details(style: HouseStyle) -> list[Xml]:
    size = style.lettergrootte
    sender_colour = text_on(style.kleur) if style.balk == "afzender" else style.ink("accent")
    sender = Font(family=style.heading_font, size=size + 1, bold=True, colour=sender_colour)
    cell = Shape(before=2.5, after=2.5, spacing=1.0)
    label = Font(bold=True, colour=readable_on(style.label_ground, style.kleur))
    stop = style.kop_breedte
    line = Shape(before=0, after=1, left=stop, first=-stop, tabs=(("left", stop),), keep_lines=True)
    return [
        paragraph_style("Afzender", _sender_shape(style), sender, order=23),
        paragraph_style("Adres", Shape(before=size * 1.5, after=size * 2, spacing=1.1), order=24),
        paragraph_style("Deelregel", Shape(before=size * 0.8, after=size * 0.8), order=25),
        paragraph_style("Slotregel", Shape(before=size * 1.2, after=0, keep_next=True), order=26),
        paragraph_style("Kenmerklabel", cell, label, order=27),
        paragraph_style("Kenmerkwaarde", cell, order=28),
        paragraph_style("Kenmerkregel", line, order=29),
    ]


def _title_shape(style: HouseStyle) -> Shape:
    after = style.lettergrootte
    match style.balk:
        case "titel":
            return _bleed(style, Shape(before=10, after=14, keep_next=True))
        case "zij":
            bar = Line(("left",), style.accent, 9, gap=10)
            return Shape(before=6, after=after, left=0.5, keep_next=True, line=bar)
        case "lijn":
            rule = Line(("bottom",), style.accent, 2.25, gap=6)
            return Shape(before=6, after=after * 1.3, side=_SIDES[style.titel_plaats], keep_next=True, line=rule)
        case _:
            return Shape(before=6, after=after, side=_SIDES[style.titel_plaats], keep_next=True)


def _sender_shape(style: HouseStyle) -> Shape:
    if style.balk == "afzender":
        return _bleed(style, Shape(before=0, after=20, keep_next=True))
    after = style.lettergrootte * 0.6
    return Shape(before=0, after=after, side=_SIDES[style.titel_plaats], keep_next=True)


def _bleed(style: HouseStyle, shape: Shape) -> Shape:
    """Give `shape` a ground from edge to edge of the paper, with the text still on the margin."""
    margins = style.marges
    edges = Line(("top", "bottom"), style.kleur, _BAND_EDGE, gap=0)
    ground = replace(shape, fill=style.kleur, line=edges)
    return replace(ground, left=-margins.links, right=-margins.rechts, first=margins.links)


def _subtitle_shape(style: HouseStyle) -> Shape:
    indent = 0.5 if style.balk == "zij" else None
    return Shape(
        before=style.lettergrootte * 0.8,
        after=style.lettergrootte * 1.2,
        spacing=1.1,
        left=indent,
        side=_SIDES[style.titel_plaats],
        keep_next=True,
    )


def _edges(style: HouseStyle) -> list[Xml]:
    small = Font(size=max(8.0, style.lettergrootte - 2), colour="#404040")
    right = (("right", style.text_width),)
    rule = Line(("top",), style.accent, 0.75, gap=6)
    return [
        paragraph_style("header", Shape(before=0, after=12, tabs=right), small, order=30),
        paragraph_style("footer", Shape(before=0, after=0, spacing=1.0, tabs=right, line=rule), small, order=31),
        paragraph_style("Beeldmerk", Shape(after=14, side=_SIDES[style.logo_plaats]), order=32, based_on="Header"),
    ]
