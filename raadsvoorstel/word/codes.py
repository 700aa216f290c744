"""Fields of a Word file that bring in something from elsewhere or lead there, however their code is written."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from raadsvoorstel.links import is_ordinary_link
from raadsvoorstel.word.xml import W

_REMOTE_FIELD = re.compile(
    r"[\s\"“”„]*(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|LINK|DDEAUTO|DDE|IMPORT|RD|DATABASE|EMBED|PRINT|CONTROL|HTMLACTIVEX)\b",
    re.IGNORECASE,
)
_REMOTE_PIECE = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DATABASE)\b", re.IGNORECASE)
"""What no other field goes on with, so that it tells by itself, whatever stands before it for another program."""
_NAMED_FIELD = re.compile(r"\s*+(?:[\"“”„]*+=|\S++\s)")
"""A field of which the name is there before another field goes on with it."""
_PIECES = 20
"""In how many pieces the name of a field may be cut."""
_STATEMENT = re.compile(r"\{\{(?![^{}]*\}\})|\{[%#]")
"""What Jinja reads as the beginning of something else than a placeholder; braces of JSON are letters to it."""
_NAME = re.compile(r"\s*(?!HYPERLINK\b)[A-Z]+\s", re.IGNORECASE)
"""How the code of a field begins that may have a placeholder further on: with a name, and that of no link."""
_LISTING = re.compile(r"\s*(?:TOC|TOA|INDEX)\b", re.IGNORECASE)
_LINK_FIELD = re.compile(r"[\s\"“”„]*HYPERLINK\s*(?:\"([^\"]*)|([^\s\\\"]\S*))?", re.IGNORECASE)
_PLACE_THERE = re.compile(r"\\l\s*\"([^\"]*)", re.IGNORECASE)
_ARGUMENT = re.compile(r"\\[otn]\s*(?:\"[^\"]*\"|\S+)|\"([^\"]*)|(\S+)", re.IGNORECASE)
"""What a field is given, but for a tip, a frame and whether there is a new window."""
_STRANGE_ADDRESS = re.compile(
    r"\s*(?:(?:java|vb)script\s*:|file\s*:|ms-[\w-]+\s*:|search(?:-ms)?\s*:|shell\s*:|\\\\\\\\)", re.IGNORECASE
)
_WORDS = (W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
_CODES = ("instrText", "delInstrText")
_FIELDS = tuple(f"{{{space}}}{kind}" for space in _WORDS for kind in (*_CODES, "fldSimple", "fldChar"))


_GONE, _NEW = frozenset(("del", "moveFrom")), frozenset(("ins", "moveTo"))
_CHARACTER, _CODE = f"{{{W}}}fldChar", f"{{{W}}}instrText"


class _Open(Struct):
    """A field that is met: its code so far, and where what comes out of it leads to."""

    code: list[str]
    address: str
    is_listing: bool = False


class OpenFields(Struct):
    """The fields that are open while the runs of a part are met in their order.

    Where one of them never ends, none `is_whole`: then nothing can be said of what stands in it.
    """

    is_whole: bool = True
    open: list[_Open] = []

    @classmethod
    def of_part(cls, root: etree._Element) -> "OpenFields":
        """Return the fields of a part, none of them open yet."""
        marks = Counter(_attribute(mark, "fldCharType") for mark in root.iter(_CHARACTER))
        return cls(marks["begin"] == marks["end"])

    @property
    def in_listing(self) -> bool:
        """Whether a run stands in a table of contents or the like, which editors make of the titles time and again."""
        return self.is_whole and bool(self.open) and self.open[-1].is_listing

    def link_of(self, run: etree._Element) -> str:
        """Meet a run, and return the address to which it leads when it shows what came out of a field; or else ""."""
        if self.open or run.find(_CHARACTER) is not None:
            for child in run.iterchildren(_CHARACTER, _CODE):
                self._meet(child, _attribute(child, "fldCharType"))
        return self.open[-1].address if self.open else ""

    def _meet(self, child: etree._Element, mark: str) -> None:
        if mark == "begin":
            outer = self.open[-1] if self.open else _Open([], "")
            self.open.append(_Open([], outer.address, outer.is_listing))
        elif not self.open:
            return
        elif mark == "separate":
            last = self.open[-1]
            code = "".join(last.code)
            last.address = _address(code) or last.address
            last.is_listing = last.is_listing or _LISTING.match(code) is not None
            last.code.clear()
        elif mark == "end":
            self.open.pop()
        elif child.tag == _CODE:
            self.open[-1].code.append(child.text or "")


def _address(code: str) -> str:
    """Return the address of a link elsewhere, with the place there."""
    match, place = _LINK_FIELD.match(code), _PLACE_THERE.search(code)
    address = (match[1] or match[2] or "") if match else ""
    return f"{address}#{place[1]}" if address and place else address


class _Field(Struct, eq=False):
    """A field that has begun, and its code in each reading of the tracked changes in it."""

    begin: etree._Element
    codes: list[str] = []
    accepted: list[str] = []
    rejected: list[str] = []

    def take(self, element: etree._Element, code: str) -> None:
        """Add a piece of the code."""
        for reading, counts in zip(self.readings, _counts(element), strict=True):
            reading += [code] if counts else []

    @property
    def readings(self) -> tuple[list[str], list[str], list[str]]:
        """The pieces of the code: all of them, those that stay when every change is accepted, and when none is."""
        return self.codes, self.accepted, self.rejected


def remote_fields(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the fields that bring in something from elsewhere: where each begins, and its name.

    The code of a field may be cut in pieces, and hold other fields.
    """
    fields: list[_Field] = []
    coded: list[_Field] = []
    for element in root.iter(*_FIELDS):
        kind, mark = etree.QName(element).localname, _attribute(element, "fldCharType")
        if kind == "fldSimple":
            yield from _remote(element, _attribute(element, "instr"))
        elif kind in _CODES:
            if not coded:
                fields.append(_Field(element))
                coded.append(fields[-1])
            code = "".join(map(str, element.itertext()))
            coded[-1].take(element, code)
            if _surroundings(element) is not _surroundings(coded[-1].begin):
                yield element, "een veld waarvan de code niet vaststaat"
            if len(coded[-1].codes) > 1 and (match := _REMOTE_PIECE.match(code)):
                yield element, match[1].upper()
        elif mark == "begin":
            if coded and not _is_named(coded[-1], element):
                yield coded[-1].begin, "een veld dat een ander veld schrijft"
            fields.append(_Field(element))
            coded.append(fields[-1])
        elif fields:
            field = fields[-1] if mark == "separate" else fields.pop()
            if coded and coded[-1] is field:
                coded.pop()
            if mark == "separate":
                continue
            yield from _read(field)
    for field in fields:
        yield from _read(field)


