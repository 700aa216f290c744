"""Take out of a file what a template must not carry: macros, links to elsewhere, protection, traces of people."""

from lxml import etree

from raadsvoorstel.word import parcel
from raadsvoorstel.word.compiling import MAIN_TYPE
from raadsvoorstel.word.foundation import CORE
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.parcel import SETTINGS, Parts, Relation
from raadsvoorstel.word.xml import escape, parse, serialize, w

_PROPERTIES, _MACROS, _MAILING = (
    "de eigenschappen van het bestand",
    "macro's en eigen knoppen",
    "de koppeling met een adressenbestand",
)
_GONE = {
    **dict.fromkeys(("vbaProject", "keyMapCustomizations", "attachedToolbars", "wordVbaData"), _MACROS),
    **dict.fromkeys(("control", "activeXControlBinary", "extensibility", "userCustomization"), _MACROS),
    **dict.fromkeys(("origin", "digital-signature"), "digitale handtekeningen"),
    **dict.fromkeys(("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"), "opmerkingen"),
    **dict.fromkeys(("recipientData", "mailMergeSource", "mailMergeHeaderSource"), _MAILING),
    **dict.fromkeys(("core-properties", "extended-properties", "custom-properties"), _PROPERTIES),
    "customXml": "gegevens van een ander programma (customXml)",
    "glossaryDocument": "bouwstenen",
    "printerSettings": "printerinstellingen",
    "attachedTemplate": "de koppeling met een ander sjabloon",
    "thumbnail": "",
    "metadata": "",
    "documenttasks": "",
    "stylesWithEffects": "",
}
"""The kinds of part that are left behind, and what to call them; "" for what nobody misses."""
_SETTINGS_GONE = {
    "documentProtection": "de beveiliging van het document",
    "writeProtection": "de beveiliging van het document",
    "readModeInkLockDown": "",
    "attachedTemplate": "de koppeling met een ander sjabloon",
    "linkStyles": "",
    "trackRevisions": "",
    "revisionView": "",
    "mailMerge": _MAILING,
    "docVars": "documentvariabelen",
    "rsids": "",
    "saveThroughXslt": "",
    "attachedSchema": "",
    "proofState": "",
    "removePersonalInformation": "",
    "removeDateAndTime": "",
}


def cleaned(parts: Parts) -> tuple[Parts, list[str]]:
    """Return the package without what must not travel along, and what that was, in words."""
    said = [_MACROS] if "macroEnabled" in parcel.content_type(parts, MAIN) else []

    def is_unwanted(relation: Relation) -> bool:
        elsewhere = relation.external and relation.kind not in ("hyperlink", "attachedTemplate")
        if elsewhere:
            said.append("koppelingen naar bestanden of afbeeldingen elders")
        elif relation.kind in _GONE:
            said.append(_GONE[relation.kind])
        return elsewhere or relation.kind in _GONE

    for part in ["", *(name for name in parts if parcel.relations_part(name) in parts)]:
        parts = parcel.without(parts, part, is_unwanted)
    if SETTINGS in parts:
        parts = {**parts, SETTINGS: _settings(parts[SETTINGS], said)}
    parts = parcel.typed(parts, MAIN, MAIN_TYPE)
    parts = parcel.leading({**parts, CORE: b""}, "", kind="core-properties", target=CORE)
    parts = parcel.typed(parts, CORE, "application/vnd.openxmlformats-package.core-properties+xml")
    return parts, list(dict.fromkeys(filter(None, said)))


def _settings(data: bytes, said: list[str]) -> bytes:
    root = parse(data, SETTINGS)
    for name, sentence in _SETTINGS_GONE.items():
        for element in root.findall(w(name)):
            root.remove(element)
            said.append(sentence)
    return serialize(root)


def without_loose_ends(root: etree._Element, relations: list[Relation]) -> bool:
    """Take pictures and objects out of a part that lead nowhere any more; return whether there were any."""
    known = {relation.id for relation in relations}
    found = False
    for element in list(root.iter(w("drawing"), w("pict"), w("object"), w("control"))):
        used = {text for one in element.iter(etree.Element) for name, text in one.attrib.items() if _leads(str(name))}
        if used - known and element.getparent() is not None:
            element.getparent().remove(element)  # type: ignore[union-attr]
            found = True
    for link in list(root.iter(w("hyperlink"))):
        id = next((text for name, text in link.attrib.items() if _leads(str(name))), "")
        if id and id not in known:
            for name in [name for name in link.attrib if _leads(str(name))]:
                del link.attrib[name]
    return found


def _leads(name: str) -> bool:
    return name.startswith("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}")


def core_properties(title: str, language: str) -> bytes:
    """Return properties that say what a template is, and nothing of whoever made it."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    ).encode()
