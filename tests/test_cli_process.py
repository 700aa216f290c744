"""The program as the computer runs it: other languages, poor terminals, pipes that close."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import samples

VOORSTEL = "verbinden-en-versterken"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(samples.ROOT / "templates", tmp_path / "templates")
    shutil.copytree(samples.ROOT / "proposals" / VOORSTEL, tmp_path / "proposals" / VOORSTEL)
    return tmp_path


def run(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    known = {**os.environ, "PYTHONPATH": str(samples.ROOT), "PYTHONIOENCODING": "", **environment}
    return subprocess.run(
        [sys.executable, "-m", "raadsvoorstel", *arguments], cwd=folder, env=known, capture_output=True, check=False
    )


@pytest.mark.parametrize("language", ["fr_FR.UTF-8", "en_US.UTF-8", "C", "POSIX"])
def test_it_is_dutch_whatever_the_language_of_the_terminal(project: Path, language: str):
    done = run(project, "maak", "--onzin", LC_ALL=language, LANG=language, LANGUAGE=language[:2])
    assert done.returncode == 2
    told = done.stderr.decode("utf-8")
    assert told.startswith("Gebruik: raadsvoorstel maak [OPTIES] [VOORSTEL]\n")
    assert told.rstrip().endswith("Fout: de optie --onzin bestaat niet.")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437"])
def test_a_terminal_that_lacks_a_character_still_gets_the_text(project: Path, encoding: str):
    (project / "proposals" / VOORSTEL / "zandvoort.yaml").write_text("ĳssel: ’s\n", "utf-8")
    done = run(project, "controleer", "-g", "zandvoort", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert "proposals/verbinden-en-versterken/zandvoort.yaml:1:1: fout: " in done.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_can_be_read_whatever_the_encoding_of_the_terminal(project: Path, encoding: str):
    (project / "proposals" / VOORSTEL / "zandvoort.yaml").write_text("ĳssel: ’s\n", "utf-8")
    done = run(project, "controleer", "-g", "zandvoort", "--json", PYTHONIOENCODING=encoding)
    assert "ssel" in json.loads(done.stdout.decode(encoding))["bevindingen"][0]["melding"]


def run_into(stdout: int, folder: Path, *arguments: str) -> tuple[int, str]:
    """Return the exit code and what was said on stderr, while the answer goes to `stdout`."""
    known = {**os.environ, "PYTHONPATH": str(samples.ROOT)}
    command = [sys.executable, "-m", "raadsvoorstel", *arguments]
    done = subprocess.run(command, cwd=folder, env=known, stdout=stdout, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stderr.decode()


def test_a_reader_who_stops_reading_is_not_bothered(project: Path):
    read, write = os.pipe()
    os.close(read)
    assert run_into(write, project, "maak", "-g", "zandvoort") == (0, "")
    os.close(write)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_an_answer_that_cannot_be_written_is_told(project: Path):
    with Path("/dev/full").open("wb") as full:
        told = "Fout: het antwoord kan niet worden geschreven: de schijf is vol.\n"
        assert run_into(full.fileno(), project, "gemeenten") == (6, told)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that somebody stands in")
@pytest.mark.parametrize("command", ["maak", "controleer", "gemeenten", "herkomst x.docx", "sjabloon controleer"])
def test_a_folder_that_is_gone_is_told(tmp_path: Path, command: str):
    script = "import os; os.mkdir('weg'); os.chdir('weg'); os.rmdir('../weg')\n"
    script += f"from raadsvoorstel.cli import main; main({command.split()!r})"
    known = {**os.environ, "PYTHONPATH": str(samples.ROOT)}
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=known, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "Fout: de map waarin u staat, bestaat niet meer; ga naar een andere map.\n",
    )


def test_in_an_empty_folder_nieuw_and_maak_lead_to_documents(tmp_path: Path):
    assert run(tmp_path, "nieuw", "jeugdvisie").returncode == 0
    done = run(tmp_path, "maak", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["voorstel"]) == (0, "jeugdvisie")
    assert all(Path(document["bestand"]).is_file() for each in told["gemeenten"] for document in each["documenten"])
    assert len(told["gemeenten"]) == 8


LOADED = """
import sys
from raadsvoorstel.cli import main
try:
    main({arguments!r})
