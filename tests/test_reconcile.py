"""Merging texts: words, paragraphs, items and rows of two sides, and what does not go together."""

from collections.abc import Callable
from itertools import combinations, pairwise

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from raadsvoorstel.blocks import Block, Blocks, Item, Paragraph, Run, Table, plain
from raadsvoorstel.reconcile import pairing
from raadsvoorstel.reconcile.merge import Merged, merge, remove
from raadsvoorstel.reconcile.nodes import Grid, Node, Row, nodes_of
from raadsvoorstel.reconcile.outcome import lines_after
from raadsvoorstel.reconcile.pairing import same_items, same_tokens, stays
from raadsvoorstel.reconcile.steps import Clash, Reason
from raadsvoorstel.reconcile.words import keys_of, runs_of, text_of, tokens_of

NBSP = "\u00a0"


def said(*lines: str) -> tuple[Node, ...]:
    return nodes_of(tuple(Paragraph(plain(line)) for line in lines))


def table(*rows: tuple[str, ...]) -> tuple[Node, ...]:
    first, *rest = (tuple(plain(cell) for cell in row) for row in rows)
    return nodes_of((Table(first, tuple(rest), ("left",) * len(first)),))


def merged(base: tuple[Node, ...], ours: tuple[Node, ...], theirs: tuple[Node, ...]) -> list[str]:
    """Return the lines of a merge without clashes."""
    found = merge(base, ours, theirs)
    assert found.clashes == ()
    return lines_after(theirs, found.steps)


def clash(base: tuple[Node, ...], ours: tuple[Node, ...], theirs: tuple[Node, ...]) -> Clash:
    found = merge(base, ours, theirs)
    (only,) = found.clashes
    return only


# --- words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("voor € 162.300 en € 12,50;", ["voor", "€162.300", "en", "€12,50", ";"]),
        (f"op 17{NBSP}december 2020, om 19.30 uur", ["op", "17december2020", ",", "om", "19.30", "uur"]),
        ("12,5% van Noord-Holland's B&W", ["12,5%", "van", "Noord-Holland's", "B&W"]),
        ("zaak 2020/711325 (art. 2.1.2)", ["zaak", "2020/711325", "(", "art", ".", "2.1.2", ")"]),
    ],
)
def test_amounts_dates_and_numbers_are_one_word(line: str, words: list[str]):
    assert list(keys_of(tokens_of(plain(line)))) == words


@given(st.lists(st.builds(Run, st.text(max_size=12), bold=st.booleans()), max_size=6).map(tuple))
def test_a_line_is_its_words(runs):
    runs = tuple(run for run in runs if run.text)
    assert text_of(tokens_of(runs)) == "".join(run.text for run in runs)


def test_words_in_two_formats_are_one_word():
    one, other = tokens_of((Run("vet", bold=True), Run("gedrukt")))[0], tokens_of(plain("vetgedrukt"))[0]
    assert one.key == other.key
    assert one.looks != other.looks


def test_spaces_that_do_not_break_are_no_change():
    assert merged(said("op 1 mei"), said(f"op{NBSP}1 mei"), said("op\t1 mei")) == ["op\t1 mei"]


