"""Every text is found again in a document that others edited, or it is said that nobody can be sure."""

import copy
from collections import Counter

import desk
import pytest
import samples
from desk import (
    REARRANGING,
    WRITING,
    Desk,
    Edit,
    bare,
    drop,
    paragraph,
    remembered,
    without_bookmarks,
    without_controls,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from raadsvoorstel.project import Project
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.anchors import How, Located, locate, strays
from raadsvoorstel.word.finding.ground import Ground, ground_of
from raadsvoorstel.word.finding.likeness import is_telling, lines_of
from raadsvoorstel.word.marks import tag_name

LETTER, DECISION = "bloemendaal", "haarlem"
"""A letter in which the template prints how it ends, and a document with a table at its head."""

place = st.floats(0, 1, exclude_max=True)


def edits(kinds: tuple[Edit, ...]) -> st.SearchStrategy[list[tuple[Edit, float, float]]]:
    return st.lists(st.tuples(st.sampled_from(kinds), place, place), max_size=6)


def located(desk: Desk, path: str, nth: int = 1) -> Located:
    return [found for found in desk.located() if found.base.path == path][nth - 1]


def lines(desk: Desk, path: str) -> tuple[str, ...]:
    return lines_of(located(desk, path).blocks)


def others(desk: Desk, *paths: str) -> set[How]:
    """Return how the texts at all other paths were found, which must say what they said."""
    rest = [found for found in desk.located() if found.base.path not in paths]
    assert [lines_of(found.blocks) for found in rest] == [lines_of(found.base.blocks) for found in rest]
    return {found.how for found in rest}


# --- nothing was edited ---------------------------------------------------------------------------


@pytest.mark.parametrize(("naam", "gemeente", "soort"), samples.shipped())
def test_in_a_document_that_was_just_made_every_text_is_where_its_mark_is(naam: str, gemeente: str, soort: str):
    untouched(samples.REPOSITORY, naam, gemeente, soort)


@pytest.mark.parametrize("naam", ["alles", "moeilijk"])
@pytest.mark.parametrize("gemeente", [LETTER, DECISION, "heemstede"])
def test_also_when_everything_is_in_it(naam: str, gemeente: str, tmp_path_factory: pytest.TempPathFactory):
    untouched(samples.case(tmp_path_factory.mktemp(naam) / "p", naam), naam, gemeente)


def untouched(project: Project, naam: str, gemeente: str, soort: str = "raadsvoorstel") -> None:
    parts = package.read(samples.document(project, naam, gemeente, soort).data, "a.docx")
    made = manifest.read(parts)
    assert made is not None
    found = locate(desk.read(parts), made)
    assert len(found) > 2
    assert {(each.how, each.also) for each in found} == {(How.MARK, ())}
    assert [lines_of(each.blocks) for each in found] == [lines_of(each.base.blocks) for each in found]
    assert [len(each.blocks) for each in found] == [len(each.base.blocks) for each in found]


def test_what_the_template_prints_below_the_last_text_belongs_to_nobody():
    assert lines(Desk(LETTER), "bijlagen.regiovisie") == lines_of(
        located(Desk(LETTER), "bijlagen.regiovisie").base.blocks
    )


def test_also_when_another_section_was_moved_above_it():
    edited = Desk(LETTER)
    edited.block("Hoogachtend").addprevious(edited.block("Wettelijke grondslag"))
    for start in ("De wet verdeelt", "De raad stelt een plan", "Het college zorgt voor", "De burgemeester kan"):
        edited.block("Hoogachtend").addprevious(edited.block(start))
    assert others(edited) == {How.MARK}


def test_what_the_template_prints_may_be_part_of_a_text_of_its_own():
    edited = Desk(LETTER)
    edited.block("Hoogachtend").addnext(paragraph("Dit staat onder de groet."))
    assert others(edited) == {How.MARK}


# --- one edit at a time ---------------------------------------------------------------------------

FIRST = "Inwoners van jong tot oud"
TEXT = "beoogd_effect"


@pytest.mark.parametrize("take", [without_bookmarks, without_controls])
def test_either_mark_will_do(take):
    edited = Desk(LETTER)
    for block in edited.blocks:
        take(block)
    assert others(edited, "besluit.raad.vaststellen") == {How.MARK}
    assert others(edited) <= {How.MARK, How.TEXT}


def test_a_text_without_marks_is_found_by_what_it_said():
    edited = Desk(LETTER)
    bare(edited.block(FIRST))
    assert located(edited, TEXT).how is How.TEXT
    assert others(edited) == {How.MARK, How.TEXT}


def test_also_after_some_words_in_it_were_changed():
    edited = Desk(LETTER)
    desk.reword(edited, edited.blocks.index(bare(edited.block(FIRST))), 0)
    assert (located(edited, TEXT).how, lines(edited, TEXT)[0][:30]) == (How.TEXT, "Inwoners (zie hierna) jong tot")


def test_a_text_that_was_written_anew_is_found_by_its_title():
    edited = Desk(LETTER)
    edited.block(FIRST).addprevious(paragraph("Niemand hoeft thuis bang te zijn."))
    drop(edited.block(FIRST))
    for start in ("geweld valt", "de kans is", "er is ruimte"):
        drop(edited.block(start))
    assert (located(edited, TEXT).how, lines(edited, TEXT)) == (How.TITLE, ("Niemand hoeft thuis bang te zijn.",))


def test_when_only_its_first_paragraph_was_written_anew_too():
    edited = Desk(LETTER)
    edited.block(FIRST).addprevious(paragraph("Niemand hoeft thuis bang te zijn."))
    drop(edited.block(FIRST))
    assert located(edited, TEXT).how is How.TEXT
    assert lines(edited, TEXT)[:2] == (
        "Niemand hoeft thuis bang te zijn.",
        "geweld valt eerder op en stopt daardoor eerder;",
    )


def test_a_text_that_was_taken_out_is_gone_and_no_other_takes_its_place():
    edited = Desk(LETTER)
    for start in (FIRST, "geweld valt", "de kans is", "er is ruimte"):
        drop(edited.block(start))
    assert located(edited, TEXT) == Located(located(edited, TEXT).base, How.GONE)
    assert others(edited, TEXT) == {How.MARK}


def test_what_is_written_between_a_title_and_its_text_belongs_to_the_text():
    edited = Desk(LETTER)
    edited.block(FIRST).addprevious(paragraph("Om te beginnen."))
    assert lines(edited, TEXT)[0] == "Om te beginnen."
    assert others(edited, TEXT) == {How.MARK}


@pytest.mark.parametrize("copied", [desk.double_as_word, desk.double_as_libreoffice, desk.double_text])
def test_a_copy_is_said_and_belongs_to_no_neighbour(copied: Edit):
    edited = Desk(LETTER)
    blocks = edited.blocks
    below = blocks.index(edited.block("Kanttekeningen"))
    copied(edited, blocks.index(edited.block(FIRST)), below)
    assert (located(edited, TEXT).how, located(edited, TEXT).also) == (How.MARK, (below,))
    assert others(edited) == {How.MARK}


def test_a_copy_within_another_text_is_said_and_that_text_stays_whole():
    edited = Desk(LETTER)
    blocks = edited.blocks
    within = blocks.index(edited.block("de kans is kleiner"))
    desk.double_as_word(edited, blocks.index(edited.block("Voor veel mensen")), within)
    assert located(edited, "motivering").also == (within,)
    assert len(lines(edited, TEXT)) == 5


def test_of_two_copies_without_marks_under_one_title_nobody_knows_which_it_was():
    edited = Desk(LETTER)
    block = bare(edited.block(FIRST))
    block.addprevious(copy.deepcopy(block))
    at = edited.blocks.index(block)
    assert located(edited, TEXT) == Located(located(edited, TEXT).base, How.UNCERTAIN, also=(at - 1, at))


def test_a_text_under_its_own_title_is_preferred_to_a_copy_elsewhere():
    edited = Desk(LETTER)
    block = bare(edited.block(FIRST))
    edited.block("Hoogachtend").addprevious(copy.deepcopy(block))
    found = located(edited, TEXT)
    assert (found.how, found.start, len(found.also)) == (How.TEXT, edited.blocks.index(block), 1)


def test_texts_whose_paragraphs_were_joined_are_both_uncertain():
    edited = Desk(LETTER)
    desk.join(edited, edited.blocks.index(edited.block("De gemeenten schreven")), 0)
    uncertain = [found.base.path for found in edited.located() if not found.is_sure]
    assert uncertain == ["participatie", "communicatie"]
    assert others(edited, *uncertain) == {How.MARK}


def test_a_text_in_the_middle_of_another_makes_both_uncertain():
    edited = Desk(LETTER)
    edited.block("De raden besluiten over dezelfde").addprevious(edited.block("De organisaties die meewerkten"))
    uncertain = {found.base.path for found in edited.located() if not found.is_sure}
    assert uncertain == {"argumenten.vaststellen.koers", "argumenten.vaststellen.organisaties"}


def test_a_paragraph_that_moved_to_another_section_is_said():
    edited = Desk(LETTER)
    moved = edited.block("Het college zorgt voor")
    edited.block("Argumenten").addprevious(moved)
    assert lines(edited, TEXT)[-1].startswith("Het college zorgt voor")
    found = located(edited, "juridisch_kader")
    assert (found.how, found.also) == (How.MARK, (edited.blocks.index(moved),))


def test_a_section_of_their_own_in_the_middle_of_a_text_makes_it_uncertain():
    edited = Desk(LETTER)
    title = bare(copy.deepcopy(edited.block("Doelstelling")))
    next(title.iter(desk.w("t"))).text = "Wat wij zelf vinden"
    edited.block("Het college zorgt voor").addprevious(title)
    assert not located(edited, "juridisch_kader").is_sure
    assert others(edited, "juridisch_kader") == {How.MARK}


def test_what_is_written_in_a_paragraph_that_took_the_control_along_belongs_to_the_text():
    edited = Desk(LETTER)
    block = edited.block(FIRST)
    (control,) = copy.deepcopy(block).iter(desk.w("sdt"))
    without_controls(block)
    next(control.iter(desk.w("t"))).text = "Om te beginnen."
    above = paragraph("")
    above.append(control)
    block.addprevious(above)
    assert (located(edited, TEXT).how, lines(edited, TEXT)[:2]) == (
        How.MARK,
        ("Om te beginnen.", located(edited, TEXT).base.text.splitlines()[0]),
    )


@pytest.mark.parametrize(("words", "how"), [("Iets heel anders.", How.MARK), ("", How.UNCERTAIN)])
def test_when_marks_got_apart_the_one_counts_where_the_text_still_stands(words: str, how: How):
    edited = Desk(LETTER)
    control = without_bookmarks(copy.deepcopy(edited.block(FIRST)))
    without_controls(edited.block(FIRST))
    if words:
        next(control.iter(desk.w("t"))).text = words
    edited.block("Kanttekeningen").addprevious(control)
    assert located(edited, TEXT).how is how


def test_a_text_that_strayed_from_its_title_is_uncertain_when_something_new_stands_there():
    edited = Desk(LETTER)
    block = bare(edited.block("Als het actieprogramma"))
    edited.block("Kanttekeningen").addprevious(block)
    assert located(edited, "communicatie").how is How.TEXT
    edited.block("Besluit van ons college").addprevious(paragraph("Wij schrijven erover in de krant."))
    assert not located(edited, "communicatie").is_sure


def test_a_value_of_the_head_that_is_copied_into_a_text_does_not_cut_it():
    edited = Desk(LETTER)
    place = edited.block("de kans is kleiner")
    place.append(
        desk.etree.fromstring(f'<w:bookmarkStart xmlns:w="{desk.W}" w:id="99" w:name="_rvv_zaaknummer_Copy_1"/>')
    )
    assert others(edited) == {How.MARK}


def test_a_value_of_the_head_that_lost_its_mark_is_no_text_that_is_gone():
    edited = desk.edited(LETTER, [(desk.delete, 0.828125, 0.0), (desk.lose_bookmarks, 0.0, 0.5)])
    gone = [found.base.path for found in edited.located() if found.how is How.GONE]
    assert gone == ["bijlagen.regiovisie"]


def test_what_belongs_to_no_text_is_told_apart():
    edited = Desk(LETTER)
    edited.block("Hoogachtend").addnext(paragraph("Dit staat onder de groet."))
    reading = edited.reading
    (stray,) = strays(reading, remembered(LETTER), locate(reading, remembered(LETTER)))
    assert lines_of([reading.body[stray].block]) == ("Dit staat onder de groet.",)


def test_without_a_single_mark_most_is_found_by_what_it_said():
    edited = Desk(LETTER)
    for block in edited.blocks:
        bare(block)
    assert Counter(found.how for found in edited.located()) == {How.TEXT: 27}


def test_a_document_of_others_holds_nothing_of_ours():
    reading = desk.read(package.read(samples.wordfile(samples.paragraph("Iets heel anders.")), "a.docx"))
    assert {found.how for found in locate(reading, remembered(DECISION))} <= {How.GONE, How.UNCERTAIN}
    assert locate(reading, manifest.NOTHING) == []


# --- whatever they do -----------------------------------------------------------------------------


@pytest.mark.parametrize("gemeente", [LETTER, DECISION])
@settings(max_examples=40, deadline=None)
@given(edits(REARRANGING))
def test_what_is_found_is_there(gemeente: str, changes: list[tuple[Edit, float, float]]):
    edited = desk.edited(gemeente, changes)
    ground = ground_of(edited.reading, remembered(gemeente))
    found = edited.located()
    demand_one_place_each(found)
    for number, each in enumerate(found):
        if each.how is How.MARK:
            assert marks(ground, number) & {*places(each)}
        if each.how is How.TEXT:
            assert {*lines_of(each.base.blocks)} & {*lines_of(each.blocks)}


@pytest.mark.parametrize("gemeente", [LETTER, DECISION])
@settings(max_examples=40, deadline=None)
@given(edits(REARRANGING + WRITING))
def test_nothing_that_a_text_said_stands_elsewhere_without_a_word(
    gemeente: str, changes: list[tuple[Edit, float, float]]
):
    edited = desk.edited(gemeente, changes)
    ground = ground_of(edited.reading, remembered(gemeente))
    found = edited.located()
    demand_one_place_each(found)
    for number, each in enumerate(found):
        for line in ground.past.once.intersection(ground.past.said[number]) if each.is_sure else ():
            standing = {at for at in ground.at.get(line, ()) if at not in ground.fixed}
            is_copy = line != ground.past.first(number) and standing & {*places(each)}
            assert is_copy or not is_telling(line) or standing <= {*places(each), *each.also}


def test_in_a_document_that_nobody_edited_there_are_no_strays():
    reading = Desk(LETTER).reading
    assert strays(reading, remembered(LETTER), locate(reading, remembered(LETTER))) == []


def demand_one_place_each(found: list[Located]) -> None:
    """No two texts share a block, and a text in doubt says where it may be."""
    taken = Counter(at for each in found for at in places(each))
    assert {*taken.values()} <= {1}
    for each in found:
        assert bool(each.blocks) == (each.start >= 0) == (each.how not in (How.UNCERTAIN, How.GONE))
        assert each.also or each.is_sure
        assert not (each.how is How.GONE and each.also)


def places(found: Located) -> range:
    return range(found.start, found.start + len(found.blocks))


def marks(ground: Ground, text: int) -> set[int]:
    tag = tag_name(ground.past.texts[text].path)
    return {*ground.named(text), *ground.copied(text), *ground.tagged(tag, text)}


@pytest.mark.parametrize("gemeente", [LETTER, DECISION])
@settings(max_examples=25, deadline=None)
@given(st.lists(place, max_size=4), st.lists(st.tuples(place, place), max_size=3))
def test_what_is_tracked_is_read_as_if_it_were_accepted(
    gemeente: str, gone: list[float], moved: list[tuple[float, float]]
):
    tracked, accepted = Desk(gemeente), Desk(gemeente)
    count = len(tracked.blocks)
    blocks, same = tracked.blocks, accepted.blocks
    left = {*range(count)}
    for one, other in ((int(one * count), int(other * count)) for one, other in moved):
        # A table that moves is one that is deleted and inserted.
        if one == other or one not in left or other not in left or blocks[one].tag != desk.w("p"):
            continue
        left -= {one}
        blocks[other].addprevious(desk.track_insertion(copy.deepcopy(blocks[one]), "moveTo"))
        desk.track_deletion(blocks[one], "moveFrom")
        same[other].addprevious(same[one])
    for one in {int(each * count) for each in gone} & left:
        desk.track_deletion(blocks[one])
        drop(same[one])
    assert tracked.located() == accepted.located()
