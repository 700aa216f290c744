"""What a file of others must not hold: programs, other files, ways to somewhere else.

Nothing here is ever carried out or fetched, but Word would, in every document that is made of it.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.links import as_read, is_ordinary_link, is_program_file
from raadsvoorstel.word.codes import built_fields, remote_fields
from raadsvoorstel.word.package import MAIN, OLE, TYPES
from raadsvoorstel.word.xml import R, parse

_PROJECT = "_VBA_PROJECT".encode("utf-16-le")
"""The name of a stream that every macro project has, as an OLE file writes it."""
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_MACRO = re.compile(
    r"vba|macro|activex|keyMapCustomizations|attachedToolbars|webextension|extensibility", re.IGNORECASE
)
_PICTURES = "word/media/"
"""Where pictures lie, which may be called after what they show."""
_EMBEDDED = frozenset(("oleobject", "package", "control", "afchunk"))
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
_ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
_BRINGING = {
    "altChunk": "een ingebed bestand",
    "OLEObject": "een ingebed bestand",
    "objectEmbed": "een ingebed bestand",
    "objectLink": "een gekoppeld bestand",
    "movie": "een film van elders",
    "control": "een ActiveX-element",
    "mailMerge": "een adressenbestand",
    "webVideoPr": "een video van elders",
    "taskpane": "een invoegtoepassing",
    "customUI": "een invoegtoepassing",
}
"""Elements that bring something along by themselves."""
_CLICKED = ("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver")
"""Elements that a reader follows by hand; whatever else points out of the package is fetched."""
_RELATED = (R, "http://purl.oclc.org/ooxml/officeDocument/relationships", "urn:schemas-microsoft-com:office:office")
_VML, _SVG = "urn:schemas-microsoft-com:vml", "http://www.w3.org/2000/svg"
_ADDRESSES = ("href", "althref", "src")
_ON_THIS_COMPUTER = re.compile(r"(?:file:///)?[a-z]:/|[^/:]+$")
_SCHEMA = "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schema"
_ADD_IN = frozenset(("_AssemblyLocation", "_AssemblyName"))
"""Properties of a document by which Word finds an add-in that was written for it, and loads it."""
_XML_PARTS = (".xml", ".vml")
_READ_PARTS = (*_XML_PARTS, ".svg")
_CHART = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chartSpace",
    "{http://purl.oclc.org/ooxml/drawingml/chart}chartSpace",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chartSpace",
)
_MOST_TAGS = 300_000
"""Tags, of beginnings and ends, in a file that documents are made of: hundreds of pages."""
_MOST_BRACES = 4_000
_MOST_PARAGRAPHS = 20_000
"""In a document that others worked in: more than five hundred pages, with every cell and empty line."""
_HINTS = {
    "macro": "sla het in Word op als «Word-document (*.docx)»",
    "een veld": "maak er in Word gewone tekst van (klik erin, en druk op Ctrl+Shift+F9)",
    "een koppeling": "haal die koppeling er in Word uit",
    "een sjabloon": "koppel in Word een ander sjabloon, bij Ontwikkelaars > Documentsjabloon",
}
"""What helps against what a document that came back brings along; anything else has to go."""
_PARAGRAPH = re.compile(rb"<(?:[\w.-]+:)?p[\s/>]")
_LONG_TAG = re.compile(rb"<[^<]{150000}")
"""Word's own longest tag, of a drawing, has some ten thousand characters."""

_MayLeadOut = Callable[[str, str], bool]
"""Whether a relation of a kind may lead to a target outside the package, besides an ordinary link."""


def is_program(name: str, data: bytes, *about: str) -> bool:
    """Whether a part is a macro or other program, by what it holds, its name, or what the package says `about` it."""
    if data.startswith(OLE) and _PROJECT in data:
        return True
    named = _MACRO.search(" ".join(about if name.startswith(_PICTURES) else (name, *about)))
    return named is not None or data.startswith(_PROGRAMS) or is_program_file(name)


def _is_about(name: str) -> bool:
    """Whether a part only says something of others, and may name a macro."""
    return name == TYPES or name.lower().endswith(".rels")


def is_embedded(name: str, data: bytes) -> bool:
    """Whether a part is a file of another program, whatever it is called."""
    return (data.startswith(OLE) or name.startswith("word/embeddings/")) and not is_program(name, data)


def embeds(kind: str, source: str) -> bool:
    """Whether a relation of this kind leads to an embedded file; a chart may have its own sheet of numbers."""
    return kind.lower() in _EMBEDDED and "/charts/" not in source


