"""Whatever happens on both sides, not one word is lost: random edits by a griffier, merged with those of the region."""

import samples
from desks import GRIFFIE_EDITS, REGION_CHANGES, Change, Edit, Griffie, changed, opened, parts_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from promises import keep

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
