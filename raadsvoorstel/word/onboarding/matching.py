"""Let the styles that a text never used look like those it did: an untouched style of Word is nobody's house style."""

from collections.abc import Collection, Iterator

from lxml import etree

from raadsvoorstel.word.onboarding.dressing import derived, put
from raadsvoorstel.word.onboarding.roles import OWN_TEXT, Roles
from raadsvoorstel.word.onboarding.sheet import Sheet
from raadsvoorstel.word.xml import w, whole

_SHARES = {2: 0.45, 3: 0.15}
"""How far the size of a heading lies between that of the text and that of heading 1; deeper ones are as the text."""
_WHITE_BEFORE, _WHITE_AFTER = 8, 12
"""White around a paragraph where a file has none, in twentieths of the size of its letters."""
_LIKE_TEXT = ("list number", "list bullet", "quote", "list paragraph")


def with_white(sheet: Sheet, text: str) -> str:
    """Return the style for running text: one with white around its paragraphs, also below a table.

    Between paragraphs the larger of the two counts, so white before that is less than the white behind changes nothing.
    """
    before, after = (_white(sheet, text, side) for side in ("before", "after"))
    if before:
        return text
    size = sheet.size(text)
    spacing = etree.Element(w("spacing"))
    spacing.set(w("before"), str(min(after, round(size * _WHITE_BEFORE)) or round(size * _WHITE_BEFORE)))
    if not after:
        spacing.set(w("after"), str(round(size * _WHITE_AFTER)))
    own = None if sheet.name(text) not in sheet.added else sheet.styles[text].find(f"{w('pPr')}/{w('spacing')}")
    if own is not None:
        for name, twips in spacing.attrib.items():
            own.set(name, twips)
        return text
    if sheet.name(text) in sheet.added:
        put(sheet.styles[text], "pPr", spacing)
        return text
    return derived(sheet, OWN_TEXT, text, places=[spacing])


def _white(sheet: Sheet, id: str, side: str) -> int:
    places = [style.find(f"{w('pPr')}/{w('spacing')}") for style in sheet.chain(id)]
    places.append(sheet.root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}/{w('spacing')}"))
    written = (spacing.get(w(side)) for spacing in places if spacing is not None)
    found = next((text for text in written if text is not None), "0")
    return max(whole(found), 0)


def match_unused(sheet: Sheet, roles: Roles, used: Collection[str]) -> list[str]:
    """Dress the untouched headings, lists and quotes of a file as its own heading 1 and text; return their names."""
    changed: list[str] = []
    first = roles.headings[0]
    if first and (not _is_untouched(sheet, first) or first in used):
        for id, size in _headings(sheet, roles):
            if id not in used and _is_untouched(sheet, id):
                _dress(sheet, id, like=first, size=size, colour=sheet.colour(first))
                changed.append(sheet.name(id))
    for id in (sheet.find(name) for name in _LIKE_TEXT):
        differs = sheet.font(id) != sheet.font(roles.text) or sheet.size(id) != sheet.size(roles.text)
        if id and id not in used and differs:
            _dress(sheet, id, like=roles.text, size=sheet.size(roles.text), colour="")
            changed.append(sheet.name(id))
    return changed


def _headings(sheet: Sheet, roles: Roles) -> Iterator[tuple[str, float]]:
    text, largest = sheet.size(roles.text), sheet.size(roles.headings[0])
    if roles.title:
        yield roles.title, sheet.size(roles.title)
    for level, id in enumerate(roles.headings[1:], start=2):
        if id:
            yield id, text + max(largest - text, 0) * _SHARES.get(level, 0)


def _is_untouched(sheet: Sheet, id: str) -> bool:
    """Whether a style has the letters and colours of Word itself: those of the theme."""
    fonts, colour = (sheet.styles[id].find(f"{w('rPr')}/{w(name)}") for name in ("rFonts", "color"))
    from_theme = (fonts is None or fonts.get(w("asciiTheme"))) and (colour is None or colour.get(w("themeColor")))
    return bool(from_theme) and sheet.styles[id].get(w("customStyle"), "0") not in ("1", "true")


def _dress(sheet: Sheet, id: str, *, like: str, size: float, colour: str) -> None:
    style = sheet.styles[id]
    fonts = etree.Element(w("rFonts"))
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(w(name), sheet.font(like))
    put(style, "rPr", fonts)
    for name in ("sz", "szCs"):
        half = etree.Element(w(name))
        half.set(w("val"), str(round(size * 2)))
        put(style, "rPr", half)
    if colour:
        ink = etree.Element(w("color"))
        ink.set(w("val"), colour.lstrip("#"))
        put(style, "rPr", ink)
