"""The parts around the text of a document: lists, relations and content types, ready for what a document adds."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import manifest
from raadsvoorstel.word.lists import OWN_LEFTS, Lists, own_lists
from raadsvoorstel.word.look import NUMBERING, STYLES, Look, look_of, numbering_of
from raadsvoorstel.word.marks import CUSTOM
from raadsvoorstel.word.package import FOOTNOTES, TYPES
from raadsvoorstel.word.xml import RELATIONS, R, W, escape, parse, serialize, w, whole

RELS, MAIN_RELS, CORE = "_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml"
NOTE_RELS = "word/_rels/footnotes.xml.rels"


def styles_of(data: bytes | None, body_style: str) -> bytes:
    """Return the styles with those for headings in a text and for quotes, without which nobody can tell that they are.

    A heading is like the one above it, and a quote like running text.
    """
    root = etree.Element(w("styles"), nsmap={"w": W}) if data is None else parse(data, STYLES)
    look = look_of(serialize(root))
    if data is not None and all(map(look.paragraph, (*_HEADINGS, "quote"))):
        return data
    plain, above = body_style or _default(root) or _added(root, "Normal"), look.paragraph("heading 1")
    for level, name in enumerate(_HEADINGS, start=1):
        bold = "" if above else "<w:rPr><w:b/><w:bCs/></w:rPr>"
        kept = f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level}"/></w:pPr>'
        above = look.paragraph(name) or _added(root, name, above or plain, kept + bold)
    if not look.paragraph("quote"):
        _added(root, "Quote", plain, '<w:pPr><w:ind w:left="567"/></w:pPr>')
    return serialize(root)


_HEADINGS = tuple(f"heading {level}" for level in range(2, 6))


def _default(root: etree._Element) -> str:
    styles = (style for style in root.iterfind(w("style")) if style.get(w("type")) == "paragraph")
    return next((style.get(w("styleId"), "") for style in styles if style.get(w("default")) in ("1", "true", "on")), "")


def _added(root: etree._Element, name: str, based_on: str = "", formatting: str = "") -> str:
    """Add a style, and return its id."""
    id = f"Rv{name.title().replace(' ', '')}"
    base, default = (f'<w:basedOn w:val="{escape(based_on)}"/>', "") if based_on else ("", ' w:default="1"')
    inside = f'<w:name w:val="{name}"/>{base}{formatting}'
    style = f'<w:style xmlns:w="{W}" w:type="paragraph"{default} w:styleId="{id}">{inside}</w:style>'
    root.append(etree.fromstring(style))
    return id


def lists_of(data: bytes | None, look: Look, first_note: int) -> tuple[Lists, tuple[str, str, str]]:
    """Return the lists to build on, and the numbering part cut where lists and their instances are added."""
    root = etree.Element(w("numbering"), nsmap={"w": W, "r": R}) if data is None else parse(data, NUMBERING)
    numbering = numbering_of(serialize(root))
    first_abstract = max(map(whole, numbering.abstract), default=0) + 1
    first_num = max(map(whole, numbering.abstract_of), default=0) + 1
    own = own_lists(first_abstract)
    chosen: list[str] = []
    lefts: list[tuple[int, ...]] = []
    added = ""
    for index, (style, bullet) in enumerate(((look.numbers, False), (look.bullets, True))):
        num, level = look.lists.get(style, ("", 0))
        definition = numbering.definition(num)
        fits = (
            definition is not None
            and level == 0
            and len(definition.formats) > 2
            and (definition.formats[0] == "bullet") == bullet
        )
        if definition is not None and fits:
            chosen.append(numbering.abstract_of[num])
            lefts.append(definition.lefts)
        else:
            chosen.append(str(first_abstract + index))
            lefts.append(OWN_LEFTS)
            added += own[index]
    lists = Lists(chosen[0], chosen[1], lefts[0], lefts[1], first_num, first_abstract + 2, first_note)
    head, between, tail = _cut(root)
    return lists, (head + added, between, tail)


def _cut(root: etree._Element) -> tuple[str, str, str]:
    kinds = [child.tag for child in root]
    first = next((i for i, kind in enumerate(kinds) if kind in (w("num"), w("numIdMacAtCleanup"))), len(kinds))
    after = next((i for i, kind in enumerate(kinds) if kind == w("numIdMacAtCleanup")), len(kinds))
    root.insert(after, etree.Comment("rv"))
    root.insert(first, etree.Comment("rv"))
    head, between, tail = serialize(root).decode().split("<!--rv-->")
    return head, between, tail


_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def with_types(types: etree._Element) -> bytes:
    wanted = {
        f"/{NUMBERING}": "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
        f"/{CUSTOM}": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"/{CORE}": "application/vnd.openxmlformats-package.core-properties+xml",
        f"/{FOOTNOTES}": "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"/{STYLES}": "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
        f"/{manifest.PROPERTIES}": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
    if types.tag != f"{{{_TYPES}}}Types":
        raise WordFileUnusable(f"het onderdeel {TYPES} is niet wat Word ervan maakt")
    extensions = {default.get("Extension", "").lower() for default in types}
    for kind in ("png", "jpeg"):
        if kind not in extensions:
            default = etree.Element(f"{{{_TYPES}}}Default", Extension=kind, ContentType=f"image/{kind}")
            types.insert(0, default)
    present = {override.get("PartName") for override in types}
    for part, kind in wanted.items():
        if part not in present:
            etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=part, ContentType=kind)
    return serialize(types)


def forgetful(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a file without what it remembers of its making, if it was a document of ours once."""
    own = [part for part, data in parts.items() if part.startswith("customXml/") and _MEMORY in data]
    gone = {*own, *(part.replace("/", "/_rels/") + ".rels" for part in own)}
    kept = {part: data for part, data in parts.items() if part not in gone}
    for part, place in ((TYPES, "PartName"), (MAIN_RELS, "Target")):
        if not own or part not in parts:
            continue
        root = parse(parts[part], part)
        for row in [row for row in root if row.get(place, "").removeprefix("..").removeprefix("/") in gone]:
            root.remove(row)
        kept[part] = serialize(root)
    return kept


