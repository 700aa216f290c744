"""LibreOffice as second opinion: it edits files through its own API, and accepts and rejects what was written."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import desks
import pytest
import samples
import settle

from raadsvoorstel.word import manifest
from raadsvoorstel.word.package import MAIN, read_file

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"
GEMEENTEN = ("bloemendaal", "heemstede")


def has_uno() -> bool:
    """Whether LibreOffice is there, and can be spoken to."""
    if not shutil.which("soffice") or not Path(SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not has_uno(), reason="not installed: libreoffice-writer and python3-uno (on Debian)")


def office(task: str, folder: Path) -> None:
    subprocess.run(
        [SYSTEM_PYTHON, HERE / "office_tasks.py", task, folder], check=True, capture_output=True, timeout=400
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which LibreOffice edited documents, and the same files brought up to date."""
    folder = tmp_path_factory.mktemp("kantoor")
    for part in ("gemaakt", "griffie", "nieuw"):
        (folder / part).mkdir()
    for gemeente in GEMEENTEN:
        made = samples.document(samples.REPOSITORY, samples.VOORBEELD, gemeente).data
        (folder / "gemaakt" / f"{gemeente}.docx").write_bytes(made)
    office("edit", folder)
    for n, file in enumerate(sorted((folder / "griffie").glob("*.docx"))):
        parts, dice = read_file(file), random.Random(n)
        made = manifest.read(parts)
        assert made is not None
        kinds = [dice.choice(desks.REGION_CHANGES) for _ in range(8)]
        ours = desks.changed(made, [(kind, dice.random(), dice.random(), f"regio{k}") for k, kind in enumerate(kinds)])
        (folder / "nieuw" / file.name).write_bytes(desks.brought_up_to_date(parts, ours).data)
    office("settle", folder)
    return folder


def said(folder: Path, file: str, how: str) -> list[str]:
    told: dict[str, dict[str, list[str]]] = json.loads((folder / "gezegd.json").read_text("utf-8"))
    return told[file][how]


FILES = [f"{gemeente}-{edits}.docx" for gemeente in GEMEENTEN for edits in ("gewoon", "bijgehouden")]


@pytest.mark.parametrize("file", FILES)
def test_libreoffice_gets_the_file_back_when_it_rejects_all(folder: Path, file: str):
    assert said(folder, f"nieuw/{file}", "reject") == said(folder, f"griffie/{file}", "reject")


@pytest.mark.parametrize("file", FILES)
def test_libreoffice_reads_the_same_as_we_do_when_it_accepts_all(folder: Path, file: str):
    assert said(folder, f"nieuw/{file}", "accept") == settle.accepted(read_file(folder / "nieuw" / file)[MAIN])


@pytest.mark.parametrize("file", FILES)
def test_the_region_did_change_something(folder: Path, file: str):
    assert said(folder, f"nieuw/{file}", "accept") != said(folder, f"griffie/{file}", "accept")
    assert (folder / "griffie" / file).read_bytes() != (
        folder / "gemaakt" / f"{file.partition('-')[0]}.docx"
    ).read_bytes()
