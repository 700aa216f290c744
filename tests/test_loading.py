"""From the folders of a project to the proposals in them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import samples

from raadsvoorstel.blocks import plain_text, runs_text
from raadsvoorstel.errors import FileUnreadable, FolderNotFound
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import unique
from raadsvoorstel.loading import load_dossier, load_raadsvoorstel
from raadsvoorstel.project import Project

NewProject = Callable[..., Project]
REGIO = "gemeenten: [velsen, heemstede]\nonderwerp: O\n"


def test_a_project_knows_its_gemeenten_and_its_proposals_by_name(project: NewProject):
    made = project(regio=REGIO)
    assert made.voorstellen == ("proef",)
    assert made.gemeenten == samples.REPOSITORY.gemeenten
    assert {"heemstede", "zandvoort"} <= set(made.gemeenten)


def test_a_folder_without_the_file_that_makes_it_one_does_not_count(project: NewProject):
    made = project(regio=REGIO)
    (made.templates / "duinwijk").mkdir()
    (made.proposals / "kladblok").mkdir()
    assert (made.voorstellen, "duinwijk" in made.gemeenten) == (("proef",), False)


def test_a_proposal_that_is_not_there_stops_the_run_and_names_those_that_are(project: NewProject):
    with pytest.raises(FolderNotFound, match=r"er is geen map .*anders; de voorstellen zijn: proef"):
        load_dossier(project(regio=REGIO), "anders")


def test_a_proposal_without_its_regional_file_stops_the_run(project: NewProject):
    with pytest.raises(FileUnreadable, match=r"regio\.yaml kan niet worden gelezen: het bestaat niet"):
        load_dossier(project(heemstede="zaaknummer: 1"), "proef")


def test_the_participants_are_in_the_order_in_which_the_region_names_them(project: NewProject):
    assert list(samples.dossier(project(regio=REGIO), "proef").houses) == ["velsen", "heemstede"]


def test_a_path_is_shown_as_a_person_in_the_folder_of_the_project_writes_it(project: NewProject, tmp_path: Path):
    made = project(regio=REGIO)
    assert made.shown(made.proposals / "proef" / "regio.yaml") == "proposals/proef/regio.yaml"
    assert made.shown(tmp_path / "elders.yaml") == str(tmp_path / "elders.yaml")


def test_a_later_layer_wins_and_each_knows_where_it_was_written(project: NewProject):
    made = project(
        regio=REGIO + "openbaarheid: van de regio\nafdeling: van de regio\nzaaknummer: van de regio\n",
        heemstede="zaaknummer: van Heemstede\n",
    )
    gemeente = made.templates / "heemstede" / "gemeente.yaml"
    gemeente.write_text(gemeente.read_text("utf-8").replace("openbaarheid: Actief openbaar", "afdeling: van het huis"))
    voorstel = samples.voorstel(made, "proef", "heemstede")
    shown = {
        field: runs_text(voorstel.regels[FieldPath(field)]) for field in ("openbaarheid", "afdeling", "zaaknummer")
    }
    assert shown == {"openbaarheid": "van de regio", "afdeling": "van het huis", "zaaknummer": "van Heemstede"}
    assert plain_text(voorstel.teksten[FieldPath("raadsbesluit.slot")]) == "De raad voornoemd,"


def test_a_gemeente_without_a_file_of_its_own_has_the_regional_text(project: NewProject):
    voorstel = samples.voorstel(project(regio=REGIO + "samenvatting: kort"), "proef", "velsen")
    assert plain_text(voorstel.teksten[FieldPath("samenvatting")]) == "kort"


def test_a_fault_of_one_gemeente_does_not_stop_another(project: NewProject):
    dossier = samples.dossier(project(regio=REGIO, velsen="onzin: x"), "proef")
    assert (load_raadsvoorstel(dossier, "velsen")[0], load_raadsvoorstel(dossier, "heemstede")[1]) == (None, [])


def test_of_many_mistakes_of_one_kind_the_first_are_told_and_how_many_more_there_are(project: NewProject):
    unknown = "".join(f"vreemd{number}: x\n" for number in range(250))
    _, findings = load_raadsvoorstel(samples.dossier(project(regio=REGIO, velsen=unknown), "proef"), "velsen")
    told = unique(findings)
    assert (len(told), {finding.code for finding in told}) == (101, {"onbekend-veld"})
    assert told[99].message == "`vreemd99` is hier geen veld"
    assert (str(told[100].origin), told[100].message) == (
        "proposals/proef/velsen.yaml:101:1",
        "zo staan er nog 150 in dit bestand",
    )


def test_one_mistake_more_than_is_told_is_told_too(project: NewProject):
    unknown = "".join(f"vreemd{number}: x\n" for number in range(101))
    _, findings = load_raadsvoorstel(samples.dossier(project(regio=REGIO, velsen=unknown), "proef"), "velsen")
    assert unique(findings)[-1].message == "`vreemd100` is hier geen veld"


def test_the_files_of_the_gemeenten_have_a_bound_together(project: NewProject, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("raadsvoorstel.loading._MOST_VALUES", 3)
    monkeypatch.setattr("raadsvoorstel.loading._USUAL", 1)
    two = "zaaknummer: 1\nafdeling: A\n"
    read = samples.dossier(project(regio=REGIO, velsen=two, heemstede=two), "proef").own
    assert (read["velsen"][1], read["heemstede"][0]) == ([], None)
    assert [(finding.code, str(finding.origin)) for finding in read["heemstede"][1]] == [
        ("te-groot", "proposals/proef/heemstede.yaml")
    ]


def test_a_term_that_a_fixed_text_uses_is_fixed_too(project: NewProject):
    made = project(
        regio=REGIO
        + "termen: {a: '{{ termen.b }}', b: x, c: y}\nvast: [samenvatting]\nsamenvatting: '{{ termen.a }}'\n",
        heemstede="termen:\n  a: p\n  b: q\n  c: r\n",
    )
    found = [(str(f.origin), f.code) for f in samples.findings_of(made, "proef")]
    assert found == [
        ("proposals/proef/heemstede.yaml:2:6", "vast-onderdeel"),
        ("proposals/proef/heemstede.yaml:3:6", "vast-onderdeel"),
    ]


def test_what_a_person_typed_is_shown_as_it_was_typed(tmp_path: Path):
    text = samples.voorstel(samples.case(tmp_path, "zoals-geschreven"), "zoals-geschreven", "heemstede")
    assert plain_text(text.teksten[FieldPath("beoogd_effect")]) == "19:30, 010, nee, 1.000, 2020-12-31, null en Ja"
    assert plain_text(text.teksten[FieldPath("juridisch_kader")]) == "nee"
    assert plain_text(text.teksten[FieldPath("financien.tekst")]) == "19:30"
    regels = {path: runs_text(runs) for path, runs in text.regels.items()}
    assert (regels["onderwerp"], regels["zaaknummer"], regels["vergadering.naam_commissie"]) == (
        "0711325",
        "1e3",
        "0x1F",
    )
    assert regels["vergadering.raad"] == samples.tied("31~december 2020")


def test_the_ways_to_deviate_give_what_they_promise(tmp_path: Path):
    of = samples.case(tmp_path, "alles")
    regional, own = (samples.voorstel(of, "alles", gemeente) for gemeente in ("haarlem", "heemstede"))
    assert [punt.key for punt in regional.besluit_college] == ["voorstellen", "voorleggen"]
    assert [(punt.key, plain_text(punt.tekst)) for punt in own.besluit_college] == [
        ("melden", "De provincie in te lichten."),
        ("voorleggen", "Het stuk voor te leggen aan de commissie Ruimte.\nDat gebeurt snel."),
        ("voorstellen", "De raad te vragen de Regiovisie Water vast te stellen."),
    ]
    assert plain_text(own.teksten[FieldPath("samenvatting")]) == "In Heemstede gaat het om de Vrijheidsdreef."
    assert plain_text(own.teksten[FieldPath("participatie")]).split("\n") == [
        "Eerst was er een avond.", "Inwoners schreven mee.", "Daarna een rondgang.",
    ]  # fmt: skip
    assert [b.path.rpartition(".")[2] for b in own.bedragen] == ["onderzoek", "plein"]
    assert [b.path.rpartition(".")[2] for b in own.bijlagen] == ["visie", "schets"]
    assert (own.extra, "alternatieven" in own.teksten) == ((), False)


def test_a_shared_template_takes_on_the_colours_of_a_gemeente_and_one_of_her_own_does_not(project: NewProject):
    of = project(regio="gemeenten: [hoorn]\nonderwerp: Een onderwerp\n")
    house = samples.dossier(of, "proef").houses["hoorn"]
    shared, colours = samples.dossier(of, "proef").template(house, "raadsvoorstel")
    assert (shared, colours) == (of.template("noord-holland-noord"), house.colours)
    assert colours
    of.template("hoorn").write_bytes(shared.read_bytes())
    assert samples.dossier(of, "proef").template(house, "raadsvoorstel") == (of.template("hoorn"), {})
