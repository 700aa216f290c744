"""The commands when something is in the way: which code they end with, what they say, and what stays."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
import samples
from click.testing import CliRunner, Result

from raadsvoorstel.cli import main
from raadsvoorstel.delivery import JOURNAL, delivering

REGIO = "gemeenten: [heemstede, zandvoort]\nonderwerp: O\nsamenvatting: In het kort.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for slug in ("heemstede", "zandvoort"):
        shutil.copytree(samples.ROOT / "templates" / slug, tmp_path / "templates" / slug)
    (tmp_path / "proposals" / "x").mkdir(parents=True)
    write(tmp_path, REGIO)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, text: str) -> None:
    (root / "proposals" / "x" / "regio.yaml").write_text(text, "utf-8")


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(main, arguments)
    assert "Traceback" not in done.output
    return done


def codes(done: Result) -> list[str]:
    """Return the codes of what was found, as they stand behind each finding."""
    return re.findall(r" \[([\w-]+)\]$", done.stdout, re.MULTILINE)


def template(root: Path, slug: str) -> Path:
    return root / "templates" / slug / "raadsvoorstel.docx"


def made(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "uitvoer" / "x").iterdir())


BOTH = ["heemstede-raadsvoorstel.docx", "zandvoort-raadsvoorstel.docx"]


def test_all_is_well(root: Path):
    assert run("maak", "x").exit_code == 0
    assert made(root) == BOTH


def test_findings_for_all_are_told_apart_from_some_documents_that_are_not_made(root: Path):
    (root / "proposals" / "x" / "zandvoort.yaml").write_text("onzin: x\n")
    assert run("maak", "x").exit_code == 4
    assert made(root) == BOTH[:1]
    write(root, f"{REGIO}onzin: x\n")
    assert run("maak", "x").exit_code == 1


def test_a_refused_file_is_told_apart_from_some_documents_that_are_not_made(root: Path):
    template(root, "heemstede").write_bytes(b"PK")
    assert run("maak", "x").exit_code == 4
    template(root, "zandvoort").write_bytes(b"PK")
    assert run("maak", "x").exit_code == 5
    for arguments in (("herkomst",), ("sjabloon", "controleer")):
        assert run(*arguments, str(template(root, "heemstede"))).exit_code == 5
    assert run("sjabloon", "nieuw", "heemstede", "--van", str(template(root, "zandvoort"))).exit_code == 5


def test_what_the_computer_keeps_from_being_written_is_told_apart(root: Path):
    assert run("maak", "x").exit_code == 0
    document = root / "uitvoer" / "x" / BOTH[0]
    document.chmod(0o444)
    write(root, REGIO.replace("O\n", "P\n"))
    done = run("maak", "x", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["code"]) == (6, 6)
    assert "het is alleen-lezen, en is zo gelaten" in told["bevindingen"][0]["melding"]
    assert [each["gelukt"] for each in told["gemeenten"]] == [False, True]


def test_a_document_that_somebody_has_open_is_left_and_the_others_go_on(root: Path):
    assert run("maak", "x").exit_code == 0
    uit = root / "uitvoer" / "x"
    before = {name: (uit / name).read_bytes() for name in BOTH}
    (uit / "~$emstede-raadsvoorstel.docx").write_bytes(bytes([4]) + b"Anna" + bytes(100))
    write(root, REGIO.replace("O\n", "P\n"))
    done = run("maak", "x")
    assert done.exit_code == 6
    assert "is open in Word, bij Anna, en is niet overschreven" in done.stdout
    assert "bestand-open" in codes(done)
    assert [(uit / name).read_bytes() == before[name] for name in BOTH] == [True, False]


@pytest.mark.parametrize(
    "command", [("maak", "x"), ("sjabloon", "toon", "heemstede"), ("bijwerken", "stuk.docx")], ids=" ".join
)
def test_a_second_run_in_the_same_folder_says_who_is_at_work(root: Path, command: tuple[str, ...]):
    (root / "stuk.docx").touch()
    (root / "uitvoer" / "x").mkdir(parents=True)
    with delivering(root / "uitvoer" / "x", BOTH):
        done = run(*command, "-o", "uitvoer/x")
    assert done.exit_code == 6
    assert f"al een andere run bezig (proces {os.getpid()} van " in done.stderr
    assert made(root) == []


def test_what_a_run_that_planned_nothing_left_behind_is_taken_away_and_not_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("raadsvoorstel.tonen.show", stop)
    assert run("sjabloon", "toon", "heemstede", "-o", "uitvoer/x").exit_code == 130
    (root / "uitvoer" / "x" / ".raadsvoorstel-abcdefgh.tmp").touch()
    assert JOURNAL in made(root)
    monkeypatch.undo()
    monkeypatch.chdir(root)
    assert run("sjabloon", "toon", "heemstede", "-o", "uitvoer/x").exit_code == 0
    assert made(root) == ["heemstede-raadsvoorstel.docx"]
    with pytest.raises(RuntimeError), delivering(root / "uitvoer" / "x", ()):
        raise RuntimeError
    assert "afgebroken" not in run("maak", "x").output


def test_a_run_that_was_broken_off_is_known_and_finished(root: Path, monkeypatch: pytest.MonkeyPatch):
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    write(root, REGIO)
    monkeypatch.setattr("raadsvoorstel.delivery.Delivery.done", stop)
    assert run("maak", "x").exit_code == 130
    monkeypatch.undo()
    monkeypatch.chdir(root)
    (root / "uitvoer" / "x" / ".raadsvoorstel-abcdefgh.tmp").touch()
    assert JOURNAL in made(root)
    done = run("maak", "x")
    assert done.exit_code == 0
    assert "De vorige run is afgebroken, 0 van 2; deze run maakt het af." in done.stderr
    assert made(root) == BOTH


def test_names_that_are_the_same_on_some_computers_are_found_before_anything_is_written(root: Path):
    shutil.copytree(root / "templates" / "zandvoort", root / "templates" / "Zandvoort")
    write(root, REGIO.replace("zandvoort", "zandvoort, Zandvoort"))
    done = run("maak", "x")
    assert done.exit_code == 1
    assert codes(done) == ["zelfde-bestandsnaam"]
    assert made(root) == []


def test_a_name_that_some_computer_cannot_have_is_found_before_anything_is_written(root: Path):
    shutil.copytree(root / "templates" / "zandvoort", root / "templates" / "con")
    write(root, REGIO.replace("zandvoort", "con"))
    done = run("maak", "x")
    assert done.exit_code == 1
    assert codes(done) == ["naam-onbruikbaar"]
    assert made(root) == []


@pytest.mark.parametrize("folder", ["con", "aux.txt", "a*b", "uit.", "x" * 130, "nieuw/nul/uit"])
def test_documents_go_into_no_folder_that_some_computer_cannot_have(root: Path, folder: str):
    assert run("maak", "x", "-o", folder).exit_code == 2
    assert not (root / folder.partition("/")[0]).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps links for administrators")
@pytest.mark.parametrize(
    "name", ["proposals/x/regio.yaml", "proposals/x/zandvoort.yaml", "templates/zandvoort/gemeente.yaml",
             "templates/zandvoort/raadsvoorstel.docx"],
)  # fmt: skip
def test_a_link_that_leads_out_of_the_project_is_not_followed(
    root: Path, tmp_path_factory: pytest.TempPathFactory, name: str
):
    secret = tmp_path_factory.mktemp("elders") / "geheim"
    secret.write_text("wachtwoord: hallo123\n")
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(secret)
    done = run("maak", "x")
    assert done.exit_code in (4, 5)
    assert "een verwijzing naar iets buiten de map van het project" in done.output
    assert "hallo123" not in done.output


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps links for administrators")
@pytest.mark.parametrize("command", ["maak", "controleer"])
@pytest.mark.parametrize("is_folder", [False, True])
def test_a_file_of_one_gemeente_that_cannot_be_read_stops_no_other(root: Path, command: str, *, is_folder: bool):
    own = root / "proposals" / "x" / "zandvoort.yaml"
    if is_folder:
        own.mkdir()
    else:
        own.symlink_to(root.parent / "elders.yaml")
    done = run(command, "x")
    assert (done.exit_code, codes(done)) == (4 if command == "maak" else 1, ["geen-gewoon-bestand"])
    assert "1 van 2" in done.stdout
    assert run(command, "x", "-g", "heemstede").exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes by name")
def test_a_pipe_in_the_place_of_a_text_is_a_finding(root: Path):
    os.mkfifo(root / "proposals" / "x" / "zandvoort.yaml")
    assert codes(run("maak", "x")) == ["geen-gewoon-bestand"]


def test_a_term_that_grows_by_naming_others_is_a_finding(root: Path):
    terms = "".join(f"  a{n}: '{f'{{{{ termen.a{n - 1} }}}} ' * 20}'\n" for n in range(1, 12))
    write(root, f"{REGIO}motivering: '{{{{ termen.a11 }}}}'\ntermen:\n  a0: xxxxxxxxxx\n{terms}")
    assert set(codes(run("maak", "x", "-g", "heemstede"))) == {"waarde-te-lang"}


def test_braces_that_are_no_placeholder_are_a_warning_and_stay_as_they_were_typed(root: Path):
    write(root, REGIO.replace("In het kort.", '"Een verzameling {{ 9**9 }} en {% for %}."'))
    done = run("maak", "x")
    assert (done.exit_code, set(codes(done)), made(root)) == (1, {"accolades"}, BOTH)
    told = run("herkomst", f"uitvoer/x/{BOTH[0]}", "--pad", "samenvatting")
    assert "Een verzameling {{ 9**9 }} en {% for %}." in told.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes by name")
@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("proposals/x/regio.yaml", ("maak", "x"), 1),
        ("proposals/x/zandvoort.yaml", ("controleer", "x"), 1),
        ("templates/zandvoort/gemeente.yaml", ("maak", "x"), 1),
        ("templates/zandvoort/raadsvoorstel.docx", ("maak", "x"), 4),
        ("templates/zandvoort/raadsvoorstel.docx", ("sjabloon", "nieuw", "zandvoort"), 1),
        ("a.docx", ("herkomst", "a.docx"), 2),
        ("a.docx", ("sjabloon", "controleer", "a.docx"), 5),
        ("a.docx", ("sjabloon", "nieuw", "zandvoort", "--van", "a.docx"), 2),
        ("a.json", ("sjabloon", "nieuw", "zandvoort", "--tokens", "a.json"), 1),
        ("uitvoer/x/zandvoort-raadsvoorstel.docx", ("maak", "x"), 4),
    ],
)
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(
    root: Path, name: str, arguments: tuple[str, ...], code: int
):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    assert run(*arguments).exit_code == code


@pytest.mark.parametrize("place", ["uitvoer/x/heemstede-raadsvoorstel.docx", "templates/heemstede/raadsvoorstel.docx"])
def test_a_link_to_itself_keeps_only_that_document_from_being_made(root: Path, place: str):
    link = root / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(link.name)
    done = run("maak", "x")
    assert done.exit_code == 6
    assert "1 van 2 gemaakt" in done.stdout


def test_a_folder_of_somebody_who_is_not_there_is_wrong_use(root: Path):
    done = run("maak", "x", "-o", "~niemand-met-deze-naam/uit")
    assert (done.exit_code, "schrijf het pad voluit" in done.stderr) == (2, True)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text on this system")
@pytest.mark.parametrize("formaat", ["vol", "kort", "json", "github", "sarif"])
def test_a_file_of_which_the_name_is_no_text_is_told_in_every_format(root: Path, formaat: str):
    Path(os.fsdecode(bytes(root / "proposals" / "x") + b"/\xff.yaml")).touch()
    assert run("controleer", "x", "--formaat", formaat).exit_code == 1