except SystemExit as stop:
    read_in = {{name.partition('.')[0] for name in sys.modules}}
    print(stop.code, *sorted(read_in & {{'docx', 'docxtpl', 'jinja2', 'markdown_it', 'yaml'}}))
"""


def loaded(folder: Path, cache: Path, *arguments: str) -> str:
    """Return the exit code of a command and the heavy libraries that it read in."""
    known = {**os.environ, "PYTHONPATH": str(samples.ROOT), "RAADSVOORSTEL_CACHE": str(cache)}
    script = LOADED.format(arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, env=known, capture_output=True, check=True)
    return done.stdout.decode().splitlines()[-1]


def test_templates_and_texts_are_read_once_and_after_that_no_library_for_them(project: Path, tmp_path: Path):
    cache, chosen = tmp_path / "cache", ("maak", "-g", "zandvoort")
    assert "docxtpl" in loaded(project, cache, *chosen)
    made = {path.name: path.read_bytes() for path in (project / "uitvoer" / VOORSTEL).iterdir()}
    shutil.rmtree(project / "uitvoer")
    assert loaded(project, cache, *chosen) == "0"
    assert {path.name: path.read_bytes() for path in (project / "uitvoer" / VOORSTEL).iterdir()} == made


def test_a_file_that_changed_is_read_again_and_only_that(project: Path, tmp_path: Path):
    cache, chosen = tmp_path / "cache", ("maak", "-g", "zandvoort")
    own = project / "proposals" / VOORSTEL / "zandvoort.yaml"
    loaded(project, cache, *chosen)
    own.write_text(own.read_text("utf-8") + "samenvatting:\n  aanvullen:\n    na: Een **nieuwe** alinea.\n", "utf-8")
    assert loaded(project, cache, *chosen) == "0 markdown_it yaml"
    assert loaded(project, cache, *chosen) == "0"


def test_findings_are_the_same_whether_a_text_was_read_now_or_before(project: Path, tmp_path: Path):
    for gemeente, more in (
        ("velsen", "fout: &anker x\n"),
        ("zandvoort", "samenvatting:\n  aanvullen:\n    na: >-\n      Op\n      31-02-2027 in XXX.\n"),
    ):
        own = project / "proposals" / VOORSTEL / f"{gemeente}.yaml"
        own.write_text(own.read_text("utf-8") + more, "utf-8")
    known = {**os.environ, "PYTHONPATH": str(samples.ROOT), "RAADSVOORSTEL_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "raadsvoorstel", "controleer", "--json"]
    first, second = (
        subprocess.run(command, cwd=project, env=known, capture_output=True, check=False).stdout for _ in range(2)
    )
    assert all(told in first for told in (b"&anker", b"31-02-2027"))
    assert first == second


@pytest.mark.parametrize("fate", ["gone", "broken", "of others"])
def test_a_cache_that_is_lost_changes_nothing_but_the_time(project: Path, tmp_path: Path, fate: str):
    cache, chosen = tmp_path / "cache", ("maak", "-g", "zandvoort")
    loaded(project, cache, *chosen)
    made = {path.name: path.read_bytes() for path in (project / "uitvoer" / VOORSTEL).iterdir()}
    shutil.rmtree(project / "uitvoer")
    kept = [*cache.iterdir()]
    assert kept
    if fate == "gone":
        shutil.rmtree(cache)
    for file in kept if fate != "gone" else ():
        file.write_bytes(b"\0" * 100) if fate == "broken" else file.chmod(0o666)
    assert loaded(project, cache, *chosen).startswith("0 docx docxtpl jinja2 markdown_it yaml")
    assert {path.name: path.read_bytes() for path in (project / "uitvoer" / VOORSTEL).iterdir()} == made


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("ways", [">&-", "2>&-", ">&- 2>&-", "2>/dev/full"])
def test_documents_are_made_where_nobody_can_read_along(project: Path, ways: str):
    command = f"exec '{sys.executable}' -m raadsvoorstel maak {ways}"
    known = {**os.environ, "PYTHONPATH": str(samples.ROOT)}
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=project, env=known, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert [path.suffix for path in (project / "uitvoer").glob("*/.*")] == []
