"""Change what a style looks like: a new one on top of another, one that takes over a look, one dressed by hand."""

import copy
from collections.abc import Sequence

from lxml import etree

from raadsvoorstel.word.onboarding.sheet import Sheet
from raadsvoorstel.word.xml import value, w

_ORDER = {
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
        "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
        "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
        "lang",
    ),
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct",
        "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
        "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
        "textboxTightWrap", "outlineLvl",
    ),
}  # fmt: skip
"""The order in which Word reads properties (ISO/IEC 29500-1, 17.3.1.26 and 17.3.2.28)."""


def derived(
    sheet: Sheet, name: str, base: str, letters: Sequence[etree._Element] = (), places: Sequence[etree._Element] = ()
) -> str:
    """Add a paragraph style on top of `base`, with these properties besides; return its id.

    A name that another style has gets a number behind it.
    """
    name = next(one for n in range(1, 1_000) if not sheet.find((one := f"{name} {n}" if n > 1 else name).lower()))
    style = etree.Element(w("style"), {w("type"): "paragraph", w("styleId"): _id(name)})
    for tag, text in (("name", name), ("basedOn", base)):
        etree.SubElement(style, w(tag)).set(w("val"), text)
    etree.SubElement(style, w("qFormat"))
    for kind, properties in (("pPr", places), ("rPr", letters)):
        for element in properties:
            put(style, kind, element)
    return sheet.add(style)


def adopted(sheet: Sheet, name: str, plain: str, look: str) -> str:
    """Return the style `name`, which looks like `look` from now on; `plain` is the id it had, "" for none."""
    if not plain:
        return derived(sheet, name, look)
    if sheet.is_based_on(look, plain):
        for kind in ("pPr", "rPr"):
            own = sheet.styles[look].find(w(kind))
            for element in () if own is None else own:
                put(sheet.styles[plain], kind, element)
        return plain
    _base(sheet.styles[plain]).set(w("val"), look)
    for kind in ("pPr", "rPr"):
        own = sheet.styles[plain].find(w(kind))
        if own is not None:
            sheet.styles[plain].remove(own)
    return plain


def worn(sheet: Sheet, style: str, letters: Sequence[etree._Element]) -> str:
    """Give a style the letters that its paragraphs had by hand; the white around them stays."""
    for element in letters:
        put(sheet.styles[style], "rPr", element)
    return style


def put(style: etree._Element, kind: str, element: etree._Element) -> None:
    """Put a property in a style (`kind`: rPr or pPr) in the place of one of the same name."""
    own = style.find(w(kind))
    if own is None:
        own = etree.Element(w(kind))
        before = [i for i, child in enumerate(style) if kind == "rPr" or child.tag != w("rPr")]
        style.insert(before[-1] + 1, own)
    for old in own.findall(str(element.tag)):
        own.remove(old)
    own.append(copy.deepcopy(element))
    order = [w(name) for name in _ORDER[kind]]
    own[:] = sorted(own, key=lambda child: order.index(str(child.tag)) if child.tag in order else len(order))


def set_numbering(style: etree._Element, num: str) -> None:
    """Let a style number its paragraphs with a list."""
    numbering = etree.Element(w("numPr"))
    etree.SubElement(numbering, w("numId")).set(w("val"), num)
    put(style, "pPr", numbering)


def _base(style: etree._Element) -> etree._Element:
    found = style.find(w("basedOn"))
    if found is None:
        found = etree.Element(w("basedOn"))
        place = max(i for i, child in enumerate(style) if child.tag in (w("name"), w("aliases"))) + 1
        style.insert(place, found)
    return found


def speak(root: etree._Element, language: str) -> list[str]:
    """Set the language of defaults and styles to `language` where it is another; return what stood there."""
    defaults = root.find(f"{w('docDefaults')}")
    if defaults is not None and defaults.find(f"{w('rPrDefault')}/{w('rPr')}") is None:
        place = etree.Element(w("rPrDefault"))
        etree.SubElement(place, w("rPr"))
        for old in defaults.findall(w("rPrDefault")):
            defaults.remove(old)
        defaults.insert(0, place)
    letters = None if defaults is None else defaults.find(f"{w('rPrDefault')}/{w('rPr')}")
    if letters is not None and letters.find(w("lang")) is None:
        etree.SubElement(letters, w("lang"))
    wanted = language.partition("-")[0]
    others = [spoken for spoken in root.iter(w("lang")) if not value(spoken).lower().startswith(wanted)]
    replaced = [value(spoken) for spoken in others if value(spoken)]
    for spoken in others:
        spoken.set(w("val"), language)
    return list(dict.fromkeys(replaced))


def _id(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())
