"""Look once more at what was found: copies, texts that strayed, texts that got mixed."""

from collections.abc import Mapping
from functools import cache

from raadsvoorstel.word.finding.likeness import is_telling
from raadsvoorstel.word.finding.search import How, Search


def by_place(search: Search) -> None:
    """Doubt what was found by its text below another title, while something new stands below its own."""
    ground, section = search.ground, search.ground.past.section
    strayed = [
        text
        for text, start in search.starts.items()
        if search.how[text] is How.TEXT and section[text] in ground.titles and ground.under[start] != section[text]
    ]
    if not strayed:
        return
    owner, strange = search.owner(), search.unexplained({section[text] for text in strayed})
    for text in strayed:
        if text in search.starts and (new := strange[section[text]]):
            search.doubt_owners(new, owner)
            search.doubt(text, new)


def copies(search: Search) -> None:
    """Say of each text where else it begins, and end a passage there unless it goes on after the copy."""
    ground, past = search.ground, search.ground.past
    explained = search.explained()

    @cache
    def same(line: str) -> list[int]:
        places = ground.at.get(line, ()) if is_telling(line) else ()
        return [place for place in places if place not in ground.fixed and place not in explained]

    for text in search.starts:
        search.add(text, same(past.first(text)))
        search.also[text] = {place for place in search.also[text] if not search.begins(place)}
    passages, owner = search.passages(), search.owner()
    # What a passage says of its own, and did not say before, is what is unchanged in it.
    last = {text: max(search.unchanged(text, places), default=-1) for text, places in passages.items()}
    for text in search.starts:
        search.cuts.update(place for place in search.also[text] if place in owner and last[owner[place]] < place)


def by_opening(search: Search) -> None:
    """Let a text begin right under its title, or under standing text, where someone wrote something before it."""
    ground = search.ground
    taken = {*ground.fixed, *search.owner(), *(place for places in search.also.values() for place in places)}
    for text, start in [*search.starts.items()]:
        top = start
        while top > 0 and top - 1 not in taken:
            top -= 1
        above = top - 1
        is_own = above in ground.standing or ground.titles.get(ground.past.section[text]) == above
        written = [place for place in range(top, start) if not ground.is_blank(place)]
        if written and above >= 0 and is_own:
            search.find(text, search.how[text], written[0])


def doubt_mixed(search: Search, passages: Mapping[int, range]) -> None:
    """Doubt the texts that got mixed: one says what another, right beside it, no longer says."""
    ground, past = search.ground, search.ground.past
    owner = {place: text for text, places in passages.items() for place in places}
    for text, places in passages.items():
        for line in search.missing(text, places):
            if not (is_telling(line) and line in past.once):
                continue
            whole = [place for place in ground.at.get(line, ()) if place not in ground.fixed]
            parts = [] if whole else [place for place in ground.parts(line) if place not in places]
            for place in whole + parts:
                if place in whole and place in owner and ground.is_parted(*sorted((places.start, place))):
                    search.add(text, [place])
                else:
                    search.doubt(text, [place])
                    search.doubt(owner.get(place, text), ())
