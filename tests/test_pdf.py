"""Word files become PDFs beside them, and a PDF that somebody changed stays as it is."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import samples

from raadsvoorstel import pdf
from raadsvoorstel.errors import ProgramMissing

needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed"
)
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")


WHOLE = r"%%PDF-1.7\nstartxref\n9\n%%%%EOF\n"
"""The shortest that could be one, for printf."""
KILLED = """
from pathlib import Path
from raadsvoorstel import pdf
pdf.find_program = lambda: Path({program!r})
pdf.make_pdfs([Path({document!r})])
"""


def word_file(path: Path, text: str = "Het besluit.") -> Path:
    import docx

    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def stand_in(folder: Path, script: str) -> Path:
    """Return a program that does as little as LibreOffice on a bad day."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


@needs_libreoffice
def test_all_files_are_made_beside_their_word_files_in_one_run(tmp_path: Path):
    documents = [word_file(tmp_path / name) for name in ("een stuk.docx", "-b&w ë.docx")]
    made, findings = pdf.make_pdfs(documents)
    assert (made, findings) == ({document: document.with_suffix(".pdf") for document in documents}, [])
    assert all(path.read_bytes().startswith(b"%PDF-") for path in made.values())


@needs_libreoffice
def test_a_pdf_is_made_again_only_when_its_word_file_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    document = word_file(tmp_path / "stuk.docx")
    pdf.make_pdfs([document])
    first = document.with_suffix(".pdf").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "find_program", lambda: pytest.fail("nothing is to be made"))
        assert pdf.make_pdfs([document]) == ({document: document.with_suffix(".pdf")}, [])
    word_file(document, "Een ander besluit.")
    assert pdf.make_pdfs([document]) == ({document: document.with_suffix(".pdf")}, [])
    assert document.with_suffix(".pdf").read_bytes() != first


@pytest.mark.parametrize("content", [b"%PDF-1.7 van iemand anders", b""])
def test_a_pdf_of_somebody_else_is_left_alone(tmp_path: Path, content: bytes):
    document = word_file(tmp_path / "stuk.docx")
    document.with_suffix(".pdf").write_bytes(content)
    made, [(about, finding)] = pdf.make_pdfs([document])
    assert (made, about, finding.code) == ({}, document, "bewerkt-bestand")
    assert document.with_suffix(".pdf").read_bytes() == content


@needs_libreoffice
def test_a_pdf_with_a_remark_in_it_is_left_alone(tmp_path: Path):
    document = word_file(tmp_path / "stuk.docx")
    pdf.make_pdfs([document])
    remarked = document.with_suffix(".pdf").read_bytes() + b"\n1 0 obj (opmerking) endobj\nstartxref\n9\n%%EOF\n"
    document.with_suffix(".pdf").write_bytes(remarked)
    _, [(_, finding)] = pdf.make_pdfs([document])
    assert finding.code == "bewerkt-bestand"
    assert document.with_suffix(".pdf").read_bytes() == remarked


@needs_posix
def test_a_file_that_libreoffice_makes_nothing_of_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "find_program", lambda: stand_in(tmp_path, "exit 1"))
    document = word_file(tmp_path / "stuk.docx")
    made, [(about, finding)] = pdf.make_pdfs([document])
    assert (made, about, finding.code) == ({}, document, "pdf-niet-gemaakt")


@needs_posix
def test_a_libreoffice_that_hangs_is_stopped_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        pdf, "find_program", lambda: stand_in(tmp_path, f"(sleep 3; touch {tmp_path}/nog-bezig) & wait")
    )
    monkeypatch.setattr(pdf, "SECONDS_TO_START", 0)
    monkeypatch.setattr(pdf, "SECONDS_PER_FILE", 1)
    _, findings = pdf.make_pdfs([word_file(tmp_path / "stuk.docx")])
    assert [finding.code for _, finding in findings] == ["pdf-niet-gemaakt"]
    time.sleep(2.5)
    assert not (tmp_path / "nog-bezig").exists()


