"""What programs of others make of a produced document: a validator, LibreOffice, and a reader of PDF."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

from raadsvoorstel.batch import make
from raadsvoorstel.blocks import Item, plain_text, runs_text
from raadsvoorstel.errors import ProgramMissing
from raadsvoorstel.pdf import find_program
from raadsvoorstel.word import manifest, package, reader
from raadsvoorstel.word.anchors import How, locate
from raadsvoorstel.writing import is_edited

SHIPPED = [which for which in samples.shipped() if which[0] == samples.VOORBEELD]
CASES = [(naam, gemeente, "raadsvoorstel") for naam in ("alles", "moeilijk") for gemeente in samples.deelnemers()]
MOEILIJK = ("moeilijk", "heemstede", "raadsvoorstel")
Which = tuple[str, str, str]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[Which, samples.Document]:
    """Every document of the shipped proposal, and those that hold everything a proposal can hold."""
    projects = {naam: samples.case(tmp_path_factory.mktemp(naam) / "p", naam) for naam in ("alles", "moeilijk")}
    return {which: samples.document(projects.get(which[0], samples.REPOSITORY), *which) for which in (*SHIPPED, *CASES)}


@pytest.fixture(scope="module")
def files(documents: dict[Which, samples.Document], tmp_path_factory: pytest.TempPathFactory) -> dict[Which, Path]:
    folder = tmp_path_factory.mktemp("documenten")
    made = {which: folder / f"{'-'.join(which)}.docx" for which in documents}
    for which, path in made.items():
        path.write_bytes(documents[which].data)
    return made


# --- an independent validator ----------------------------------------------------------------------------------


@pytest.mark.parametrize("which", [*SHIPPED, *CASES], ids=lambda which: "-".join(which))
def test_a_validator_of_others_finds_no_fault(files: dict[Which, Path], which: Which):
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed: make test installs it")
    result = audit.OpenXmlValidator(file_format=audit.FileFormat.OFFICE_2019).validate(str(files[which]))
    assert [str(error) for error in result.errors] == []


# --- LibreOffice -----------------------------------------------------------------------------------------------


def converted(paths: list[Path], kind: str, folder: Path) -> list[Path]:
    """Return what LibreOffice makes of the files, in one run."""
    try:
        program = find_program()
    except ProgramMissing:
        pytest.skip("LibreOffice is not installed: apt install libreoffice-writer")
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    command = [str(program), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / path.with_suffix(f".{kind}").name for path in paths]


@pytest.fixture(scope="module")
def pdfs(files: dict[Which, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[Which, str]:
    """The text of the PDF of every shipped document and of the difficult one, with single spaces."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt install poppler-utils")
    wanted = [*SHIPPED, MOEILIJK]
    made = converted([files[which] for which in wanted], "pdf", tmp_path_factory.mktemp("pdf"))
    texts = (
        subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True).stdout for path in made
    )
    return {which: " ".join(text.decode().split()) for which, text in zip(wanted, texts, strict=True)}


def numbered(document: samples.Document) -> Iterator[str]:
    """Yield the first words of every numbered item, behind the number that it must have."""
    sections = [section for part in document.template.parts for section in document.composition.delen.get(part, ())]
    counts: dict[str, int] = {}
    for block in (block for section in sections for passage in section.inhoud for block in passage.blocks):
        if isinstance(block, Item) and block.marker == "number" and block.level == 0:
            count = counts[block.label] = block.start or counts[block.label] + 1
            label = f"{block.label}.{count}" if block.label else f"{count}."
            yield f"{label} {' '.join(runs_text(block.runs).split()[:2])}"


@pytest.mark.parametrize("which", [*SHIPPED, MOEILIJK], ids=lambda which: "-".join(which))
def test_every_list_in_the_pdf_counts_as_it_should(
    documents: dict[Which, samples.Document], pdfs: dict[Which, str], which: Which
):
    wanted = list(numbered(documents[which]))
    assert [item for item in wanted if item.startswith("1.")]
    assert [item for item in wanted if item not in pdfs[which]] == []


@pytest.mark.parametrize("which", SHIPPED, ids=lambda which: "-".join(which))
def test_the_pdf_of_a_raadsvoorstel_has_its_arguments_numbered_by_decision_point(pdfs: dict[Which, str], which: Which):
    if which[2] == "raadsvoorstel":
        assert "1.1 Met de regiovisie volgen" in pdfs[which]
        assert "1.2 De organisaties die" in pdfs[which]


@pytest.fixture(scope="module")
def saved(files: dict[Which, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[Which, Path]:
    """Documents that LibreOffice opened and saved."""
    wanted = [(samples.VOORBEELD, "heemstede", "raadsvoorstel"), ("alles", "haarlem", "raadsvoorstel")]
    return dict(
        zip(wanted, converted([files[which] for which in wanted], "docx", tmp_path_factory.mktemp("odt")), strict=True)
    )


def test_what_libreoffice_saved_is_edited_and_never_overwritten(saved: dict[Which, Path], tmp_path: Path):
    edited = tmp_path / "heemstede-raadsvoorstel.docx"
    shutil.copy(saved[samples.VOORBEELD, "heemstede", "raadsvoorstel"], edited)
    kept = edited.read_bytes()
    assert is_edited(edited)
    dossier = samples.shipped_dossier(samples.VOORBEELD)
    (outcome,) = make(dossier, ["heemstede"], tmp_path, definitief=False)
    assert (outcome.edited, edited.read_bytes()) == (edited, kept)
    assert outcome.document == tmp_path / "heemstede-raadsvoorstel (nieuw).docx"


def test_every_text_is_found_back_in_what_libreoffice_saved(saved: dict[Which, Path]):
    for path in saved.values():
        parts = package.read_file(path)
        memory = manifest.read(parts)
        assert memory is not None
        located = locate(reader.read(parts), memory)
        assert len(located) > 20
        assert [found.base.path for found in located if found.how is not How.MARK] == []
        assert [plain_text(found.blocks[: len(found.base.blocks)]) for found in located] == [
            plain_text(found.base.blocks) for found in located
        ]
