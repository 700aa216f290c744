"""Files that other programs saved: every section is found in them, or it is said which one is not sure.

The files under `tests/edited/` were made by `tests/edited/make.py`; what has to be found in each stands beside it.
"""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import desk
import docx
import docxtpl
import pytest
import samples
import yaml
from desk import Desk

from raadsvoorstel.edited import read_edited
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.pdf import find_program
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.anchors import How, Located, locate
from raadsvoorstel.word.finding.likeness import lines_of
from raadsvoorstel.word.manifest import Manifest
from raadsvoorstel.word.reader import read
from raadsvoorstel.word.values import locate_values

EDITED = samples.ROOT / "tests" / "edited"
FILES = sorted(EDITED.glob("*.docx"), key=lambda file: file.stem)


def opened(file: Path) -> dict[str, bytes]:
    return package.read(file.read_bytes(), file.name)


def found_in(file: Path, expected: dict[str, Any]) -> tuple[list[Located], Manifest]:
    """Return what is found in a file; one that lost its manifest borrows that of another file."""
    made = manifest.read(opened(EDITED / expected["manifest"] if "manifest" in expected else file))
    assert made is not None
    return locate(read(opened(file)), made), made


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_found_in_what_another_program_saved(file: Path):
    expected = yaml.safe_load(file.with_suffix(".yaml").read_text("utf-8"))
    found, _ = found_in(file, expected)
    assert len(found) > 20
    unknown = {*expected.get("teksten", ())} - {each.base.path for each in found}
    assert not unknown
    for each in found:
        demand(each, expected.get("teksten", {}).get(each.base.path, {}), found)


def demand(each: Located, expected: dict[str, Any], found: list[Located]) -> None:
    """Demand that a text was found as expected; where nothing is expected, by its mark and as it was."""
    assert (each.base.path, each.how) == (each.base.path, How(expected.get("hoe", How.MARK)))
    assert (each.base.path, len(each.also)) == (each.base.path, expected.get("ook", 0))
    lines = lines_of(each.blocks)
    if "na" in expected:
        assert each.start > next(other.start for other in found if other.base.path == expected["na"])
    if "regels" in expected:
        assert [line[: len(start)] for line, start in zip(lines, expected["regels"], strict=True)] == expected["regels"]
        assert lines[-1].endswith(expected.get("einde", ""))
    elif each.blocks:
        assert (each.base.path, lines) == (each.base.path, lines_of(each.base.blocks))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_was_filled_in_at_the_head_is_found(file: Path):
    expected = yaml.safe_load(file.with_suffix(".yaml").read_text("utf-8"))
    _, made = found_in(file, expected)
    values = {each.base.path: each for each in locate_values(read(opened(file)), made)}
    given = expected.get("waarden", {})
    assert len(values) > 3
    assert {path: each.text if each.is_sure else None for path, each in values.items()} == {
        path: given.get(path, each.base.text) for path, each in values.items()
    }


def test_of_every_file_it_is_said_what_was_done_to_it():
    assert [file.stem for file in FILES] == sorted(file.stem for file in EDITED.glob("*.yaml"))
    assert all(yaml.safe_load(file.read_text("utf-8")).keys() >= {"door", "gedaan"} for file in EDITED.glob("*.yaml"))


# --- saved here and now ---------------------------------------------------------------------------


def saved_by_python_docx(data: bytes) -> bytes:
    target = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(target)
    return target.getvalue()


def saved_by_docxtpl(data: bytes) -> bytes:
    template, target = docxtpl.DocxTemplate(io.BytesIO(data)), io.BytesIO()
    template.render({})
    template.save(target)
    return target.getvalue()


@pytest.mark.parametrize("save", [saved_by_python_docx, saved_by_docxtpl])
@pytest.mark.parametrize("gemeente", samples.deelnemers())
def test_every_text_is_found_in_what_a_library_saved(save: Callable[[bytes], bytes], gemeente: str):
    data = samples.document(samples.REPOSITORY, samples.VOORBEELD, gemeente).data
    demand_same(summary(data), summary(save(data)))


def test_a_document_without_its_manifest_is_known_by_that_of_another():
    file = EDITED / "via-odt.docx"
    assert manifest.read(opened(file)) is None


Summary = list[tuple[str, bool, tuple[str, ...], int]]