@given(*[st.lists(st.sampled_from("abc "), max_size=12).map("".join)] * 2)
def test_what_is_found_to_be_the_same_goes_up_and_is_the_same(one: str, other: str):
    a, b = tokens_of(plain(" ".join(one))), tokens_of(plain(" ".join(other)))
    pairs = same_tokens(a, b)
    assert all(a[i].key == b[j].key for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(st.permutations(range(6)), st.lists(st.integers(1, 9), min_size=6, max_size=6))
def test_no_other_part_in_order_is_heavier_than_what_stays(order: list[int], weights: list[int]):
    ways = [way for n in range(7) for way in combinations(range(6), n) if [*way] == sorted(way, key=order.index)]
    kept = stays(range(6), order, lambda i: weights[i])
    assert tuple(sorted(kept)) in ways
    assert sum(weights[i] for i in kept) == max(sum(weights[i] for i in way) for way in ways)


def test_the_heaviest_part_stays_in_its_place():
    assert stays("abcd", "bcda", lambda n: 1) == {1, 2, 3}
    assert stays("ab", "ba", lambda n: [9, 1][n]) == {0}


# --- lines ----------------------------------------------------------------------------------------------------


def test_changes_of_both_go_together():
    base = said("De raad stelt € 162.300 beschikbaar op 17 december 2020.")
    ours = said("De raad stelt € 170.000 beschikbaar op 17 december 2020.")
    theirs = said("De gemeenteraad stelt nu € 162.300 beschikbaar op 17 december 2020, om acht uur.")
    result = "De gemeenteraad stelt nu € 170.000 beschikbaar op 17 december 2020, om acht uur."
    assert merged(base, ours, theirs) == [result]


def test_the_same_words_changed_by_both_clash_and_theirs_stays():
    base, ours, theirs = (
        said("Het kost € 100 per jaar."),
        said("Het kost € 200 per jaar."),
        said("Het kost € 300 per jaar."),
    )
    found = merge(base, ours, theirs)
    assert lines_after(theirs, found.steps) == ["Het kost € 300 per jaar."]
    assert [(each.reason, each.words) for each in found.clashes] == [(Reason.BOTH, (("€ 100", "€ 200"),))]


def test_a_footnote_that_both_changed_clashes_and_what_it_says_is_told():
    base, ours, theirs = (nodes_of((Paragraph((*plain("Een zin."), Run("", note=plain(note)))),)) for note in "abc")
    found = clash(base, ours, theirs)
    assert found.words == (("[noot: a]", "[noot: b]"),)
    assert (found.ours, found.theirs) == ("Een zin.[noot: b]", "Een zin.[noot: c]")


def test_the_same_change_by_both_is_no_clash():
    base, new = said("Het kost € 100 per jaar."), said("Het kost € 200 per jaar.")
    assert merged(base, new, new) == ["Het kost € 200 per jaar."]


def test_other_words_of_a_line_with_a_clash_are_taken_all_the_same():
    found = merge(said("een twee drie vier vijf"), said("EEN twee drie vier VIJF"), said("eens twee drie vier vijf"))
    assert lines_after(said("eens twee drie vier vijf"), found.steps) == ["eens twee drie vier VIJF"]
    assert [each.words for each in found.clashes] == [(("een", "EEN"),)]


def test_words_put_in_at_the_same_place_clash():
    assert clash(said("een twee"), said("een nieuw twee"), said("een ander twee")).words == (("", " nieuw"),)


def test_words_put_in_beside_a_word_that_theirs_changed_are_taken():
    assert merged(said("een twee drie"), said("een twee nieuw drie"), said("een TWEE drie")) == ["een TWEE nieuw drie"]


def test_only_formatting_is_a_change_of_ours():
    base = nodes_of((Paragraph((Run("een twee drie"),)),))
    ours = nodes_of((Paragraph((Run("een "), Run("twee", bold=True), Run(" drie"))),))
    (step,) = merge(base, ours, said("een twee DRIE")).steps
    assert step.words[0].runs == (Run("twee", bold=True),)


# --- paragraphs -----------------------------------------------------------------------------------------------

A, B, C = "De eerste alinea gaat over wonen.", "De tweede gaat over zorg en welzijn.", "Een derde over geld en tijd."
N, M = "Dit is helemaal nieuw geschreven tekst.", "Hier voegde de griffier iets toe."


def test_new_paragraphs_of_both_are_kept():
    assert merged(said(A, B), said(A, N, B), said(A, B, M)) == [A, N, B, M]


def test_a_paragraph_that_ours_took_out_goes_unless_theirs_changed_it():
    assert merged(said(A, B, C), said(A, C), said(A, B, C)) == [A, C]
    found = clash(said(A, B, C), said(A, C), said(A, B.replace("zorg", "jeugd"), C))
    assert (found.reason, found.place) == (Reason.CHANGED, (1,))


def test_a_paragraph_that_theirs_took_out_stays_out():
    assert merged(said(A, B, C), said(A, B, C), said(A, C)) == [A, C]
    assert clash(said(A, B, C), said(A, B.replace("zorg", "jeugd"), C), said(A, C)).reason is Reason.GONE


def test_a_paragraph_written_anew_by_both_stays_as_theirs():
    found = merge(said(A, B), said(A, N), said(A, M))
    assert lines_after(said(A, M), found.steps) == [A, M]
    assert [each.ours for each in found.clashes] == [N]


def test_words_go_into_a_paragraph_that_was_split():
    theirs = said("De eerste alinea", "gaat over wonen.")
    assert merged(said(A), said(A.replace("wonen", "huizen")), theirs) == ["De eerste alinea", "gaat over huizen."]


def test_words_go_into_paragraphs_that_were_joined():
    theirs = said(f"{A} {B}")
    assert merged(said(A, B), said(A, B.replace("zorg", "jeugd")), theirs) == [f"{A} {B.replace('zorg', 'jeugd')}"]


def test_a_whole_text_goes_only_when_nothing_in_it_was_changed():
    assert lines_after(said(A, B), remove(said(A, B), said(A, B)).steps) == []
    found = remove(said(A, B), said(A, B, M))
    assert (found.steps, found.clashes[0].reason) == ((), Reason.CHANGED)


def test_a_paragraph_that_becomes_an_item_keeps_its_words():
    ours: tuple[Block, ...] = (Item(plain(A), "bullet"),)
    (step,) = merge(said(A), nodes_of(ours), said(A)).steps
    assert step.block == ours[0]


# --- tables ---------------------------------------------------------------------------------------------------

HEAD = ("Wat", "2025", "2026")


def test_cells_and_rows_of_both_go_together():
    base = table(HEAD, ("Project", "€ 100", "€ 200"), ("Advies", "€ 5", "€ 6"))
    ours = table(HEAD, ("Project", "€ 150", "€ 200"), ("Nieuw", "€ 1", "€ 2"), ("Advies", "€ 5", "€ 6"))
    theirs = table(HEAD, ("Project", "€ 100", "€ 250"), ("Advies", "€ 5", "€ 6"), ("Eigen", "€ 7", "€ 8"))
    assert merged(base, ours, theirs) == [
        *HEAD, "Project", "€ 150", "€ 250", "Nieuw", "€ 1", "€ 2", "Advies", "€ 5", "€ 6", "Eigen", "€ 7", "€ 8",
    ]  # fmt: skip


def test_a_cell_that_both_changed_clashes_at_its_place():
    rows = [table(HEAD, ("Project", amount, "€ 200")) for amount in ("€ 100", "€ 150", "€ 175")]
    assert clash(*rows).place == (0, 1, 1, 0)


def test_a_cell_of_which_theirs_left_nothing_clashes():
    base, ours = table(("a", "b"), ("kosten", "10")), table(("a", "b"), ("kosten", "20"))
    head, row = base[0].rows
    theirs = (Grid((head, Row((row.cells[0], ())))),)
    assert clash(base, ours, theirs).reason is Reason.GONE


def test_a_row_goes_unless_theirs_changed_it():
    base = table(HEAD, ("Project", "€ 100", "€ 200"), ("Advies", "€ 5", "€ 6"))
    ours = table(HEAD, ("Project", "€ 100", "€ 200"))
    assert merged(base, ours, base) == [*HEAD, "Project", "€ 100", "€ 200"]
    theirs = table(HEAD, ("Project", "€ 100", "€ 200"), ("Advies", "€ 5", "€ 9"))
    assert clash(base, ours, theirs).reason is Reason.CHANGED


def test_a_table_with_another_column_is_replaced_when_theirs_left_it_alone():
    base, ours = table(HEAD, ("Project", "€ 100", "€ 200")), table((*HEAD, "2027"), ("Project", "€ 1", "€ 2", "€ 3"))
    assert merged(base, ours, base) == [*HEAD, "2027", "Project", "€ 1", "€ 2", "€ 3"]
    assert clash(base, ours, table(HEAD, ("Project", "€ 100", "€ 201"))).reason is Reason.BOTH


# --- in general -----------------------------------------------------------------------------------------------

lines = st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5).map(" ".join), max_size=5)


