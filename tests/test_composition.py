"""What stands where in a document, under which title, and with which numbers."""

from collections.abc import Callable

import pytest
import samples
from samples import tied

from raadsvoorstel.blocks import Columns, Heading, Item, Paragraph, Run, Table, plain, runs_text
from raadsvoorstel.composition import Composition, Section, open_fields
from raadsvoorstel.placeholders import left_open
from raadsvoorstel.project import Project

NewProject = Callable[..., Project]
DUINWIJK = "naam: Duinwijk\nindeling:\n  - {velden: onderwerp}\n"
REGIO = "gemeenten: [duinwijk]\nonderwerp: O\n"


def composed(project: Project, indeling: str) -> Composition:
    folder = project.templates / "duinwijk"
    folder.mkdir()
    (folder / "gemeente.yaml").write_text(DUINWIJK + indeling, "utf-8")
    (folder / "raadsvoorstel.docx").write_bytes(project.template(samples.HEEMSTEDE).read_bytes())
    return samples.document(project, "proef", "duinwijk").composition


def sections(project: Project, indeling: str) -> list[Section]:
    """Return the sections after the subject."""
    return list(composed(project, indeling).delen["inhoud"][1:])


def section(project: Project, indeling: str) -> Section:
    (only,) = sections(project, f"  - {indeling}\n")
    return only


def blocks(of: Section) -> list[object]:
    return [block for passage in of.inhoud for block in passage.blocks]


def test_sections_come_in_the_order_of_the_indeling_under_its_titles(project: NewProject):
    made = project(regio=REGIO + "samenvatting: S\naanleiding: A\nmotivering: M\n")
    indeling = "  - {titel: Waarom, velden: [motivering, aanleiding]}\n  - {titel: Kern, velden: samenvatting}\n"
    shown = [(str(s.titel), [p.path for p in s.inhoud]) for s in sections(made, indeling)]
    assert shown == [("Waarom", ["motivering", "aanleiding"]), ("Kern", ["samenvatting"])]


def test_a_section_without_text_is_left_out_unless_it_may_not_be_empty(project: NewProject):
    indeling = (
        "  - {titel: Weg, velden: samenvatting}\n  - {titel: Open, velden: [aanleiding, motivering], verplicht: ja}\n"
    )
    (only,) = sections(project(regio=REGIO), indeling)
    assert str(only.titel) == "Open"
    assert [runs_text(p.runs) for p in blocks(only)] == ["[nog in te vullen: aanleiding]"]


def test_a_fixed_sentence_stands_above_the_text_and_only_then(project: NewProject):
    made = project(regio=REGIO + "samenvatting: S\n")
    indeling = (
        "  - {velden: samenvatting, inleiding: 'In {{ gemeente.naam }}:'}\n"
        "  - {velden: aanleiding, inleiding: Nooit gezien.}\n"
    )
    (only,) = sections(made, indeling)
    assert blocks(only) == [Paragraph(plain("In Duinwijk:"), keep_next=True), Paragraph(plain("S"))]


def test_decision_points_are_numbered_and_what_lies_under_them_is_indented(project: NewProject):
    text = "besluit:\n  raad:\n    a: |\n      een:\n\n      - twee\n\n      drie\n    b: vier\n"
    made = section(project(regio=REGIO + text), "{titel: B, velden: besluit.raad}")
    assert [p.path for p in made.inhoud] == ["besluit.raad.a", "besluit.raad.b"]
    assert blocks(made) == [
        Item(plain("een:"), "number", start=1),
        Item(plain("twee"), "bullet", 1),
        Paragraph(plain("drie"), indent=1),
        Item(plain("vier"), "number"),
    ]


def test_points_without_keys_are_one_text(project: NewProject):
    made = section(project(regio=REGIO + "bijlagen: [een, twee]\n"), "{titel: B, velden: bijlagen}")
    assert [(p.path, p.blocks) for p in made.inhoud] == [
        ("bijlagen", (Item(plain("een"), "number", start=1), Item(plain("twee"), "number")))
    ]


