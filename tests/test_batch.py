"""All documents of a proposal: what fails stops nothing else, and nobody's edits are lost."""

import os
import pickle
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import samples

from raadsvoorstel import cores
from raadsvoorstel.batch import judge_all, judge_of, make
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding
from raadsvoorstel.making import Outcome
from raadsvoorstel.project import Project
from raadsvoorstel.validation.gemeente import stukken

NewProject = Callable[..., Project]
REGIO = "gemeenten: [heemstede, bloemendaal]\nonderwerp: O\nsamenvatting: S\n"


def made(project: Project, output: Path, *, definitief: bool = False) -> list[Outcome]:
    dossier = samples.dossier(project, "proef")
    return list(make(dossier, dossier.houses, output, definitief=definitief))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}


def codes(outcomes: list[Outcome]) -> list[list[str]]:
    return [[finding.code for finding in outcome.findings] for outcome in outcomes]


def edit(path: Path) -> None:
    document = docx.Document(str(path))
    document.paragraphs[-1].add_run(" Met de hand erbij.")
    document.save(str(path))


def test_every_gemeente_has_a_document_of_its_own(project: NewProject, tmp_path: Path):
    outcomes = made(project(regio=REGIO), tmp_path / "uit")
    assert [(o.gemeente, o.naam, o.failed, o.unchanged) for o in outcomes] == [
        ("heemstede", "Heemstede", False, False),
        ("bloemendaal", "Bloemendaal", False, False),
    ]
    assert [o.document for o in outcomes] == [
        tmp_path / "uit" / f"{gemeente}-raadsvoorstel.docx" for gemeente in ("heemstede", "bloemendaal")
    ]
    assert {o.document for o in outcomes} == {*(tmp_path / "uit").iterdir()}


def test_making_them_again_changes_nothing(project: NewProject, tmp_path: Path):
    own = project(regio=REGIO)
    made(own, tmp_path / "uit")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "uit").iterdir()}
    assert [outcome.unchanged for outcome in made(own, tmp_path / "uit")] == [True, True]
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "uit").iterdir()} == before


def test_judging_writes_nothing(project: NewProject, tmp_path: Path):
    own = project(regio=REGIO, bloemendaal="onzin: x")
    before = {*tmp_path.rglob("*")}
    dossier = samples.dossier(own, "proef")
    assert codes(list(judge_all(dossier, dossier.houses, definitief=False))) == [
        [],
        ["onbekend-veld"],
    ]
    assert {*tmp_path.rglob("*")} == before


@pytest.mark.parametrize("fault", ["findings", "no template", "broken template"])
def test_what_goes_wrong_in_one_gemeente_does_not_stop_another(project: NewProject, tmp_path: Path, fault: str):
    own = project(regio=REGIO, **({"heemstede": "onzin: x"} if fault == "findings" else {}))
    template = own.template("heemstede")
    if fault == "no template":
        template.unlink()
    elif fault == "broken template":
        template.write_bytes(b"PK")
    outcomes = made(own, tmp_path / "uit")
    assert [outcome.failed for outcome in outcomes] == [True, False]
    assert codes(outcomes) == [["onbekend-veld" if fault == "findings" else "niet-gemaakt"], []]
    assert list(files(tmp_path / "uit")) == ["bloemendaal-raadsvoorstel.docx"]


def test_what_is_open_is_told_and_may_not_be_there_in_what_is_final(project: NewProject, tmp_path: Path):
    own = project(regio="gemeenten: [heemstede]\nonderwerp: O\nsamenvatting: '{{ vergadering.raad }}'\n")
    (concept,) = made(own, tmp_path / "uit")
    assert {FieldPath("zaaknummer"), FieldPath("vergadering.raad"), FieldPath("besluit.college")} <= set(
        concept.open_fields
    )
    assert not concept.failed
    (final,) = made(own, tmp_path / "final", definitief=True)
    assert final.failed
    assert {(f.code, f.origin.file) for f in final.findings} == {
        ("nog-in-te-vullen", "proposals/proef/heemstede.yaml"),
        ("nog-in-te-vullen", "proposals/proef/regio.yaml"),
    }
    assert {re.findall("`(.+?)`", f.message)[0] for f in final.findings} == set(concept.open_fields)
    assert not (tmp_path / "final").exists()


def test_a_final_document_without_open_places_is_made(tmp_path: Path):
    own = samples.case(tmp_path, "alles")
    dossier = samples.dossier(own, "alles")
    outcomes = list(make(dossier, dossier.houses, tmp_path / "uit", definitief=True))
    assert [(o.gemeente, o.failed, o.open_fields, o.findings) for o in outcomes] == [
        (gemeente, False, (), ()) for gemeente in dossier.houses for _ in stukken(dossier.houses[gemeente].tree)
    ]


