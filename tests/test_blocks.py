"""Runs and blocks as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadsvoorstel import blocks as blocks_room
from raadsvoorstel.blocks import (
    Blocks,
    Columns,
    Heading,
    Item,
    Paragraph,
    Run,
    Table,
    block_texts,
    merge_runs,
    once,
    plain,
    plain_text,
    runs_text,
)
from raadsvoorstel.fieldpath import ROOT, join

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


def test_what_a_text_gives_is_worked_out_once_for_that_very_text():
    asked: list[Blocks] = []

    @once
    def count(blocks: Blocks, name: str) -> int:
        asked.append(blocks)
        return len(blocks)

    one, other = (Paragraph(plain("a")),), (Paragraph(plain("a")),)
    paths = [join(ROOT, key) for key in ("pad", "".join(("p", "ad")), "ander_pad")]
    assert [count(one, paths[0]), count(one, paths[1]), count(other, paths[0]), count(one, paths[2])] == [1, 1, 1, 1]
    assert [id(each) for each in asked] == [id(one), id(other), id(one)]


def test_no_more_is_remembered_than_there_is_room_for_and_no_text_is_taken_for_another(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(blocks_room, "_MOST_REMEMBERED", 10)
    text = once(lambda runs: runs[0].text)
    assert [text((Run(str(number)),)) for number in range(100)] == [str(number) for number in range(100)]
