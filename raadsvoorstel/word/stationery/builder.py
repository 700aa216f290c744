"""Build an ordinary branded Word template from the description of a house style."""

import io
from collections.abc import Sequence

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm

from raadsvoorstel.word.stationery.body import body, has_chapters
from raadsvoorstel.word.stationery.colours import contrast_ratio
from raadsvoorstel.word.stationery.edges import write_edges
from raadsvoorstel.word.stationery.house import Headings, HouseStyle, Margins, Part
from raadsvoorstel.word.stationery.lists import numbering
from raadsvoorstel.word.stationery.package import drop_unused, finish, write_properties, write_settings
from raadsvoorstel.word.stationery.styles import character_styles, defaults, paragraph_styles
from raadsvoorstel.word.stationery.tables import table_styles

__all__ = ["Headings", "HouseStyle", "Margins", "Part", "build_stationery", "contrast_ratio"]

_KEPT_STYLES = {"DefaultParagraphFont", "TableNormal", "NoList", "TableGrid"}
_EDGE_DISTANCE = 1.1
"""White between the edge of the paper and the header or footer, in centimetres."""


def build_stationery(style: HouseStyle, parts: Sequence[Part]) -> bytes:
    """Return a .docx template in `style` with a loop for each of `parts`; the same input gives the same bytes.

    WordFileUnusable when the logo is not a picture that Word can show.
    """
    document = docx.Document()
    chapters = has_chapters(parts)
    drop_unused(document)
    _write_styles(document.styles.element, style, chapters=chapters)
    _replace(document.part.numbering_part.element, numbering(style, chapters=chapters))
    write_settings(document.settings.element)
    write_properties(document.core_properties, style)
    _lay_out(document.sections[0], style)
    write_edges(document.sections[0], style)
    _write_body(document.element.body, body(style, parts))
    saved = io.BytesIO()
    document.save(saved)
    return finish(saved.getvalue(), style)


def _write_styles(styles: BaseOxmlElement, style: HouseStyle, *, chapters: bool) -> None:
    """Replace all styles but the few that Word cannot do without, and say which letters are the default."""
    for old in styles.xpath("w:style | w:docDefaults"):
        if old.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(old)
    styles.insert(0, defaults(style))
    styles.extend(paragraph_styles(style, chapters=chapters) + character_styles(style) + table_styles(style))


def _replace(root: BaseOxmlElement, content: Sequence[BaseOxmlElement]) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(content)


def _lay_out(section: Section, style: HouseStyle) -> None:
    """Make the page A4 with the house's margins."""
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    margins = style.marges
    section.top_margin, section.bottom_margin = Cm(margins.boven), Cm(margins.onder)
    section.left_margin, section.right_margin = Cm(margins.links), Cm(margins.rechts)
    section.header_distance = section.footer_distance = Cm(_EDGE_DISTANCE)
    for grid in section._sectPr.xpath("w:docGrid"):
        section._sectPr.remove(grid)


def _write_body(root: BaseOxmlElement, content: Sequence[BaseOxmlElement]) -> None:
    """Put `content` before the section properties, which stay last."""
    properties = root[-1]
    for element in content:
        properties.addprevious(element)
