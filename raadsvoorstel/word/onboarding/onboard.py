"""Make a template of a Word file that was not made here, and say what became of it."""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package, parcel
from raadsvoorstel.word.bounds import bounded
from raadsvoorstel.word.foundation import CORE
from raadsvoorstel.word.guard import demand_small
from raadsvoorstel.word.look import NUMBERING, STYLES
from raadsvoorstel.word.onboarding.additions import complete, house_in
from raadsvoorstel.word.onboarding.cleaning import cleaned, core_properties, without_loose_ends
from raadsvoorstel.word.onboarding.dressing import speak
from raadsvoorstel.word.onboarding.edges import Edge, area, read_edge
from raadsvoorstel.word.onboarding.front import (
    Front,
    extend,
    is_enough,
    loop_over,
    pictures_on_top,
    read_front,
    shows_all,
)
from raadsvoorstel.word.onboarding.lists import Lists
from raadsvoorstel.word.onboarding.loosening import loosen
from raadsvoorstel.word.onboarding.matching import match_unused, with_white
from raadsvoorstel.word.onboarding.revisions import settle
from raadsvoorstel.word.onboarding.roles import Roles, find_roles
from raadsvoorstel.word.onboarding.sections import Chosen, Section, choose, end_of, margins_of, sections_of
from raadsvoorstel.word.onboarding.sheet import Sheet
from raadsvoorstel.word.onboarding.usage import Used, plain_text, used_in
from raadsvoorstel.word.onboarding.wording import OBJECT, bare, without_braces, words
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.parcel import THEME, Parts
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
_BRACES = "accolades ({{ … }}), die nu vierkante haken zijn"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


class Plan(Struct, frozen=True, kw_only=True):
    """What the template has to show, in the words of whoever asks for it.

    `labels` gives a placeholder for every label that can be known again, in the spelling of `wording.bare`; `asked`
    those that the front has to show, by their labels as written. `titles` are per part the titles of its sections,
    spelled as `labels` are, and `fixed` the phrases by which a line is known that is the same in every document, per
    thing it then shows.
    """

    style: HouseStyle
    parts: tuple[Part, ...]
    labels: Mapping[str, str]
    asked: Mapping[str, str]
    titles: Mapping[str, Collection[str]]
    fixed: Mapping[Element, tuple[str, ...]] = {}
    loop: tuple[str, str, str] = ("regel in kop", "{{ regel.label }}", "{{ regel.waarde }}")


class Way(Enum):
    """How the front of a file stays, so that it shows all that is asked: as it is, with a loop, with lines added."""

    NONE = "none"
    WHOLE = "whole"
    LOOPED = "looped"
    EXTENDED = "extended"


class Onboarded(Struct, frozen=True):
    """The template, and what became of the file it was made of.

    `roles` and the styles `added` and `matched` (untouched by the file, now dressed like its others) have the names
    they have in Word. `front` is what stayed above the text, None where all text was replaced, and `way` how it shows
    all that was asked; `labels` are those that were found. `length` are the characters that went, `pictures` the
    paragraphs kept for their picture.
    """

    data: bytes
    roles: Mapping[str, str]
    added: tuple[str, ...]
    matched: tuple[str, ...]
    dropped: tuple[str, ...]
    languages: tuple[str, ...]
    front: Front | None
    way: Way
    labels: tuple[str, ...]
    length: int
    pictures: int
    edges: tuple[Edge, ...]
    sections: Chosen


def onboard(data: bytes, name: str, plan: Plan) -> Onboarded:
    """Return the file as a template. WordFileUnusable when it is not a Word file that can be worked on."""
    with bounded(name):
        return _onboard(data, name, plan)


def _onboard(data: bytes, name: str, plan: Plan) -> Onboarded:
    old = _opened(data, name, plan)
    way = _way_to_stay(old.front, plan)
    stays = way is not Way.NONE
    end = _section_of(old.front, old.sections) if stays else None
    chosen = choose(old.sections, [part.naam for part in plan.parts], _evidence(old.sections, plan), end)
    pictures = [] if stays else pictures_on_top(old.blocks, _all(plan.titles))
    dressed = _dressed(old, plan, chosen, old.front.blocks if stays else pictures, stays=stays)
    parts, edges, said = _finished(old, dressed.sheet, dressed.lists, plan)
    return Onboarded(
        data=package.write(package.parts_of(parcel.swept(parts))),
        roles=_named(dressed.sheet, dressed.roles),
        added=tuple(dressed.sheet.added),
        matched=tuple(dressed.matched),
        dropped=tuple(dict.fromkeys([*old.dropped, *said])),
        languages=tuple(dressed.languages),
        front=old.front if stays else None,
        labels=tuple(dict.fromkeys(placed.label for placed in old.front.placed if placed.label)),
        way=way,
        length=old.length,
        pictures=len(pictures),
        edges=edges,
        sections=chosen,
    )


class _Old(Struct, frozen=True):
    """A file that has been cleaned and read, with placeholders in its front. `main` and its `body` will be changed."""

    parts: Parts
    main: etree._Element
    body: etree._Element
    sections: list[Section]
    front: Front
    dropped: list[str]
    length: int

    @property
    def blocks(self) -> list[etree._Element]:
        return [block for section in self.sections for block in section.blocks]


