"""What is taken over from a document never keeps `maak` from making the next one."""

from pathlib import Path
from typing import Any

import clerk
import pytest
from clerk import Paper, Work

from raadsvoorstel.teruglezen import version

REGIO = """\
gemeenten: [heemstede, haarlem]
termen: {totaal: "100"}
onderwerp: Een visie
samenvatting: In 2021 kost het € 100; er doen twee gemeenten mee.
motivering: Samen is het goed.
besluit:
  college: {a: Iets te doen.}
  raad: {a: iets vast te stellen.}
financien:
  tekst: Het totaal is € 100.
  bedragen:
    een: {omschrijving: Een, soort: incidenteel, dekking: Reserve, jaren: {2021: 60}}
    twee: {omschrijving: Twee, soort: incidenteel, dekking: Reserve, jaren: {2021: 40}}
"""
WRONG = "dan houdt `maak` het stuk tegen: hier staat ‘negen gemeenten’, maar er doen twee gemeenten mee"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return clerk.small(tmp_path, REGIO)


def without_annex(paper: Paper) -> None:
    annex = [paragraph for paragraph in paper.paragraphs() if clerk.said(paragraph) == "Regiovisie Water"][-1]
    annex.getparent().remove(annex)  # type: ignore[union-attr]


def told(answer: dict[str, Any]) -> dict[str, str]:
    """Return by field why a change is not carried out, or that it can be, or was."""
    return {
        change["veld"]: change["reden"] or ("overgenomen" if change["overgenomen"] else change["stand"])
        for change in answer["wijzigingen"]
    }


@pytest.mark.parametrize("to", ["gemeente", "regio"])
def test_an_annex_that_a_text_names_stays_and_the_rest_comes(tmp_path: Path, to: str):
    work = clerk.case(tmp_path, "alles", "haarlem")
    with work.editing() as paper:
        without_annex(paper)
        paper.replace("Inwoners schreven mee", "Bewoners schreven mee")
    refusal = "dan houdt `maak` het stuk tegen: de tekst verwijst naar bijlage 2, maar er is 1"
    assert told(work.read_back("--voor", to)) == {"participatie": "over te nemen", "bijlagen.visie": refusal}
    answer = work.read_back("--overnemen", "--voor", to)
    assert told(answer) == {"participatie": "overgenomen", "bijlagen.visie": refusal}
    assert (
        f"`bijlagen.visie` (nummer 2) kan niet worden overgenomen: {refusal}",
        "voeg de bijlage toe bij `bijlagen`, of verbeter het nummer",
    ) in [(finding["melding"], finding["hulp"]) for finding in answer["bevindingen"]]
    assert told(work.read_back("--overnemen", "2", "--voor", to))["bijlagen.visie"] == refusal
    work.make()


def test_an_annex_goes_when_the_text_that_names_it_is_changed_too(tmp_path: Path):
    work = clerk.case(tmp_path, "alles", "haarlem")
    with work.editing() as paper:
        without_annex(paper)
        paper.replace("staat in bijlage\u00a02", "staat in bijlage 1")
    assert told(work.read_back("--overnemen")) == {"planning.tekst": "overgenomen", "bijlagen.visie": "overgenomen"}
    work.make()


def test_amounts_that_belong_together_come_together_or_not_at_all(work: Work):
    with work.editing() as paper:
        paper.replace("€\u00a060", "€ 70")
        paper.replace("€\u00a0100.", "€ 110.")
        paper.replace("€\u00a0100;", "€ 110;")
    amount = "financien.bedragen.een.jaren.2021"
    alone = told(work.read_back("--overnemen", "3"))
    assert alone[amount].startswith("dan houdt `maak` het stuk tegen: ")
    assert work.file() == ""
    assert told(work.read_back()) == dict.fromkeys(("samenvatting", "financien.tekst", amount), "over te nemen")
    assert {*told(work.read_back("--overnemen")).values()} == {"overgenomen"}
    work.make()


def test_a_text_in_which_a_fault_comes_is_left_and_many_others_come(work: Work, monkeypatch: pytest.MonkeyPatch):
    own = "".join(f"  s{n}: {{titel: Sectie {n}, tekst: Hier doen twee gemeenten mee.}}\n" for n in range(40))
    work.write("heemstede", f"extra:\n{own}")
    work.make()
    with work.editing() as paper:
        paper.replace("Hier doen twee", "Daar doen twee", everywhere=True)
        for _ in range(7):
            paper.replace("Daar doen twee", "Daar doen negen")
    judged = []
    stops = version.stops
    monkeypatch.setattr(version, "stops", lambda dossier: judged.append(dossier) or stops(dossier))
    answer = told(work.read_back("--overnemen"))
    assert [answer[f"extra.s{n}.tekst"] for n in (0, 6, 7, 39)] == [WRONG, WRONG, "overgenomen", "overgenomen"]
    assert work.file().count("Daar doen twee") == 33
    assert len(judged) < 10
    work.make()


def test_a_value_that_would_be_wrong_is_left_and_so_are_the_texts_that_show_it(tmp_path: Path):
    work = clerk.small(tmp_path, REGIO.replace("totaal is € 100", "totaal is {{ termen.totaal | bedrag }}"))
    with work.editing() as paper:
        paper.replace("Het totaal is €\u00a0100.", "Het totaal is € 120.")
        paper.replace("Samen is het", "Samen gaat het")
    refusal = "dan houdt `maak` het stuk tegen: hier staat een totaal van € 120, maar de tabel komt uit op € 100"
    expected = {"motivering": "over te nemen", "financien.tekst": refusal, "termen.totaal": refusal}
    assert told(work.read_back()) == expected
    for number in ("3", "2", "2,3"):
        assert "overgenomen" not in told(work.read_back("--overnemen", number)).values()
    assert work.file() == ""
    assert told(work.read_back("--overnemen")) == {**expected, "motivering": "overgenomen"}
    assert "totaal" not in work.file()
    work.make()


def test_faults_that_were_there_keep_nothing_back(work: Work):
    with work.editing() as paper:
        paper.replace("kost het", "kost dat")
        paper.replace("Iets te doen", "Iets te laten")
    work.write("regio", REGIO.replace("totaal is € 100", "totaal is € 90"))
    work.write("haarlem", "aanleiding: Er doen negen gemeenten mee.\n")
    made = work.run("maak", "proef")
    assert made.exit_code == 1
    assert "niet gemaakt: Heemstede, Haarlem" in made.output
    assert told(work.read_back("--overnemen")) == {"samenvatting": "overgenomen", "besluit.college.a": "overgenomen"}
