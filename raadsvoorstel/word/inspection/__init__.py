"""Look at a Word template and say everything that is wrong with it, each with its place.

Nothing here knows which placeholders exist or which styles a text will ask for; whoever asks says so.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct

from raadsvoorstel.word.bounds import bounded
from raadsvoorstel.word.inspection.contrast import check_contrast
from raadsvoorstel.word.inspection.faults import Fault, Place, remark
from raadsvoorstel.word.inspection.language import Loop, Vocabulary
from raadsvoorstel.word.inspection.names import Used, check_names, used_lists
from raadsvoorstel.word.inspection.nesting import Nested, check_leftovers, check_positions, nest
from raadsvoorstel.word.inspection.opened import Opened, open_parts
from raadsvoorstel.word.inspection.placement import check_placement
from raadsvoorstel.word.inspection.places import Story
from raadsvoorstel.word.inspection.reading import check_reading
from raadsvoorstel.word.inspection.safety import check_safety
from raadsvoorstel.word.inspection.styles import Styles, Wanted, check_language, check_wanted
from raadsvoorstel.word.inspection.tags import Tag, lex
from raadsvoorstel.word.look import STYLES
from raadsvoorstel.word.package import MAIN

__all__ = ["Fault", "Inspection", "Loop", "Place", "Vocabulary", "Wanted", "inspect"]

_FILLED = ("main", "header", "footer")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Inspection(Struct, frozen=True):
    """What was found, in order of place, and what the template uses: lists and values, each at its first place.

    `printed` gives per list which values of an item are printed; nothing is known of a template that is not `readable`.
    """

    faults: tuple[Fault, ...]
    loops: Mapping[str, Place]
    values: Mapping[str, Place]
    printed: Mapping[str, Set[str]]
    readable: bool


def inspect(parts: Mapping[str, bytes], vocabulary: Vocabulary, wanted: Sequence[Wanted]) -> Inspection:
    """Return everything that is wrong with a template; what cannot be read is a fault like any other.

    WordFileUnusable for one that is too large to look at.
    """
    with bounded("het bestand"):
        return _inspect(open_parts(parts), vocabulary, wanted)


def _inspect(opened: Opened, vocabulary: Vocabulary, wanted: Sequence[Wanted]) -> Inspection:
    related = opened.related("styles")
    styles = Styles.of(opened.roots.get(STYLES) if related is None else related)
    used = Used()
    faults = [
        *(Fault("onderdeel-onleesbaar", why, Place(part, "bestand")) for part, why in opened.broken.items()),
        *check_safety(opened),
        *_language(opened, vocabulary, styles, used),
        *(_styles(opened, styles, wanted) if STYLES not in opened.broken else ()),
        *check_reading(opened, styles),
        *_title(opened),
    ]
    order = {story.part: number for number, story in enumerate(opened.stories)}
    # What holds for the file as a whole comes first, then the text from beginning to end.
    faults.sort(key=lambda fault: (order.get(fault.place.part, -1), fault.place.paragraph))
    return Inspection(tuple(dict.fromkeys(faults)), used.loops, used.values, used.printed, opened.body is not None)


def _styles(opened: Opened, styles: Styles, wanted: Sequence[Wanted]) -> Iterator[Fault]:
    yield from check_wanted(opened, styles, wanted)
    yield from check_language(opened, styles)
    yield from check_contrast(opened, styles, wanted)


def _language(opened: Opened, vocabulary: Vocabulary, styles: Styles, used: Used) -> Iterator[Fault]:
    """Yield what is wrong with placeholders and statements, in all parts together."""
    found: list[tuple[Story, Sequence[Tag], Nested]] = []
    for story in opened.stories:
        lexed = lex(story, vocabulary)
        if story.kind in _FILLED:
            yield from lexed.faults
            found.append((story, lexed.tags, nest(lexed.tags)))
        elif lexed.tags:
            message = f"`{lexed.tags[0].written}` wordt in een {story.label} niet ingevuld"
            yield Fault("niet-ingevuld", message, lexed.tags[0].place, "zet de tekst in de lopende tekst")
    for _, _, nested in found:
        yield from used_lists(nested.within, vocabulary, used)
    for story, tags, nested in found:
        yield from nested.faults
        yield from check_positions(nested)
        yield from check_leftovers(story, nested)
        yield from check_placement(tags)
        yield from check_names(nested, vocabulary, used)
    if STYLES not in opened.broken:
        yield from _titles(styles, used)


def _titles(styles: Styles, used: Used) -> Iterator[Fault]:
    """Yield the titles of sections that are no heading, or share their paragraph: nobody could tell them apart."""
    for tag in (tag for tag in used.titles if not tag.aside):
        if tag.paragraph.flow.replace(tag.paragraph.flow[tag.start : tag.end], "").strip():
            message = f"`{tag.written}` is een titel, en deelt zijn alinea met andere tekst"
            yield Fault("titel-niet-alleen", message, tag.place, "geef de titel een eigen alinea")
        if tag.paragraph.part == MAIN and not styles.heading_level(tag.paragraph.element):
            message = f"`{tag.written}` is een titel, en staat niet in een kopstijl"
            yield remark("titel-geen-kop", message, tag.place, "geef de alinea de stijl Kop 1")


def _title(opened: Opened) -> Iterator[Fault]:
    core = next((opened.roots.get(r.target) for r in opened.relations if r.kind == "core-properties"), None)
    title = None if core is None else core.findtext(_TITLE)
    if not (title or "").strip():
        message = "het sjabloon heeft zelf geen titel; een document dat eruit komt, krijgt die wel"
        yield remark(
            "titel-ontbreekt", message, Place("docProps/core.xml", "eigenschappen"), "vul hem in bij Bestand > Info"
        )
