"""Take out of a file what a template must not carry: macros, links to elsewhere, protection, traces of people."""

from collections.abc import Callable

from lxml import etree

from raadsvoorstel.word.foundation import CORE
from raadsvoorstel.word.look import NUMBERING, STYLES
from raadsvoorstel.word.onboarding import parcel
from raadsvoorstel.word.onboarding.parcel import Parts, Relation
from raadsvoorstel.word.package import MAIN, TYPES
from raadsvoorstel.word.template import MAIN_TYPE
from raadsvoorstel.word.xml import escape, parse, serialize, w

SETTINGS, THEME = "word/settings.xml", "word/theme/theme1.xml"
_USUAL_NAMES = {"styles": STYLES, "numbering": NUMBERING, "settings": SETTINGS, "theme": THEME}

_MACROS = ("vbaProject", "keyMapCustomizations", "attachedToolbars", "wordVbaData", "control", "activeXControlBinary")
_CUSTOM_UI = ("extensibility", "ui/extensibility", "ui/userCustomization", "userCustomization")
_PEOPLE = ("core-properties", "extended-properties", "custom-properties", "thumbnail", "metadata")
_SIGNATURES = ("origin", "digital-signature")
_REMARKS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "documenttasks")
_STORES = (
    "customXml",
    "glossaryDocument",
    "printerSettings",
    "recipientData",
    "mailMergeSource",
    "mailMergeHeaderSource",
)
_SAID = {
    **dict.fromkeys(_MACROS + _CUSTOM_UI, "macro's en eigen knoppen"),
    **dict.fromkeys(
        ("core-properties", "extended-properties", "custom-properties"), "de eigenschappen van het bestand"
    ),
    **dict.fromkeys(_SIGNATURES, "digitale handtekeningen"),
    **dict.fromkeys(_REMARKS, "opmerkingen"),
    "customXml": "gegevens van een ander programma (customXml)",
    "glossaryDocument": "bouwstenen",
    "printerSettings": "printerinstellingen",
    **dict.fromkeys(_STORES[3:], "de koppeling met een adressenbestand"),
}
_SETTINGS_GONE = {
    "documentProtection": "de beveiliging van het document",
    "writeProtection": "de beveiliging van het document",
    "readModeInkLockDown": "",
    "attachedTemplate": "de koppeling met een ander sjabloon",
    "linkStyles": "",
    "trackRevisions": "",
    "revisionView": "",
    "mailMerge": "de koppeling met een adressenbestand",
    "docVars": "documentvariabelen",
    "rsids": "",
    "saveThroughXslt": "",
    "attachedSchema": "",
    "proofState": "",
    "removePersonalInformation": "",
    "removeDateAndTime": "",
}


def with_usual_names(parts: Parts) -> Parts:
    """Return the package with its text, styles and lists under the names they have in most files."""
    main = parcel.main_part(parts)
    names = {main: MAIN} if main != MAIN and MAIN not in parts else {}
    for relation in parcel.relations(parts, main):
        usual = _USUAL_NAMES.get(relation.kind, relation.target)
        if relation.target in parts and relation.target != usual and usual not in parts:
            names[relation.target] = usual
    return parcel.renamed(parts, names)


def cleaned(parts: Parts) -> tuple[Parts, list[str]]:
    """Return the package without what must not travel along, and what that was, in words."""
    said: list[str] = []

    def unwanted(part: str) -> Callable[[Relation], bool]:
        return lambda relation: _is_unwanted(part, relation, said)

    for part in ["", *(name for name in parts if parcel.relations_part(name) in parts)]:
        parts = parcel.without(parts, part, unwanted(part))
    if SETTINGS in parts:
        parts = {**parts, SETTINGS: _settings(parts[SETTINGS], said)}
    was = parcel.content_type(parts, MAIN)
    if "macroEnabled" in was and _SAID["vbaProject"] not in said:
        said.append(_SAID["vbaProject"])
    parts = parcel.typed(parts, MAIN, MAIN_TYPE)
    parts = parcel.leading({**parts, CORE: b""}, "", kind="core-properties", target=CORE)
    parts = parcel.typed(parts, CORE, "application/vnd.openxmlformats-package.core-properties+xml")
    return parts, list(dict.fromkeys(filter(None, said)))


def _is_unwanted(part: str, relation: Relation, said: list[str]) -> bool:
    kind = relation.kind
    if relation.external and kind == "hyperlink":
        return False
    if relation.external and kind != "attachedTemplate":
        said.append("koppelingen naar bestanden of afbeeldingen elders")
        return True
    if kind in (*_MACROS, *_CUSTOM_UI, *_SIGNATURES, *_REMARKS, *_STORES, "attachedTemplate"):
        said.append(_SAID.get(kind, ""))
        return True
    if not part and kind in _PEOPLE:
        said.append(_SAID.get(kind, ""))
        return True
    return False


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


__all__ = ["TYPES", "cleaned", "core_properties", "with_usual_names", "without_loose_ends"]
