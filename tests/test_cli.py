"""The commands, as a policy officer uses them: which project, which proposal, what comes out, with which exit code."""

import errno
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import kust as samples_of_kust
import pytest
import samples
from click.testing import CliRunner, Result

from raadsvoorstel import batch, cores, pdf
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
    """A project of two gemeenten that share a house, each with two documents, and a region with one; to stand in."""
    monkeypatch.chdir(tmp_path)
    return samples_of_kust.build(tmp_path).root


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def answer(*arguments: str) -> dict[str, object]:
    """Return the one object on stdout."""
    return json.loads(run(*arguments, "--json").stdout)


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# ------------------------------------------------------------------ maak


def test_maak_says_that_it_uses_several_cores_and_makes_the_same(project: Path, monkeypatch: pytest.MonkeyPatch):
    alone = run("maak", "-o", "een")
    monkeypatch.setattr(cores, "ENOUGH", dict.fromkeys(cores.ENOUGH, 8))
    monkeypatch.setattr(cores, "_cores", lambda: 2)
    together = run("maak", "-o", "twee")
    assert together.stderr.splitlines()[0] == "De 8 gemeenten worden over 2 processen verdeeld."
    assert together.stderr.splitlines()[1:] == alone.stderr.splitlines()
    assert together.stdout == alone.stdout.replace("een/", "twee/").replace(" een;", " twee;")
    assert [(project / "een" / name).read_bytes() for name in STUKKEN] == [
        (project / "twee" / name).read_bytes() for name in STUKKEN
    ]


def test_maak_makes_a_document_for_every_participant_and_says_where_and_what_is_open(project: Path):
    done = run("maak")
    assert done.exit_code == 0
    assert written(project / "uitvoer") == sorted(f"{VOORSTEL}/{name}" for name in STUKKEN)
    rows = [re.split(r"\s{2,}", line) for line in done.stdout.splitlines()]
    assert ["Heemstede", "gemaakt", f"uitvoer/{VOORSTEL}/heemstede-raadsvoorstel.docx"] in rows
    assert any(row[0] == "Zandvoort" and row[1].startswith("zaaknummer, ") for row in rows)
    total = len(STUKKEN)
    last = done.stdout.splitlines()[-1]
    told = rf"{total} van {total} gemaakt in uitvoer/{VOORSTEL}; nog in te vullen: \d+ gegevens in {total} documenten\."
    assert re.fullmatch(told, last)
    assert done.stderr.splitlines()[0] == f"1 van {total}: Beverwijk"
    assert done.stderr.splitlines()[-1] == f"{total} van {total}: Zandvoort"


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
    assert done.exit_code == 4
    assert len(written(project / "uitvoer")) == len(STUKKEN) - 1
    place = f"proposals/{VOORSTEL}/zandvoort.yaml:1:1"
    assert re.search(rf"^Zandvoort +niet gemaakt  1 fout: {place}$", done.stdout, re.MULTILINE)
    assert f"{place}: fout: `zaaknumer` is hier geen veld [onbekend-veld]\n  1 | zaaknumer" in done.stdout
    assert f"{len(STUKKEN) - 1} van {len(STUKKEN)} gemaakt in" in done.stdout
    assert "niet gemaakt: Zandvoort" in done.stdout


def test_a_regional_fault_is_told_once_and_nobody_gets_a_document(project: Path):
    regio = project / "proposals" / VOORSTEL / "regio.yaml"
    regio.write_text(regio.read_text("utf-8").replace("\nsamenvatting:", "\nsamenvating:"), "utf-8")
    done = run("maak")
    assert done.exit_code == 1
    assert done.stdout.count("[onbekend-veld]") == 1
    assert f"0 van {len(STUKKEN)} gemaakt" in done.stdout
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
    assert (done.exit_code, done.stdout) == (6, "")
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


