"""What a griffier puts among words and is none: a formula, a text box, a chart. No source can hold it; it is told."""

import copy
import re
from pathlib import Path

import clerk
import desks
import pytest
import settle
from clerk import Work
from lxml import etree

from raadsvoorstel.edited import read_edited
from raadsvoorstel.vergelijken.redline import redline
from raadsvoorstel.word import package
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.xml import w

REGIO = """\
gemeenten: [heemstede]
onderwerp: Een onderwerp
samenvatting: Een tekst die blijft.
financien: Er is geld genoeg.
planning:
  mijlpalen:
    huur: {datum: 2027-01, tekst: Huur}
"""
TOLD = (
    "een formule (‘vondst’)",
    "een formule (‘vondst’)",
    "een tekstvak (‘vondst’)",
    "een tekstvak (‘vondst’)",
    "tekst in twee vormen (‘vondst’)",
    "een woord met een ander erboven (‘vondst vondst’)",
    "een tekstvak (‘vondst’)",
)
KINDS = [*enumerate(TOLD)]
ALONE = [
    *((kind, told, "a paragraph") for kind, told in KINDS),
    *((kind, TOLD[kind], "the body") for kind in (0, 1, 4)),
]


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return clerk.small(tmp_path, REGIO)


def vondst(kind: int) -> clerk.Element:
    return desks.objects("vondst")[kind]


def changes(work: Work) -> str:
    found = work.run("vergelijk", str(work.document))
    assert found.exit_code == 0
    return found.stdout


def warnings(work: Work) -> list[str]:
    return [finding["melding"] for finding in work.read_back()["bevindingen"]]


@pytest.mark.parametrize(("kind", "told"), KINDS)
def test_what_stands_in_a_text_beside_words_is_told(work: Work, kind: int, told: str):
    with work.editing() as paper:
        paper.find("Een tekst").append(vondst(kind))
    assert changes(work) == f"samenvatting, alinea 1: gewijzigd\n  + [{told}]\n\n1 wijziging in 1 tekst.\n"
    assert warnings(work) == [f"`samenvatting`: {told} kan niet in de bron"]


@pytest.mark.parametrize(("kind", "told", "place"), ALONE)
def test_what_stands_by_itself_is_told_and_keeps_no_words_from_the_source(work: Work, kind: int, told: str, place: str):
    thing = vondst(kind)
    with work.editing() as paper:
        paper.replace("die blijft", "die anders is")
        paragraph = paper.after("Een tekst", "")
        if place == "the body":
            paragraph.addnext(thing)
        else:
            paragraph[-1:] = [thing]
    assert f"samenvatting, alinea 2: toegevoegd\n  + {told}\n" in changes(work)
    assert warnings(work) == [f"`samenvatting`: {told} kan niet in de bron"]
    work.read_back("--overnemen")
    assert "Een tekst die anders is." in work.file("regio") + work.file()


@pytest.mark.parametrize("beginning", ["Samenvatting", "Huur", "Onderwerp"])
def test_it_is_told_wherever_it_stands(work: Work, beginning: str):
    with work.editing() as paper:
        paper.find(beginning).append(vondst(2))
    assert re.search(r"\+ \[?een tekstvak \(‘vondst’\)", changes(work))


def test_what_was_taken_out_again_is_not_told(work: Work):
    with work.editing() as paper:
        gone = desks.Griffie({}).mark("del")
        gone.append(vondst(0))
        paper.find("Een tekst").append(gone)
    assert changes(work) == "Er is niets veranderd.\n"
    assert warnings(work) == []


def test_what_belongs_to_no_text_is_told_with_what_it_says(work: Work):
    with work.editing() as paper:
        paper.root[0].insert(0, copy.deepcopy(paper.find("Een tekst")))
        first = paper.root[0][0]
        first[:] = [vondst(2)]
    assert "buiten de velden: toegevoegd\n  + een tekstvak (‘vondst’)\n" in changes(work)
    assert any("een tekstvak (‘vondst’)" in warning for warning in warnings(work))


@pytest.mark.parametrize("kind", range(len(TOLD)))
def test_as_tracked_changes_it_came_and_all_else_stays(work: Work, kind: int):
    was = settle.accepted(package.read_file(work.document)[MAIN])
    with work.editing() as paper:
        paper.find("Een tekst").append(vondst(kind))
        paper.after("Er is geld", "")[-1:] = [vondst(kind)]
    edited = read_edited(work.document)
    document = desks.parts_of(redline(edited))[MAIN]
    assert settle.accepted(document) == settle.accepted(edited.parts[MAIN])
    assert settle.rejected(document) == was


# ------------------------------------------------------------------ what the template prints


@pytest.mark.parametrize("kind", [0, 1, 2, 3, 6, 7])
def test_what_a_template_has_beside_its_own_words_is_nobody_s_change(work: Work, kind: int):
    template = work.root / "templates" / "heemstede" / "raadsvoorstel.docx"
    parts = package.read_file(template)
    thing = etree.tostring(vondst(kind))
    lines = re.sub(
        rb"(<w:t[^>]*>(?:\{\{ \w+\.titel \}\}|[^<{]+)</w:t></w:r>)(</w:p>)",
        lambda match: match[1] + thing + match[2],
        parts[MAIN],
    )
    assert lines.count(thing) > 1
    template.write_bytes(package.write(package.parts_of({**parts, MAIN: lines})))
    work.make()
    assert changes(work) == "Er is niets veranderd.\n"
    assert warnings(work) == []


@pytest.mark.parametrize(
    ("code", "letter"), [("2611", "\u2611"), ("F0FC", "\uf0fc"), ("00FC", "\uf0fc"), ("FC", "\uf0fc")]
)
def test_a_sign_is_a_letter_whatever_its_font(work: Work, code: str, letter: str):
    sign = etree.Element(w("r"))
    etree.SubElement(sign, w("sym"), {w("char"): code})
    with work.editing() as paper:
        paper.find("Een tekst").append(sign)
    assert changes(work) == f"samenvatting, alinea 1: gewijzigd\n  + {letter}\n\n1 wijziging in 1 tekst.\n"
    work.write("regio", REGIO.replace("Een tekst die", "Een nieuwe tekst die"))
    brought = work.run("bijwerken", str(work.document), "-o", str(work.root / "nieuw"))
    assert brought.exit_code == 0, brought.output


@pytest.mark.parametrize("code", ["D800", "0", "", "x", "FFFE", "12345"])
def test_a_sign_that_no_text_can_hold_is_none(work: Work, code: str):
    sign = etree.Element(w("r"))
    etree.SubElement(sign, w("sym"), {w("char"): code})
    with work.editing() as paper:
        paper.find("Een tekst").append(sign)
    assert changes(work) == "Er is niets veranderd.\n"