def test_arguments_have_the_number_of_their_decision_point(project: NewProject):
    text = (
        "besluit: {raad: {a: x, b: y}}\nargumenten:\n"
        "  b: {k: Los., l: {titel: T, tekst: U}}\n  a: {m: {titel: V, tekst: W}}\n"
    )
    indeling = "  - {titel: B, velden: besluit.raad}\n  - {titel: A, velden: argumenten}\n"
    _, made = sections(project(regio=REGIO + text), indeling)
    assert blocks(made) == [
        Item(plain("V"), "number", start=1, label="1", style="argument"),
        Paragraph(plain("W")),
        Item(plain("Los."), "number", start=1, label="2"),
        Item(plain("T"), "number", label="2", style="argument"),
        Paragraph(plain("U")),
    ]


def test_amounts_are_a_table_with_a_total_as_soon_as_there_are_two(project: NewProject):
    post = "{omschrijving: %s, soort: incidenteel, jaren: {%s}}"
    posts = f"    a: {post % ('A', '2022: 1.000')}\n    b: {post % ('B', '2021: 500, 2022: 250')}\n"
    text = f"financien:\n  bedragen:\n{posts}"
    (table,) = blocks(section(project(regio=REGIO + text), "{titel: F, velden: financien}"))
    assert isinstance(table, Table)
    assert [runs_text(cell) for cell in table.header] == ["Omschrijving", "Soort", "2021", "2022", "Dekking"]
    assert [[runs_text(cell) for cell in row] for row in table.rows] == [
        ["A", "incidenteel", "–", tied("€~1.000"), "–"],
        ["B", "incidenteel", tied("€~500"), tied("€~250"), "–"],
        ["Totaal", "–", tied("€~500"), tied("€~1.250"), "–"],
    ]
    assert (table.total, table.alignment) == (True, ("left", "left", "right", "right", "left"))


def test_one_amount_has_no_total(project: NewProject):
    text = "financien: {bedragen: {a: {omschrijving: A, soort: structureel, jaren: {2021: 5}}}}\n"
    (table,) = blocks(section(project(regio=REGIO + text), "{titel: F, velden: financien}"))
    assert isinstance(table, Table)
    assert (len(table.rows), table.total) == (1, False)


def test_milestones_are_a_table_of_when_and_what(project: NewProject):
    text = "planning: {tekst: P, mijlpalen: {a: {datum: 2021-03, tekst: A}, b: {periode: ooit, tekst: B}}}\n"
    first, table = blocks(section(project(regio=REGIO + text), "{titel: P, velden: planning}"))
    assert first == Paragraph(plain("P"))
    assert isinstance(table, Table)
    assert [[runs_text(cell) for cell in row] for row in table.rows] == [["maart 2021", "A"], ["ooit", "B"]]


def test_sections_of_the_writers_own_have_their_own_titles(project: NewProject):
    text = "extra: {a: {titel: Groen, tekst: Bomen.}, b: {titel: Blauw, tekst: Water.}}\n"
    made = sections(project(regio=REGIO + text), "  - {velden: extra}\n")
    assert [(str(s.titel), blocks(s)) for s in made] == [
        ("Groen", [Paragraph(plain("Bomen."))]),
        ("Blauw", [Paragraph(plain("Water."))]),
    ]


def test_under_a_title_of_the_indeling_they_have_headings(project: NewProject):
    text = "extra: {a: {titel: Groen, tekst: Bomen.}}\n"
    made = section(project(regio=REGIO + text), "{titel: Overig, velden: extra}")
    assert blocks(made) == [Heading(plain("Groen"), 1), Paragraph(plain("Bomen."))]


