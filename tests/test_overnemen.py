"""`sjabloon nieuw --van`: a Word file of the gemeente becomes its template, and what could not be used is told.

`tests/elsewhere/libreoffice.dotx` is an old raadsvoorstel that LibreOffice saved as a template of Word.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import samples
from click.testing import CliRunner, Result

from raadsvoorstel.cli import main
from raadsvoorstel.errors import FileUnreadable, WordFileUnusable
from raadsvoorstel.findings import Finding, Severity
from raadsvoorstel.overnemen import take_over
from raadsvoorstel.project import Project
from raadsvoorstel.render import open_template
from raadsvoorstel.word import package, reader

ELSEWHERE = samples.ROOT / "tests" / "elsewhere" / "libreoffice.dotx"
REGIO = """
gemeenten: [heemstede]
onderwerp: Vaststellen van de woonvisie
zaaknummer: "0099"
aanleiding: |
  Er is **nu** een woonvisie nodig:

  - voor jong;
  - voor oud.
besluit:
  raad:
    vaststellen: de woonvisie vast te stellen.
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with a proposal for Heemstede, in which one stands; Heemstede has no template yet."""
    project = samples.project(tmp_path / "project", {"regio.yaml": REGIO})
    project.template(samples.HEEMSTEDE).unlink()
    monkeypatch.chdir(project.root)
    return project


@pytest.fixture
def letter(tmp_path: Path) -> Callable[..., Path]:
    """Write a Word file of a few lines: `letter("Beste", "dag")`."""

    def write(*lines: str) -> Path:
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(tmp_path / "brief.docx"))
        return tmp_path / "brief.docx"

    return write


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, list(map(str, arguments)))


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def taken(project: Project, source: Path = ELSEWHERE, gemeente: str = samples.HEEMSTEDE) -> list[Finding]:
    """Put the template in its place, and return what was found."""
    data, findings = take_over(project, gemeente, source)
    assert data is not None, findings
    project.template(gemeente).write_bytes(data)
    return findings


def paragraphs(data: bytes) -> list[str]:
    return [text for text in reader.read(package.read(data, "a.docx")).paragraphs if text.strip()]


def test_an_old_raadsvoorstel_keeps_its_front_and_prints_the_new_text(here: Project):
    taken(here)
    shown = paragraphs(samples.document(here, "proef", samples.HEEMSTEDE).data)
    assert shown[:6] == [
        "Gemeente Heemstede",
        "Raadsvoorstel",
        "Zaaknummer:",
        "0099",
        "Afdeling:",
        "[nog in te vullen: afdeling]",
    ]
    assert "voor jong;" in shown
    assert not [text for text in shown if "oude zin" in text or "711325" in text or "023-" in text]


def test_what_is_mapped_and_what_is_not_is_told_in_dutch(here: Project):
    findings = {(finding.code, finding.message): finding.severity for finding in taken(here)}
    told = {message: severity for (_, message), severity in findings.items()}
    assert told["in de koptekst staat nu {{ zaaknummer }}"] is Severity.OPMERKING
    assert (
        told["‘Telefoon: 023-1234567’ is geen regel van `kop:`; wat erachter stond, is leeggemaakt"]
        is Severity.WAARSCHUWING
    )
    assert told["aan de kop toegevoegd, omdat `kop:` erom vraagt: ‘Openbaarheid’"] is Severity.OPMERKING
    assert told["in de koptekst van de eerste bladzijde blijft staan: ‘Gemeente Heemstede’"] is Severity.OPMERKING
    assert any(message.startswith("de stijlen van het bestand: titel: Title") for message in told)


@pytest.mark.parametrize("gemeente", samples.deelnemers())
def test_every_gemeente_gets_the_parts_of_its_own_indeling(tmp_path: Path, gemeente: str):
    project = samples.project(tmp_path / "project", {"regio.yaml": REGIO})
    taken(project, gemeente=gemeente)
    template = open_template(project.template(gemeente), project.template(gemeente).read_bytes())
    wanted = {sectie.deel for sectie in samples.indeling(samples.REPOSITORY, samples.VOORBEELD, gemeente)}
    assert set(template.parts) == wanted


def test_a_letter_becomes_a_template_with_the_head_of_the_gemeente(here: Project, letter: Callable[..., Path]):
    findings = taken(here, letter("Geachte heer,", "Met vriendelijke groet"))
    template = open_template(Path("a"), here.template(samples.HEEMSTEDE).read_bytes())
    assert template.loops == ("kop", "delen.inhoud")
    assert "Geachte heer," not in paragraphs(here.template(samples.HEEMSTEDE).read_bytes())
    assert {"overname-stijlen", "overname-tekst", "overname-weggelaten"} <= codes(findings)


def test_a_faulty_gemeente_yaml_stops_it(here: Project):
    (here.templates / samples.HEEMSTEDE / "gemeente.yaml").write_text("naam: Heemstede\nindelng: []\n", "utf-8")
    data, findings = take_over(here, samples.HEEMSTEDE, ELSEWHERE)
    assert data is None
    assert "onbekend-veld" in codes(findings)


def test_a_kind_that_the_gemeente_does_not_make_is_told(here: Project):
    data, findings = take_over(here, samples.HEEMSTEDE, ELSEWHERE, "raadsbesluit")
    assert data is None
    assert codes(findings) == {"soort-onbekend"}


def test_what_cannot_be_read_is_an_error_with_a_reason(here: Project, tmp_path: Path):
    with pytest.raises(FileUnreadable):
        take_over(here, samples.HEEMSTEDE, tmp_path / "weg.docx")
    (tmp_path / "oud.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(WordFileUnusable):
        take_over(here, samples.HEEMSTEDE, tmp_path / "oud.doc")


# ------------------------------------------------------------------ the command


def test_the_command_writes_the_template_and_says_what_comes_next(here: Project):
    result = run("sjabloon", "nieuw", "heemstede", "--van", ELSEWHERE)
    assert result.exit_code == 1, result.output
    assert result.stdout.startswith("heemstede  gemaakt  templates/heemstede/raadsvoorstel.docx\n")
    assert result.stdout.endswith("Bekijk het met: raadsvoorstel sjabloon toon heemstede\n")
    assert here.template("heemstede").exists()


def test_a_template_that_is_there_stays_unless_one_asks(here: Project):
    here.template("heemstede").write_bytes(b"bewerkt")
    kept = run("sjabloon", "nieuw", "heemstede", "--van", ELSEWHERE, "--json")
    assert json.loads(kept.stdout)["resultaat"] == "niet overschreven"
    assert here.template("heemstede").read_bytes() == b"bewerkt"
    replaced = run("sjabloon", "nieuw", "heemstede", "--van", ELSEWHERE, "--overschrijven", "--json")
    assert json.loads(replaced.stdout)["resultaat"] == "overschreven"
    again = run("sjabloon", "nieuw", "heemstede", "--van", ELSEWHERE, "--json")
    assert json.loads(again.stdout)["resultaat"] == "ongewijzigd"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["heemstede", "velsen", "--van", str(ELSEWHERE)], "noem bij --van één gemeente"),
        (["heemstede", "--van", "weg.docx"], "er is geen bestand weg.docx"),
        (["heemstede", "--van", str(ELSEWHERE), "--soort", "brief"], "brief kan hier niet"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(here: Project, arguments: list[str], sentence: str):
    result = run("sjabloon", "nieuw", *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_the_file_itself_stays_as_it_is(here: Project, tmp_path: Path):
    source = tmp_path / "huisstijl.dotx"
    shutil.copy(ELSEWHERE, source)
    run("sjabloon", "nieuw", "heemstede", "--van", source)
    assert source.read_bytes() == ELSEWHERE.read_bytes()
