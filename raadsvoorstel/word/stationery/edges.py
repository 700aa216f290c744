"""Headers and footers: the logo on the first page, a line of text on the others, page numbers on all."""

import io
import re

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word.stationery.house import COLUMN_MARK, HouseStyle
from raadsvoorstel.word.stationery.xml import columns, field, paragraph, run, tab

Xml = BaseOxmlElement

_NO_IMAGE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
_COUNTERS = {"{nummer}": "PAGE", "{aantal}": "NUMPAGES"}


def write_edges(section: Section, style: HouseStyle) -> None:
    """Fill the headers and footers of `section`; the first page differs from the ones that follow."""
    section.different_first_page_header_footer = True
    _fill(section.header, _running_line(style))
    _fill(section.footer, _footer_line(style))
    _fill(section.first_page_footer, _footer_line(style))
    first = section.first_page_header
    if style.logo is None:
        _fill(first, _running_line(style))
    else:
        _fill(first, paragraph("Beeldmerk"))
        _place_logo(first.paragraphs[0], style, style.logo)


def _running_line(style: HouseStyle) -> Xml:
    return paragraph("Header", *columns(style.koptekst, COLUMN_MARK))


def _footer_line(style: HouseStyle) -> Xml:
    return paragraph("Footer", *columns(style.voettekst, COLUMN_MARK), tab(), *_page_number(style.paginering))


def _page_number(pattern: str) -> list[Xml]:
    """Return `pattern` with a counting field for `{nummer}` and for `{aantal}`."""
    pieces = [piece for piece in re.split(r"(\{nummer\}|\{aantal\})", pattern) if piece]
    return [field(_COUNTERS[piece], "1") if piece in _COUNTERS else run(piece) for piece in pieces]


def _fill(edge: _BaseHeaderFooter, line: Xml) -> None:
    """Let `line` be all that stands in the header or footer."""
    edge.is_linked_to_previous = False
    root = edge._element
    for child in list(root):
        root.remove(child)
    root.append(line)


def _place_logo(line: Paragraph, style: HouseStyle, logo: bytes) -> None:
    try:
        picture = line.add_run().add_picture(io.BytesIO(logo), width=Cm(style.logo_breedte))
    except _NO_IMAGE as error:
        raise WordFileUnusable("het logo is geen heel PNG- of JPEG-bestand") from error
    properties = picture._inline.docPr
    properties.set("name", "logo")
    properties.set("descr", style.logo_alt)
