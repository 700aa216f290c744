"""Tracked changes as they stand in the file: where a mark has to be, and what may not be touched."""

from collections.abc import Iterable

import pytest
import samples
import settle
from lxml import etree

from raadsvoorstel.blocks import Columns, Item, Paragraph, Run, Table, plain
from raadsvoorstel.reconcile.merge import merge
from raadsvoorstel.reconcile.nodes import nodes_of
from raadsvoorstel.word import package
from raadsvoorstel.word.manifest import NOTHING
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.reader import read
from raadsvoorstel.word.revision.draft import Draft
from raadsvoorstel.word.revision.evaluate import accepted, essence, lines, rejected
from raadsvoorstel.word.revision.proof import RevisionIncorrect
from raadsvoorstel.word.xml import parse, w

Element = etree._Element
GRIFFIE = 'w:author="Griffie" w:date="2026-01-01T00:00:00Z"'


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(*runs: str) -> str:
    return f'<w:ins w:id="7" {GRIFFIE}>{"".join(runs)}</w:ins>'


def ended(*runs: str, kind: str = "del") -> str:
    """A paragraph of which somebody took out the end, or put it in."""
    return p(*runs, properties=f'<w:rPr><w:{kind} w:id="8" {GRIFFIE}/></w:rPr>')


def gone(text: str) -> str:
    return f'<w:del w:id="9" {GRIFFIE}><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{p(r(cell))}</w:tc>" for cell in row) for row in rows)
    head, *rest = (f"<w:tr>{row}</w:tr>" for row in cells)
    head = head.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{head}{''.join(rest)}</w:tbl>"


def brought(body: str, base: Iterable[object], ours: Iterable[object]) -> Element:
    """Return the body after what ours changed in a base, written into a file that says `body`."""
    parts = package.read(samples.wordfile(body), "a.docx")
    draft = Draft(parts, read(parts), "raadsvoorstel", "2026-02-03T00:00:00Z")
    places = [place for place in range(len(draft.opened)) if not draft.is_blank(place)]
    draft.own |= {*places}
    merged = merge(nodes_of(tuple(base)), nodes_of(tuple(ours)), draft.nodes(places))
    draft.change(places, merged.steps)
    for clash in merged.clashes:
        draft.remark(places[clash.place[0]], clash.ours)
    result = package.read(draft.finish(NOTHING), "b.docx")
    assert settle.rejected(result[MAIN]) == settle.rejected(parts[MAIN])
    return parse(result[MAIN], MAIN)


def says(*lines_said: str) -> list[Paragraph]:
    return [Paragraph(plain(line)) for line in lines_said]


def marked(root: Element, kind: str) -> list[str]:
    """Return the words in the marks of the program."""
    marks = [mark for mark in root.iter(w(kind)) if mark.get(w("author")) == "raadsvoorstel"]
    return [text for mark in marks if (text := "".join(t.text or "" for t in mark.iter(w("t"), w("delText"))))]


def ends(root: Element) -> list[tuple[str, str]]:
    """Return for every paragraph its text and the mark on its end."""
    found = []
    for each in root.iter(w("p")):
        mark = each.find(f"{w('pPr')}/{w('rPr')}")
        kinds = "" if mark is None else " ".join(etree.QName(child).localname for child in mark)
        found.append(("".join(t.text or "" for t in each.iter(w("t"), w("delText"))), kinds))
    return found


def test_words_are_put_in_beside_those_that_go_and_nothing_else_is_marked():
    root = brought(p(r("Het kost € 100 per jaar.")), says("Het kost € 100 per jaar."), says("Het kost € 200 per jaar."))
    assert (marked(root, "del"), marked(root, "ins")) == (["€ 100"], ["€ 200"])


def test_new_words_look_as_those_beside_them():
    body = p(r("Het kost € 100.", '<w:rFonts w:ascii="Verdana"/><w:sz w:val="22"/>'))
    root = brought(body, says("Het kost € 100."), says("Het kost € 200."))
    (new,) = root.iter(w("ins"))
    assert [etree.QName(child).localname for child in new[0][0]] == ["rFonts", "sz"]


def test_words_that_become_bold_are_written_again_in_bold():
    bold = [Paragraph((Run("een "), Run("twee", bold=True)))]
    root = brought(p(r("een twee", '<w:sz w:val="22"/>')), says("een twee"), bold)
    (new,) = root.iter(w("ins"))
    assert [etree.QName(child).localname for child in new[0][0]] == ["b", "bCs", "sz"]


def test_a_deletion_within_what_somebody_put_in_stands_within_it():
    root = brought(p(r("een"), ins(r(" twee drie"))), says("een twee drie"), says("een drie"))
    (inner,) = root.iter(w("del"))
    assert inner.getparent().tag == w("ins")