@settings(max_examples=300, deadline=None)
@given(lines, lines, lines)
def test_nothing_of_theirs_goes_that_ours_did_not_take_out(base, ours, theirs):
    three = [said(*each) for each in (base, ours, theirs)]
    found = merge(*three)
    kept = " ".join(lines_after(three[2], found.steps)).split()
    for word in {*" ".join(theirs).split()} - {*" ".join(base).split()}:
        assert kept.count(word) >= " ".join(theirs).split().count(word)


@given(lines, lines)
def test_without_changes_of_ours_theirs_stays_as_it_is(base, theirs):
    assert merge(said(*base), said(*base), said(*theirs)) == Merged()


@settings(deadline=None)
@given(lines, lines)
def test_without_changes_of_theirs_it_becomes_ours(base, ours):
    found = merged(said(*base), said(*ours), said(*base))
    assert " ".join(found).split() == " ".join(ours).split()


def large(size: int) -> Callable[[], object]:
    many = [f"Alinea {n} over iets dat nergens anders staat, met nummer {n * 7919}." for n in range(size)]
    long = " ".join(f"woord{n % 50} en de {n}" for n in range(5 * size))
    blocks: Blocks = tuple(Paragraph(plain(line)) for line in [*many, long])
    ours = said(*(line.replace("iets", "niets") for line in many[::2]), long.replace("woord7", "ander"))

    def bring_together() -> None:
        assert merge(nodes_of(blocks), ours, nodes_of(blocks)).clashes == ()

    return bring_together


