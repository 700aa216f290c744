"""A comment keeps silent what it is about: findings of its rule, on its lines, with its words."""

from collections.abc import Callable

import samples
from hypothesis import given
from hypothesis import strategies as st

from raadsvoorstel.checks.policy import Silence, heard, silences_of, without_effect
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.yaml_comments import Comment

CODES = ("jargon", "bsn")
FILES = st.sampled_from(("regio.yaml", "velsen.yaml"))
WORDS = st.sampled_from(("", "Keten", "partner"))
LINES = st.integers(1, 6)
SILENCES = st.lists(
    st.builds(
        lambda code, file, first, more, words: Silence(code, file, first, first + more, words, Origin(file, first)),
        st.sampled_from(CODES), FILES, LINES, st.integers(0, 3), WORDS,
    )
)  # fmt: skip
FINDINGS = st.lists(
    st.builds(
        lambda code, file, line, said: Finding(code, f"‘{said}’ is vaag", Origin(file, line)),
        st.sampled_from((*CODES, "lange-zin")), FILES, LINES, st.sampled_from(("keten", "ketenpartner", "inzet")),
    )
)  # fmt: skip


@given(FINDINGS, SILENCES)
def test_what_is_heard_is_what_no_comment_is_about(findings: list[Finding], silences: list[Silence]):
    left = [each for each in findings if not any(silence.covers(each) for silence in silences)]
    assert list(heard(findings, silences, CODES)) == left


@given(FINDINGS, SILENCES)
def test_a_comment_that_is_about_nothing_is_told(findings: list[Finding], silences: list[Silence]):
    idle = [silence.origin for silence in silences if not any(map(silence.covers, findings))]
    assert [each.origin for each in without_effect(silences, findings, CODES)] == idle


def test_a_comment_with_much_room_in_it_costs_what_its_length_does():
    def reading(size: int) -> Callable[[], object]:
        comment = Comment(f"stil: jargon{' ' * size}x", Origin("regio.yaml", 1), 1, 1)
        return lambda: list(silences_of([comment]))

    assert samples.keeps_pace(reading, 150)
