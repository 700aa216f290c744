"""`sjabloon toon`: the sample holds everything there is, and every gemeente can print it."""

import json
import re
from importlib.resources import files
from pathlib import Path

import docx
import pytest
import samples
from click.testing import CliRunner, Result

from raadsvoorstel import tonen
from raadsvoorstel.cli import main
from raadsvoorstel.errors import ProgramMissing
from raadsvoorstel.findings import Severity
from raadsvoorstel.model.fields import DOSSIER, VOORSTEL
from raadsvoorstel.nodes import Mapping, Node
from raadsvoorstel.pdf import find_program
from raadsvoorstel.project import Project
from raadsvoorstel.shape import Group, Keyed, Shape
from raadsvoorstel.sources import parse
from raadsvoorstel.tonen import SAMPLE, draw_pages, show
from raadsvoorstel.word import package, reader

LEFT_OPEN = {"auteur", "agendapunt"}
"""What the sample leaves open on purpose, to show what an open place looks like."""
OF_ONE_DOSSIER = {
    "gemeenten", "vast", "huis", "type", "gelijkluidend", "afwijkingen", "lokaal", "regels", "lijsten", "reces",
}  # fmt: skip


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, list(map(str, arguments)))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = samples.project(tmp_path / "project", {})
    monkeypatch.chdir(project.root)
    return project


def missing(shape: Shape, node: Node | None, path: str = "") -> list[str]:
    """Return the fields of a shape that a tree does not hold; of items under free names, one is enough for each."""
    match shape, node:
        case Group(fields=fields), Mapping(entries=entries):
            return [
                name
                for key, inner in fields.items()
                for name in missing(inner, entries[key].value if key in entries else None, f"{path}.{key}".strip("."))
            ]
        case Keyed(item=item), Mapping(entries=entries):
            each = [set(missing(item, entry.value, path)) for entry in entries.values()]
            return sorted(set.intersection(*each)) if each else [path]
        case _, None:
            return [path]
        case _:
            return []


def sample() -> Mapping:
    tree, findings = parse(files("raadsvoorstel").joinpath(SAMPLE).read_text("utf-8"), SAMPLE)
    assert tree is not None, findings
    assert not findings
    return tree


def test_the_sample_holds_every_field_but_those_left_open():
    every = Group("", {**DOSSIER.fields, **VOORSTEL.fields})
    assert {
        path.partition(".")[0] if path.startswith("lijsten") else path for path in missing(every, sample())
    } == LEFT_OPEN | OF_ONE_DOSSIER | {"status.raad"}


@pytest.mark.parametrize("gemeente", samples.REPOSITORY.gemeenten)
def test_every_gemeente_can_be_shown(tmp_path: Path, gemeente: str):
    shown = show(samples.REPOSITORY, gemeente, tmp_path)
    found = [finding for one in shown for finding in one.findings]
    assert [finding for finding in found if finding.severity is not Severity.OPMERKING] == []
    assert [one.document for one in shown if one.soort and one.document is None] == []
    assert f"{gemeente}-raadsvoorstel.docx" in {path.name for path in tmp_path.iterdir()}


def test_a_document_shows_all_kinds_of_text(tmp_path: Path):
    show(samples.REPOSITORY, "heemstede", tmp_path)
    data = (tmp_path / "heemstede-raadsvoorstel.docx").read_bytes()
    parts = package.read(data, "a.docx")
    shown = reader.read(parts).paragraphs
    assert any("Samen werken aan een groene en waterrijke leefomgeving" in text for text in shown)
    assert any(name.startswith("word/media/") and b"PNG" in parts[name][:8] for name in parts)
    for sign in (b"<w:tbl>", b"w:hyperlink", b"w:footnoteReference ", b"<w:strike/>", b"<w:lvlOverride"):
        assert sign in parts["word/document.xml"] + parts["word/numbering.xml"], sign


def test_what_the_gemeente_always_writes_itself_is_what_is_shown(tmp_path: Path):
    project = samples.project(tmp_path / "project", {})
    path = project.templates / "heemstede" / "gemeente.yaml"
    own = "voorstel: {samenvatting: Wat altijd gelijk is., openbaarheid: Besloten}\n"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^voorstel:\n(?:  .*\n)+", own, text, flags=re.MULTILINE), "utf-8")
    shown = show(project, "heemstede", tmp_path / "uit")
    assert not [f for one in shown for f in one.findings if f.severity is Severity.FOUT]
    paragraphs = reader.read(package.read_file(tmp_path / "uit" / "heemstede-raadsvoorstel.docx")).paragraphs
    assert "Wat altijd gelijk is." in paragraphs