def _read(field: _Field) -> Iterator[tuple[etree._Element, str]]:
    found = (each for codes in field.readings for each in _remote(field.begin, "".join(codes)))
    yield from list(found)[:1]


def _counts(element: etree._Element) -> tuple[bool, bool, bool]:
    """Return whether an element is there: at all, when every tracked change is accepted, and when none is."""
    around = {etree.QName(each).localname for each in (element, *element.iterancestors())}
    return True, not around & {*_GONE, "delInstrText"}, not around & _NEW


def _is_named(field: _Field, inner: etree._Element) -> bool:
    """Whether the name of a field is there before a field in it begins, in each reading that has both."""
    readings = zip(field.readings, _counts(field.begin), _counts(inner), strict=True)
    return all(_NAMED_FIELD.match("".join(codes[:_PIECES])) for codes, *counts in readings if all(counts))


def _surroundings(element: etree._Element) -> etree._Element | None:
    """Return what an element stands in that is not of Word itself; such as what is there for some programs only."""
    return next((each for each in element.iterancestors() if etree.QName(each).namespace not in _WORDS), None)


def built_fields(root: etree._Element) -> Iterator[etree._Element]:
    """Yield where the fields of a template begin of which only a document shows what they are.

    A placeholder may stand behind the name of a field, but for a link; a statement could put any name together.
    """
    fields: list[_Field] = []
    coded: list[_Field] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            text = element.tail
        else:
            text = element.text
            kind = etree.QName(element).localname if element.tag in _FIELDS else ""
            mark = _attribute(element, "fldCharType") if kind == "fldChar" else ""
            if kind == "fldSimple" and _is_built(_attribute(element, "instr")):
                yield element
            if mark == "begin" or (kind in _CODES and not coded):
                fields.append(_Field(element))
                coded.append(fields[-1])
            elif mark and fields:
                field = fields[-1] if mark == "separate" else fields.pop()
                if coded and coded[-1] is field and _is_built("".join(coded.pop().codes)):
                    yield field.begin
        if coded and text:
            coded[-1].codes.append(text)
    yield from (field.begin for field in coded if _is_built("".join(field.codes)))


def _is_built(code: str) -> bool:
    plain, place, _ = code.partition("{{")
    return bool(_STATEMENT.search(code) or (place and _NAME.match(plain) is None))


def _attribute(element: etree._Element, name: str) -> str:
    names = (f"{{{space}}}{name}" for space in _WORDS)
    return next((element.get(each, "") for each in names if each in element.attrib), "")


def _remote(element: etree._Element, code: str) -> Iterator[tuple[etree._Element, str]]:
    if match := _REMOTE_FIELD.match(code):
        yield element, match[1].upper()
    elif (match := _LINK_FIELD.match(code)) and (
        not is_ordinary_link(match[1] or match[2] or "")
        or any(_STRANGE_ADDRESS.match(each[1] or each[2] or "") for each in _ARGUMENT.finditer(code))
    ):
        yield element, "HYPERLINK"
