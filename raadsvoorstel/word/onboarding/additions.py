"""Add the styles that documents need and a file lacks, with the letters, colours and lists of that file."""

import copy
from collections.abc import Collection, Sequence

from lxml import etree
from msgspec.structs import replace

from raadsvoorstel.word.onboarding.dressing import derived, set_numbering
from raadsvoorstel.word.onboarding.lists import Lists
from raadsvoorstel.word.onboarding.roles import TABLE, Roles
from raadsvoorstel.word.onboarding.sheet import Sheet
from raadsvoorstel.word.onboarding.usage import Used
from raadsvoorstel.word.stationery.colours import INK
from raadsvoorstel.word.stationery.front import front_styles
from raadsvoorstel.word.stationery.house import Headings, HouseStyle, Margins
from raadsvoorstel.word.stationery.lists import BULLET_LIST, NUMBER_LIST, numbering
from raadsvoorstel.word.stationery.styles import character_styles, paragraph_styles
from raadsvoorstel.word.stationery.tables import table_styles
from raadsvoorstel.word.xml import value, w

_NUMBER, _BULLET = "list number", "list bullet"
_NOT_OURS = ("header", "footer", "beeldmerk", "kop zonder nummer")
_LABEL_WIDTH = 0.45
"""Centimetres that the labels of a head get per point of the letter: the longest of them then fit."""
_SYNONYMS = {"quote": ("citaat",)}


def house_in(sheet: Sheet, roles: Roles, style: HouseStyle, margins: Margins) -> HouseStyle:
    """Return a house style with the letters, sizes and colours of a file; `style` gives its texts and their order."""
    heading = roles.headings[0]
    colour = sheet.colour(heading) or sheet.colour(roles.title) or INK
    size = sheet.size(roles.text)
    return replace(
        style,
        kleur=colour,
        accent=colour,
        lettertype=sheet.font(roles.text),
        lettertype_koppen=sheet.font(heading or roles.text),
        lettergrootte=size,
        regelafstand=sheet.spacing(roles.text),
        marges=margins,
        kop_breedte=min(max(size * _LABEL_WIDTH, 4.0), 7.0),
        koppen=Headings(grootte=sheet.size(heading) if heading else size + 2.5, kleur="kleur"),
        balk="geen",
        tabel="lijnen",
        tabelstijl="Huisstijl tabel",
        logo=None,
    )


def complete(
    sheet: Sheet, lists: Lists, roles: Roles, style: HouseStyle, used: Sequence[Used], wanted: Collection[str]
) -> dict[str, str]:
    """Add what is missing, and return for the style ids of the builder those in this file.

    `wanted` are the builder's ids that the template itself uses; the others are what a text may need.
    """
    ids = _present(sheet, roles)
    front = {one.get(w("styleId"), "") for one in front_styles(style)}
    own = [*paragraph_styles(style, chapters=False), *character_styles(style), *table_styles(style)]
    missing = []
    for one in own:
        id, kind, name = one.get(w("styleId"), ""), one.get(w("type"), ""), value(one.find(w("name"))).lower()
        known = ids.get(id) or sheet.find(name, kind=kind)
        if known:
            ids[id] = known
        elif name not in _NOT_OURS and (id in wanted or id not in front):
            missing.append((id, name, one))
    for id, name, one in missing:
        ids[id] = _added(sheet, roles, name, one, ids)
    for name, bullet in ((_NUMBER, False), (_BULLET, True)):
        _give_list(sheet, lists, sheet.find(name), style, used, bullet=bullet)
    return ids


def _present(sheet: Sheet, roles: Roles) -> dict[str, str]:
    """Return the builder's ids for which a role was found, and those of what Word always has."""
    found = {"Normal": roles.text, "Title": roles.title, "Subtitle": roles.subtitle}
    found |= {f"Heading{level}": id for level, id in enumerate(roles.headings, start=1)}
    return {id: known for id, known in found.items() if known}


def _added(sheet: Sheet, roles: Roles, name: str, style: etree._Element, ids: dict[str, str]) -> str:
    """Add one style: on top of what plays its part in the file, as a copy of its table, or as the builder makes it."""
    written = value(style.find(w("name")))
    looks = {_NUMBER: roles.numbers, _BULLET: roles.bullets, "tabeltekst": roles.table_text}
    look = looks.get(name, "") or sheet.find(*_SYNONYMS.get(name, ()))
    if look:
        return derived(sheet, written, look)
    if name == TABLE and roles.table:
        copied = copy.deepcopy(sheet.styles[roles.table])
        copied.attrib.pop(w("default"), "")
        copied.set(w("styleId"), style.get(w("styleId"), ""))
        copied.find(w("name")).set(w("val"), written)  # type: ignore[union-attr]
        _fit(copied, sheet, {})
        return sheet.add(copied)
    fitted = copy.deepcopy(style)
    fitted.attrib.pop(w("default"), "")
    _fit(fitted, sheet, ids)
    return sheet.add(fitted)


def _fit(style: etree._Element, sheet: Sheet, ids: dict[str, str]) -> None:
    """Tie a style of the builder to those of the file."""
    for tie in [*style.findall(w("basedOn")), *style.findall(w("next"))]:
        target = ids.get(value(tie)) or (value(tie) if value(tie) in sheet.styles else "")
        if target:
            tie.set(w("val"), target)
        else:
            style.remove(tie)
    for numbered in style.findall(f"{w('pPr')}/{w('numPr')}"):
        numbered.getparent().remove(numbered)  # type: ignore[union-attr]


def _give_list(sheet: Sheet, lists: Lists, id: str, style: HouseStyle, used: Sequence[Used], *, bullet: bool) -> None:
    """Let a list style number with a list of nine levels, that begins as the lists of the file do."""
    own = sheet.styles[id].find(f"{w('pPr')}/{w('numPr')}")
    num, level = sheet.numbering(id)
    fits = lists.is_bullet(num) is bullet and not level
    if own is not None and fits and lists.is_whole(num):
        return
    first = lists.levels(num)[level:] if lists.is_bullet(num, level) is bullet else []
    if not first:
        drawn = next((one for one in used if one.num and lists.is_bullet(one.num, one.level) is bullet), None)
        first = lists.levels(drawn.num)[drawn.level :] if drawn else []
    definition = next(
        one
        for one in numbering(style, chapters=False)
        if one.get(w("abstractNumId")) == str(BULLET_LIST if bullet else NUMBER_LIST) and one.tag == w("abstractNum")
    )
    set_numbering(sheet.styles[id], lists.add(first, list(definition.iterfind(w("lvl"))), id))
