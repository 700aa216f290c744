"""The commands, as a policy officer uses them: which project, which proposal, what comes out, with which exit code."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples
from click.testing import CliRunner, Result

from raadsvoorstel import batch, pdf
from raadsvoorstel.cli import main
from raadsvoorstel.errors import ProgramMissing
from raadsvoorstel.validation.gemeente import stukken

VOORSTEL = "verbinden-en-versterken"
ACHT = samples.dossier(samples.REPOSITORY, VOORSTEL).houses
STUKKEN = [f"{slug}-{soort}.docx" for slug, house in ACHT.items() for soort, _ in stukken(house.tree)]
"""The documents of the example, three gemeenten of which make one kind only."""
HUIS = samples.REPOSITORY.huizen[0]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the gemeenten of the repository and one proposal, to stand in."""
    shutil.copytree(samples.ROOT / "templates", tmp_path / "templates")
    shutil.copytree(samples.ROOT / "proposals" / VOORSTEL, tmp_path / "proposals" / VOORSTEL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two gemeenten that share a house, in which each makes two documents and the region one."""
    for name, text in samples.KUST.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("sjabloon", "nieuw", "kust").exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def answer(*arguments: str) -> dict[str, object]:
    """Return the one object on stdout."""
    return json.loads(run(*arguments, "--json").stdout)


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# ------------------------------------------------------------------ maak


def test_maak_makes_a_document_for_every_participant_and_says_where_and_what_is_open(project: Path):
    done = run("maak")
    assert done.exit_code == 0
    assert written(project / "uitvoer") == [f"{VOORSTEL}/{slug}-raadsvoorstel.docx" for slug in ACHT]
    assert f"Heemstede       gemaakt  uitvoer/{VOORSTEL}/heemstede-raadsvoorstel.docx" in done.stdout
    assert "\nZandvoort          zaaknummer, " in done.stdout
    last = done.stdout.splitlines()[-1]
    assert re.fullmatch(
        rf"8 van 8 gemaakt in uitvoer/{VOORSTEL}; nog in te vullen: \d+ plaatsen in 8 documenten\.", last
    )
    assert done.stderr.splitlines()[0] == "1 van 8: Beverwijk"


def test_a_document_that_is_already_there_is_left_alone(project: Path):
    run("maak", "-g", "zandvoort")
    again = run("maak", "-g", "zandvoort")
    assert again.stdout.startswith(f"Zandvoort  ongewijzigd  uitvoer/{VOORSTEL}/zandvoort-raadsvoorstel.docx\n")
    assert "1 van 1 gemaakt in" in again.stdout
    assert "(1 ongewijzigd)" in again.stdout


def test_a_document_that_somebody_edited_stays_and_the_new_one_comes_beside_it(project: Path):
    run("maak", "-g", "zandvoort")
    edited = project / "uitvoer" / VOORSTEL / "zandvoort-raadsvoorstel.docx"
    edited.write_bytes(edited.read_bytes().replace(b"Zandvoort", b"ZANDVOORT"))
    done = run("maak", "-g", "zandvoort")
    assert "Zandvoort  ernaast gemaakt" in done.stdout
    assert "[bewerkt-bestand]" in done.stdout
    assert done.exit_code == 1
    assert b"ZANDVOORT" in edited.read_bytes()


def test_one_gemeente_that_fails_does_not_stop_the_others(project: Path):
    (project / "proposals" / VOORSTEL / "zandvoort.yaml").write_text("zaaknumer: 1\n", "utf-8")
    done = run("maak")
    assert done.exit_code == 1
    assert len(written(project / "uitvoer")) == 7
    place = f"proposals/{VOORSTEL}/zandvoort.yaml:1:1"
    assert f"Zandvoort          niet gemaakt  1 fout: {place}" in done.stdout
    assert (
        f"{place}: fout: `zaaknumer` is hier geen veld [onbekend-veld]\n  hulp: bedoelt u `zaaknummer`?" in done.stdout
    )
    assert "7 van 8 gemaakt in" in done.stdout
    assert "niet gemaakt: Zandvoort" in done.stdout


def test_a_regional_fault_is_told_once_and_nobody_gets_a_document(project: Path):
    regio = project / "proposals" / VOORSTEL / "regio.yaml"
    regio.write_text(regio.read_text("utf-8").replace("\nsamenvatting:", "\nsamenvating:"), "utf-8")
    done = run("maak")
    assert done.exit_code == 1
    assert done.stdout.count("[onbekend-veld]") == 1
    assert "0 van 8 gemaakt" in done.stdout
    assert written(project / "uitvoer") == []


def test_definitief_makes_an_open_place_an_error(project: Path):
    done = run("maak", "-g", "zandvoort", "--definitief")
    assert done.exit_code == 1
    assert "[nog-in-te-vullen]" in done.stdout
    assert written(project / "uitvoer") == []


def test_the_documents_go_where_one_says(project: Path):
    done = run("maak", "-g", "Zandvoort", "-g", "haarlem", "-o", "elders/hier")
    assert done.exit_code == 0
    assert written(project / "elders") == ["hier/haarlem-raadsvoorstel.docx", "hier/zandvoort-raadsvoorstel.docx"]
    assert "2 van 2 gemaakt in elders/hier;" in done.stdout


def test_a_folder_that_cannot_be_made_is_told_once(project: Path):
    (project / "bestand").write_text("")
    done = run("maak", "-o", "bestand/map")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"Fout: {project / 'bestand' / 'map'}: het ligt in iets dat geen map is.\n"
    assert run("maak", "-o", "bestand").exit_code == 2


def test_without_libreoffice_the_word_files_are_made_all_the_same(project: Path, monkeypatch: pytest.MonkeyPatch):
    def missing() -> Path:
        raise ProgramMissing("LibreOffice", "sudo apt install libreoffice-writer")

    monkeypatch.setattr(pdf, "find_program", missing)
    done = run("maak", "-g", "zandvoort", "--pdf")
    assert done.exit_code == 3
    assert written(project / "uitvoer") == [f"{VOORSTEL}/zandvoort-raadsvoorstel.docx"]
    assert "1 van 1 gemaakt" in done.stdout
    assert done.stderr.startswith("Fout: LibreOffice is hiervoor nodig en niet gevonden;")
    told = answer("maak", "-g", "zandvoort", "--pdf")
    assert (told["code"], str(told["fout"])[:11]) == (3, "LibreOffice")


# ------------------------------------------------------------------ controleer


def test_controleer_judges_and_writes_nothing(project: Path):
    before = written(project)
    done = run("controleer", "-g", "heemstede")
    assert done.exit_code == 0
    assert done.stdout.startswith("Heemstede  in orde\n")
    assert "1 van 1 in orde; nog in te vullen: " in done.stdout
    assert written(project) == before


def test_a_gemeente_whose_own_file_is_faulty_is_not_called_a_stranger(project: Path):
    (project / "templates" / "zandvoort" / "gemeente.yaml").write_text("naam: Zandvoort\n", "utf-8")
    done = run("controleer", "-g", "zandvoort")
    assert done.exit_code == 1
    assert "templates/zandvoort/gemeente.yaml:1:1: fout: `indeling` ontbreekt" in done.stdout


# ------------------------------------------------------------------ which project, which proposal


@pytest.mark.parametrize(
    "named", [VOORSTEL, "Verbinden en versterken", f"proposals/{VOORSTEL}", f"proposals/{VOORSTEL}/", "."]
)
def test_a_proposal_is_known_by_its_name_and_by_its_folder(project: Path, monkeypatch: pytest.MonkeyPatch, named: str):
    if named == ".":
        monkeypatch.chdir(project / "proposals" / VOORSTEL)
    assert answer("controleer", named, "-g", "zandvoort")["voorstel"] == VOORSTEL


def test_a_proposal_is_known_by_a_file_in_its_folder(project: Path):
    assert answer("controleer", f"proposals/{VOORSTEL}/zandvoort.yaml", "-g", "zandvoort")["voorstel"] == VOORSTEL


def test_a_proposal_of_a_project_elsewhere_is_known_by_its_path(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path_factory.mktemp("elders"))
    done = run("maak", str(project / "proposals" / VOORSTEL), "-g", "zandvoort")
    assert done.exit_code == 0
    assert written(project / "uitvoer") == [f"{VOORSTEL}/zandvoort-raadsvoorstel.docx"]


def test_with_several_proposals_one_is_asked_for_or_the_folder_tells(project: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(project / "proposals" / VOORSTEL, project / "proposals" / "tweede")
    asked = run("maak")
    assert (asked.exit_code, asked.stderr) == (2, f"Fout: welk voorstel? De voorstellen zijn: tweede, {VOORSTEL}.\n")
    monkeypatch.chdir(project / "proposals" / "tweede")
    assert answer("controleer", "-g", "zandvoort")["voorstel"] == "tweede"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["maak", "verbinden-en-versteken"], f"er is geen voorstel verbinden-en-versteken. Bedoelt u {VOORSTEL}?"),
        (["maak", "-g", "heemstde"], f"heemstde doet niet mee aan {VOORSTEL}. Bedoelt u heemstede"),
        (["maak", "-g", "xx"], f"xx doet niet mee aan {VOORSTEL}. Wel: beverwijk, "),
        (["gemeenten", "nergens"], "er is geen voorstel nergens. De voorstellen zijn:"),
        (["sjabloon", "nieuw", "heemstde"], "er is geen gemeente heemstde. Bedoelt u heemstede"),
        (["sjabloon", "nieuw"], "noem een gemeente, of geef --alle. De gemeenten zijn: beverwijk, "),
        (["schema", "regoi"], "regoi kan hier niet. Bedoelt u regio? Kies uit: regio, gemeente-voorstel, gemeente."),
    ],
)
def test_what_is_not_there_is_wrong_use_with_what_was_probably_meant(
    project: Path, arguments: list[str], sentence: str
):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Fout: {sentence}")


@pytest.mark.parametrize("command", ["maak", "controleer", "gemeenten"])
def test_outside_a_project_the_next_step_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str):
    monkeypatch.chdir(tmp_path)
    done = run(command)
    assert done.exit_code == 2
    assert done.stderr.startswith("Fout: u staat niet in een project")
    assert "raadsvoorstel nieuw NAAM" in done.stderr


# ------------------------------------------------------------------ gemeenten, schema, sjabloon


def test_gemeenten_lists_who_there_is_and_who_takes_part(project: Path):
    regio = project / "proposals" / VOORSTEL / "regio.yaml"
    regio.write_text(regio.read_text("utf-8").replace("  - zandvoort\n", ""), "utf-8")
    (project / "proposals" / VOORSTEL / "zandvoort.yaml").unlink()
    (project / "templates" / "zandvoort" / "raadsvoorstel.docx").unlink()
    rows = {row.split()[0]: row.split()[1:] for row in run("gemeenten", VOORSTEL).stdout.splitlines()}
    assert rows["heemstede"] == ["Heemstede", "gm0397", "gecombineerd", "ja", "aanwezig"]
    assert rows["zandvoort"][3:5] == ["nee", "ontbreekt:"]
    assert [each["doet_mee"] for each in answer("gemeenten")["gemeenten"]] == [None] * 8  # type: ignore[attr-defined]


def test_schema_prints_or_writes_the_schema(project: Path):
    shown = json.loads(run("schema", "gemeente-voorstel").stdout)
    assert run("schema", "gemeente-voorstel", "-o", "map/schema.json").stdout == "Geschreven: map/schema.json\n"
    assert json.loads((project / "map" / "schema.json").read_text("utf-8")) == shown
    assert answer("schema", "gemeente-voorstel")["schema"] == shown


def test_sjabloon_nieuw_makes_what_is_missing_and_never_overwrites_unasked(project: Path):
    template = project / "templates" / "zandvoort" / "raadsvoorstel.docx"
    template.unlink()
    assert run("sjabloon", "nieuw", "zandvoort").stdout == "zandvoort  gemaakt  templates/zandvoort/raadsvoorstel.docx\n"
    assert run("sjabloon", "nieuw", "Zandvoort").stdout == "zandvoort  ongewijzigd  templates/zandvoort/raadsvoorstel.docx\n"
    template.write_bytes(b"bewerkt")
    refused = run("sjabloon", "nieuw", "zandvoort")
    assert (refused.exit_code, template.read_bytes()) == (1, b"bewerkt")
    assert "[bewerkt-sjabloon]" in refused.stdout
    assert run("sjabloon", "nieuw", "zandvoort", "--overschrijven").exit_code == 0
    assert template.read_bytes() != b"bewerkt"


def test_sjabloon_nieuw_alle_tells_of_each_gemeente_what_became_of_it(project: Path):
    gemeente = project / "templates" / "zandvoort" / "gemeente.yaml"
    gemeente.write_text(gemeente.read_text("utf-8").split("\nhuisstijl:")[0] + "\n", "utf-8")
    told = answer("sjabloon", "nieuw", "--alle", "--overschrijven")
    results = {each["gemeente"]: each["resultaat"] for each in told["sjablonen"]}  # type: ignore[attr-defined]
    assert results.pop("zandvoort") == "niet gemaakt"
    assert set(results.values()) <= {"ongewijzigd", "overschreven"}
    assert told["code"] == 1


# ------------------------------------------------------------------ JSON


def test_the_object_of_maak_names_per_gemeente_the_document_what_is_open_and_the_findings(project: Path):
    told = answer("maak", "-g", "zandvoort")
    assert list(told) == ["versie", "opdracht", "voorstel", "map", "gemeenten", "bevindingen", "code"]
    assert told["map"] == str(project / "uitvoer" / VOORSTEL)
    [zandvoort] = told["gemeenten"]  # type: ignore[misc]
    document = {
        "soort": "raadsvoorstel",
        "bestand": str(project / "uitvoer" / VOORSTEL / "zandvoort-raadsvoorstel.docx"),
        "pdf": None,
        "ongewijzigd": False,
        "bewerkt": None,
    }
    assert (zandvoort["gemeente"], zandvoort["naam"], zandvoort["gelukt"]) == ("zandvoort", "Zandvoort", True)
    assert zandvoort["documenten"] == [document]
    assert {"veld": "zaaknummer", "door": "gemeente"} in zandvoort["nog_in_te_vullen"]


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["maak", "nergens"], "maak"),
        (["maak", "--onzin"], "maak"),
        (["sjabloon", "nieuw", "nergens"], "sjabloon nieuw"),
        (["nieuw"], "nieuw"),
        (["onzin"], None),
    ],
)
def test_an_error_is_an_object_too(project: Path, arguments: list[str], command: str | None):
    told = answer(*arguments)
    assert list(told) == ["versie", "opdracht", "fout", "code"]
    assert (told["opdracht"], told["code"]) == (command, 2)


def test_every_field_of_the_objects_is_documented(project: Path):
    documented = (samples.ROOT / "docs" / "json.md").read_text("utf-8")
    (project / "proposals" / VOORSTEL / "zandvoort.yaml").write_text("zaaknumer: 1\n", "utf-8")
    told = [
        answer("maak"),
        answer("nieuw", "tweede"),
        answer("gemeenten"),
        answer("sjabloon", "nieuw", "zandvoort"),
        {key: value for key, value in answer("schema").items() if key != "schema"},
    ]
    assert {key for key in keys_of(told) if not re.search(rf"[`\"]{key}[`\"]", documented)} == set()


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


# ------------------------------------------------------------------ what nobody foresaw


def test_a_fault_of_the_program_is_told_in_dutch_with_a_report_and_no_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(batch, "make", lambda *given, **named: 1 // 0)
    monkeypatch.setattr("tempfile.tempdir", str(project))
    done = run("maak", "-g", "zandvoort")
    assert done.exit_code == 70
    assert done.stderr.startswith("Fout: dit is een fout in het programma zelf, niet in uw tekst.")
    [report] = project.glob("raadsvoorstel-fout-*.txt")
    assert str(report) in done.stderr
    assert "Traceback" not in done.output
    assert "opdracht: raadsvoorstel maak -g zandvoort" in report.read_text("utf-8")
    assert "ZeroDivisionError" in report.read_text("utf-8")


def test_breaking_off_is_told_in_one_word(project: Path, monkeypatch: pytest.MonkeyPatch):
    def broken_off(*given: object, **named: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "make", broken_off)
    done = run("maak")
    assert (done.exit_code, done.stderr.strip()) == (130, "Afgebroken.")
    assert answer("maak")["fout"] == "afgebroken"
