"""How new words look: as those they stand beside, apart from what the source says of them."""

import copy
from collections.abc import Iterable

from lxml import etree

from raadsvoorstel.blocks import Run
from raadsvoorstel.word.revision.sight import RPR
from raadsvoorstel.word.xml import w

_ORDER = tuple(
    w(name)
    for name in (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
        "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
        "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
        "lang", "eastAsianLayout", "specVanish", "oMath",
    )
)  # fmt: skip
"""The order that a file must have run properties in (ISO/IEC 29500-1, 17.3.2.28)."""
_TOGGLES = {
    "bold": (w("b"), w("bCs")),
    "italic": (w("i"), w("iCs")),
    "strike": (w("strike"),),
    "code": (w("rFonts"),),
    "open_field": (w("highlight"), w("shd")),
    "link": (w("rStyle"), w("u"), w("color")),
}
"""What shows each thing that a run can be, besides plain."""
_OTHERS = frozenset((w("rPrChange"), w("ins"), w("del"), w("moveFrom"), w("moveTo")))
_NEVER = frozenset((*(tag for tags in _TOGGLES.values() for tag in tags), w("vertAlign"), w("vanish"), *_OTHERS))


def beside(near: etree._Element | None, look: Run, new: Run, written: etree._Element | None) -> etree._Element | None:
    """Return the properties of words that stand in a line.

    `near` are those of the run beside, which showed `look`; `written` is how the program itself writes `new`.
    """
    changed = [name for name in _TOGGLES if bool(getattr(look, name)) != bool(getattr(new, name))]
    off = {tag for name in changed for tag in _TOGGLES[name]} | _OTHERS
    on = {tag for name in changed if getattr(new, name) for tag in _TOGGLES[name]}
    kept = [child for child in _children(near) if child.tag not in off and child.tag != w("vertAlign")]
    return _properties([*kept, *(child for child in _children(written) if child.tag in on)])


def plainly(near: etree._Element | None, written: etree._Element | None) -> etree._Element | None:
    """Return the properties of words in a new paragraph: of the run `near` only what says nothing of the words."""
    said = {child.tag for child in _children(written)}
    kept = [child for child in _children(near) if child.tag not in _NEVER and child.tag not in said]
    return _properties([*kept, *_children(written)])


def _children(properties: etree._Element | None) -> Iterable[etree._Element]:
    return () if properties is None else list(properties)


def _properties(children: Iterable[etree._Element]) -> etree._Element | None:
    found = {str(child.tag): copy.deepcopy(child) for child in children}
    if not found:
        return None
    properties = etree.Element(RPR)
    properties.extend(sorted(found.values(), key=lambda c: _ORDER.index(c.tag) if c.tag in _ORDER else len(_ORDER)))
    return properties
