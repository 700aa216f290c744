"""Find texts that lost their marks by what they said, and by the title they stood under."""

from collections import defaultdict

from raadsvoorstel.word.finding.ground import TOP
from raadsvoorstel.word.finding.likeness import ALIKE, CLEARLY, alike, is_telling
from raadsvoorstel.word.finding.search import How, Search


def by_first_line(search: Search) -> None:
    """Find the texts whose first paragraph stands somewhere as it was: in one place, or in one under their title."""
    ground, past = search.ground, search.ground.past
    taken = {*ground.fixed, *search.starts.values(), *search.explained()}
    found: dict[int, int] = {}
    for text in search.wanted:
        first = past.first(text)
        places = [place for place in ground.at.get(first, ()) if place not in taken]
        rivals = [other for other in search.wanted if other != text and first in past.said[other]]
        near = [place for place in places if ground.under[place] == past.section[text]]
        if len(places) == 1 and not rivals:
            found[text] = places[0]
        elif len(near) == 1 and not any(past.section[rival] == past.section[text] for rival in rivals):
            found[text] = near[0]
            search.also[text] |= {*places} - {*near}
        elif places:
            search.doubt(text, places)
    for text, place in found.items():
        search.find(text, How.TEXT, place)
    for text in found:
        search.also[text] -= {*search.starts.values()}


def by_likeness(search: Search) -> None:
    """Find the texts whose first paragraph was changed, where only one new paragraph is much like it."""
    lines, said = search.ground.lines, search.ground.past.said
    places = search.strange()
    lost = [(text, line) for text, own in enumerate(said) for line in own if line not in search.ground.at]
    found: dict[int, int] = {}
    for text in search.wanted:
        first = search.ground.past.first(text)
        scores = {place: alike(first, lines[place]) for place in places}
        best = max(scores, key=lambda place: scores[place], default=-1)
        if best < 0 or scores[best] < ALIKE:
            continue
        near = {place for place, score in scores.items() if score > scores[best] - CLEARLY}
        rivals = (alike(line, lines[best]) for other, line in lost if (other, line) != (text, first))
        if len(near) == 1 and max(rivals, default=0.0) <= scores[best] - CLEARLY:
            found[text] = best
        else:
            search.doubt_owners(near)
            search.doubt(text, near)
    for text, place in found.items():
        search.find(text, How.TEXT, place)


def by_rest(search: Search) -> None:
    """Find the texts that lost their first paragraph by the others, which must still stand together."""
    ground, past = search.ground, search.ground.past
    taken = {*ground.fixed, *search.starts.values(), *search.explained()}
    for text in search.wanted:
        lines = [line for line in past.said[text][1:] if is_telling(line) and past.is_owned_once(line)]
        places = {place for line in lines for place in ground.at.get(line, ()) if place not in taken}
        if not places:
            continue
        first = _beginning(search, min(places), text)
        between = {*range(min(places), max(places))} & {*ground.fixed, *search.starts.values()}
        if first < 0 or between or any(len(ground.at.get(line, ())) > 1 for line in lines):
            search.doubt(text, places)
        else:
            search.find(text, How.TEXT, first)


def _beginning(search: Search, place: int, text: int) -> int:
    """Return where a passage begins of which `place` is a later paragraph; -1 when that cannot be told."""
    ground = search.ground
    strange = {*search.strange()}
    start = place
    while start - 1 in strange or (start > 0 and not ground.lines[start - 1] and start - 1 not in ground.fixed):
        start -= 1
    if not strange & {*range(start, place)}:
        return place
    begins = start - 1 in ground.fixed and ground.under[start - 1] == ground.past.section[text] != TOP
    return min(strange & {*range(start, place)}) if begins else -1


def by_part(search: Search) -> None:
    """Doubt the texts whose first paragraph has become part of another paragraph, and the texts that hold it."""
    ground, past = search.ground, search.ground.past
    for text in search.wanted:
        first = past.first(text)
        if not is_telling(first):
            continue
        if places := ground.parts(first):
            search.doubt(text, places)
            search.doubt_owners(places)


def by_title(search: Search) -> None:
    """Decide over what is left: what stands right under a title is its text, and what stands nowhere is gone."""
    ground, past = search.ground, search.ground.past
    sections: defaultdict[int, list[int]] = defaultdict(list)
    for text in search.wanted:
        sections[past.section[text]].append(text)
    for section, texts in sections.items():
        places = [place for place in search.unexplained() if ground.under[place] == section]
        alone = len(texts) == 1 and texts[0] == past.section.index(section)
        if not places:
            search.how.update(dict.fromkeys(texts, How.GONE))
        elif alone and section in ground.titles and places == _head(search, ground.titles[section]):
            search.find(texts[0], How.TITLE, places[0])
        else:
            for text in texts:
                search.doubt(text, places)
            search.doubt_owners(places)


def _head(search: Search, title: int) -> list[int]:
    """Return what stands between a title and the first passage under it, standing text left out."""
    ground, owner = search.ground, search.owner()
    head: list[int] = []
    for place in range(title + 1, len(ground.lines)):
        if place in owner or (place in ground.fixed and (head or place not in ground.standing)):
            break
        head += [place] if ground.lines[place] and place not in ground.standing else []
    return head
