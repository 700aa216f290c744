"""What is found through an index is what is found by comparing everything with everything."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadsvoorstel.blocks import Paragraph
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word.finding.effort import Effort
from raadsvoorstel.word.finding.ground import _shortest_ends
from raadsvoorstel.word.finding.likeness import ALIKE, CLEARLY, PERHAPS, alike
from raadsvoorstel.word.finding.lookup import Lookup
from raadsvoorstel.word.finding.signs import signs_of
from raadsvoorstel.word.reader import Placed

line = st.lists(st.sampled_from(["a", "b", "ab", "ba", "abc", "d"]), min_size=1, max_size=8).map(" ".join)
lines = st.lists(line, max_size=12)


@given(lines, line)
def test_the_lines_that_hold_another_are_found_by_their_words(others: list[str], one: str):
    held = [place for place, other in enumerate(others) if one in other]
    assert Lookup(others, Effort()).holding(one) == held


@given(lines, line)
def test_what_a_line_became_is_the_best_match_and_what_comes_near_it(others: list[str], one: str):
    scores = {place: alike(one, other) for place, other in enumerate(others)}
    best = max(scores.values(), default=0.0)
    found = dict(Lookup(others, Effort()).became(one, least=ALIKE - CLEARLY, clearly=CLEARLY))
    if best >= ALIKE:
        near = {place: score for place, score in scores.items() if score > best - CLEARLY}
        assert {place: score for place, score in found.items() if score > best - CLEARLY} == near


@given(lines, line)
def test_what_a_line_was_is_every_line_that_is_like_it(others: list[str], one: str):
    scores = {place: score for place, other in enumerate(others) if (score := alike(other, one)) >= PERHAPS}
    assert dict(Lookup(others, Effort()).was(one, least=PERHAPS)) == scores


name = st.text(alphabet="_rv ab1", min_size=1, max_size=9)


@given(st.frozensets(name, max_size=4), st.lists(st.tuples(name), max_size=6))
def test_a_copy_is_known_by_the_name_that_it_was_made_of(known: frozenset[str], marks: list[tuple[str, ...]]):
    body = [Placed(Paragraph(()), (), each, False, (), ()) for each in marks]
    for one in known:
        copy = re.compile(re.escape(one) + r"[ _](?!_)\D*\d+")
        copies = [n for n, each in enumerate(marks) if any(copy.fullmatch(m) for m in each if m not in known)]
        assert [*signs_of(body, known).copied(one)] == copies
        assert [*signs_of(body, known).named(one)] == [n for n, each in enumerate(marks) if one in each]


@given(st.sets(line, max_size=6), line)
def test_of_the_ends_of_a_line_only_one_is_kept(ends: set[str], one: str):
    kept = [end for end in _shortest_ends(ends) if one[::-1].startswith(end)]
    assert len(kept) == (1 if one.endswith(tuple(ends)) else 0)


def test_words_that_repeat_without_end_are_counted_and_not_put_in_order():
    assert alike("a b " * 200, "b a " * 200) == 1.0


def test_what_is_like_everything_is_refused():
    same = Lookup(["de raad stelt vast"] * 20_000, Effort())
    with pytest.raises(WordFileUnusable, match="lijken te veel teksten op elkaar"):
        any(False for _ in range(1000) for _ in same.was("de raad stelt niets vast", least=0.9))
