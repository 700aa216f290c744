"""Files that no program in its right mind writes, and that one of eight gemeenten sends all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from hostile.wordfiles import sound, zipped

from raadsvoorstel.batch import make
from raadsvoorstel.blocks import Item
from raadsvoorstel.edited import read_edited
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.loading import load_dossier
from raadsvoorstel.sjabloon import controleer_sjabloon
from raadsvoorstel.word import package, reader
from raadsvoorstel.word.package import FOOTNOTES, MAIN, TYPES
from raadsvoorstel.word.xml import W

RELS, NUMBERING, CUSTOM = "word/_rels/document.xml.rels", "word/numbering.xml", "docProps/custom.xml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
ODD_PROPERTIES = f'<Properties xmlns="{PROPERTIES}"><!-- x --><property pid="abc" name="a"/></Properties>'
Parts = dict[str, bytes]


def before(part: str, end: bytes, new: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, part: parts[part].replace(end, new + end, 1)}


def numbering(xml: str) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, NUMBERING: f'<w:numbering xmlns:w="{W}">{xml}</w:numbering>'.encode()}


def footnotes(xml: str) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, FOOTNOTES: f'<w:footnotes xmlns:w="{W}">{xml}</w:footnotes>'.encode()}


ODD: dict[str, Callable[[Parts], Parts]] = {
    "comment in the content types": before(TYPES, b"</Types>", b"<!-- x -->"),
    "comment in the relations": before(RELS, b"</Relationships>", b"<!--rv-->"),
    "comment in the text": before(MAIN, b"<w:sectPr", b"<!--rv--><?rv?>"),
    "comment in the numbering": numbering("<!--rv-->"),
    "comment in the footnotes": footnotes("<!-- x -->"),
    "list whose number is none": numbering('<w:abstractNum w:abstractNumId="²"/><w:num w:numId="²"/>'),
    "list with a number of 5000 digits": numbering(f'<w:abstractNum w:abstractNumId="{"9" * 5000}"/>'),
    "footnote whose number is none": footnotes('<w:footnote w:id="²"><w:p/></w:footnote>'),
    "bookmark whose number is none": before(MAIN, b"<w:sectPr", '<w:bookmarkStart w:id="²" w:name="a"/>'.encode()),
    "bookmark with a number of 5000 digits": before(
        MAIN, b"<w:sectPr", f'<w:bookmarkStart w:id="{"9" * 5000}" w:name="a"/>'.encode()
    ),
    "property whose number is none": lambda parts: {**parts, CUSTOM: ODD_PROPERTIES.encode()},
    "part without a name": lambda parts: {**parts, "": b"x"},
    "very large constant": before(MAIN, b"<w:sectPr", b"<w:p><w:r><w:t>{{ 999999999999999999999 }}</w:t></w:r></w:p>"),
    "constant that no text can hold": before(
        MAIN, b"<w:sectPr", b"<w:p><w:r><w:t>{{ '\\x00' }}{{ '\\ud800' }}</w:t></w:r></w:p>"
    ),
    "very many conditions": before(
        MAIN,
        b"<w:sectPr",
        b"<w:p><w:r><w:t>{% if kop %}a"
        + b"{% elif kop %}b" * 400
        + b"{% endif %}</w:t></w:r></w:p>",
    ),
    "raw with a plus": before(
        MAIN, b"<w:sectPr", b"<w:p><w:r><w:t>{%+ raw %}{{ zaaknummer }}{%+ endraw %}</w:t></w:r></w:p>"
    ),
}  # fmt: skip
REGIO = "gemeenten: [heemstede]\nonderwerp: Een onderwerp\nsamenvatting: Een tekst.\n"


@pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))
def test_a_document_is_made_of_an_odd_template_or_it_is_said_why_not(tmp_path: Path, odd: Callable[[Parts], Parts]):
    project = samples.project(tmp_path, {"regio.yaml": REGIO})
    data = zipped(odd(dict(sound())))
    project.template("heemstede").write_bytes(data)
    dossier, _ = load_dossier(project, "proef")
    assert dossier is not None
    (outcome,) = make(dossier, ["heemstede"], tmp_path / "uit", definitief=False)
    controle = controleer_sjabloon(tmp_path / "a.docx", data, "a.docx")
    assert all("Error" not in finding.message for finding in (*outcome.findings, *controle.findings))
    if outcome.failed:
        assert outcome.findings
        assert outcome.trouble == "invoer"
    else:
        assert outcome.document is not None
        assert b"_run(" not in package.read_file(outcome.document)[MAIN]


NINES = "9" * 5000
TEXTS = {
    "amount with very many digits": "samenvatting: Dit kost € 99999999999999999999999999999 per jaar.",
    "amount of a term with very many digits": (
        "samenvatting: 'Dit kost {{ termen.a | bedrag }}.'\ntermen: {a: 99999999999999999999999999999}"
    ),
    "number with very many digits": f"samenvatting: Dit zijn {'9' * 6000} gemeenten.",
    "product with very many digits": f"samenvatting: Dat is 3 x € {'9' * 28} = € 5, en {'9' * 5000} x € 2 = € 5.",
    "numbers of all kinds with very many digits": (
        f"samenvatting: |\n  Zie bijlage {NINES}, artikel {NINES}, lid {NINES}, en punt {NINES}, over {NINES} procent"
        f" in {NINES} weken van {NINES} tot {NINES} op {NINES} januari {NINES}, voor € {NINES},50 of {NINES} euro."
        f"\n\n  {NINES}. een\n\n  {NINES}) twee\nbijlagen: [Bijlage {NINES} Iets, {NINES}. Iets]"
    ),
    "terms in a chain": "samenvatting: '{{ termen.t0 }}'\ntermen:\n"
    + "".join(f"  t{n}: 'a {{{{ termen.t{n + 1} }}}}'\n" for n in range(300))
    + "  t300: einde",
    "terms in a circle": "samenvatting: '{{ termen.t0 }}'\ntermen:\n"
    + "".join(f"  t{n}: 'a {{{{ termen.t{(n + 1) % 300} }}}}'\n" for n in range(300)),
    "picture that was cut off": "samenvatting: |\n  Voor.\n\n  ![Stip](a.png)",
    "picture with a very long name": f"samenvatting: |\n  Voor.\n\n  ![Stip]({'a' * 400}.png)",
    "very many braces": f"samenvatting: 'Een {'{{' * 20_000}'",
    "very many names that do not end": f"samenvatting: '{'{{ termen.visie in. ' * 5_000}'",
    "very many tags": f"samenvatting: '{'<![CDATA[' * 20_000}'",
    "text of millions of characters": f"samenvatting: {'x y ' * 470_000}",
    "very large table": "samenvatting: |\n" + f"  {'| a ' * 100}|\n  {'|---' * 100}|\n" + f"  {'| b ' * 100}|\n" * 1000,
    "very many comments": "samenvatting: Een tekst.\n" + "# notitie\n" * 20_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_an_odd_text_is_judged_like_any_other(tmp_path: Path, text: str):
    project = samples.project(tmp_path, {"regio.yaml": f"gemeenten: [heemstede]\nonderwerp: Een onderwerp\n{text}\n"})
    (project.proposals / "proef" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert all(finding.message for finding in samples.findings_of(project, "proef", opinions=True))


def test_a_file_of_a_gemeente_that_leads_nowhere_is_not_taken_for_none(tmp_path: Path):
    project = samples.project(tmp_path, {"regio.yaml": REGIO})
    (project.proposals / "proef" / "heemstede.yaml").symlink_to(tmp_path / "weg.yaml")
    assert [str(finding.origin) for finding in samples.findings_of(project, "proef")] == [
        "proposals/proef/heemstede.yaml"
    ]


# --- documents that come back ------------------------------------------------------------------------------------


def returned(change: Callable[[Parts], Parts]) -> Parts:
    made = samples.document(samples.REPOSITORY, samples.VOORBEELD, samples.HEEMSTEDE).data
    return change(package.read(made, "a.docx"))


@pytest.mark.parametrize("level", ["999999999", "20", "-1", "-100", "x", ""])
def test_a_list_is_no_deeper_than_word_counts(level: str):
    parts = returned(
        lambda p: {**p, MAIN: p[MAIN].replace(b'<w:ilvl w:val="0"/>', f'<w:ilvl w:val="{level}"/>'.encode())}
    )
    items = [placed.block for placed in reader.read(parts).body if isinstance(placed.block, Item)]
    assert items
    assert all(0 <= item.level < 9 for item in items)


def test_a_footnote_that_refers_to_itself_is_read_once():
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    parts = footnotes(f'<w:footnote w:id="7"><w:p><w:r><w:t>Noot</w:t></w:r>{reference}</w:p></w:footnote>')(
        returned(lambda p: {**p, MAIN: p[MAIN].replace(b"<w:sectPr", f"<w:p>{reference}</w:p><w:sectPr".encode(), 1)})
    )
    notes = [run.note for placed in reader.read(parts).body for run in getattr(placed.block, "runs", ()) if run.note]
    assert notes[-1][0].text == "Noot"


@pytest.mark.parametrize(
    "body", [b"<w:p/>" * 20_001, b"<w:p><w:r><w:t>" + b"x" * 150_001 + b"</w:t></w:r></w:p>"], ids=["many", "long"]
)
def test_a_document_in_which_nobody_can_have_worked_is_refused(tmp_path: Path, body: bytes):
    parts = returned(lambda p: {**p, MAIN: p[MAIN].replace(b"<w:sectPr", body + b"<w:sectPr", 1)})
    (tmp_path / "a.docx").write_bytes(package.write(package.parts_of(parts)))
    with pytest.raises(WordFileUnusable, match="te groot"):
        read_edited(tmp_path / "a.docx")


def test_a_document_that_came_back_with_a_program_in_it_is_refused(tmp_path: Path):
    parts = returned(lambda p: {**p, "word/vbaProject.bin": b"x"})
    (tmp_path / "a.docx").write_bytes(package.write(package.parts_of(parts)))
    with pytest.raises(WordFileUnusable, match=r"er zit een macro of ander programma in: word/vbaProject\.bin"):
        read_edited(tmp_path / "a.docx")
