"""What a reader and a machine are told of a run."""

from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.report.findings import findings_count, findings_object, findings_text
from raadsvoorstel.report.layout import columns, hanging
from raadsvoorstel.report.listing import gemeenten_object, gemeenten_text
from raadsvoorstel.report.run import Run, filled_in_by, run_object, run_text

FOUT = Finding("onbekend-veld", "`zaaknumer` is hier geen veld", Origin("a.yaml", 3, 1), "bedoelt u `zaaknummer`?")
WAARSCHUWING = Finding("geen-deelnemer", "a.yaml hoort nergens bij", Origin("a.yaml"), severity=Severity.WAARSCHUWING)
ZAAKNUMMER, OPENBAARHEID, RAAD = FieldPath("zaaknummer"), FieldPath("openbaarheid"), FieldPath("vergadering.raad")


class Made(Struct, frozen=True):
    """What became of one document."""

    gemeente: str
    naam: str
    soort: str = "raadsvoorstel"
    document: Path | None = None
    pdf: Path | None = None
    unchanged: bool = False
    edited: Path | None = None
    open_fields: tuple[FieldPath, ...] = ()
    findings: tuple[Finding, ...] = ()


UITVOER = Path("uitvoer")
DUIN = Made("duin", "Duinwijk", document=UITVOER / "duin.docx", open_fields=(ZAAKNUMMER, OPENBAARHEID))
MEER = Made(
    "meer",
    "Meer",
    document=UITVOER / "meer.docx",
    pdf=UITVOER / "meer.pdf",
    unchanged=True,
    open_fields=(OPENBAARHEID,),
)
ZEE = Made("zee", "Zee", findings=(FOUT,))
BESLUIT = replace(DUIN, soort="raadsbesluit", document=UITVOER / "besluit.docx", open_fields=(ZAAKNUMMER, RAAD))
PERS = Made("kust", "Kust", "persbericht", UITVOER / "pers.docx", open_fields=(RAAD,))


def text(run: Run) -> list[str]:
    return run_text(run, PurePath.as_posix, width=60).splitlines()


# ------------------------------------------------------------------ findings


def test_a_finding_is_a_place_a_weight_a_sentence_a_code_and_what_to_do():
    assert findings_text([FOUT]) == [
        "a.yaml:3:1: fout: `zaaknumer` is hier geen veld [onbekend-veld]",
        "  hulp: bedoelt u `zaaknummer`?",
    ]


def test_a_finding_of_eight_gemeenten_is_told_once_and_in_order_of_place():
    assert findings_text([FOUT, WAARSCHUWING, FOUT]) == [*findings_text([WAARSCHUWING]), *findings_text([FOUT])]
    assert findings_count([FOUT, WAARSCHUWING, FOUT]) == "1 fout en 1 waarschuwing"
    assert findings_count([]) == ""


def test_a_finding_as_data_has_no_line_where_it_is_about_the_whole_file():
    assert findings_object([WAARSCHUWING]) == [
        {
            "code": "geen-deelnemer",
            "ernst": "waarschuwing",
            "melding": "a.yaml hoort nergens bij",
            "bestand": "a.yaml",
            "regel": None,
            "kolom": None,
            "lengte": None,
            "hulp": None,
            "herstelbaar": False,
        }
    ]


# ------------------------------------------------------------------ a run


def test_the_closing_table_tells_what_was_made_what_is_open_by_whom_and_what_failed():
    assert text(Run("visie", (DUIN, MEER, ZEE), (), UITVOER)) == [
        "Duinwijk  gemaakt       uitvoer/duin.docx",
        "Meer      ongewijzigd   uitvoer/meer.docx en .pdf",
        "Zee       niet gemaakt  1 fout: a.yaml:3:1",
        "",
        "Nog in te vullen door de regio, in proposals/visie/regio.yaml:",
        "openbaarheid  voor Duinwijk en Meer",
        "",
        "Nog in te vullen, elk in het eigen bestand onder proposals/visie:",
        "Duinwijk  zaaknummer",
        "",
        "Gevonden:",
        *findings_text([FOUT]),
        "",
        "2 van 3 gemaakt in uitvoer (1 ongewijzigd); niet gemaakt: Zee; nog in te vullen: 2 gegevens in 2 documenten.",
    ]