def test_a_pdf_that_the_disk_has_no_room_for_is_no_mistake_of_the_writer(
    project: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(documents: Sequence[Path]) -> dict[Path, bytes | None]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pdf, "_convert", full)
    done = run("maak", "-g", "zandvoort", "--pdf")
    assert (done.exit_code, "de schijf is vol" in done.stdout) == (6, True)
    assert written(project / "uitvoer") == [f"{VOORSTEL}/zandvoort-raadsvoorstel.docx"]


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
        (["sjabloon", "nieuw", "heemstde"], "er is geen gemeente of huis heemstde. Bedoelt u heemstede"),
        (["sjabloon", "nieuw"], "noem een gemeente of huis, of geef --alle. Er zijn: "),
        (["schema", "regoi"], "regoi kan hier niet. Bedoelt u regio? Kies uit: regio, gemeente-voorstel, gemeente, h"),
        (["herkomst", "weg.docx"], "er is geen bestand weg.docx."),
        (["herkomst", "templates"], "templates is een map; noem een bestand."),
        (["nieuw", "a", "--voorbeeld", "b"], "er is geen voorbeeld `b`; de voorbeelden zijn: "),
        (["nieuw", "a", "--voorbeeld", VOORSTEL, "-g", "haarlem"], "-g en --voorbeeld gaan niet samen:"),
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
    assert rows["heemstede"] == ["Heemstede", "gm0397", "gecombineerd", "ja", "raadsvoorstel", "aanwezig"]
    assert rows["zandvoort"][3:6] == ["nee", "raadsvoorstel", "ontbreekt:"]
    assert {each["doet_mee"] for each in answer("gemeenten")["gemeenten"]} == {None}  # type: ignore[attr-defined]


def test_gemeenten_knows_who_shares_a_house_and_which_template_is_missing(kust: Path):
    rows = [re.split(r"\s{2,}", row) for row in run("gemeenten").stdout.splitlines()]
    assert rows[1] == ["duinwijk", "Duinwijk", "–", "brief", "raadsvoorstel, raadsbesluit", "van kust"]
    (kust / "templates" / "kust" / "raadsbesluit.docx").unlink()
    assert "ontbreekt: raadsvoorstel sjabloon nieuw kust" in run("gemeenten").stdout
    told = answer("gemeenten")["gemeenten"]
    assert [(each["huis"], each["sjabloon"]) for each in told] == [("kust", False)] * 2  # type: ignore[attr-defined]


