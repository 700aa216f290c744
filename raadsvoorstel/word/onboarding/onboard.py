"""Make a template of a Word file that was not made here, and say what became of it."""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package
from raadsvoorstel.word.foundation import CORE
from raadsvoorstel.word.look import NUMBERING, STYLES
from raadsvoorstel.word.onboarding import parcel
from raadsvoorstel.word.onboarding.additions import complete, house_in
from raadsvoorstel.word.onboarding.cleaning import (
    SETTINGS,
    THEME,
    cleaned,
    core_properties,
    with_usual_names,
    without_loose_ends,
)
from raadsvoorstel.word.onboarding.dressing import speak
from raadsvoorstel.word.onboarding.edges import Edge, area, read_edge
from raadsvoorstel.word.onboarding.front import Front, as_loop, is_enough, pictures_on_top, read_front
from raadsvoorstel.word.onboarding.labels import Placed
from raadsvoorstel.word.onboarding.lists import Lists
from raadsvoorstel.word.onboarding.loosening import loosen
from raadsvoorstel.word.onboarding.parcel import Parts
from raadsvoorstel.word.onboarding.revisions import settle
from raadsvoorstel.word.onboarding.roles import Roles, find_roles
from raadsvoorstel.word.onboarding.sections import Chosen, Section, choose, end_of, margins_of, sections_of
from raadsvoorstel.word.onboarding.sheet import Sheet
from raadsvoorstel.word.onboarding.usage import Used, plain_text, used_in
from raadsvoorstel.word.onboarding.wording import bare, without_braces, words
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.stationery.body import body
from raadsvoorstel.word.stationery.format import LANGUAGE
from raadsvoorstel.word.stationery.house import Element, HouseStyle, Part
from raadsvoorstel.word.xml import parse, serialize, value, w

