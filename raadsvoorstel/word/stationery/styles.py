"""The styles of running text: what paragraphs, lists, headings and words look like."""

from raadsvoorstel.word.stationery.format import LANGUAGE, Font, Line, Shape, Xml, fonts, paragraph_style, style_id
from raadsvoorstel.word.stationery.front import front_styles
from raadsvoorstel.word.stationery.house import HouseStyle
from raadsvoorstel.word.stationery.lists import BULLET_LIST, HEADING_INDENT, HEADING_LIST, NUMBER_LIST
from raadsvoorstel.word.stationery.xml import node


def defaults(style: HouseStyle) -> Xml:
    """Return `w:docDefaults`: letter, size and language of everything that no style speaks about.

    Colour is left to Word: a table style can then put white letters on a dark heading row.
    """
    size = round(style.lettergrootte * 2)
    language = node("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    letters = node("rPr", fonts(style.lettertype), node("sz", val=size), node("szCs", val=size), language)
    white = node("pPr", node("widowControl"), node("spacing", after=0, line=240, lineRule="auto"))
    return node("docDefaults", node("rPrDefault", letters), node("pPrDefault", white))


def paragraph_styles(style: HouseStyle, *, chapters: bool) -> list[Xml]:
    """Return all paragraph styles; `chapters` numbers Heading 1."""
    size = style.lettergrootte
    text = [
        paragraph_style("Normal", _running_text(style), order=0),
        paragraph_style("List Number", _item(style, NUMBER_LIST), order=10),
        paragraph_style("List Bullet", _item(style, BULLET_LIST), order=11),
        paragraph_style("Quote", _quote(style), Font(italic=True), order=12),
        paragraph_style("Argument", _argument(), Font(bold=True), order=13, next_style="Normal"),
        paragraph_style("Tabeltekst", Shape(before=2, after=2, spacing=1.0), Font(size=size - 1), order=14),
        paragraph_style("Ondertekening", _signature(style), order=15),
        paragraph_style(
            "footnote text", Shape(before=0, after=2, spacing=1.0), Font(size=max(8.0, size - 2)), order=33
        ),
    ]
    return text + _headings(style, chapters=chapters) + front_styles(style)


def character_styles(style: HouseStyle) -> list[Xml]:
    """Return the styles for words within a paragraph."""
    looks = {
        "Strong": Font(bold=True),
        "Hyperlink": Font(colour=style.ink("kleur"), underline=True),
        "footnote reference": Font(raised=True),
    }
    return [
        node(
            "style",
            node("name", val=name),
            node("basedOn", val="DefaultParagraphFont"),
            node("uiPriority", val=16),
            node("qFormat"),
            font.xml(),
            type_="character",
            styleId=style_id(name),
        )
        for name, font in looks.items()
    ]


def _running_text(style: HouseStyle) -> Shape:
    """White above as well as below: a table has none of its own. Between paragraphs Word takes the larger."""
    return Shape(before=style.lettergrootte * 0.4, after=style.lettergrootte * 0.6, spacing=style.regelafstand)


def _item(style: HouseStyle, list_id: int) -> Shape:
    return Shape(before=0, after=style.lettergrootte * 0.35, list_id=list_id)


def _quote(style: HouseStyle) -> Shape:
    return Shape(left=1.0, right=1.0, line=Line(("left",), style.accent, 1.5, gap=8))


def _argument() -> Shape:
    return Shape(before=6, after=3, left=1.0, first=-1.0, tabs=(("left", 1.0),), keep_next=True, keep_lines=True)


def _signature(style: HouseStyle) -> Shape:
    """White above the line leaves room for the pen, also between a role and a name below it."""
    return Shape(before=30, after=0, tabs=(("left", style.text_width / 2),), keep_lines=True)


def _headings(style: HouseStyle, *, chapters: bool) -> list[Xml]:
    headings = [_heading(style, level, chapters=chapters) for level in range(1, 6)]
    # Outline level 1 like the chapters, but it does not count.
    plain = Shape(list_id=0, left=_bar_indent(style), first=0) if chapters else Shape()
    return [*headings, paragraph_style("Kop zonder nummer", plain, order=9, based_on="Heading1")]


def _heading(style: HouseStyle, level: int, *, chapters: bool) -> Xml:
    look = style.koppen
    top = level == 1
    share = {1: 1.0, 2: 0.45, 3: 0.15}.get(level, 0.0)
    size = style.lettergrootte + (look.grootte - style.lettergrootte) * share
    numbered = top and chapters
    shape = Shape(
        before=size * (1.5 if top else 1.1),
        after=size * (0.35 if top else 0.25),
        spacing=1.05,
        left=HEADING_INDENT if numbered else _bar_indent(style) if top else None,
        first=-HEADING_INDENT if numbered else None,
        keep_next=True,
        keep_lines=True,
        line=_heading_line(style) if top else None,
        list_id=HEADING_LIST if numbered else None,
        outline=level - 1,
    )
    font = Font(
        family=style.heading_font,
        size=size,
        bold=look.vet if top else level < 5,
        italic=level == 5,
        capitals=top and look.hoofdletters,
        colour=style.ink(look.kleur),
    )
    return paragraph_style(f"heading {level}", shape, font, order=level, next_style="Normal")


def _bar_indent(style: HouseStyle) -> float:
    # A bar hangs outside the text; moving the heading in keeps the bar on the margin.
    return 0.3 if style.koppen.lijn == "zij" else 0.0


def _heading_line(style: HouseStyle) -> Line | None:
    lines = {
        "onder": Line(("bottom",), style.accent, 0.75, gap=2),
        "boven": Line(("top",), style.accent, 1.5, gap=5),
        "zij": Line(("left",), style.accent, 4.5, gap=5),
    }
    return lines.get(style.koppen.lijn)
