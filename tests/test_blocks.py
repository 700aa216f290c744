"""Runs and blocks as text."""

from hypothesis import given
from hypothesis import strategies as st

from raadsvoorstel.blocks import (
    Columns,
    Heading,
    Item,
    Paragraph,
    Run,
    Table,
    block_texts,
    merge_runs,
    plain,
    plain_text,
    runs_text,
)

BLOCKS = (
    Heading(plain("kop"), 1),
    Paragraph((Run("een "), Run("twee", bold=True))),
    Item(plain("punt"), "number"),
    Table((plain("a"), plain("b")), ((plain("1"), ()),), ("left", "right")),
    Columns(((plain("links"), plain("eronder")), (plain("rechts"),))),
)


def test_the_text_of_blocks_has_a_line_for_every_paragraph_in_reading_order():
    assert plain_text(BLOCKS).split("\n") == [
        "kop", "een twee", "punt", "a", "b", "1", "", "links", "eronder", "rechts",
    ]  # fmt: skip


def test_an_empty_text_has_no_runs():
    assert (plain(""), plain("x")) == ((), (Run("x"),))


def test_neighbours_of_one_formatting_become_one_run_and_empty_ones_go():
    runs = [Run("a"), Run(""), Run("b"), Run("", bold=True), Run("c", bold=True), Run("d", bold=True), Run("e")]
    assert merge_runs(runs) == (Run("ab"), Run("cd", bold=True), Run("e"))


def test_two_open_places_beside_each_other_stay_two():
    place = Run("[x]", open_field="x")
    assert merge_runs([place, place]) == (place, place)


RUNS = st.lists(st.builds(Run, st.text(max_size=3), bold=st.booleans(), link=st.sampled_from(["", "u"])))


@given(RUNS)
def test_merging_loses_no_text_and_merging_twice_changes_nothing(runs: list[Run]):
    merged = merge_runs(runs)
    assert runs_text(merged) == "".join(run.text for run in runs)
    assert merge_runs(merged) == merged


def test_every_paragraph_of_a_table_counts_also_an_empty_cell():
    assert list(block_texts(BLOCKS[3])) == ["a", "b", "1", ""]
