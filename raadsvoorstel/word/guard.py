"""What a file that documents are made of must not hold: programs, other files, ways to somewhere else.

Nothing here is ever carried out or fetched, but Word would, in every document that is made of it.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word.package import OLE, TYPES
from raadsvoorstel.word.xml import RELATIONS, parse, w

_PROJECT = "_VBA_PROJECT".encode("utf-16-le")
"""The name of a stream that every macro project has, as an OLE file writes it."""
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_MACRO = re.compile(r"vba|macro|activex|keyMapCustomizations|attachedToolbars", re.IGNORECASE)
_EMBEDDED = ("oleObject", "package", "control", "aFChunk")
_REMOTE = {
    "image": "een afbeelding",
    "attachedTemplate": "een sjabloon dat Word erbij zoekt",
    "oleObject": "een gekoppeld bestand",
    "subDocument": "een subdocument",
    "frame": "een kader met een ander bestand",
    "mailMergeSource": "een adressenbestand",
    "mailMergeHeaderSource": "een adressenbestand",
    "hyperlink": "een koppeling die geen webadres is",
}
_ORDINARY_LINK = re.compile(r"(?i)(https?|mailto|tel):|#|(?![a-z][a-z0-9+.-]*:|//|\\\\)")
"""What a person may click on; any other scheme starts a program or opens a file."""
_REMOTE_FIELD = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|LINK|DDEAUTO|DDE|IMPORT|RD)\b", re.IGNORECASE)
_MOST_TAGS = 300_000
"""Tags, of beginnings and ends, in a file that documents are made of: hundreds of pages."""
_MOST_BRACES = 4_000
_LONG_TAG = re.compile(rb"<[^<]{150000}")
"""Word's own longest tag, of a drawing, has some ten thousand characters."""
_CODE, _SIMPLE, _MARK = w("instrText"), w("fldSimple"), w("fldChar")


def is_program(name: str, data: bytes, *about: str) -> bool:
    """Whether a part is a macro or other program, by what it holds, its name, or what the package says `about` it."""
    if data.startswith(OLE) and _PROJECT in data:
        return True
    named = _MACRO.search(" ".join((name, *about)))
    return named is not None or data.startswith(_PROGRAMS)


def is_embedded(name: str, data: bytes) -> bool:
    """Whether a part is a file of another program, whatever it is called."""
    return (data.startswith(OLE) or name.startswith("word/embeddings/")) and not is_program(name, data)


def embeds(kind: str, source: str) -> bool:
    """Whether a relation of this kind leads to an embedded file; a chart may have its own sheet of numbers."""
    return kind in _EMBEDDED and not source.startswith("word/charts/")


def from_elsewhere(kind: str, target: str) -> str:
    """Return what a relation out of the package brings in, in words; "" for a link that a reader may click on."""
    if kind == "hyperlink" and _ORDINARY_LINK.match(target):
        return ""
    return _REMOTE.get(kind, "iets")


def remote_fields(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the fields that bring in something from elsewhere: where each begins, and its name."""
    open_codes: list[tuple[etree._Element, list[str]]] = []
    for element in root.iter(_CODE, _SIMPLE, _MARK):
        if element.tag == _SIMPLE:
            yield from _remote(element, element.get(w("instr"), ""))
        elif element.tag == _CODE:
            if not open_codes:
                open_codes.append((element, []))
            open_codes[-1][1].append(element.text or "")
        elif element.get(w("fldCharType")) == "begin":
            open_codes.append((element, []))
        elif open_codes:
            # The code of a field ends at its separator; its end, later, closes nothing that is still open.
            begin, codes = open_codes.pop()
            yield from _remote(begin, "".join(codes))
    for begin, codes in open_codes:
        yield from _remote(begin, "".join(codes))


def _remote(element: etree._Element, code: str) -> Iterator[tuple[etree._Element, str]]:
    if match := _REMOTE_FIELD.match(code):
        yield element, match[1].upper()


def demand_small(parts: Mapping[str, bytes], name: str) -> None:
    """WordFileUnusable for a file that is far larger than one that documents are made of."""
    texts = [data for part, data in parts.items() if part.startswith("word/") and part.endswith(".xml")]
    if sum(text.count(b"<") for text in texts) > _MOST_TAGS:
        raise WordFileUnusable(f"{name} is te groot: er staat te veel in voor een sjabloon")
    if any(_LONG_TAG.search(text) for text in texts):
        raise WordFileUnusable(f"{name} is te groot: er staat een tekst of kenmerk van meer dan 150.000 tekens in")
    if sum(text.count(b"{") + text.count(b"}") for text in texts) > 2 * _MOST_BRACES:
        raise WordFileUnusable(f"{name} is te groot: er staan te veel accolades in voor een sjabloon")


def refused(parts: Mapping[str, bytes]) -> str:
    """Return why no document can be made of a file, as a sentence; "" when nothing of the kind is in it."""
    return next(_refusals(parts), "")


def _refusals(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name, data in parts.items():
        if name != TYPES and not name.endswith(".rels") and is_program(name, data):
            yield f"er zit een macro of ander programma in: {name}"
        if is_embedded(name, data) and not name.startswith("word/charts/") and not _is_chart_sheet(name, parts):
            yield f"er zit een ingebed bestand in: {name}"
    for name, data in parts.items():
        if name.endswith(".rels"):
            yield from _relations(name, parse(data, name))
        elif (b"instrText" in data or b"fldSimple" in data) and name.endswith(".xml"):
            for _, code in remote_fields(parse(data, name)):
                yield f"een veld haalt iets van elders: {code}, in {name}"


def _relations(name: str, root: etree._Element) -> Iterator[str]:
    source = name.replace("_rels/", "").removesuffix(".rels")
    for row in root.iter(f"{{{RELATIONS}}}Relationship"):
        kind, target = row.get("Type", "").rpartition("/")[2], row.get("Target", "")
        if row.get("TargetMode") == "External":
            if what := from_elsewhere(kind, target):
                yield f"{what} komt van buiten het document: {target[:200]}"
        elif _MACRO.search(kind):
            yield f"er zit een macro of ander programma in: {target[:200]}"
        elif embeds(kind, source):
            yield f"er zit een ingebed bestand in: {target[:200]}"


def _is_chart_sheet(name: str, parts: Mapping[str, bytes]) -> bool:
    """Whether only charts lead to an embedded file: the numbers that Word drew the chart from."""
    file = name.rpartition("/")[2].encode()
    users = [rels for rels, data in parts.items() if rels.endswith(".rels") and file in data]
    return bool(users) and all(rels.startswith("word/charts/") for rels in users)
