"""Files and texts that were made to do harm: refused, said so, in a moment, and nothing of them carried out."""

import shutil
import time
from pathlib import Path

import pytest
import samples
from hostile import Hostile
from hostile.returned import RETURNED
from hostile.texts import MARKDOWN, YAML
from hostile.wordfiles import JINJA, WORD, in_body, sound, zipped

from raadsvoorstel.batch import make
from raadsvoorstel.edited import MarksLost, read_edited
from raadsvoorstel.errors import InputRefused, RaadsvoorstelError, WordFileUnusable
from raadsvoorstel.findings import Finding, has_errors
from raadsvoorstel.herkomst import read_herkomst
from raadsvoorstel.loading import load_dossier
from raadsvoorstel.making import Outcome
from raadsvoorstel.overnemen import take_over
from raadsvoorstel.project import Project
from raadsvoorstel.sjabloon import controleer_sjabloon
from raadsvoorstel.word import package
from raadsvoorstel.word.xml import RELATIONS, R, escape

REGIO = "gemeenten: [heemstede]\nonderwerp: O\nsamenvatting: |\n  Tekst.\n\n  - a\n  - b\n"
SECONDS = 20
"""Four times what any refusal takes on an idle computer: the tests share theirs with others."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for folder in ("templates/heemstede", "proposals/x"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("gemeente.yaml", "logo.png", "raadsvoorstel.docx"):
        if (source := samples.ROOT / "templates" / "heemstede" / name).exists():
            shutil.copy(source, tmp_path / "templates" / "heemstede")
    (tmp_path / "proposals" / "x" / "regio.yaml").write_text(REGIO, "utf-8")
    return Project(tmp_path)


@pytest.fixture(autouse=True)
def in_a_moment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < SECONDS
    assert not (tmp_path / "GEHACKT").exists()


def made(project: Project) -> tuple[list[Outcome], list[Finding]]:
    dossier, findings = load_dossier(project, "x")
    outcomes = list(make(dossier, dossier.houses, project.root / "uit", definitief=False)) if dossier else []
    return outcomes, [*findings, *(finding for outcome in outcomes for finding in outcome.findings)]


def taken_over(project: Project, source: Path) -> tuple[bytes | None, str]:
    """Return the template that was made of a file, or why there is none."""
    try:
        data, findings = take_over(project, "heemstede", source)
    except InputRefused as error:
        return None, str(error)
    return data, said(findings)


def said(findings: list[Finding]) -> str:
    return "\n".join(finding.message for finding in findings)


def test_a_template_with_which_nothing_is_wrong_makes_a_document(project: Project):
    project.template("heemstede").write_bytes(zipped(sound()))
    ((outcome,), _) = made(project)
    assert not outcome.failed


@pytest.mark.parametrize("hostile", [*WORD, *JINJA], ids=str)
def test_no_document_is_made_of_a_hostile_template(project: Project, hostile: Hostile):
    project.template("heemstede").write_bytes(hostile.data)
    ((outcome,), findings) = made(project)
    if "maak" in hostile.harmless:
        assert not outcome.failed, findings
    else:
        assert (outcome.failed, outcome.trouble) == (True, "invoer")
        assert len(findings) == 1
        assert samples.matches(hostile.says, said(findings))


@pytest.mark.parametrize("hostile", [*WORD, *JINJA], ids=str)
def test_the_check_of_templates_says_what_is_wrong_with_it(tmp_path: Path, hostile: Hostile):
    controle = controleer_sjabloon(tmp_path / "a.docx", hostile.data, "a.docx")
    if "sjabloon" not in hostile.harmless:
        assert has_errors(controle.findings)
        assert samples.matches(hostile.says, said(controle.findings))


@pytest.mark.parametrize("hostile", WORD, ids=str)
def test_a_hostile_file_is_not_taken_over_as_a_template_with_what_is_wrong_in_it(project: Project, hostile: Hostile):
    source = project.root / "a.docx"
    source.write_bytes(hostile.data)
    data, reason = taken_over(project, source)
    if data is None:
        assert samples.matches(hostile.says, reason)
        return
    assert "van" in hostile.harmless
    controle = controleer_sjabloon(project.template("heemstede"), data, "a.docx")
    assert not {finding.code for finding in controle.findings} & {"macro", "van-buiten", "ingebed"}


@pytest.mark.parametrize("hostile", WORD, ids=str)
def test_a_hostile_file_tells_nothing_of_where_it_comes_from(tmp_path: Path, hostile: Hostile):
    (tmp_path / "a.docx").write_bytes(hostile.data)
    with pytest.raises(RaadsvoorstelError) as error:
        read_herkomst(tmp_path / "a.docx")
    if "herkomst" not in hostile.harmless:
        assert samples.matches(hostile.says, str(error.value))


@pytest.mark.parametrize("hostile", [each for each in WORD if each.kind == "inhoud"], ids=str)
def test_a_document_that_came_back_with_something_hostile_in_it_is_not_read(tmp_path: Path, hostile: Hostile):
    (tmp_path / "a.docx").write_bytes(hostile.data)
    with pytest.raises(WordFileUnusable) as error:
        read_edited(tmp_path / "a.docx")
    assert samples.matches(hostile.says, str(error.value))


@pytest.mark.parametrize(
    ("template", "is_read"),
    [
        ("file:///C:\\Users\\griffie\\AppData\\Normal.dotm", True),
        ("Normal.dotm", True),
        ("file:///\\\\server\\deel\\a.dotm", False),
        ("%5C%5Cserver/a.dotm", False),
        ("%255C%255Cserver/a.dotm", False),
        (" \\\\server\\a.dotm", False),
        (".\\\\server\\a.dotm", False),
        ("x/..//server/a.dotm", False),
        ("file://server/a.dotm", False),
        ("//server/a.dotm", False),
        ("http://example.org/a.dotm", False),
    ],
)
def test_the_template_that_a_document_was_written_with_may_lie_on_a_computer(
    tmp_path: Path, template: str, is_read: bool
):
    settings, relations = "word/settings.xml", "word/_rels/settings.xml.rels"
    row = f'<Relationship Id="rId1" Type="{R}/attachedTemplate" Target="{template}" TargetMode="External"/>'
    parts = {**sound()}
    parts[settings] = parts[settings].replace(
        b"</w:settings>", f'<w:attachedTemplate r:id="rId1" xmlns:r="{R}"/></w:settings>'.encode()
    )
    parts[relations] = f'<Relationships xmlns="{RELATIONS}">{row}</Relationships>'.encode()
    (tmp_path / "a.docx").write_bytes(zipped(parts))
    with pytest.raises(MarksLost if is_read else WordFileUnusable, match="weet niet meer" if is_read else "sjabloon"):
        read_edited(tmp_path / "a.docx")


@pytest.mark.parametrize(
    "code", [r'HYPERLINK "https://example.org/search:a" \o "Zie file: a"', " = {} - 1", " PAGE "], ids=str
)
def test_a_field_that_only_looks_strange_is_read(tmp_path: Path, code: str):
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = field.format("begin") + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + field.format("end")
    codes = [f'<w:r><w:instrText xml:space="preserve">{escape(part)}</w:instrText></w:r>' for part in code.split("{}")]
    (tmp_path / "a.docx").write_bytes(
        in_body(f"<w:p>{field.format('begin')}{inner.join(codes)}{field.format('end')}</w:p>")
    )
    with pytest.raises(MarksLost):
        read_edited(tmp_path / "a.docx")


@pytest.mark.parametrize("tracked", ["del", "ins"])
def test_a_field_that_was_taken_out_or_put_in_as_a_tracked_change_is_read(tmp_path: Path, tracked: str):
    run, mark = "<w:r><w:instrText>{}</w:instrText></w:r>", '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = mark.format("begin") + run.format(" PAGE ") + mark.format("end")
    outer = (
        mark.format("begin"),
        run.format(" I"),
        run.format("F "),
        inner,
        run.format(" = 1 a b"),
        mark.format("end"),
    )
    change = f'<w:{tracked} w:id="9" w:author="x">{{}}</w:{tracked}>'
    around = "".join(piece if piece is inner else change.format(piece) for piece in outer)
    (tmp_path / "a.docx").write_bytes(in_body(f"<w:p>{''.join(map(change.format, outer))}{around}</w:p>"))
    with pytest.raises(MarksLost):
        read_edited(tmp_path / "a.docx")


@pytest.mark.parametrize("hostile", RETURNED, ids=str)
def test_a_document_whose_texts_cannot_be_told_apart_is_refused(tmp_path: Path, hostile: Hostile):
    (tmp_path / "a.docx").write_bytes(hostile.data)
    edited = read_edited(tmp_path / "a.docx")
    with pytest.raises(WordFileUnusable, match=hostile.says):
        _ = edited.units


@pytest.mark.parametrize("hostile", YAML, ids=str)
def test_a_hostile_text_is_refused_with_its_place(project: Project, hostile: Hostile):
    (project.proposals / "x" / "regio.yaml").write_bytes(hostile.data)
    outcomes, findings = made(project)
    if hostile.harmless:
        assert not [outcome for outcome in outcomes if outcome.failed], findings
        return
    assert has_errors(findings)
    assert {finding.origin.file for finding in findings if has_errors([finding])} == {"proposals/x/regio.yaml"}
    assert samples.matches(hostile.says, said(findings))


@pytest.mark.parametrize("hostile", MARKDOWN, ids=str)
def test_a_hostile_text_in_markdown_ends(project: Project, hostile: Hostile):
    (project.proposals / "x" / "regio.yaml").write_bytes(hostile.data)
    outcomes, findings = made(project)
    assert not [outcome for outcome in outcomes if outcome.failed] or has_errors(findings)


def test_what_word_itself_makes_is_taken(tmp_path: Path):
    for edited in sorted((samples.ROOT / "tests" / "edited").glob("*.docx")):
        assert package.read_file(edited)