def summary(data: bytes, made: Manifest | None = None) -> Summary:
    """Return of each text whether it is sure, what it says and how many copies there are."""
    parts = package.read(data, "a.docx")
    made = made or manifest.read(parts)
    assert made is not None
    return [(each.base.path, each.is_sure, lines_of(each.blocks), len(each.also)) for each in locate(read(parts), made)]


def demand_same(one: Summary, other: Summary) -> None:
    assert len(one) == len(other) > 5
    for before, after in zip(one, other, strict=True):
        assert before == after


def moved(edited: Desk) -> None:
    for start in ("Waarom nu", "Het programma Geweld hoort nergens thuis moet", "In Zuid-Kennemerland, IJmond"):
        edited.block("Financiën").addprevious(edited.block(start))


def copied(edited: Desk) -> None:
    blocks = edited.blocks
    for start in ("Waarom nu", "Het programma Geweld hoort nergens thuis moet"):
        desk.double_as_word(edited, blocks.index(edited.block(start)), edited.blocks.index(edited.block("Financiën")))


def deleted(edited: Desk) -> None:
    for start in ("Waarom nu", "Het programma Geweld hoort nergens thuis moet", "In Zuid-Kennemerland, IJmond"):
        desk.track_deletion(edited.block(start))


def unmarked(edited: Desk) -> None:
    for block in edited.blocks[::2]:
        desk.bare(block)


def written(edited: Desk) -> None:
    for one in range(len(edited.blocks) - 1, 12, -7):
        desk.write(edited, one, 0)
        desk.reword(edited, one - 2, 0)


EDITS = (moved, copied, deleted, unmarked, written)
LETTER = "bloemendaal"


def edited_by_hand(edit: Callable[[Desk], None]) -> bytes:
    edited = Desk(LETTER)
    edit(edited)
    return package.write(package.parts_of(edited.package))


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return documents of every house, of everything that a proposal can hold, and some that were edited."""
    made = {
        f"{naam}-{gemeente}-{soort}": samples.document(samples.REPOSITORY, naam, gemeente, soort).data
        for naam, gemeente, soort in samples.shipped()
        if naam == samples.VOORBEELD or gemeente in ("alkmaar", "texel")
    }
    for naam in ("alles", "moeilijk"):
        project = samples.case(tmp_path_factory.mktemp(naam) / "p", naam)
        made |= {
            f"{naam}-{gemeente}": samples.document(project, naam, gemeente).data for gemeente in (LETTER, "haarlem")
        }
    return made | {edit.__name__: edited_by_hand(edit) for edit in EDITS}


@pytest.fixture(scope="module")
def resaved(originals: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the documents as LibreOffice saves them, all in one start of it."""
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed (on Debian: libreoffice-writer)")
    folder, output = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("uit")
    files = [folder / f"{name}.docx" for name in originals]
    for file in files:
        file.write_bytes(originals[file.stem])
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('profiel').as_uri()}"
    command = [
        find_program(),
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        output,
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {file.stem: (output / file.name).read_bytes() for file in files}


def test_libreoffice_saves_every_document_so_that_every_text_is_found(
    originals: dict[str, bytes], resaved: dict[str, bytes]
):
    wrong = {name: differing(summary(originals[name]), summary(resaved[name])) for name in originals}
    assert {name: paths for name, paths in wrong.items() if paths} == {}


def differing(one: Summary, other: Summary) -> list[str]:
    return [before[0] for before, after in zip(one, other, strict=True) if before != after]


def test_and_remembers_what_it_was_made_from(originals: dict[str, bytes], resaved: dict[str, bytes]):
    for name, data in originals.items():
        assert manifest.read(package.read(data, name)) == manifest.read(package.read(resaved[name], name))


def test_a_file_of_which_the_memory_is_damaged_is_named(tmp_path: Path):
    parts = desk.parts("bloemendaal")
    memory = manifest.part_of(parts)
    damaged = tmp_path / "a.docx"
    damaged.write_bytes(package.write(package.parts_of({**parts, memory: parts[memory].replace(b"soort", b"sort")})))
    with pytest.raises(
        WordFileUnusable, match=r"a\.docx wordt niet gelezen: het manifest in het bestand is beschadigd"
    ):
        read_edited(damaged)