def test_nothing_is_put_in_within_what_somebody_put_in():
    root = brought(p(ins(r("een drie"))), says("een drie"), says("een twee drie"))
    assert [mark.get(w("author")) for mark in root.iter(w("ins"))] == ["Griffie", "raadsvoorstel", "Griffie"]
    assert all(inner is mark for mark in root.iter(w("ins")) for inner in mark.iter(w("ins")))
    assert len({mark.get(w("id")) for mark in root.iter(w("ins"))}) == 3


A, B, C, N = (
    "De eerste alinea.",
    "Een tweede tekst hier.",
    "Nog iets anders als derde.",
    "Geheel nieuwe woorden staan er.",
)


@pytest.mark.parametrize(
    ("body", "ours", "expected"),
    [
        ([A, B, C], [A, C], [(A, ""), (B, "del"), (C, "")]),
        ([A, B], [A, N, B], [(A, ""), (N, "ins"), (B, "")]),
        ([A, B], [A, B, N], [(A, ""), (B, "ins"), (N, "")]),
        ([A, B], [A], [(A, "del"), (B, "")]),
        ([A, B], [A, N], [(A, ""), (B + N, "")]),
    ],
    ids=["one that goes", "one that comes", "one that comes last", "the last one goes", "the last one is replaced"],
)
def test_the_end_that_is_marked_is_one_that_another_paragraph_follows(body, ours, expected):
    assert ends(brought("".join(p(r(line)) for line in body), says(*body), says(*ours))) == expected


def test_before_a_table_the_end_of_the_paragraph_before_is_marked():
    cells = Table((plain("x"), plain("y")), ((plain("1"), plain("2")),), ("left", "left"))
    body = p(r(A)) + p(r(B)) + table(("x", "y"), ("1", "2")) + p(r(C))
    root = brought(body, [*says(A, B), cells, *says(C)], [*says(A), cells, *says(C)])
    assert ends(root)[:2] == [(A, "del"), (B, "")]


CELLS = Table((plain("x"), plain("y")), ((plain("1"), plain("2")),), ("left", "left"))
GRID = table(("x", "y"), ("1", "2"))
MARK = '<w:bookmarkStart w:id="3" w:name="eigen"/><w:bookmarkEnd w:id="3"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r(A)) + ended(gone(B)) + GRID, [(A, ""), (N, "ins"), (B, "del")]),
        (ended(r(A)) + GRID, [(A, "ins"), (N, "ins"), ("", "del")]),
        (ended(r(A), kind="ins") + GRID, [(A, "ins"), (N, "ins")]),
        (p(r(A), properties=f'<w:pPrChange w:id="8" {GRIFFIE}><w:pPr/></w:pPrChange>') + GRID, [(A, ""), (N, "ins")]),
        (p(r(A), properties="<w:sectPr/>") + GRID, [(A, ""), (N, "ins")]),
        (f"<w:sdt><w:sdtContent>{p(r(A))}</w:sdtContent></w:sdt>{GRID}", [(A, ""), (N, "ins")]),
        (p(r(A)) + MARK + GRID, [(A, ""), (N, "ins")]),
    ],
    ids=["deleted", "end deleted", "end put in", "look changed", "section ends", "within a control", "a mark after it"],
)
def test_before_a_table_what_somebody_else_did_to_the_paragraph_before_stays(body: str, expected: list[object]):
    root = brought(body, [*says(A), CELLS], [*says(A, N), CELLS])
    assert ends(root)[: len(expected)] == expected
    assert settle.accepted(etree.tostring(root))[:2] == [A, N]


@pytest.mark.parametrize("body", [p(r(A)) + MARK, f"<w:sdt><w:sdtContent>{p(r(A))}</w:sdtContent></w:sdt>"])
def test_before_a_table_a_paragraph_is_replaced_where_it_stands(body: str):
    root = brought(body + GRID, [*says(A), CELLS], [*says(B, N), CELLS])
    assert ends(root)[:2] == [(B, "ins"), (A + N, "")]


def test_a_cell_whose_last_paragraph_is_deleted_gets_a_new_line_before_that_one():
    body = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{p(r(A))}{ended(gone(B))}</w:tc></w:tr></w:tbl>"
    root = brought(body, [Columns(((plain(A),),))], [Columns(((plain(A), plain(N)),))])
    assert ends(root) == [(A, ""), (N, "ins"), (B, "del")]