_MEMORY = manifest.NAMESPACE.encode()
_DEFAULT: Any = {None: RELATIONS}


def _relations(data: bytes | None, wanted: Mapping[str, str], part: str) -> etree._Element:
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap=_DEFAULT) if data is None else parse(data, part)
    present = {relation.get("Type"): relation for relation in root}
    for number, (kind, target) in enumerate(wanted.items(), start=1):
        if kind in present:
            present[kind].set("Target", target)
        else:
            etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=f"rvP{number}", Type=kind, Target=target)
    return root


def with_package_relations(data: bytes | None) -> bytes:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return serialize(_relations(data, {core: CORE, f"{R}/custom-properties": CUSTOM}, RELS))


def main_relations(data: bytes | None) -> tuple[str, str]:
    beside = {kind: f"{kind}.xml" for kind in ("numbering", "footnotes", "styles")}
    root = _relations(data, {f"{R}/{kind}": target for kind, target in beside.items()}, MAIN_RELS)
    # A template may have data parts of its own, so this one is added whatever is there.
    etree.SubElement(
        root, f"{{{RELATIONS}}}Relationship", Id="rvM1", Type=f"{R}/customXml", Target=f"../{manifest.PART}"
    )
    root.append(etree.Comment("rv"))
    before, after = serialize(root).decode().split("<!--rv-->")
    return before, after


def manifest_relations() -> bytes:
    """Return the relation from the manifest to the part with its item id."""
    kind, target = f"{R}/customXmlProps", manifest.PROPERTIES.rpartition("/")[2]
    return serialize(_relations(None, {kind: target}, manifest.RELATIONS))


def footnotes_of(data: bytes | None) -> tuple[tuple[str, str], int]:
    """Return the footnotes part, cut where notes are added, and the first id that is free in it."""
    root = parse(data, FOOTNOTES) if data is not None else parse(_NO_FOOTNOTES.encode(), FOOTNOTES)
    ids = [whole(note.get(w("id"), "")) for note in root]
    root.append(etree.Comment("rv"))
    head, tail = serialize(root).decode().split("<!--rv-->")
    return (head, tail), max(ids, default=0) + 1


_NO_FOOTNOTES = (
    f'<w:footnotes xmlns:w="{W}" xmlns:r="{R}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def links_xml(links: Mapping[str, str]) -> str:
    """Return relations to the addresses of links, by the id each of them got."""
    return "".join(
        f'<Relationship Id="{id}" Type="{R}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for address, id in links.items()
    )


def note_relations(data: bytes | None) -> tuple[str, str]:
    """Return the relations of the footnotes, cut where links are added."""
    rows = () if data is None else parse(data, NOTE_RELS)
    own = "".join(etree.tostring(row, encoding="unicode", with_tail=False) for row in rows)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Relationships xmlns="{RELATIONS}">{own}', "</Relationships>"
