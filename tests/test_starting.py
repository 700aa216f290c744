"""What `nieuw` puts in place: enough to begin with, valid, and never over something that was there."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import samples

from raadsvoorstel import starting
from raadsvoorstel.loading import Project
from raadsvoorstel.model.fields import VOORSTEL
from raadsvoorstel.starting import GemeenteUnknown, NameUnusable, VoorstelExists, folder_name, shipped_folder, start

TODAY = date(2026, 3, 1)
NAAM = "jeugdvisie"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_in_an_empty_folder_everything_is_put_in_place(tmp_path: Path):
    started = start(Project(tmp_path), NAAM, (), TODAY)
    assert started.gemeenten == samples.REPOSITORY.gemeenten
    assert sorted(path.relative_to(tmp_path).as_posix() for path in started.made) == sorted(contents(tmp_path))
    shipped = contents(samples.ROOT / "templates")
    assert {name.removeprefix("templates/") for name in contents(tmp_path) if name.startswith("templates/")} == set(
        shipped
    )
    assert started.advice == ()


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
    assert {name: data for name, data in contents(tmp_path).items() if name in before} == before


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
    assert start(Project(tmp_path), "tweede", ("velsen",), TODAY).advice == ()


# ------------------------------------------------------------------ what comes with the program


def test_the_shipped_folder_is_the_checkout_or_what_lies_in_the_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert (shipped_folder() / "templates" / "velsen" / "gemeente.yaml").is_file()
    installed = tmp_path / "raadsvoorstel"
    (installed / "voorbeelden").mkdir(parents=True)
    monkeypatch.setattr(starting, "files", lambda package: installed)
    assert shipped_folder() == installed / "voorbeelden"