def from_elsewhere(kind: str, target: str) -> str:
    """Return what a relation out of the package brings in, in words; "" for a link that a reader may click on."""
    if kind == "hyperlink" and is_ordinary_link(target):
        return ""
    return _REMOTE.get(kind, "iets")


def is_external(relation: etree._Element) -> bool:
    """Whether a relation leads out of the package; programs differ on how exactly that has to be written."""
    inside = relation.get("TargetMode", "Internal").strip().lower() == "internal"
    return not inside or _ADDRESS.match(relation.get("Target", "")) is not None


def kind_of(relation: etree._Element) -> str:
    """Return of which kind a relation is, without the address that all kinds begin with."""
    return relation.get("Type", "").rstrip("/").rpartition("/")[2]


def demand_small(parts: Mapping[str, bytes], name: str) -> None:
    """WordFileUnusable for a file that is far larger than one that documents are made of."""
    texts = [data for part, data in parts.items() if part.startswith("word/") and part.endswith(".xml")]
    if sum(text.count(b"<") for text in texts) > _MOST_TAGS:
        raise WordFileUnusable(f"{name} is te groot: er staat te veel in voor een sjabloon")
    if any(_LONG_TAG.search(text) for text in texts):
        raise WordFileUnusable(f"{name} is te groot: er staat een tekst of kenmerk van meer dan 150.000 tekens in")
    if sum(text.count(b"{") + text.count(b"}") for text in texts) > 2 * _MOST_BRACES:
        raise WordFileUnusable(f"{name} is te groot: er staan te veel accolades in voor een sjabloon")


def demand_readable(parts: Mapping[str, bytes], name: str) -> None:
    """WordFileUnusable for a document that others worked in, and no person could have, or that brings something along.

    What is made of it would bring that along too. The template that it was written with may lie on the computer of
    whoever did: Word notes it in every document, and finds it there or goes without.
    """
    body = parts[MAIN]
    if len(_PARAGRAPH.findall(body)) > _MOST_PARAGRAPHS:
        raise WordFileUnusable(f"{name} is te groot: er staan meer dan {_MOST_PARAGRAPHS} alinea's in")
    if _LONG_TAG.search(body):
        raise WordFileUnusable(f"{name} is te groot: er staat een tekst of kenmerk van meer dan 150.000 tekens in")
    if reason := next(_refusals(parts, may_lead_out=_is_own_template), ""):
        hint = next((hint for what, hint in _HINTS.items() if what in reason), "haal dat er in Word uit")
        raise WordFileUnusable(f"{name} wordt niet gelezen, want {reason}; {hint}, en probeer opnieuw")


def built(root: etree._Element) -> bool:
    """Whether only a document that is made of a part of a template shows what that brings in from elsewhere."""
    fields = (*built_fields(root), *remote_fields(root))
    written = (each for element in root.iter(etree.Element) for each in element.attrib.items() if "{" in str(each[1]))
    names = (etree.QName(key) for key, _ in written)
    return bool(fields) or any(name.namespace in _RELATED or name.localname.lower() in _ADDRESSES for name in names)


def _is_own_template(kind: str, target: str) -> bool:
    return kind == "attachedTemplate" and _ON_THIS_COMPUTER.match(as_read(target)) is not None


def _none(kind: str, target: str) -> bool:
    return False


def refused(parts: Mapping[str, bytes]) -> str:
    """Return why no document can be made of a file, as a sentence; "" when nothing of the kind is in it."""
    return next(_refusals(parts), "")


def _refusals(parts: Mapping[str, bytes], may_lead_out: _MayLeadOut = _none) -> Iterator[str]:
    rows = {name: _rows(data, name, may_lead_out) for name, data in parts.items() if name.lower().endswith(".rels")}
    charts = frozenset(name.lower() for name, data in parts.items() if _is_chart(name, data))
    for name, data in parts.items():
        if not _is_about(name) and is_program(name, data):
            yield f"er zit een macro of ander programma in: {name}"
        if is_embedded(name, data) and not _is_chart_sheet(name, parts, charts):
            yield f"er zit een ingebed bestand in: {name}"
    yield from _disguised(parts)
    outside: dict[str, dict[str, str]] = {}
    for name, some in rows.items():
        yield from _relations(some, is_of_chart=_source_of(name) in charts)
        outside.setdefault(_source_of(name), {}).update(_led_out(some))
    for name, data in parts.items():
        if name not in rows and (name.lower().endswith(_READ_PARTS) or outside.get(name.lower())):
            root = parse(data, name)
            yield from _within(name, root)
            yield from _fetched(root, outside.get(name.lower(), {}))


