"""The two table styles of a house: data in a text, and the label-and-value table at the top."""

from docx.oxml.xmlchemy import BaseOxmlElement

from raadsvoorstel.word.stationery.colours import WHITE, mix, text_on
from raadsvoorstel.word.stationery.house import HouseStyle
from raadsvoorstel.word.stationery.xml import node, twips

Xml = BaseOxmlElement

HEAD_TABLE = "Kenmerkentabel"
DATA_TABLE = "Gegevenstabel"
_CELL_MARGIN = 0.2


def table_styles(style: HouseStyle) -> list[Xml]:
    """Return the table style for texts, under the name the house style gives it, and that for the head."""
    return [_data_table(style), _head_table(style)]


def _data_table(style: HouseStyle) -> Xml:
    soft = mix(style.kleur, WHITE, 0.6)
    match style.tabel:
        case "gevuld":
            borders = _borders({"top": style.kleur, "bottom": style.kleur, "insideH": soft})
            header = _condition("firstRow", letters=text_on(style.kleur), fill=style.kleur)
        case "lijnen":
            borders = _borders({"top": style.kleur, "bottom": style.kleur, "insideH": mix(style.kleur, WHITE, 0.75)})
            edge = _borders({"bottom": style.accent}, tag="tcBorders", width=1.5)
            header = _condition("firstRow", letters=style.ink("kleur"), borders=edge)
        case "raster":
            borders = _borders(dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), soft))
            header = _condition("firstRow", fill=mix(style.kleur, WHITE, 0.85))
    total = _condition("lastRow", borders=_borders({"top": style.kleur}, tag="tcBorders", width=1.5))
    return _table(DATA_TABLE, style.tabelstijl, borders, header, total)


def _head_table(style: HouseStyle) -> Xml:
    soft = mix(style.kleur, WHITE, 0.6)
    sides: dict[str, dict[str, str]] = {
        "geen": {},
        "horizontaal": {"top": style.accent, "bottom": style.accent, "insideH": mix(style.kleur, WHITE, 0.75)},
        "raster": dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), soft),
        "vlak": {"insideH": WHITE},
    }
    label_fill = style.label_ground if style.label_ground != WHITE else ""
    borders = _borders(sides[style.kop_lijnen])
    # Without a ground or upright lines the labels stand on the margin, as the text does.
    inset = _CELL_MARGIN if label_fill else 0.0
    return _table(HEAD_TABLE, HEAD_TABLE, borders, _condition("firstCol", fill=label_fill), inset=inset)


def _table(style_id: str, name: str, borders: Xml, *conditions: Xml, inset: float = _CELL_MARGIN) -> Xml:
    sides = {"left": inset, "right": _CELL_MARGIN}
    margins = node("tblCellMar", *(node(side, w=twips(width), type_="dxa") for side, width in sides.items()))
    return node(
        "style",
        node("name", val=name),
        node("basedOn", val="TableNormal"),
        node("uiPriority", val=59),
        node("qFormat"),
        node("tblPr", borders if len(borders) else None, margins),
        *conditions,
        type_="table",
        customStyle=1,
        styleId=style_id,
    )


def _borders(colours: dict[str, str], *, tag: str = "tblBorders", width: float = 0.5) -> Xml:
    size = round(width * 8)
    return node(tag, *(node(side, val="single", sz=size, space=0, color=c.lstrip("#")) for side, c in colours.items()))


def _condition(part: str, *, letters: str = "", fill: str = "", borders: Xml | None = None) -> Xml:
    """Return the look of one `part` of a table: bold, and coloured as asked."""
    colour = node("color", val=letters.lstrip("#")) if letters else None
    shade = node("shd", val="clear", color="auto", fill=fill.lstrip("#")) if fill else None
    has_look = shade is not None or borders is not None
    cell = node("tcPr", borders, shade) if has_look else None
    return node("tblStylePr", node("rPr", node("b"), node("bCs"), colour), cell, type_=part)