def test_a_document_of_which_only_the_pdf_failed_is_told_as_made():
    no_pdf = Finding("pdf-niet-gemaakt", "LibreOffice heeft van pers.docx geen PDF gemaakt", Origin("pers.docx"))
    told = text(Run("visie", (replace(PERS, findings=(no_pdf,), open_fields=()), MEER), (), UITVOER))
    assert [told[0], told[-1]] == [
        "Kust, persbericht  gemaakt      uitvoer/pers.docx, zonder .pdf",
        "2 van 2 gemaakt in uitvoer (1 ongewijzigd); zonder PDF: Kust; nog in te vullen: 1 gegeven in 1 document.",
    ]


def test_what_the_regio_can_fill_in_for_everyone_is_told_once():
    assert "openbaarheid  voor alle gemeenten" in text(Run("visie", (DUIN, MEER), (), UITVOER))
    assert "openbaarheid  voor Meer" in text(Run("visie", (MEER,), (), UITVOER))


def test_every_document_has_a_row_and_what_is_open_is_told_once_per_gemeente():
    assert text(Run("visie", (DUIN, BESLUIT, PERS), (), UITVOER, 3)) == [
        "Duinwijk                gemaakt  uitvoer/duin.docx",
        "Duinwijk, raadsbesluit  gemaakt  uitvoer/besluit.docx",
        "Kust, persbericht       gemaakt  uitvoer/pers.docx",
        "",
        "Nog in te vullen door de regio, in proposals/visie/regio.yaml:",
        "openbaarheid      voor Duinwijk",
        "vergadering.raad  voor het persbericht",
        "",
        "Nog in te vullen, elk in het eigen bestand onder proposals/visie:",
        "Duinwijk  zaaknummer, vergadering.raad",
        "",
        "3 van 3 gemaakt in uitvoer; nog in te vullen: 4 gegevens in 3 documenten.",
    ]


def test_a_field_that_gemeenten_and_the_region_wait_for_is_told_once():
    waiting = replace(PERS, open_fields=(OPENBAARHEID,))
    told = text(Run("visie", (DUIN, MEER, waiting), (), UITVOER))
    assert "openbaarheid  voor alle gemeenten en het persbericht" in told


def test_what_was_found_with_the_first_document_does_not_fail_the_others():
    first = replace(DUIN, document=None, findings=(FOUT,), open_fields=())
    told = text(Run("visie", (first, replace(BESLUIT, open_fields=())), (), UITVOER, 2))
    assert told[:2] == [
        "Duinwijk                niet gemaakt  1 fout: a.yaml:3:1",
        "Duinwijk, raadsbesluit  gemaakt       uitvoer/besluit.docx",
    ]
    assert told[-1] == "1 van 2 gemaakt in uitvoer; niet gemaakt: Duinwijk (raadsvoorstel)."


def test_the_documents_of_a_gemeente_of_which_nothing_was_made_count_all_the_same():
    assert text(Run("visie", (DUIN, BESLUIT, ZEE), (), UITVOER, 4))[-1].startswith(
        "2 van 4 gemaakt in uitvoer; niet gemaakt: Zee; nog in te vullen: "
    )


def test_only_judged_means_in_orde_or_not():
    ready = Made("duin", "Duinwijk")
    assert text(Run("visie", (ready,))) == [
        "Duinwijk  in orde",
        "",
        "1 van 1 in orde; er hoeft niets meer te worden ingevuld.",
    ]
    assert text(Run("visie", (ready, ZEE)))[-1] == "1 van 2 in orde; niet in orde: Zee."


def test_a_fault_of_the_proposal_itself_is_a_fault_of_every_gemeente():
    lines = text(Run("visie", (Made("duin", "Duinwijk"),), (FOUT,)))
    assert lines[0] == "Duinwijk  niet in orde  1 fout: a.yaml:3:1"
    assert lines[-1] == "0 van 1 in orde; niet in orde: Duinwijk."
    assert not run_object(Run("visie", (Made("duin", "Duinwijk"),), (FOUT,)))["gemeenten"][0]["gelukt"]


def test_a_proposal_that_cannot_be_read_at_all_still_gets_a_closing_line():
    assert text(Run("visie", (), (FOUT,)))[-1] == "visie is niet in orde: 1 fout."


