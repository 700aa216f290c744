"""Names and small habits of WordprocessingML that every file of this room shares."""

import re
from functools import cache
from typing import Any

from lxml import etree

from raadsvoorstel.errors import WordFileUnusable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_SPECIAL = re.compile(f'[&<>"{_ILLEGAL}]')
_HEX = re.compile("[0-9a-fA-F]{1,4}")
_NUMBER = re.compile(r"-?\d{1,9}(?!\d)", re.ASCII)
_TYPE, _CHAR = f"{{{W}}}type", f"{{{W}}}char"
_ENCODINGS = ("UTF-8", "ASCII", "US-ASCII", "UTF-16", "UTF-16LE", "UTF-16BE")
"""Of which the last are for data of other programs only, which `package` sees to."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_TEXT, _BREAK, _SYMBOL = f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}sym"
_LETTERS = {
    f"{{{W}}}tab": "\t", f"{{{W}}}cr": "\n", f"{{{W}}}noBreakHyphen": "\u2011", f"{{{W}}}softHyphen": "\u00ad",
}  # fmt: skip


def w(name: str) -> str:
    """Return `name` in the main namespace, as lxml writes it: `w("p")`."""
    return f"{{{W}}}{name}"


def value(element: etree._Element | None, default: str = "") -> str:
    """Return the `w:val` of `element`; `default` when there is no element or no value."""
    return default if element is None else element.get(w("val"), default)


def whole(text: str) -> int:
    """Return the whole number that an attribute begins with, as `720.5` and `36pt` do; 0 when there is none."""
    match = _NUMBER.match(text)
    return int(match[0]) if match else 0


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as `w:b` is there and not switched off."""
    return element is not None and value(element, "1") not in ("0", "false", "off", "none")


def is_page_break(element: etree._Element) -> bool:
    """Whether a break is to a new page or column, which is no part of the text."""
    return element.get(_TYPE, "textWrapping") != "textWrapping"


def letters_of(child: etree._Element) -> str:
    """Return the text that one element of a run shows."""
    kind = child.tag
    if kind == _TEXT:
        return child.text or ""
    if kind == _BREAK:
        return "" if is_page_break(child) else "\n"
    return _symbol(child) if kind == _SYMBOL else _LETTERS.get(str(kind), "")


def _symbol(element: etree._Element) -> str:
    """Return the letter that a `w:sym` is; of a font of signs one for private use, as LibreOffice writes it."""
    match = _HEX.fullmatch(element.get(_CHAR, ""))
    code = int(match[0], 16) if match else 0
    letter = chr(code if code > 0xFF else 0xF000 | code)
    return "" if not code or _SPECIAL.match(letter) else letter


def escape(text: str) -> str:
    """Return `text` as it stands in XML text or between double quotes; ValueError on what XML cannot hold."""
    return _SPECIAL.sub(_entity, text)


def _entity(match: re.Match[str]) -> str:
    if match[0] not in _ENTITIES:
        raise ValueError(f"not a character of XML: {match[0]!r} in {match.string!r}")
    return _ENTITIES[match[0]]


def parse(data: bytes, name: str) -> etree._Element:
    """Return the root of a part; strictly, without entities or anything from outside."""
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        reason = "ligt te diep in elkaar" if "depth" in str(error) else f"is geen goede XML (regel {error.lineno})"
        raise WordFileUnusable(f"het onderdeel {name} {reason}") from error
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise WordFileUnusable(f"het onderdeel {name} bevat een DTD; dat hoort niet in een Word-bestand")
    if (docinfo.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise WordFileUnusable(f"het onderdeel {name} is geen UTF-8; bewaar het bestand in Word")
    return root


@cache
def _parser() -> etree.XMLParser:
    # A comment may stand in the midst of a text, and be all that keeps a word in it from being recognised.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=False, remove_comments=True, remove_pis=True
    )


def serialize(root: etree._Element) -> bytes:
    """Return a part's bytes, with the declaration Word writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