def test_a_last_paragraph_that_looks_otherwise_remembers_how_the_one_before_looked():
    body = p(r(A), properties='<w:jc w:val="center"/>')
    root = brought(body, says(A), [*says(A), Item(plain(N), "bullet")])
    first, last = root.iter(w("p"))
    assert first.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}") is not None
    assert last.find(f".//{w('pPrChange')}/{w('pPr')}/{w('jc')}") is not None


def test_rows_are_marked_and_the_runs_in_their_cells_too():
    old = Table((plain("x"), plain("y")), ((plain("een"), plain("1")), (plain("twee"), plain("2"))), ("left", "left"))
    new = Table((plain("x"), plain("y")), ((plain("een"), plain("1")), (plain("drie"), plain("3"))), ("left", "left"))
    root = brought(table(("x", "y"), ("een", "1"), ("twee", "2")) + p(r(A)), [old, *says(A)], [new, *says(A)])
    kinds = [[etree.QName(child).localname for child in row.find(w("trPr"))] for row in root.iter(w("tr")) if len(row)
             and row.find(w("trPr")) is not None]  # fmt: skip
    assert sorted(kinds) == [["cantSplit", "ins"], ["del"], ["tblHeader"]]
    assert (marked(root, "del"), marked(root, "ins")) == (["twee", "2"], ["drie", "3"])


def test_a_paragraph_that_becomes_an_item_remembers_what_it_was():
    root = brought(p(r(A)) + p(r(B)), says(A, B), [Item(plain(A), "bullet"), *says(B)])
    change = next(root.iter(w("pPrChange")))
    assert change.getparent().find(w("numPr")) is not None
    assert len(change[0]) == 0


def test_an_item_that_comes_counts_along_in_its_own_list():
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>'
    points = [Item(plain(line), "number") for line in (A, B)]
    root = brought(
        p(r(A), properties=item) + p(r(B), properties=item), points, [points[0], Item(plain(N), "number"), points[1]]
    )
    assert [each.get(w("val")) for each in root.iter(w("numId"))] == ["4", "4", "4"]


def test_a_link_that_comes_is_marked_within_it():
    linked = [Paragraph((Run("een "), Run("twee", link="https://example.org/")))]
    root = brought(p(r("een")), says("een"), linked)
    (link,) = root.iter(w("hyperlink"))
    assert link[0].tag == w("ins")


def test_where_both_changed_the_same_words_nothing_is_written_but_a_remark():
    root = brought(p(r("Het kost € 150.")), says("Het kost € 100."), says("Het kost € 200."))
    assert (marked(root, "del"), marked(root, "ins")) == ([], [])
    assert len([*root.iter(w("commentReference"))]) == 1


def test_a_file_that_is_not_what_was_meant_is_never_written():
    parts = package.read(samples.wordfile(p(r(A)) + p(r(B))), "a.docx")
    draft = Draft(parts, read(parts), "raadsvoorstel", "2026-02-03T00:00:00Z")
    merged = merge(nodes_of(tuple(says(A, B))), nodes_of(tuple(says(A, N, B))), draft.nodes([0, 1]))
    draft.change([0, 1], merged.steps)
    next(draft.root.iter(w("t"))).text = "iets anders"
    with pytest.raises(RevisionIncorrect, match="als u alles weigert"):
        draft.finish(NOTHING)


def test_runs_that_were_cut_are_the_same_to_the_proof_and_other_letters_are_not():
    whole, cut, other = (
        parse(package.read(samples.wordfile(p(*runs)), "a")[MAIN], MAIN)
        for runs in ((r("een twee"),), (r("een"), r(" twee")), (r("een"), r(" drie")))
    )
    assert essence(whole, lambda _: False) == essence(cut, lambda _: False) != essence(other, lambda _: False)


def test_accepting_and_rejecting_leave_no_mark_behind():
    body = p(r("een "), ins(r("twee")), properties="") + p(r("drie"))
    root = parse(package.read(samples.wordfile(body), "a")[MAIN], MAIN)
    assert lines(accepted(root)) == ["een twee", "drie"]
    assert lines(rejected(root)) == ["een", "drie"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (ended(r("een "), r("twee ", "<w:b/>"), r("drie")) + GRID, ["een twee drie", "x", "y", "1", "2"]),
        (ended(r("een ")) + '<w:bookmarkEnd w:id="3"/>' + p(r("twee")), ["een twee"]),
        (ended(r("een ")) + ended(gone("weg")), ["een"]),
    ],
    ids=["no paragraph follows", "a mark stands between", "nothing follows"],
)
def test_accepting_a_paragraph_without_an_end_keeps_its_words_in_order(body: str, expected: list[str]):
    root = parse(package.read(samples.wordfile(body), "a")[MAIN], MAIN)
    assert lines(accepted(root)) == expected