def test_the_meetings_are_a_table_and_the_treatment_a_line(project: NewProject):
    text = "vergadering: {raad: 2020-12-17, naam_commissie: Ruimte, behandeling: A-stuk}\n"
    table, line = blocks(section(project(regio=REGIO + text), "{titel: V, velden: vergadering}"))
    assert isinstance(table, Table)
    assert [[runs_text(cell) for cell in row] for row in table.rows] == [
        ["College", "[nog in te vullen: vergadering.college]"],
        ["Commissie Ruimte", "[nog in te vullen: vergadering.commissie]"],
        ["Raad", tied("17~december 2020")],
    ]
    assert isinstance(line, Paragraph)
    assert runs_text(line.runs) == "Behandeling: A-stuk"


def test_the_formal_decision_is_in_the_order_in_which_a_council_decides(project: NewProject):
    text = (
        "vergadering: {college: 2020-11-24, raad: 2020-12-17}\nbesluit: {raad: {a: vast te stellen.}}\nraadsbesluit:\n"
        "  overwegende: overwegende dat;\n  gelet_op: gelet op artikel 1;\n  gehoord: gehoord de commissie;\n"
        "  vastgesteld: Aldus besloten op {{ vergadering.raad | datum }}.\n  ondertekening: {griffier: {naam: Vos}}\n"
    )
    *shown, signatures = blocks(section(project(regio=REGIO + text), "{titel: R, velden: raadsbesluit}"))
    assert [runs_text(block.runs).replace(tied("~"), "~") for block in shown] == [
        "De raad van de gemeente Duinwijk;",
        "gelezen het voorstel van burgemeester en wethouders van 24~november 2020;",
        "gehoord de commissie;",
        "gelet op artikel~1;",
        "overwegende dat;",
        "besluit:",
        "vast te stellen.",
        "Aldus besloten op 17~december 2020.",
        "De raad voornoemd,",
    ]
    assert signatures == Columns(((plain("de griffier,"), plain("Vos")), (plain("de voorzitter,"),)))


def test_a_formal_decision_without_points_says_that_they_are_missing(project: NewProject):
    made = section(project(regio=REGIO), "{titel: R, velden: raadsbesluit, verplicht: ja}")
    texts = [runs_text(block.runs) for block in blocks(made) if isinstance(block, Paragraph | Item)]
    assert texts[texts.index("besluit:") + 1] == "[nog in te vullen: besluit.raad]"


def test_the_header_has_the_labels_of_the_gemeente(project: NewProject):
    made = composed(project(regio=REGIO + "zaaknummer: 7\n"), "kop: [{label: Nummer, veld: zaaknummer}]\n")
    assert [
        (runs_text(label) if isinstance(label, tuple) else str(label), str(value)) for label, value in made.kop
    ] == [("Nummer", "7")]


@pytest.mark.parametrize("gemeente", samples.deelnemers())
def test_every_text_of_the_shipped_proposal_is_in_every_document_once_or_where_it_is_printed_twice(gemeente: str):
    made = samples.document(samples.REPOSITORY, samples.VOORBEELD, gemeente).composition
    paths = [p.path for part in made.delen.values() for s in part for p in s.inhoud if p.path]
    assert {p for p in paths if paths.count(p) > 1} <= {"besluit.raad.vaststellen"}
    assert {"samenvatting", "aanleiding", "besluit.raad.vaststellen", "financien.tekst"} <= set(paths)


def test_what_is_open_is_named_once_in_order():
    a, b = left_open("a")[0], left_open("b")[0]
    assert open_fields([(Run("x"), b), (a, b)]) == ["b", "a"]


def test_an_opening_line_above_sections_of_the_writers_own_is_printed_too(project: NewProject):
    text = "extra: {a: {titel: Groen, tekst: Bomen.}}\n"
    made = section(project(regio=REGIO + text), "{velden: extra, inleiding: Verder nog dit.}")
    assert blocks(made) == [
        Paragraph(plain("Verder nog dit."), keep_next=True),
        Heading(plain("Groen"), 1),
        Paragraph(plain("Bomen.")),
    ]
