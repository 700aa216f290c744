"""The package around the text: settings, theme and properties, the same on every machine."""

from datetime import UTC, datetime

from docx.document import Document
from docx.opc.coreprops import CoreProperties
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from raadsvoorstel.word import package
from raadsvoorstel.word.stationery.format import LANGUAGE
from raadsvoorstel.word.stationery.house import HouseStyle
from raadsvoorstel.word.stationery.xml import node
from raadsvoorstel.word.xml import parse, serialize

DATE = datetime(2020, 1, 1, tzinfo=UTC)
"""When every template is said to be made: the same input gives the same bytes."""
THEME, FONTS, APP = "word/theme/theme1.xml", "word/fontTable.xml", "docProps/app.xml"
_UNUSED = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")
_WORD_2013 = 15
_COMPATIBILITY = {
    "compatibilityMode": _WORD_2013,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def drop_unused(document: Document) -> None:
    """Cut loose what python-docx's own template brings along: old styles, a picture of it."""
    for relationships in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in relationships.items() if one.reltype.endswith(_UNUSED)]:
            del relationships[key]


def write_settings(settings: BaseOxmlElement) -> None:
    """Let Word treat the file as one of its own, in Dutch."""
    compatibility = [
        node("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)
        for name, value in _COMPATIBILITY.items()
    ]
    content = (
        node("zoom", percent=100),
        node("defaultTabStop", val=708),
        node("characterSpacingControl", val="doNotCompress"),
        node("compat", *compatibility),
        node("themeFontLang", val=LANGUAGE),
        node("decimalSymbol", val=","),
        node("listSeparator", val=";"),
    )
    for child in list(settings):
        settings.remove(child)
    settings.extend(content)


def write_properties(properties: CoreProperties, style: HouseStyle) -> None:
    """Set title, author and language; no date or number tells when or how often this was done."""
    properties.title = style.titel
    properties.author = properties.last_modified_by = style.afzender
    properties.language = LANGUAGE
    properties.created = properties.modified = DATE
    properties.revision = 1
    properties.comments = properties.keywords = ""


def finish(saved: bytes, style: HouseStyle) -> bytes:
    """Return a saved package with the house's own theme; nothing in it depends on the moment or the machine."""
    parts = package.read(saved, "python-docx")
    parts[THEME] = _own_theme(parts[THEME], style)
    parts[FONTS] = serialize(_font_table(style))
    parts[APP] = _APP
    return package.write(package.parts_of(parts))


def _font_table(style: HouseStyle) -> BaseOxmlElement:
    return node("fonts", *(node("font", name=family) for family in sorted({style.lettertype, style.heading_font})))


def _own_theme(theme: bytes, style: HouseStyle) -> bytes:
    """Give Word's colour and letter menus the house's own: whoever edits the text then finds them there."""
    root = parse(theme, THEME)
    colours = {"accent1": style.kleur, "accent2": style.accent, "hlink": style.ink("kleur")}
    for name, colour in colours.items():
        for slot in root.iter(f"{_DRAWING}{name}"):
            slot[:] = [etree.Element(f"{_DRAWING}srgbClr", val=colour.lstrip("#").upper())]
    for kind, family in (("majorFont", style.heading_font), ("minorFont", style.lettertype)):
        for letter in root.iterfind(f".//{_DRAWING}{kind}/{_DRAWING}latin"):
            letter.set("typeface", family)
    return serialize(root)
