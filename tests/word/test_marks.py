"""Marks in a document: names that fit in Word, and a seal that breaks when anything changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word.marks import (
    CUSTOM,
    SEAL,
    VALUE,
    bookmark_name,
    custom_properties,
    digest_of,
    is_as_made,
    sealed,
    tag_name,
)

LONG = FieldPath("besluit." + "k" * 80)


def test_a_tag_is_the_path_itself_as_long_as_it_fits():
    assert tag_name(FieldPath("besluit.raad.vaststellen")) == "besluit.raad.vaststellen"
    assert bookmark_name(FieldPath("besluit.raad")) == "_rv_besluit__raad"


@given(st.text("ab._", max_size=120))
def test_a_mark_never_is_longer_than_word_allows(path: str):
    assert len(VALUE + tag_name(FieldPath(path))) <= 64
    assert len(bookmark_name(FieldPath(path))) <= 40


def test_long_paths_that_begin_alike_have_other_marks():
    other = FieldPath(LONG + "x")
    assert tag_name(LONG) != tag_name(other)
    assert bookmark_name(LONG) != bookmark_name(other)
    assert tag_name(LONG).startswith("besluit.kkk")


def made(parts: dict[str, bytes]) -> dict[str, bytes]:
    digests = ((name, digest_of(data)) for name, data in parts.items())
    return {**parts, CUSTOM: sealed(custom_properties({"voorstel": "proef", SEAL: ""}), digests)}


PARTS = {"a.xml": b"<a/>", "b.xml": b"<b/>"}


def test_a_document_that_nobody_touched_is_as_made():
    assert is_as_made(made(PARTS))
    assert is_as_made(dict(reversed(made(PARTS).items())))


@pytest.mark.parametrize(
    "change",
    [
        {"a.xml": b"<a />"},
        {"a.xml": b"<b/>", "b.xml": b"<a/>"},
        {"c.xml": b""},
        {CUSTOM: b""},
        {CUSTOM: custom_properties({SEAL: ""})},
        {CUSTOM: made(PARTS)[CUSTOM].replace(b"proef", b"echt")},
        {CUSTOM: made(PARTS)[CUSTOM] + b"\n"},
    ],
)
def test_any_change_breaks_the_seal(change: dict[str, bytes]):
    assert not is_as_made(made(PARTS) | change)


def test_a_part_that_is_taken_out_breaks_the_seal():
    assert not is_as_made({name: data for name, data in made(PARTS).items() if name != "b.xml"})


def properties(data: bytes) -> list[tuple[str | None, str, str]]:
    return [(row.get("pid"), row.get("name", ""), row[0].text or "") for row in etree.fromstring(data)]


def test_the_properties_of_a_template_are_kept_and_ours_come_after_them():
    own = custom_properties({"eigen": "ja", "voorstel": "oud"})
    assert properties(custom_properties({"voorstel": "a & <b>"}, own)) == [
        ("2", "eigen", "ja"),
        ("4", "voorstel", "a & <b>"),
    ]
