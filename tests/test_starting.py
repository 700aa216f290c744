"""What `nieuw` puts in place: enough to begin with, valid, and never over something that was there."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import samples

from raadsvoorstel import starting
from raadsvoorstel.model.fields import VOORSTEL
from raadsvoorstel.project import Project
from raadsvoorstel.schema import as_json
from raadsvoorstel.starting import (
    GemeenteUnknown,
    NameUnusable,
    VoorbeeldUnknown,
    VoorstelExists,
    folder_name,
    shipped_folder,
    start,
    start_from_example,
)

TODAY = date(2026, 3, 1)
NAAM = "jeugdvisie"
SETTINGS = ".vscode/settings.json"
SHARING = next(path.parent for path in samples.ROOT.glob("templates/*/gemeente.yaml") if "\nhuis: " in path.read_text())
"""A shipped gemeente that shares the house of its region."""
HUIS = samples.ROOT / "templates" / next(iter(samples.REPOSITORY.huizen))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_in_an_empty_folder_the_gemeenten_of_an_example_are_put_in_place(tmp_path: Path):
    started = start(Project(tmp_path), NAAM, (), TODAY)
    assert started.gemeenten == tuple(samples.dossier(samples.REPOSITORY, samples.VOORBEELD).houses)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in started.made) == sorted(contents(tmp_path))
    for slug in started.gemeenten:
        assert contents(tmp_path / "templates" / slug) == contents(samples.ROOT / "templates" / slug)
    assert Project(tmp_path).gemeenten == started.gemeenten
    assert started.advice == ()


def test_a_gemeente_brings_the_house_along_that_it_shares(tmp_path: Path):
    start(Project(tmp_path), NAAM, (SHARING.name,), TODAY)
    assert contents(tmp_path / "templates" / HUIS.name) == contents(HUIS)
    assert samples.findings_of(Project(tmp_path), NAAM) == []


# ------------------------------------------------------------------ from an example


@pytest.mark.parametrize("voorbeeld", samples.REPOSITORY.voorstellen)
def test_an_example_is_copied_with_all_that_it_needs(tmp_path: Path, voorbeeld: str):
    started = start_from_example(Project(tmp_path), "Mijn visie", voorbeeld.replace("-", " ").title())
    copied, shipped = contents(tmp_path / "proposals" / "mijn-visie"), samples.ROOT / "proposals" / voorbeeld
    assert (started.voorstel, copied) == ("mijn-visie", contents(shipped))
    assert started.gemeenten == tuple(samples.dossier(samples.REPOSITORY, voorbeeld).houses)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in started.made) == sorted(contents(tmp_path))
    assert samples.findings_of(Project(tmp_path), "mijn-visie") == []
    sender = samples.dossier(Project(tmp_path), "mijn-visie").sender
    assert sender is None or Project(tmp_path).template(sender.gemeente.slug, "persbericht").exists()


def test_an_example_leaves_a_gemeente_that_the_project_has_as_it_is(tmp_path: Path):
    start(Project(tmp_path), NAAM, ("velsen",), TODAY)
    (tmp_path / "templates" / "velsen" / "raadsvoorstel.docx").write_bytes(b"bewerkt")
    start_from_example(Project(tmp_path), "tweede", samples.VOORBEELD)
    assert (tmp_path / "templates" / "velsen" / "raadsvoorstel.docx").read_bytes() == b"bewerkt"


def test_an_unknown_example_is_refused_with_those_that_there_are(tmp_path: Path):
    with pytest.raises(VoorbeeldUnknown, match=rf"bedoelt u `{samples.VOORBEELD}`\? de voorbeelden zijn: .*, "):
        start_from_example(Project(tmp_path), NAAM, "verbinden-en-versteken")
    with pytest.raises(VoorbeeldUnknown, match=r"^er is geen voorbeeld `x`; de voorbeelden zijn: "):
        start_from_example(Project(tmp_path), NAAM, "x")
    assert contents(tmp_path) == {}


def test_an_example_does_not_go_over_a_proposal_of_that_name(tmp_path: Path):
    start(Project(tmp_path), NAAM, ("velsen",), TODAY)
    before = contents(tmp_path)
    with pytest.raises(VoorstelExists):
        start_from_example(Project(tmp_path), NAAM, samples.VOORBEELD)
    assert contents(tmp_path) == before


# ------------------------------------------------------------------ what one starts from


def test_what_one_starts_from_is_in_order_for_every_gemeente(tmp_path: Path):
    start(Project(tmp_path), NAAM, (), TODAY)
    assert samples.findings_of(Project(tmp_path), NAAM) == []


def test_what_a_gemeente_starts_from_is_in_order_without_its_hashes_too(tmp_path: Path):
    start(Project(tmp_path), NAAM, (), TODAY)
    for path in (tmp_path / "proposals" / NAAM).glob("*.yaml"):
        if path.name != "regio.yaml":
            path.write_text(re.sub(r"(?m)^# ?( *[a-z_]+:| +…)", r"\1", path.read_text("utf-8")), "utf-8")
            assert "\nbesluit:\n  college:\n    mededelen: …\n" in path.read_text("utf-8")
    assert samples.findings_of(Project(tmp_path), NAAM) == []


def test_every_field_of_a_proposal_is_shown_or_named(tmp_path: Path):
    start(Project(tmp_path), NAAM, (), TODAY)
    regio = (tmp_path / "proposals" / NAAM / "regio.yaml").read_text("utf-8")
    assert [field for field in VOORSTEL.fields if not re.search(rf"\b{field}\b", regio)] == []


def test_nothing_that_was_there_is_changed(tmp_path: Path):
    start(Project(tmp_path), NAAM, ("velsen",), TODAY)
    (tmp_path / "templates" / "velsen" / "raadsvoorstel.docx").write_bytes(b"bewerkt")
    before = contents(tmp_path)
    start(Project(tmp_path), "tweede", ("velsen", "haarlem"), TODAY)
    kept = {name: data for name, data in contents(tmp_path).items() if name in before and name != SETTINGS}
    assert kept == {name: data for name, data in before.items() if name != SETTINGS}


def test_a_proposal_of_the_same_name_is_refused_before_anything_is_written(tmp_path: Path):
    start(Project(tmp_path), NAAM, ("velsen",), TODAY)
    before = contents(tmp_path)
    with pytest.raises(VoorstelExists, match=rf"^proposals/{NAAM}/regio.yaml bestaat al, en is niet gewijzigd;"):
        start(Project(tmp_path), NAAM, ("haarlem",), TODAY)
    assert contents(tmp_path) == before


def test_a_project_of_its_own_gemeenten_gets_no_others(tmp_path: Path):
    own = tmp_path / "templates" / "duinwijk"
    own.mkdir(parents=True)
    (own / "gemeente.yaml").write_text("naam: Duinwijk aan Zee\nniet_tonen: [programma]\n", "utf-8")
    started = start(Project(tmp_path), NAAM, (), TODAY)
    assert started.gemeenten == ("duinwijk",)
    text = (tmp_path / "proposals" / NAAM / "duinwijk.yaml").read_text("utf-8")
    assert text.startswith("# Wat in Duinwijk aan Zee anders is")
    assert "# agendapunt:" in text
    assert "# programma:" not in text


def test_a_field_that_one_of_the_documents_shows_is_asked_for(tmp_path: Path):
    own = tmp_path / "templates" / "duinwijk"
    own.mkdir(parents=True)
    (own / "gemeente.yaml").write_text(
        "naam: Duinwijk\nniet_tonen: [programma, agendapunt]\nindeling: [{velden: onderwerp}]\n"
        "stukken: {raadsbesluit: {kop: [{label: Nr, veld: agendapunt}], indeling: [{velden: raadsbesluit}]}}\n"
    )
    start(Project(tmp_path), NAAM, (), TODAY)
    text = (tmp_path / "proposals" / NAAM / "duinwijk.yaml").read_text("utf-8")
    assert ("# agendapunt:" in text, "# programma:" in text) == (True, False)


def test_an_unknown_gemeente_is_refused_with_what_was_meant(tmp_path: Path):
    with pytest.raises(GemeenteUnknown, match="bedoelt u `velsen`"):
        start(Project(tmp_path), NAAM, ("velsn",), TODAY)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("naam", "expected"),
    [
        ("jeugdvisie-2026", "jeugdvisie-2026"),
        ("Jeugdvisie 2026", "jeugdvisie-2026"),
        ("Financiële_visie", "financiele-visie"),
    ],
)
def test_a_name_becomes_the_name_of_a_folder(naam: str, expected: str):
    assert folder_name(naam) == expected


@pytest.mark.parametrize(
    "naam",
    ["", ".", "..", "../x", "a/b", "a\\b", "C:", "con", "Com1", "nul", "a.b", "a&b", "x" * 61, "-", "a\0b", "$x"],
)
def test_a_name_that_no_folder_can_have_is_refused(naam: str):
    with pytest.raises(NameUnusable):
        folder_name(naam)


# ------------------------------------------------------------------ editors


def test_vs_code_is_told_which_schema_goes_with_which_file(tmp_path: Path):
    start(Project(tmp_path), NAAM, ("velsen", "haarlem"), TODAY)
    told = json.loads((tmp_path / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert all((tmp_path / schema).is_file() for schema in told)
    matched = [pattern for patterns in told.values() for pattern in patterns]
    files = [*tmp_path.glob("proposals/*/*.yaml"), *tmp_path.glob("templates/*/*.yaml")]
    for file in files:
        assert [file.relative_to(tmp_path).match(pattern) for pattern in matched].count(True) == 1


@pytest.mark.parametrize("settings", ["{}", "{ // een eigen instelling\n}", '{"yaml.schemas": []}'])
def test_settings_of_ones_own_stay_and_what_to_add_is_told(tmp_path: Path, settings: str):
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "settings.json").write_text(settings, "utf-8")
    [advice] = start(Project(tmp_path), NAAM, ("velsen",), TODAY).advice
    assert advice.startswith("voeg toe aan .vscode/settings.json")
    assert json.loads(advice.partition("\n")[2])["yaml.schemas"]
    assert (tmp_path / ".vscode" / "settings.json").read_text("utf-8") == settings


def test_settings_that_already_tell_it_need_nothing_more(tmp_path: Path):
    start(Project(tmp_path), NAAM, ("velsen", "haarlem"), TODAY)
    settings = (tmp_path / SETTINGS).read_bytes()
    assert start(Project(tmp_path), "tweede", ("velsen",), TODAY).advice == ()
    assert (tmp_path / SETTINGS).read_bytes() == settings


def test_settings_of_the_program_itself_are_extended(tmp_path: Path):
    start(Project(tmp_path), NAAM, ("velsen",), TODAY)
    assert start(Project(tmp_path), "tweede", ("haarlem",), TODAY).advice == ()
    told = json.loads((tmp_path / SETTINGS).read_text("utf-8"))["yaml.schemas"]
    assert told["./.vscode/raadsvoorstel/gemeente-voorstel.json"] == [
        "proposals/*/haarlem.yaml",
        "proposals/*/velsen.yaml",
    ]


def test_settings_of_an_earlier_version_of_the_program_are_extended(tmp_path: Path):
    start(Project(tmp_path), NAAM, ("velsen",), TODAY)
    told = json.loads((tmp_path / SETTINGS).read_text("utf-8"))
    del told["yaml.schemas"]["./.vscode/raadsvoorstel/huis.json"]
    (tmp_path / SETTINGS).write_text(as_json(told), "utf-8", newline="\r\n")
    assert start(Project(tmp_path), "tweede", ("velsen",), TODAY).advice == ()
    assert "./.vscode/raadsvoorstel/huis.json" in json.loads((tmp_path / SETTINGS).read_text("utf-8"))["yaml.schemas"]


def test_a_schema_of_an_earlier_version_is_renewed_unless_somebody_changed_it(tmp_path: Path):
    start(Project(tmp_path), NAAM, ("velsen",), TODAY)
    regio, gemeente = (tmp_path / ".vscode" / "raadsvoorstel" / f"{name}.json" for name in ("regio", "gemeente"))
    present = regio.read_text("utf-8")
    earlier = {key: value for key, value in json.loads(present).items() if key != "description"}
    regio.write_text(as_json(earlier), "utf-8")
    gemeente.write_text(json.dumps(earlier), "utf-8")
    start(Project(tmp_path), "tweede", ("velsen",), TODAY)
    assert (regio.read_text("utf-8"), gemeente.read_text("utf-8")) == (present, json.dumps(earlier))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{\n", '{\n  "editor.wordWrap": "on",\n'),
        ("  ", "    "),
        ("{\n", "{\n  // van mij\n"),
        ("./.vscode", "./elders"),
    ],
)
def test_settings_that_a_person_changed_are_not_touched(tmp_path: Path, old: str, new: str):
    start(Project(tmp_path), NAAM, ("velsen",), TODAY)
    changed = (tmp_path / SETTINGS).read_text("utf-8").replace(old, new, 1)
    (tmp_path / SETTINGS).write_text(changed, "utf-8")
    [advice] = start(Project(tmp_path), "tweede", ("haarlem",), TODAY).advice
    assert advice.startswith("voeg toe aan .vscode/settings.json")
    assert (tmp_path / SETTINGS).read_text("utf-8") == changed


# ------------------------------------------------------------------ what comes with the program


def test_the_shipped_folder_is_the_checkout_or_what_lies_in_the_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert (shipped_folder() / "templates" / "velsen" / "gemeente.yaml").is_file()
    installed = tmp_path / "raadsvoorstel"
    (installed / "voorbeelden").mkdir(parents=True)
    monkeypatch.setattr(starting, "files", lambda package: installed)
    assert shipped_folder() == installed / "voorbeelden"
