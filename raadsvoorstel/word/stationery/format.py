"""Letter, place and rules of a style, each as one value that knows its XML."""

from docx.oxml.xmlchemy import BaseOxmlElement
from msgspec import Struct

from raadsvoorstel.word.stationery.xml import flag, node, twips

Xml = BaseOxmlElement

LANGUAGE = "nl-NL"


class Font(Struct, frozen=True):
    """The letter of a style; what is not given comes from the style it is based on. `size` in points."""

    family: str = ""
    size: float = 0
    bold: bool | None = None
    italic: bool = False
    capitals: bool = False
    colour: str = ""
    underline: bool = False
    raised: bool = False

    def xml(self) -> Xml:
        """Return `w:rPr`; Word reads its children in this order only."""
        size = round(self.size * 2)
        return node(
            "rPr",
            fonts(self.family) if self.family else None,
            *([] if self.bold is None else [node(tag, val=int(self.bold)) for tag in ("b", "bCs")]),
            *([node("i"), node("iCs")] if self.italic else []),
            flag("caps", on=self.capitals),
            node("color", val=self.colour.lstrip("#")) if self.colour else None,
            *([node("sz", val=size), node("szCs", val=size)] if size else []),
            node("u", val="single") if self.underline else None,
            node("vertAlign", val="superscript") if self.raised else None,
        )


class Line(Struct, frozen=True):
    """Rules along some `sides` of a paragraph; `width`, and `gap` between rule and text, in points."""

    sides: tuple[str, ...]
    colour: str
    width: float
    gap: int = 4

    def xml(self) -> Xml:
        """Return `w:pBdr`."""
        size, colour = round(self.width * 8), self.colour.lstrip("#")
        return node("pBdr", *(node(side, val="single", sz=size, space=self.gap, color=colour) for side in self.sides))


class Shape(Struct, frozen=True, kw_only=True):
    """The place of a paragraph; white in points, indents in centimetres. None keeps what the base style says."""

    before: float | None = None
    after: float | None = None
    spacing: float | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    side: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    line: Line | None = None
    fill: str = ""
    list_id: int | None = None
    outline: int | None = None
    tabs: tuple[tuple[str, float], ...] = ()

    def xml(self) -> Xml:
        """Return `w:pPr`; Word reads its children in this order only."""
        return node(
            "pPr",
            flag("keepNext", on=self.keep_next),
            flag("keepLines", on=self.keep_lines),
            None if self.list_id is None else node("numPr", node("numId", val=self.list_id)),
            self.line.xml() if self.line else None,
            node("shd", val="clear", color="auto", fill=self.fill.lstrip("#")) if self.fill else None,
            self._tabs(),
            self._spacing(),
            self._indent(),
            node("jc", val=self.side) if self.side else None,
            None if self.outline is None else node("outlineLvl", val=self.outline),
        )

    def _tabs(self) -> Xml | None:
        stops = [node("tab", val=kind, pos=twips(place)) for kind, place in self.tabs]
        return node("tabs", *stops) if stops else None

    def _spacing(self) -> Xml | None:
        given = {"before": self.before, "after": self.after}
        values = {name: round(points * 20) for name, points in given.items() if points is not None}
        if self.spacing is None:
            return node("spacing", **values) if values else None
        return node("spacing", **values, line=round(self.spacing * 240), lineRule="auto")

    def _indent(self) -> Xml | None:
        given = {"left": self.left, "right": self.right}
        values = {name: twips(length) for name, length in given.items() if length is not None}
        if self.first is not None:
            values["hanging" if self.first < 0 else "firstLine"] = twips(abs(self.first))
        return node("ind", **values) if values else None


def fonts(family: str) -> Xml:
    """Return `w:rFonts` that names `family` for every script and leaves nothing to the theme."""
    return node("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family)


_BUILT_IN = {
    *("Normal", "List Number", "List Bullet", "Quote", "Title", "Subtitle", "header", "footer", "footnote text"),
    *(f"heading {level}" for level in range(1, 6)),
}


def paragraph_style(
    name: str, shape: Shape, font: Font | None = None, *, order: int, based_on: str = "Normal", next_style: str = ""
) -> Xml:
    """Return a paragraph style; `order` is its place in Word's gallery, `next_style` what Enter leads to."""
    return node(
        "style",
        node("name", val=name),
        node("basedOn", val=based_on) if name != "Normal" else None,
        node("next", val=next_style) if next_style else None,
        node("uiPriority", val=order),
        node("qFormat"),
        shape.xml(),
        font.xml() if font else None,
        type_="paragraph",
        styleId=style_id(name),
        **({"default": 1} if name == "Normal" else {}),
        **({} if name in _BUILT_IN else {"customStyle": 1}),
    )


def style_id(name: str) -> str:
    """Return the id of a style as Word makes it from a name: `heading 1` is Heading1."""
    return (name[0].upper() + name[1:]).replace(" ", "")