def test_the_object_names_the_document_what_is_open_and_who_fills_it_in():
    told = run_object(Run("visie", (MEER,), (), UITVOER))
    assert told["gemeenten"] == [
        {
            "gemeente": "meer",
            "naam": "Meer",
            "gelukt": True,
            "documenten": [
                {
                    "soort": "raadsvoorstel",
                    "bestand": str(UITVOER / "meer.docx"),
                    "pdf": str(UITVOER / "meer.pdf"),
                    "ongewijzigd": True,
                    "bewerkt": None,
                }
            ],
            "nog_in_te_vullen": [{"veld": "openbaarheid", "door": "regio"}],
            "bevindingen": [],
        }
    ]


def test_the_object_has_the_documents_of_a_gemeente_together_and_the_region_apart():
    told = run_object(Run("visie", (DUIN, BESLUIT, PERS), (), UITVOER, 3))
    [duin], regio = told["gemeenten"], told["regio"]
    assert [document["soort"] for document in duin["documenten"]] == ["raadsvoorstel", "raadsbesluit"]
    assert [(each["veld"], each["door"]) for each in duin["nog_in_te_vullen"]] == [
        ("zaaknummer", "gemeente"),
        ("openbaarheid", "regio"),
        ("vergadering.raad", "gemeente"),
    ]
    assert (regio["huis"], [document["soort"] for document in regio["documenten"]]) == ("kust", ["persbericht"])
    assert regio["nog_in_te_vullen"] == [{"veld": "vergadering.raad", "door": "regio"}]
    assert run_object(Run("visie", (DUIN,)))["regio"] is None


def test_only_a_gemeente_knows_its_zaaknummer_and_anyone_can_write_a_text():
    assert filled_in_by(FieldPath("zaaknummer")) == filled_in_by(FieldPath("vergadering.raad")) == "gemeente"
    assert filled_in_by(FieldPath("motivering")) == filled_in_by(FieldPath("raadsbesluit")) == "regio"


# ------------------------------------------------------------------ layout


def test_columns_are_as_wide_as_their_longest_cell():
    assert columns([("a", "bb", "c"), ("aaa", "b", "")]) == ["a    bb  c", "aaa  b"]


def test_a_long_text_is_wrapped_under_itself_and_nothing_is_cut_off():
    assert hanging([("naam", "een twee drie vier-vijf-zes-zeven-acht"), ("b", "c")], width=26) == [
        "naam  een twee drie",
        "      vier-vijf-zes-zeven-acht",
        "b     c",
    ]


class Listed(Struct, frozen=True):
    gemeente: str
    naam: str
    code: str
    familie: str
    huis: str = ""
    stukken: tuple[str, ...] = ("raadsvoorstel",)
    templates: tuple[str, ...] = ()
    without_template: str = ""


def test_the_list_of_gemeenten_says_what_is_not_known_and_what_to_do():
    known = Listed("duin", "Duinwijk", "gm9999", "brief", templates=("duin",))
    sharing = Listed("meer", "Meer", "", "", "kust", ("raadsvoorstel", "raadsbesluit"), ("kust",))
    bare = Listed("zee", "", "", "", without_template="zee")
    unreadable = Listed("wad", "", "", "", stukken=())
    assert gemeenten_text([known, sharing, bare, unreadable], ["duin"]).splitlines() == [
        "Gemeente  Naam      Code    Familie  Doet mee  Stukken                      Sjabloon",
        "duin      Duinwijk  gm9999  brief    ja        raadsvoorstel                aanwezig",
        "meer      Meer      –       –        nee       raadsvoorstel, raadsbesluit  van kust",
        "zee       ?         –       –        nee       raadsvoorstel                "
        "ontbreekt: raadsvoorstel sjabloon nieuw zee",
        "wad       ?         –       –        nee       ?                            ?",
    ]
    assert gemeenten_object([bare], None) == [
        {
            "gemeente": "zee",
            "naam": None,
            "code": None,
            "familie": None,
            "huis": None,
            "stukken": ["raadsvoorstel"],
            "sjabloon": False,
            "doet_mee": None,
        }
    ]
    assert [each["sjabloon"] for each in gemeenten_object([known, sharing, unreadable], None)] == [True, True, None]