def _opened(data: bytes, name: str, plan: Plan) -> _Old:
    parts = dict(package.read(data, name, required=parcel.ROOT_RELS))
    demand_small(parts, name)
    if parcel.is_strict(parts):
        raise WordFileUnusable(f"{name} is opgeslagen als «Strict Open XML»; kies in Word «Word-document (*.docx)»")
    parts = parcel.with_usual_names(parts)
    if MAIN not in parts:
        raise WordFileUnusable(f"{name} heeft geen tekst; het is geen gewoon Word-document")
    package.demand_main(parts, name)
    parts, dropped = cleaned(parts)
    main = parse(parts[MAIN], MAIN)
    body = main.find(w("body"))
    if body is None:
        raise WordFileUnusable(f"{name} heeft geen tekst; het is geen gewoon Word-document")
    dropped += sorted(settle(main))
    if without_loose_ends(main, parcel.relations(parts, MAIN)):
        dropped.append("afbeeldingen en objecten van elders")
    if [paragraph for paragraph in main.iter(w("p")) if without_braces(paragraph)]:
        dropped.append(_BRACES)
    length = sum(len(plain_text(paragraph)) for paragraph in body.iter(w("p")))
    list(loosen(body, plan.labels))
    sections = sections_of(body)
    blocks = [block for section in sections for block in section.blocks]
    phrases = [phrase for group in plan.fixed.values() for phrase in group]
    front = read_front(blocks, plan.labels, _all(plan.titles), phrases)
    return _Old(parts, main, body, sections, front, dropped, length)


class _Dressed(Struct, frozen=True):
    sheet: Sheet
    lists: Lists
    roles: Roles
    matched: list[str]
    languages: list[str]


def _dressed(old: _Old, plan: Plan, chosen: Chosen, kept: Sequence[etree._Element], *, stays: bool) -> _Dressed:
    """Lay the new text in the body, in the styles of the file and those that it lacks."""
    sheet = Sheet(old.parts.get(STYLES), old.parts.get(THEME))
    lists = Lists(old.parts.get(NUMBERING), sheet)
    used = used_in(old.blocks, sheet)
    roles = find_roles(sheet, lists, used, _titles_in(used, plan))
    roles = replace(roles, text=with_white(sheet, roles.text))
    matched = match_unused(sheet, roles, {one.style for one in used})
    style = house_in(sheet, roles, plan.style, margins_of(chosen.properties[0]))
    opening = _still_wanted(old.front, style, plan) if stays else style.opbouw
    top = body(replace(style, opbouw=opening), ())
    text = body(replace(style, opbouw=()), plan.parts)
    ids = complete(sheet, lists, roles, style, used, _ids_in([*top, *text]))
    for element in (*top, *text):
        _rename(element, ids)
    place = next((n for n, block in enumerate(kept) if words(block).strip(f"{OBJECT} ")), len(kept))
    old.body[:] = [*kept[:place], *top, *kept[place:], *text]
    _divide(old.body, chosen, plan.parts)
    return _Dressed(sheet, lists, roles, matched, speak(sheet.root, LANGUAGE))


def _finished(old: _Old, sheet: Sheet, lists: Lists, plan: Plan) -> tuple[Parts, tuple[Edge, ...], list[str]]:
    """Return the package with its new parts, what became of headers and footers, and what was dropped there."""
    parts = {**old.parts, MAIN: serialize(old.main), STYLES: serialize(sheet.root), NUMBERING: serialize(lists.root)}
    for part, (kind, content_type) in _KINDS.items():
        parts = parcel.typed(parcel.leading(parts, MAIN, kind=kind, target=part), part, content_type)
    parts[CORE] = core_properties(plan.style.titel, LANGUAGE)
    parts = _without_notes(_without_unused(parts, old.main))
    parts, edges, said = _with_edges(parts, old.main, plan.labels, old.front.values)
    return parts, edges, [*sorted(said), *([_BRACES] if any(edge.braces for edge in edges) else [])]


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


def _way_to_stay(front: Front, plan: Plan) -> Way:
    """Return how the front can show all that is asked; it is changed for that."""
    if not is_enough(front, plan.asked.values()):
        return Way.NONE
    if shows_all(front, plan.asked):
        return Way.WHOLE
    if loop_over(front, *plan.loop):
        return Way.LOOPED
    shown = {placed.placeholder for placed in front.placed}
    missing = {label: placeholder for label, placeholder in plan.asked.items() if placeholder not in shown}
    return Way.EXTENDED if extend(front, missing) else Way.NONE


def _still_wanted(front: Front, style: HouseStyle, plan: Plan) -> tuple[Element, ...]:
    """Return what a front that stays does not show itself."""
    shown = bare(" ".join(words(paragraph) for block in front.blocks for paragraph in block.iter(w("p"))))
    return tuple(
        name
        for name in style.opbouw
        if name in plan.fixed and not any(bare(phrase) in shown for phrase in plan.fixed[name])
    )


# ------------------------------------------------------------------ the new text


def _ids_in(built: Sequence[etree._Element]) -> set[str]:
    tags = (w("pStyle"), w("rStyle"), w("tblStyle"))
    return {value(one) for element in built for one in element.iter(*tags)}


def _rename(element: etree._Element, ids: Mapping[str, str]) -> None:
    for one in element.iter(w("pStyle"), w("rStyle"), w("tblStyle")):
        one.set(w("val"), ids.get(value(one), value(one)))


def _divide(root: etree._Element, chosen: Chosen, parts: Sequence[Part]) -> None:
    """Close the body with its section; a part that has another one begins with the end of that before it."""
    for number in range(1, len(parts)):
        before, own = chosen.properties[number - 1], chosen.properties[number]
        if etree.tostring(before) == etree.tostring(own):
            continue
        statement = f"{{%p if delen.{parts[number].naam} %}}"
        begin = next(element for element in root if words(element) == statement)
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
