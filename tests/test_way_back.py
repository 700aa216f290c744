"""Whatever happens on both sides, not one word is lost: random edits by a griffier, merged with those of the region."""

import samples
from desks import (
    GRIFFIE_EDITS,
    REGION_CHANGES,
    Change,
    Edit,
    Griffie,
    changed,
    opened,
    parts_of,
    refer,
    region_moves_a_section,
    track_dropped_row,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from promises import keep

from raadsvoorstel.blocks import in_paragraph, plain
from raadsvoorstel.word.xml import w

DOCUMENTS = [
    parts_of(samples.document(samples.REPOSITORY, *which).data)
    for which in [*samples.shipped()[:2], *samples.shipped()[-4:]]
]

places = st.floats(0, 1, exclude_max=True)


def edits(kinds: tuple[Edit, ...] | tuple[Change, ...], word: str) -> st.SearchStrategy[list[tuple[object, ...]]]:
    each = st.tuples(st.sampled_from(kinds), places, places)
    return st.lists(each, max_size=6).map(lambda some: [(*one, f"{word}{n}") for n, one in enumerate(some)])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.sampled_from(DOCUMENTS), edits(GRIFFIE_EDITS, "klerk"), edits(REGION_CHANGES, "regio"))
def test_no_word_of_either_side_is_lost_without_being_reported(parts, griffie, region):
    desk = Griffie(parts)
    for edit, one, other, word in griffie:
        edit(desk, one, other, word)
    keep(desk.saved(), changed(opened(parts).manifest, region))


def test_a_value_in_a_row_that_was_taken_out_has_no_place_any_more():
    desk = Griffie(parts_of(samples.document(samples.REPOSITORY, samples.VOORBEELD, "velsen").data))
    rows = [*desk.root.iter(w("tr"))]
    place = next(n for n, row in enumerate(rows) if "programma" in "".join(t.text or "" for t in row.iter(w("t"))))
    track_dropped_row(desk, (place + 0.5) / len(rows), 0, "")
    made = opened(desk.parts).manifest
    other = [
        replace(text, blocks=in_paragraph(plain("9"))) if text.path == "programma" else text for text in made.texts
    ]
    brought = keep(desk.saved(), replace(made, texts=tuple(other)))
    assert [(point.path, point.sort) for point in brought.merging.points] == [("programma", "geen plaats")]


def test_a_field_moves_along_with_its_section():
    desk = Griffie(parts_of(samples.document(samples.REPOSITORY, samples.VOORBEELD, "velsen").data))
    refer(desk, 0.99, 0, "klerk")
    keep(desk.saved(), changed(opened(desk.parts).manifest, [(region_moves_a_section, 0.99, 0.2, "")]))