@needs_posix
@pytest.mark.parametrize("way", ["SIGKILL", "SIGTERM", "SIGHUP", "SIGINT"])
def test_however_the_program_is_ended_libreoffice_ends_with_it_and_leaves_nothing(tmp_path: Path, way: str):
    (temporary := tmp_path / "tijdelijk").mkdir()
    works = f'touch "$TMPDIR/lu.tmp" {tmp_path}/begonnen; (sleep 2; touch {tmp_path}/nog-bezig) & wait'
    document, program = word_file(tmp_path / "stuk.docx"), stand_in(tmp_path, works)
    script = KILLED.format(program=str(program), document=str(document))
    known = {**os.environ, "PYTHONPATH": str(samples.ROOT), "TMPDIR": str(temporary)}
    with subprocess.Popen([sys.executable, "-c", script], env=known, stderr=subprocess.DEVNULL) as process:
        wait_until((tmp_path / "begonnen").exists)
        process.send_signal(signal.Signals[way])
    wait_until(lambda: not [*temporary.iterdir()])
    time.sleep(2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["begonnen", "soffice", "stuk.docx", "tijdelijk"]


@needs_posix
@pytest.mark.parametrize("half", ["%%PDF-1.7\\n1 0 obj", "%%PDF-1.7\\nstartxref\\n9\\n", "<html>%%%%EOF"])
def test_half_a_pdf_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, half: str):
    makes = f'mkdir -p "$6"; printf \'{half}\' > "$6/stuk.pdf"'
    monkeypatch.setattr(pdf, "find_program", lambda: stand_in(tmp_path, makes))
    document = word_file(tmp_path / "stuk.docx")
    made, [(about, finding)] = pdf.make_pdfs([document])
    assert (made, about, finding.code) == ({}, document, "pdf-niet-gemaakt")
    assert not document.with_suffix(".pdf").exists()


@needs_posix
def test_where_libreoffice_has_no_room_to_work_that_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(**kinds: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(pdf, "find_program", lambda: stand_in(tmp_path, "exit 0"))
    monkeypatch.setattr(pdf.tempfile, "TemporaryDirectory", full)
    document = word_file(tmp_path / "stuk.docx")
    made, [(about, finding)] = pdf.make_pdfs([document])
    assert (made, about, finding.code) == ({}, document, pdf.HINDERED_CODE)


def test_libreoffice_is_found_on_the_path_and_in_the_usual_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    usual = tmp_path / "LibreOffice.app" / "soffice"
    usual.parent.mkdir()
    usual.touch()
    monkeypatch.setattr(pdf, "_USUAL_PLACES", (str(tmp_path / "nergens"), str(usual)))
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    assert pdf.find_program() == usual
    monkeypatch.setattr(pdf.shutil, "which", lambda name: "/usr/bin/libreoffice" if name == "libreoffice" else None)
    assert pdf.find_program() == Path("/usr/bin/libreoffice")


def test_without_libreoffice_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ())
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    with pytest.raises(ProgramMissing, match="LibreOffice is hiervoor nodig en niet gevonden; installeer het met `"):
        pdf.find_program()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_in_the_place_of_a_pdf_is_left_alone(tmp_path: Path):
    document = word_file(tmp_path / "stuk.docx")
    os.mkfifo(document.with_suffix(".pdf"))
    made, [(_, finding)] = pdf.make_pdfs([document])
    assert (made, finding.code) == ({}, "bewerkt-bestand")


def test_a_folder_in_the_place_of_a_pdf_is_a_finding(tmp_path: Path):
    document = word_file(tmp_path / "stuk.docx")
    document.with_suffix(".pdf").mkdir()
    made, [(_, finding)] = pdf.make_pdfs([document])
    assert (made, finding.code) == ({}, pdf.HINDERED_CODE)


@needs_posix
def test_a_pdf_that_somebody_saves_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    document = word_file(tmp_path / "stuk.docx")
    makes = f"echo anders > '{document.with_suffix('.pdf')}'; mkdir -p \"$6\"; printf '{WHOLE}' > \"$6/stuk.pdf\""
    monkeypatch.setattr(pdf, "find_program", lambda: stand_in(tmp_path, makes))
    made, [(_, finding)] = pdf.make_pdfs([document])
    assert (made, finding.code) == ({}, pdf.HINDERED_CODE)
    assert document.with_suffix(".pdf").read_text() == "anders\n"