def test_texts_four_times_as_large_take_four_times_as_long():
    assert samples.keeps_pace(large, 400)


def test_equal_parts_are_found_from_both_ends():
    assert same_items("abcxyz", "abc12yz") == [(0, 0), (1, 1), (2, 2), (4, 5), (5, 6)]


def test_words_go_into_a_paragraph_that_theirs_moved_within_the_text():
    changed = C.replace("geld", "budget")
    assert merged(said(A, B, C), said(A, B, changed), said(C, A, B)) == [changed, A, B]


@given(st.text("abcd", max_size=40), st.text("abcd", max_size=40))
@settings(max_examples=200, deadline=None)
def test_however_long_two_sequences_are_what_is_the_same_is_equal_and_in_order(one: str, other: str):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairing, "_MOST_SEARCHED", 20)
        pairs = same_items(one, other)
    assert all(one[i] == other[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


def test_in_a_long_text_every_word_that_stayed_is_found_back():
    words = [word for n in range(400) for word in (f"w{n}", "van", "de", f"w{n + 5}")]
    edited = [word for place, word in enumerate(words) for word in ((word, "nieuw") if place % 7 == 0 else (word,))]
    assert len(same_items(words, edited)) == len(words)


def test_a_word_that_is_said_often_is_kept_once():
    one, other = (tokens_of((Run("de raad en "), Run("de raad", bold=True), Run(again))) for again in ("", "."))
    assert one[0] is other[0]
    assert [token.key for token in one if token is not one[0]] == [" ", "raad", " ", "en", " ", "de", " ", "raad"]


def test_a_word_may_stand_in_several_runs():
    runs = (Run("ge"), Run("meen", bold=True), Run("te "), Run("12", italic=True), Run(" mei 2027"))
    assert [(token.key, len(token.runs)) for token in tokens_of(runs)] == [("gemeente", 3), (" ", 1), ("12mei2027", 2)]
    assert runs_of(tokens_of(runs)) == runs