def test_an_edited_document_is_never_overwritten(project: NewProject, tmp_path: Path):
    own, uit = project(regio="gemeenten: [heemstede]\nonderwerp: O\n"), tmp_path / "uit"
    made(own, uit)
    edited = uit / "heemstede-raadsvoorstel.docx"
    edit(edited)
    kept = edited.read_bytes()
    (outcome,) = made(own, uit)
    assert (outcome.document, outcome.edited) == (uit / "heemstede-raadsvoorstel (nieuw).docx", edited)
    assert [(f.code, str(f.severity)) for f in outcome.findings] == [("bewerkt-bestand", "waarschuwing")]
    assert edited.read_bytes() == kept


def test_a_new_version_beside_it_is_renewed_until_somebody_edits_that_too(project: NewProject, tmp_path: Path):
    own, uit = project(regio="gemeenten: [heemstede]\nonderwerp: O\n"), tmp_path / "uit"
    made(own, uit)
    edit(uit / "heemstede-raadsvoorstel.docx")
    made(own, uit)
    regio = own.proposals / "proef" / "regio.yaml"
    regio.write_text("gemeenten: [heemstede]\nonderwerp: P\n")
    made(own, uit)
    assert list(files(uit)) == ["heemstede-raadsvoorstel (nieuw).docx", "heemstede-raadsvoorstel.docx"]
    edit(uit / "heemstede-raadsvoorstel (nieuw).docx")
    before = files(uit)
    made(own, uit)
    assert files(uit) == before | {
        "heemstede-raadsvoorstel (nieuw 2).docx": files(uit)["heemstede-raadsvoorstel (nieuw 2).docx"]
    }


def test_a_document_that_cannot_be_written_is_a_finding_and_the_others_are_made(project: NewProject, tmp_path: Path):
    (tmp_path / "uit" / "heemstede-raadsvoorstel.docx").mkdir(parents=True)
    outcomes = made(project(regio=REGIO), tmp_path / "uit")
    assert ([outcome.failed for outcome in outcomes], codes(outcomes)) == ([True, False], [["niet-gemaakt"], []])


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("stops_only", [True, False])
def test_many_processes_make_the_same_documents_and_tell_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, stops_only: bool
):
    if method == "fork" and not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    monkeypatch.setattr(cores, "_method", lambda: method)
    told: dict[int, list[Outcome]] = {}
    kept: dict[int, dict[str, bytes]] = {}
    between: dict[int, list[Finding]] = {}
    dossier = samples.shipped_dossier(samples.VOORBEELD)
    for number in (1, 2):
        monkeypatch.setattr(cores, "processes", lambda count, number=number: number)
        judge = judge_of(dossier, stops_only=stops_only)
        told[number] = list(make(dossier, dossier.houses, tmp_path / "uit", definitief=False, regio=True, judge=judge))
        between[number] = judge.between
        kept[number] = files(tmp_path / "uit")
        shutil.rmtree(tmp_path / "uit")
    assert told[1] == told[2]
    assert kept[1] == kept[2]
    assert between[1] == between[2]


@pytest.mark.parametrize("stops_only", [True, False])
def test_what_differs_between_versions_is_found_by_many_processes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: NewProject, stops_only: bool
):
    said = "De regiovisie geldt voor {}."
    own = project(
        regio="gemeenten: [heemstede, bloemendaal, velsen, zandvoort]\nonderwerp: O\n"
        "besluit: {raad: {vaststellen: De regiovisie 2027-2030 vast te stellen.}}\n"
        f"samenvatting: {said.format('2027-2030')}\ngelijkluidend: [samenvatting]\n",
        velsen=f"samenvatting: {{vervangen: {said.format('2027-2031')}}}\n",
        zandvoort="zaaknummer: Z1\n",
    )
    found: dict[int, list[list[str]]] = {}
    for number in (1, 2):
        monkeypatch.setattr(cores, "processes", lambda count, number=number: number)
        dossier = samples.dossier(own, "proef")
        judge = judge_of(dossier, stops_only=stops_only)
        found[number] = codes(list(make(dossier, dossier.houses, tmp_path / "uit", definitief=False, judge=judge)))
    assert found[1] == found[2]
    assert {"niet-gelijkluidend", "periode-verschilt"} <= set(found[1][2])


def test_a_dossier_can_go_to_a_process_that_is_not_a_copy():
    dossier = samples.shipped_dossier(samples.VOORBEELD)
    sent = pickle.loads(pickle.dumps(dossier))
    told = [list(judge_all(each, each.houses, definitief=False)) for each in (dossier, sent)]
    assert told[0] == told[1]