def test_a_participant_whose_file_is_faulty_still_takes_part(kust: Path):
    (kust / "templates" / "zeedorp" / "gemeente.yaml").write_text("naam: [", "utf-8")
    done = run("gemeenten", "visie")
    rows = [re.split(r"\s{2,}", row) for row in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert rows[2] == ["zeedorp", "?", "–", "–", "ja", "?", "?"]


def test_schema_prints_or_writes_the_schema(project: Path):
    shown = json.loads(run("schema", "gemeente-voorstel").stdout)
    assert run("schema", "gemeente-voorstel", "-o", "map/schema.json").stdout == "Geschreven: map/schema.json\n"
    assert json.loads((project / "map" / "schema.json").read_text("utf-8")) == shown
    assert answer("schema", "gemeente-voorstel")["schema"] == shown


def test_sjabloon_nieuw_makes_what_is_missing_and_never_overwrites_unasked(project: Path):
    template = project / "templates" / "zandvoort" / "raadsvoorstel.docx"
    template.unlink()
    shown = "templates/zandvoort/raadsvoorstel.docx"
    assert run("sjabloon", "nieuw", "zandvoort").stdout.startswith(f"zandvoort  gemaakt  {shown}\n")
    assert run("sjabloon", "nieuw", "Zandvoort").stdout.startswith(f"zandvoort  ongewijzigd  {shown}\n")
    template.write_bytes(b"bewerkt")
    refused = run("sjabloon", "nieuw", "zandvoort")
    assert (refused.exit_code, template.read_bytes()) == (1, b"bewerkt")
    assert "[bewerkt-sjabloon]" in refused.stdout
    assert run("sjabloon", "nieuw", "zandvoort", "--overschrijven").exit_code == 0
    assert template.read_bytes() != b"bewerkt"


def test_a_template_that_somebody_saves_meanwhile_stays(project: Path, monkeypatch: pytest.MonkeyPatch):
    template = project / "templates" / "zandvoort" / "raadsvoorstel.docx"

    def read_first(path: Path) -> bytes:
        before = path.read_bytes()
        path.write_text("pas bewaard")
        return before + b"anders"

    monkeypatch.setattr("raadsvoorstel.cli.sjabloon._content", read_first)
    told = run("sjabloon", "nieuw", "zandvoort", "--overschrijven")
    assert (told.exit_code, template.read_text()) == (1, "pas bewaard")
    assert "iemand heeft het intussen gewijzigd" in told.stdout


def test_sjabloon_nieuw_alle_tells_of_each_what_became_of_it(project: Path):
    gemeente = project / "templates" / "zandvoort" / "gemeente.yaml"
    gemeente.write_text(gemeente.read_text("utf-8").split("\nhuisstijl:")[0] + "\n", "utf-8")
    told = answer("sjabloon", "nieuw", "--alle", "--overschrijven")
    results = {(each["gemeente"], each["soort"]): each["resultaat"] for each in told["sjablonen"]}  # type: ignore[attr-defined]
    assert results.pop(("zandvoort", "raadsvoorstel")) == "niet gemaakt"
    assert set(results.values()) <= {"ongewijzigd", "overschreven"}
    assert told["code"] == 1


def test_sjabloon_nieuw_builds_every_kind_of_document_that_a_gemeente_makes(project: Path):
    folder = project / "templates" / "velsen"
    templates = sorted(path.name for path in folder.glob("*.docx"))
    assert len(templates) == 3
    for name in templates:
        (folder / name).unlink()
    assert run("sjabloon", "nieuw", "velsen").exit_code == 0
    assert sorted(path.name for path in folder.glob("*.docx")) == templates


def test_sjabloon_nieuw_builds_of_a_house_what_it_describes_and_of_who_share_it_nothing_unless_asked(kust: Path):
    def templates() -> list[str]:
        return [name for name in written(kust / "templates") if name.endswith(".docx")]

    shared = [f"kust/{soort}.docx" for soort in ("persbericht", "raadsbesluit", "raadsvoorstel")]
    assert templates() == shared
    for name in shared:
        (kust / "templates" / name).unlink()
    done = run("sjabloon", "nieuw", "--alle")
    assert (done.exit_code, templates()) == (0, shared)
    told = " ".join(done.stdout.split())
    assert told.endswith("want zij gebruiken dat van het huis dat zij delen: duinwijk, zeedorp.")
    assert run("sjabloon", "nieuw", "Zeedorp").exit_code == 0
    assert templates() == [*shared, "zeedorp/raadsbesluit.docx", "zeedorp/raadsvoorstel.docx"]


def test_a_gemeente_that_shares_a_house_but_has_a_style_of_its_own_gets_templates_of_its_own(kust: Path):
    (kust / "templates" / "zeedorp" / "gemeente.yaml").write_text("naam: Zeedorp\nhuis: kust\nhuisstijl: {balk: zij}\n")
    told = answer("sjabloon", "nieuw", "--alle")
    made = [(each["gemeente"], each["huis"], each["soort"], each["resultaat"]) for each in told["sjablonen"]]  # type: ignore[attr-defined]
    assert made == [
        (None, "kust", "raadsvoorstel", "ongewijzigd"),
        (None, "kust", "raadsbesluit", "ongewijzigd"),
        (None, "kust", "persbericht", "ongewijzigd"),
        ("zeedorp", None, "raadsvoorstel", "gemaakt"),
        ("zeedorp", None, "raadsbesluit", "gemaakt"),
    ]
    assert told["zonder_eigen_sjabloon"] == ["duinwijk"]


def test_a_house_that_describes_no_document_is_told(kust: Path):
    (kust / "templates" / "kust" / "huis.yaml").write_text("formaat: {familie: brief}\n", "utf-8")
    done = run("sjabloon", "nieuw", "kust")
    assert done.exit_code == 1
    assert (
        "templates/kust: fout: huis.yaml beschrijft geen stuk: er staat geen `indeling:` in [niet-gemaakt]"
        in done.stdout
    )


def test_the_logo_of_a_house_is_found_for_a_gemeente_that_asks_for_templates_of_its_own(project: Path):
    sharing = next(
        house.parent for house in project.glob("templates/*/gemeente.yaml") if "\nhuis: " in house.read_text()
    )
    assert run("sjabloon", "nieuw", sharing.name).exit_code == 0
    assert (sharing / "raadsvoorstel.docx").exists()


def test_a_template_that_is_missing_is_told_with_the_command_that_makes_it(kust: Path):
    (kust / "templates" / "kust" / "raadsbesluit.docx").unlink()
    advice = "raadsbesluit.docx; maak het met `raadsvoorstel sjabloon nieuw kust`"
    assert advice in run("controleer").stdout
    assert run("sjabloon", "nieuw", "kust").exit_code == 0
    assert run("controleer").exit_code == 0


# ------------------------------------------------------------------ several documents


def test_every_kind_of_document_has_a_row_and_the_region_one_of_its_own(kust: Path):
    done = run("maak")
    assert done.stdout.splitlines() == [
        "Duinwijk                gemaakt  uitvoer/visie/duinwijk-raadsvoorstel.docx",
        "Duinwijk, raadsbesluit  gemaakt  uitvoer/visie/duinwijk-raadsbesluit.docx",
        "Zeedorp                 gemaakt  uitvoer/visie/zeedorp-raadsvoorstel.docx",
        "Zeedorp, raadsbesluit   gemaakt  uitvoer/visie/zeedorp-raadsbesluit.docx",
        "Kust, persbericht       gemaakt  uitvoer/visie/kust-persbericht.docx",
        "",
        "Nog in te vullen door de regio, in proposals/visie/regio.yaml:",
        "openbaarheid       voor alle gemeenten",
        "persbericht.datum  voor het persbericht",
        "",
        "Nog in te vullen, elk in het eigen bestand onder proposals/visie:",
        "Duinwijk  zaaknummer, vergadering.college",
        "Zeedorp   zaaknummer, vergadering.college",
        "",
        "5 van 5 gemaakt in uitvoer/visie; nog in te vullen: 6 gegevens in 5 documenten.",
    ]
    assert done.stderr.splitlines()[1::3] == ["2 van 5: Duinwijk, raadsbesluit", "5 van 5: Kust, persbericht"]


def test_who_asks_for_one_gemeente_gets_her_documents_and_not_those_of_the_region(kust: Path):
    assert "2 van 2 gemaakt" in run("maak", "-g", "zeedorp").stdout
    assert written(kust / "uitvoer") == [f"visie/zeedorp-{soort}.docx" for soort in ("raadsbesluit", "raadsvoorstel")]


def test_a_gemeente_that_fails_fails_as_a_whole_and_all_her_documents_count(kust: Path):
    (kust / "proposals" / "visie" / "zeedorp.yaml").write_text("zaaknumer: 1\n", "utf-8")
    lines = run("controleer").stdout.splitlines()
    assert next(line for line in lines if line.startswith("Zeedorp")) == (
        "Zeedorp                 niet in orde  1 fout: proposals/visie/zeedorp.yaml:1:1"
    )
    assert lines[-1].startswith("3 van 5 in orde; niet in orde: Zeedorp; ")


def test_the_object_groups_documents_per_gemeente_and_has_the_region_apart(kust: Path):
    told = answer("maak")
    gemeenten = {
        each["gemeente"]: ([d["soort"] for d in each["documenten"]], each["nog_in_te_vullen"])
        for each in told["gemeenten"]  # type: ignore[attr-defined]
    }
    own, regional = {"veld": "zaaknummer", "door": "gemeente"}, {"veld": "openbaarheid", "door": "regio"}
    college = {"veld": "vergadering.college", "door": "gemeente"}
    expected = (["raadsvoorstel", "raadsbesluit"], [own, regional, college])
    assert gemeenten == {"duinwijk": expected, "zeedorp": expected}
    document = {
        "soort": "persbericht",
        "bestand": str(kust / "uitvoer" / "visie" / "kust-persbericht.docx"),
        "pdf": None,
        "ongewijzigd": False,
        "bewerkt": None,
    }
    assert told["regio"] == {
        "huis": "kust",
        "naam": "Kust",
        "gelukt": True,
        "documenten": [document],
        "nog_in_te_vullen": [{"veld": "persbericht.datum", "door": "regio"}],
        "bevindingen": [],
    }


# ------------------------------------------------------------------ nieuw


def test_nieuw_copies_an_example_that_can_be_made_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    done = run("nieuw", "mijn-visie", "--voorbeeld", VOORSTEL)
    assert done.stdout.startswith(
        "Het voorstel mijn-visie staat klaar, voor 8 gemeenten.\n\n1. Pas proposals/mijn-visie/regio.yaml aan: "
    )
    assert run("maak", "mijn-visie").exit_code == 0
    assert len(written(tmp_path / "uitvoer")) == len(STUKKEN)


# ------------------------------------------------------------------ JSON


def test_the_object_of_maak_names_per_gemeente_the_document_what_is_open_and_the_findings(project: Path):
    told = answer("maak", "-g", "zandvoort")
    assert list(told) == ["versie", "opdracht", "voorstel", "map", "gemeenten", "regio", "bevindingen", "code"]
    assert told["regio"] is None
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
        answer("herkomst", f"uitvoer/{VOORSTEL}/haarlem-raadsvoorstel.docx"),
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