def _rows(data: bytes, name: str, may_lead_out: _MayLeadOut) -> list[etree._Element]:
    """Return the relations in a part, without those that are well whatever they lead to."""
    every = parse(data, name).iter("{*}Relationship")
    return [row for row in every if not may_lead_out(kind_of(row), row.get("Target", ""))]


def _disguised(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the parts that Word would read as a part of the document, and that are called or kept as something else."""
    for row in parse(parts.get(TYPES, b"<Types/>"), TYPES):
        kind, name = row.get("ContentType", ""), row.get("PartName", f"*.{row.get('Extension', '')}").lstrip("/")
        if "macroenabled" in kind.lower():
            yield f"er zit een macro of ander programma in: {name}"
        strange = not name.lower().endswith(_XML_PARTS) or name.lower().startswith("customxml/")
        if "wordprocessingml" in kind and kind.endswith("+xml") and strange:
            yield f"er zit een onderdeel in dat iets anders is dan het heet: {name}"


def _within(name: str, root: etree._Element) -> Iterator[str]:
    for _, code in remote_fields(root):
        yield f"een veld haalt iets van elders: {code}, in {name}"
    for element in root.iter(*(f"{{*}}{kind}" for kind in _BRINGING)) if not name.startswith("customXml/") else ():
        yield f"er zit {_BRINGING[etree.QName(element).localname]} in: {name}"
    if any(element.get("name") in _ADD_IN for element in root.iter("{*}property")):
        yield f"er zit een invoegtoepassing in: {name}"
    if any(etree.QName(key).localname.endswith("Location") for schema in root.iter(_SCHEMA) for key in schema.attrib):
        yield f"er hoort een XML-schema van elders bij: {name}"
    for element in root.iter(f"{{{_VML}}}*", f"{{{_SVG}}}*"):
        yield from _drawn(name, element)


def _drawn(name: str, element: etree._Element) -> Iterator[str]:
    """Yield what an element of a drawing shows that lies elsewhere; a link in a picture is for who clicks on it."""
    is_picture = element.tag.startswith(f"{{{_SVG}}}")
    for key, value in ((key, str(written)) for key, written in element.attrib.items()):
        kind = etree.QName(key).localname.lower()
        if is_picture:
            strange = kind == "href" and element.tag != f"{{{_SVG}}}a" and not value.strip().startswith(("#", "data:"))
        else:
            strange = bool(kind == "src" and value.strip()) or (
                kind in ("href", "althref") and not is_ordinary_link(value)
            )
        if strange:
            yield f"een tekening haalt iets van elders, in {name}: {value[:200]}"


def _source_of(name: str) -> str:
    """Return in small letters of which part these are the relations."""
    return unquote(name).lower().replace("_rels/", "")[: -len(".rels")]


def _led_out(rows: Iterable[etree._Element]) -> dict[str, str]:
    """Return where relations lead to outside the package, by their id."""
    return {row.get("Id", ""): row.get("Target", "") for row in rows if is_external(row)}


def _fetched(root: etree._Element, outside: Mapping[str, str]) -> Iterator[str]:
    """Yield what is called a link in the relations of a part, and is used there as something to fetch."""
    for element in root.iter(etree.Element) if outside else ():
        for key, value in ((key, str(written)) for key, written in element.attrib.items()):
            if value in outside and etree.QName(key).namespace in _RELATED and not _is_clicked(element):
                yield f"iets komt van buiten het document: {outside[value][:200]}"


def _is_clicked(element: etree._Element) -> bool:
    return etree.QName(element).localname in _CLICKED


def _relations(rows: Iterable[etree._Element], *, is_of_chart: bool) -> Iterator[str]:
    for row in rows:
        kind, target = kind_of(row), row.get("Target", "")
        if is_external(row):
            if what := from_elsewhere(kind, target):
                yield f"{what} komt van buiten het document: {target[:200]}"
        elif _MACRO.search(kind):
            yield f"er zit een macro of ander programma in: {target[:200]}"
        elif kind.lower() in _EMBEDDED and not is_of_chart:
            yield f"er zit een ingebed bestand in: {target[:200]}"


def _is_chart(name: str, data: bytes) -> bool:
    """Whether a part is a chart, and not only lies where charts do."""
    return "/charts/" in name and name.lower().endswith(".xml") and parse(data, name).tag in _CHART


def _is_chart_sheet(name: str, parts: Mapping[str, bytes], charts: Container[str]) -> bool:
    """Whether only charts lead to an embedded file: the numbers that Word drew the chart from."""
    file = name.rpartition("/")[2].encode()
    users = [_source_of(rels) for rels, data in parts.items() if rels.lower().endswith(".rels") and file in data]
    return bool(users) and all(source in charts for source in users)
