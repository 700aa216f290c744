"""`sjabloon controleer`: the shipped templates are sound, and what is wrong with another is said with its place."""

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import samples
from click.testing import CliRunner, Result

from raadsvoorstel.cli import main
from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.findings import Severity
from raadsvoorstel.making import make_document
from raadsvoorstel.render import open_template
from raadsvoorstel.sjabloon import controleer_sjabloon, place_for_copy, sjablonen_of
from raadsvoorstel.word import package
from raadsvoorstel.word.look import NUMBERING
from raadsvoorstel.word.package import MAIN

SHIPPED = sjablonen_of(samples.REPOSITORY)
TEMPLATE = samples.REPOSITORY.template(samples.HEEMSTEDE)


@pytest.fixture
def gemeente(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of one gemeente in a project to stand in."""
    folder = tmp_path / "templates" / "duinwijk"
    folder.mkdir(parents=True)
    (tmp_path / "proposals").mkdir()
    (folder / "gemeente.yaml").write_text(
        "naam: Duinwijk\nindeling:\n  - {titel: Kern, velden: samenvatting}\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return folder


def changed(old: str, new: str, part: str = MAIN) -> bytes:
    """Return a shipped template in which a piece of text is another."""
    parts = package.read_file(TEMPLATE)
    assert old.encode() in parts[part]
    return package.write(package.parts_of({**parts, part: parts[part].replace(old.encode(), new.encode())}))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sjabloon", "controleer", *arguments])


def messages(path: Path, data: bytes) -> list[str]:
    return [f"{f.severity} {f.code}: {f.message}" for f in controleer_sjabloon(path, data, path.name).findings]


# ------------------------------------------------------------------ sound templates


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_shipped_template_has_no_faults(path: Path):
    assert messages(path, path.read_bytes()) == []


def test_every_gemeente_with_a_template_of_its_own_is_among_the_templates_of_the_project():
    assert {path.parent.name for path in SHIPPED} >= {
        path.parent.name for path in samples.ROOT.glob("templates/*/*.docx")
    }


# ------------------------------------------------------------------ what the house asks of a template


def test_a_part_of_the_indeling_without_a_loop_is_an_error_that_names_the_misspelled_one():
    data = changed("delen.inhoud", "delen.inhout")
    assert messages(TEMPLATE, data)[0] == (
        "fout deel-ontbreekt: alinea 7: gemeente.yaml zet «Onderwerp» in het deel `inhoud`, maar het sjabloon herhaalt"
        " `delen.inhoud` nergens (bij «{%p for sectie in delen.inhout %}»)"
    )
    assert controleer_sjabloon(TEMPLATE, data, "").findings[0].hint == "bedoelt alinea 7 `delen.inhoud`?"


def test_a_header_that_is_not_placed_is_an_error():
    data = changed("for regel in kop", "if kop")
    codes = [message.partition(":")[0] for message in messages(TEMPLATE, data)]
    assert "fout veld-niet-geplaatst" in codes


def test_titles_that_are_not_printed_are_an_error():
    data = changed("{{ sectie.titel }}", "Titel")
    assert [m.partition(":")[0] for m in messages(TEMPLATE, data)] == ["fout tekst-verdwijnt"]


def test_single_fields_without_any_place_are_a_remark(gemeente: Path):
    found = messages(gemeente / "raadsvoorstel.docx", TEMPLATE.read_bytes())
    assert [message.partition(":")[0] for message in found] == ["opmerking veld-niet-geplaatst"]
    assert "`afdeling`, `auteur`" in found[0]


def test_a_loop_that_no_section_uses_is_a_remark(gemeente: Path):
    house = "naam: Duinwijk\nindeling:\n  - {titel: Kern, velden: samenvatting, deel: kern}\n"
    (gemeente / "gemeente.yaml").write_text(house, "utf-8")
    found = messages(gemeente / "raadsvoorstel.docx", TEMPLATE.read_bytes())
    assert [message.partition(":")[0] for message in found[:2]] == [
        "fout deel-ontbreekt",
        "opmerking deel-zonder-sectie",
    ]


def test_without_a_house_beside_it_a_template_needs_one_loop_over_texts(tmp_path: Path):
    docx.Document().save(str(tmp_path / "x.docx"))
    assert "deel-ontbreekt" in [
        f.code for f in controleer_sjabloon(tmp_path / "x.docx", (tmp_path / "x.docx").read_bytes(), "x").findings
    ]
    assert messages(tmp_path / "x.docx", TEMPLATE.read_bytes()) == []


def test_a_text_with_paragraphs_is_sent_to_the_indeling():
    finding = controleer_sjabloon(TEMPLATE, changed("{{ gemeente.naam }}", "{{ samenvatting }}"), "").findings[0]
    assert (finding.code, "`indeling:`" in finding.hint) == ("onbekende-invulplaats", True)


# ------------------------------------------------------------------ the judgement agrees with what really happens


MUTATIONS: dict[str, tuple[str, str]] = {
    "niets": ("sectie.titel", "sectie.titel"),
    "naam": ("gemeente.naam", "gemeente.nam"),
    "lijst": ("regel in kop", "regel in kopp"),
    "sluiting": ("{%p endfor %}", "{%p endfr %}"),
    "geen sluiting": ("{%p endif %}", "klaar"),
    "accolade": ("{{ regel.waarde }}", "{{ regel.waarde }"),
    "zonder p": ("{{p sectie.inhoud }}", "{{ sectie.inhoud }}"),
    "tekst ernaast": ("{{p sectie.inhoud }}", "Zie {{p sectie.inhoud }}"),
    "te veel p": ("{{ regel.label }}", "{{p regel.label }}"),
    "voorwaarde": ("if sectie.titel", "if sectie.titel == 1"),
    "onbekende voorwaarde": ("if sectie.titel", "if sectie.kop"),
    "filter": ("{{ regel.waarde }}", "{{ regel.waarde | hoofdleter }}"),
    "bewerking": ("{{ regel.waarde }}", "{{ regel.waarde | hoofdletter }}"),
    "twee keer": ("{{p sectie.inhoud }}", "{{p sectie.inhoud }}</w:t></w:r></w:p><w:p><w:r><w:t>{{p sectie.inhoud }}"),
}


@pytest.mark.parametrize(("old", "new"), MUTATIONS.values(), ids=MUTATIONS)
def test_an_error_is_found_exactly_when_no_document_can_be_made(old: str, new: str):
    data = changed(old, new)
    voorstel = samples.voorstel(samples.REPOSITORY, samples.VOORBEELD, samples.HEEMSTEDE)
    try:
        make_document(voorstel, voorstel.huizen[0], open_template(TEMPLATE, data))
        made = True
    except RaadsvoorstelError:
        made = False
    found = [f.severity for f in controleer_sjabloon(TEMPLATE, data, "").findings]
    assert (Severity.FOUT in found) == (not made)


# ------------------------------------------------------------------ files that are no template


NO_TEMPLATE: dict[str, Callable[[], bytes]] = {
    "leeg": lambda: b"",
    "tekst": lambda: b"Geachte raad",
    "oud Word-bestand": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "half": lambda: TEMPLATE.read_bytes()[:5000],
    "kapot": lambda: package.write(package.parts_of({**package.read_file(TEMPLATE), MAIN: b"<w:document"})),
    "kapotte nummering": lambda: package.write(package.parts_of({**package.read_file(TEMPLATE), NUMBERING: b"<a"})),
    "heel diep": lambda: changed("{%p if sectie.titel %}", "{% if kop %}" * 400 + "{% endif %}" * 400),
}


@pytest.mark.parametrize("data", NO_TEMPLATE.values(), ids=NO_TEMPLATE)
def test_any_file_at_all_gives_findings_and_no_crash(data: Callable[[], bytes]):
    assert Severity.FOUT in [f.severity for f in controleer_sjabloon(TEMPLATE, data(), "").findings]


# ------------------------------------------------------------------ the command


def test_without_a_file_all_templates_of_the_project_are_checked(gemeente: Path):
    (gemeente / "raadsvoorstel.docx").write_bytes(changed("gemeente.naam", "gemeente.nam"))
    done = run()
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == "templates/duinwijk/raadsvoorstel.docx: 1 fout en 1 opmerking"
    assert "    hulp: bedoelt u `gemeente.naam`?" in done.stdout.splitlines()
    assert done.stdout.splitlines()[-1] == "1 sjabloon nagekeken: 1 fout en 1 opmerking."


def test_a_sound_template_is_called_without_faults_and_never_accessible(tmp_path: Path):
    done = run(str(TEMPLATE))
    assert (done.exit_code, "toegankelijk" in done.stdout) == (0, False)
    assert "geen fouten gevonden" in done.stdout


def test_annoteer_writes_a_copy_with_comments_and_leaves_the_template_alone(
    gemeente: Path, monkeypatch: pytest.MonkeyPatch
):
    data = changed("gemeente.naam", "gemeente.nam")
    (gemeente / "huisstijl.docx").write_bytes(data)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    for _ in range(2):
        assert run("templates/duinwijk/huisstijl.docx", "--annoteer").exit_code == 1
    copies = [gemeente / f"huisstijl (opmerkingen{n}).docx" for n in ("", " 2")]
    assert (gemeente / "huisstijl.docx").read_bytes() == data
    assert copies[0].read_bytes() == copies[1].read_bytes()
    comments = list(docx.Document(str(copies[0])).comments)
    assert comments[-1].author == "raadsvoorstel"
    assert comments[-1].timestamp is not None
    assert comments[-1].timestamp.year == 1970
    assert "Bedoelt u `gemeente.naam`?" in comments[-1].text


def test_a_template_without_findings_gets_no_copy(gemeente: Path):
    run(str(TEMPLATE), "--annoteer")
    assert place_for_copy(TEMPLATE).name == "raadsvoorstel (opmerkingen).docx"


def test_the_answer_as_json_names_the_spot(gemeente: Path):
    (gemeente / "raadsvoorstel.docx").write_bytes(changed("gemeente.naam", "gemeente.nam"))
    told = json.loads(run("--json").stdout)
    assert (told["opdracht"], told["code"], len(told["bevindingen"])) == ("sjabloon controleer", 1, 2)
    finding = told["sjablonen"][0]["bevindingen"][-1]
    assert {key: finding[key] for key in ("code", "ernst", "bestand", "onderdeel", "plaats", "tekst")} == {
        "code": "onbekende-invulplaats",
        "ernst": "fout",
        "bestand": "templates/duinwijk/raadsvoorstel.docx",
        "onderdeel": "word/document.xml",
        "plaats": "alinea 1",
        "tekst": "Gemeente {{ gemeente.nam }}",
    }


def test_a_file_that_is_not_there_does_not_stop_the_others(gemeente: Path):
    done = run("weg.docx", str(TEMPLATE))
    assert done.exit_code == 5
    assert "dit bestand kan niet worden gelezen: het bestaat niet" in done.stdout
    assert "2 sjablonen nagekeken: 1 fout." in done.stdout


def test_a_project_without_templates_says_how_to_make_them(gemeente: Path):
    done = run()
    assert done.exit_code == 2
    assert "raadsvoorstel sjabloon nieuw --alle" in done.stderr