def test_the_same_template_gives_the_same_document(tmp_path: Path):
    for folder in ("een", "twee"):
        show(samples.REPOSITORY, "velsen", tmp_path / folder)
    een, twee = ((tmp_path / folder / "velsen-raadsbesluit.docx").read_bytes() for folder in ("een", "twee"))
    assert een == twee


def test_a_field_without_a_place_is_one_remark(tmp_path: Path):
    found = [finding for one in show(samples.REPOSITORY, "heemstede", tmp_path) for finding in one.findings]
    assert [(finding.code, finding.severity) for finding in found] == [("voorbeeld-niet-getoond", Severity.OPMERKING)]
    assert found[0].message.endswith("Heemstede: collegebesluit")


def test_a_template_that_is_missing_or_broken_is_told(here: Project, tmp_path: Path):
    here.template("heemstede").unlink()
    here.template("haarlem").write_bytes(b"geen Word")
    for gemeente in ("heemstede", "haarlem"):
        found = [finding for one in show(here, gemeente, tmp_path) for finding in one.findings]
        assert "niet-gemaakt" in {finding.code for finding in found}


def test_an_example_that_somebody_edited_stays(here: Project):
    folder = here.root / "uitvoer" / "sjablonen"
    run("sjabloon", "toon", "heemstede")
    path = folder / "heemstede-raadsvoorstel.docx"
    document = docx.Document(str(path))
    document.add_paragraph("Een zin van de griffier.")
    document.save(str(path))
    edited = path.read_bytes()
    result = run("sjabloon", "toon", "heemstede")
    assert path.read_bytes() == edited
    assert (folder / "heemstede-raadsvoorstel (nieuw).docx").exists()
    assert "[bewerkt-bestand]" in result.stdout


def test_an_example_that_somebody_saves_meanwhile_stays(here: Project, monkeypatch: pytest.MonkeyPatch):
    run("sjabloon", "toon", "heemstede")
    path = here.root / "uitvoer" / "sjablonen" / "heemstede-raadsvoorstel.docx"

    def looked_at(file: Path) -> bool:
        file.write_text("van de griffier")
        return False

    monkeypatch.setattr(tonen, "is_edited", looked_at)
    assert "iemand heeft het intussen gewijzigd" in run("sjabloon", "toon", "heemstede").stdout
    assert path.read_text() == "van de griffier"


def test_nothing_of_the_sample_is_left_in_the_project(here: Project):
    before = sorted(here.proposals.rglob("*"))
    run("sjabloon", "toon", "heemstede", "-o", "uit")
    assert sorted(here.proposals.rglob("*")) == before


def test_the_command_lists_what_it_made(here: Project):
    result = run("sjabloon", "toon", "velsen", "-o", "uit", "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [stuk["soort"] for stuk in answer["stukken"]] == ["raadsvoorstel", "collegebesluit", "raadsbesluit"]
    assert all(Path(stuk["bestand"]).is_file() for stuk in answer["stukken"])


def test_without_a_name_it_is_the_gemeente_one_stands_in(here: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(here.templates / "haarlem")
    answer = json.loads(run("sjabloon", "toon", "--json").stdout)
    assert {stuk["gemeente"] for stuk in answer["stukken"]} == {"haarlem"}


def test_a_house_shows_what_the_region_makes_in_it(here: Project):
    answer = json.loads(run("sjabloon", "toon", here.huizen[0], "--json").stdout)
    assert [(stuk["gemeente"], stuk["huis"], stuk["soort"]) for stuk in answer["stukken"]] == [
        (None, here.huizen[0], "persbericht")
    ]


def test_without_the_program_there_are_no_pictures_of_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tonen.shutil, "which", lambda _: None)
    assert draw_pages(tmp_path / "a.pdf") == []


def _has_libreoffice() -> bool:
    try:
        return bool(find_program())
    except ProgramMissing:
        return False


@pytest.mark.skipif(not _has_libreoffice(), reason="LibreOffice is not installed")
def test_with_libreoffice_there_are_pages(here: Project):
    answer = json.loads(run("sjabloon", "toon", "heemstede", "--pdf", "--json").stdout)
    (stuk,) = answer["stukken"]
    assert Path(stuk["pdf"]).read_bytes().startswith(b"%PDF-")
    assert all(Path(page).is_file() for page in stuk["bladzijden"])