_KINDS = {
    STYLES: ("styles", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"),
    NUMBERING: ("numbering", "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"),
}
_BY_ID = (
    "image", "hyperlink", "header", "footer", "chart", "chartEx", "oleObject", "package", "aFChunk", "frame",
    "subDocument", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
)  # fmt: skip
"""Kinds of relations that count only where a text names them."""
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the template has to show, in the words of whoever asks for it.

    `labels` gives a placeholder for every label that can be known again, in the spelling of `wording.bare`; `asked`
    those that the front has to show. `titles` are per part the titles of its sections, in that spelling too, and
    `fixed` phrases of lines that are the same in every document.
    """

    style: HouseStyle
    parts: tuple[Part, ...]
    labels: Mapping[str, str]
    asked: Mapping[str, str]
    titles: Mapping[str, Collection[str]]
    fixed: tuple[str, ...] = ()
    loop: tuple[str, str, str] = ("regel in kop", "{{ regel.label }}", "{{ regel.waarde }}")


@dataclass(frozen=True, slots=True)
class Onboarded:
    """The template, and what became of the file it was made of; styles by the names they have in Word."""

    data: bytes
    roles: Mapping[str, str]
    added: tuple[str, ...]
    by_hand: bool
    dropped: tuple[str, ...]
    languages: tuple[str, ...]
    front: Front | None
    looped: bool
    lost_text: int
    pictures: int
    edges: tuple[Edge, ...]
    sections: Chosen
    placed: tuple[Placed, ...] = field(default=())


def onboard(data: bytes, name: str, plan: Plan) -> Onboarded:
    """Return the file as a template. WordFileUnusable when it is not a Word file that can be worked on."""
    parts = _opened(data, name)
    parts, dropped = cleaned(parts)
    main = parse(parts[MAIN], MAIN)
    said = settle(main)
    braces = bool([paragraph for paragraph in main.iter(w("p")) if without_braces(paragraph)])
    if without_loose_ends(main, parcel.relations(parts, MAIN)):
        said.add("afbeeldingen en objecten van elders")
    root = main.find(w("body"))
    if root is None:
        raise WordFileUnusable(f"{name} heeft geen tekst; het is geen gewoon Word-document")
    controls = list(loosen(root, plan.labels))
    sections = sections_of(root)
    sheet = Sheet(parts.get(STYLES), parts.get(THEME))
    lists = Lists(parts.get(NUMBERING), sheet)
    blocks = [block for section in sections for block in section.blocks]
    length = sum(len(plain_text(paragraph)) for paragraph in root.iter(w("p")))
    front = read_front(blocks, plan.labels, _all(plan.titles), plan.fixed)
    used = used_in(blocks, sheet)
    roles = find_roles(sheet, lists, used, _titles_in(used, plan))
    stays = is_enough(front, plan.asked.values())
    end = _section_of(front, sections) if stays else None
    chosen = choose(sections, [part.naam for part in plan.parts], _evidence(sections, plan), end)
    style = house_in(sheet, roles, plan.style, margins_of(chosen.properties[0]))
    looped = stays and _loop_what_is_missing(front, plan)
    pictures = [] if stays else pictures_on_top(blocks, _all(plan.titles))
    opening = front.blocks if stays else pictures
    if stays:
        style = replace(style, opbouw=_still_wanted(front, style))
    built = body(style, plan.parts)
    ids = complete(sheet, lists, roles, style, used, _ids_in(built))
    _lay_out(root, opening, _renamed(built, ids), chosen, plan.parts)
    languages = speak(sheet.root, LANGUAGE)

    parts = {**parts, MAIN: serialize(main), STYLES: serialize(sheet.root), NUMBERING: serialize(lists.root)}
    for part, (kind, content_type) in _KINDS.items():
        parts = parcel.typed(parcel.leading(parts, MAIN, kind=kind, target=part), part, content_type)
    parts[CORE] = core_properties(plan.style.titel, LANGUAGE)
    parts = _without_unused(parts, main)
    values = {**(front.values if front.placed else {})}
    parts, edges, more = _with_edges(parts, main, plan.labels, values)
    parts = _without_notes(parts)
    said |= more | (
        {"accolades ({{ … }}), nu vierkante haken"} if braces or any(edge.braces for edge in edges) else set()
    )
    return Onboarded(
        data=package.write(package.parts_of(parcel.swept(parts))),
        roles=_named(sheet, roles),
        added=tuple(sheet.added),
        by_hand=roles.text in sheet.styles and sheet.name(roles.text) in sheet.added,
        dropped=tuple(dict.fromkeys([*dropped, *sorted(said)])),
        languages=tuple(languages),
        front=front if stays else None,
        looped=looped,
        lost_text=length,
        pictures=len(pictures),
        edges=edges,
        sections=chosen,
        placed=tuple(Placed("", shown, "") for what, shown in controls if what == "placed") if stays else (),
    )


def _opened(data: bytes, name: str) -> Parts:
    parts = dict(package.read(data, name, required=parcel.ROOT_RELS))
    if parcel.is_strict(parts):
        raise WordFileUnusable(f"{name} is opgeslagen als «Strict Open XML»; kies in Word «Word-document (*.docx)»")
    return with_usual_names(parts)


# ------------------------------------------------------------------ what the old text tells


def _all(titles: Mapping[str, Collection[str]]) -> set[str]:
    return {title for group in titles.values() for title in group}


def _titles_in(used: Sequence[Used], plan: Plan) -> list[int]:
    """Return which paragraphs are titles of sections that no heading style marks as such."""
    titles = _all(plan.titles)
    return [number for number, one in enumerate(used) if not one.in_table and bare(one.text) in titles]


def _evidence(sections: Sequence[Section], plan: Plan) -> dict[str, int]:
    """Return the section in which most titles of a part stand, for each part of which there are any."""
    shown = [{bare(words(block)) for block in section.blocks if block.tag == w("p")} for section in sections]
    found: dict[str, int] = {}
    for part, titles in plan.titles.items():
        counted = [len(texts & set(titles)) for texts in shown]
        if max(counted, default=0):
            found[part] = counted.index(max(counted))
    return found


def _section_of(front: Front, sections: Sequence[Section]) -> int:
    """Return the section in which a front ends."""
    last = front.blocks[-1]
    return next((n for n, section in enumerate(sections) if any(block is last for block in section.blocks)), 0)


def _loop_what_is_missing(front: Front, plan: Plan) -> bool:
    """Where a front does not show all that is asked, let its table go through the whole list, if it can."""
    shown = {placed.placeholder for placed in front.placed}
    if set(plan.asked.values()) <= shown:
        return False
    tables = [block for block in front.blocks if block.tag == w("tbl")]
    return len(tables) == 1 and as_loop(tables[0], *plan.loop)


def _still_wanted(front: Front, style: HouseStyle) -> tuple[Element, ...]:
    """Return what a front that stays does not show itself: sender and title."""
    shown = bare(" ".join(words(paragraph) for block in front.blocks for paragraph in block.iter(w("p"))))
    texts: dict[Element, str] = {"afzender": style.afzender, "titel": style.titel}
    return tuple(name for name in style.opbouw if name in texts and not _shows(shown, texts[name]))


def _shows(shown: str, text: str) -> bool:
    plain = bare(text.partition("{{")[0])
    return bool(plain) and plain in shown


# ------------------------------------------------------------------ the new text


def _ids_in(built: Sequence[etree._Element]) -> set[str]:
    tags = (w("pStyle"), w("rStyle"), w("tblStyle"))
    return {value(one) for element in built for one in element.iter(*tags)}


def _renamed(built: Sequence[etree._Element], ids: Mapping[str, str]) -> list[etree._Element]:
    for element in built:
        for one in element.iter(w("pStyle"), w("rStyle"), w("tblStyle")):
            one.set(w("val"), ids.get(value(one), value(one)))
    return list(built)


def _lay_out(
    root: etree._Element,
    opening: Sequence[etree._Element],
    built: Sequence[etree._Element],
    chosen: Chosen,
    parts: Sequence[Part],
) -> None:
    """Replace everything in a body; a part that has a section of its own begins with the end of the one before it."""
    root[:] = [*opening, *built]
    for number in range(1, len(parts)):
        before, own = chosen.properties[number - 1], chosen.properties[number]
        if etree.tostring(before) == etree.tostring(own):
            continue
        statement = f"{{%p if delen.{parts[number].naam} %}}"
        begin = next(element for element in built if words(element) == statement)
        begin.addnext(end_of(before))
    root.append(copy.deepcopy(chosen.properties[-1]))


def _without_unused(parts: Parts, main: etree._Element) -> Parts:
    """Close the ways from the text that nothing in it takes any more."""
    taken = {text for element in main.iter(etree.Element) for text in map(str, element.attrib.values())}
    return parcel.without(parts, MAIN, lambda relation: relation.kind in _BY_ID and relation.id not in taken)


def _without_notes(parts: Parts) -> Parts:
    """Return the package without the notes of the old text; the lines that divide notes from text stay."""
    for name in (name for name in _NOTES if name in parts):
        root = parse(parts[name], name)
        for note in [note for note in root if note.get(w("type"), "normal") == "normal"]:
            root.remove(note)
        parts = {**parts, name: serialize(root)}
    return parts


def _with_edges(
    parts: Parts, main: etree._Element, known: Mapping[str, str], values: Mapping[str, str]
) -> tuple[Parts, tuple[Edge, ...], set[str]]:
    targets = {relation.id: relation.target for relation in parcel.relations(parts, MAIN)}
    edges: list[Edge] = []
    said: set[str] = set()
    done: set[str] = set()
    for kind, pages, id in _references(main):
        part = targets.get(id, "")
        if part not in parts or part in done:
            continue
        done.add(part)
        root = parse(parts[part], part)
        said |= settle(root)
        without_loose_ends(root, parcel.relations(parts, part))
        edges.append(read_edge(root, area(kind, pages), known, values))
        parts = {**parts, part: serialize(root)}
    return parts, tuple(edges), said


def _references(main: etree._Element) -> Iterator[tuple[str, str, str]]:
    for properties in main.iter(w("sectPr")):
        for kind in ("header", "footer"):
            for edge in properties.iterfind(w(f"{kind}Reference")):
                id = next((text for name, text in edge.attrib.items() if str(name).endswith("}id")), "")
                yield kind, edge.get(w("type"), "default"), str(id)


def _named(sheet: Sheet, roles: Roles) -> dict[str, str]:
    found = {
        "titel": roles.title,
        "ondertitel": roles.subtitle,
        "tekst": roles.text,
        **{f"kop {level}": id for level, id in enumerate(roles.headings, start=1)},
        "nummering": roles.numbers,
        "opsomming": roles.bullets,
        "tabel": roles.table,
        "tekst in tabellen": roles.table_text,
    }
    return {role: sheet.name(id) for role, id in found.items() if id}


__all__ = ["SETTINGS", "Onboarded", "Plan", "onboard"]
