"""A new version of a file in which somebody worked: from a changed source to the file on the disk."""

import json
import os
import shutil
from pathlib import Path

import desks
import pytest
import samples
import settle
from click.testing import CliRunner, Result
from desks import Griffie
from lxml import etree
from msgspec.structs import replace

from raadsvoorstel.batch import in_memory
from raadsvoorstel.blocks import Paragraph, plain
from raadsvoorstel.cli import main
from raadsvoorstel.loading import load_dossier
from raadsvoorstel.project import Project
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.manifest import Kind
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.xml import w

EDITED = samples.ROOT / "tests" / "edited"
NAAM = samples.VOORBEELD


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project of one's own."""
    for folder in ("templates", "proposals"):
        shutil.copytree(samples.ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rewrite(there: Path, *changes: tuple[str, str]) -> None:
    """Change the text of the region."""
    path = there / "proposals" / NAAM / "regio.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def received(there: Path, gemeente: str, *edits: tuple[str, str], name: str = "van de griffier.docx") -> Path:
    """Put a document, in which some words were changed, in the project under another name."""
    desk = Griffie(desks.parts_of(samples.document(samples.REPOSITORY, NAAM, gemeente).data))
    for old, new in edits:
        text = next(t for t in desk.root.iter(w("t")) if old in (t.text or ""))
        text.text = (text.text or "").replace(old, new)
    path = there / name
    path.write_bytes(package.write(package.parts_of(desk.saved())))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def body(path: Path) -> bytes:
    return package.read_file(path)[MAIN]


def made(there: Path, gemeente: str) -> list[str]:
    """Return the lines of the document as it is made now."""
    dossier, _ = load_dossier(Project(there), NAAM)
    assert dossier is not None
    return settle.accepted(desks.parts_of(in_memory(dossier, gemeente)[0]["raadsvoorstel"].data)[MAIN])


MUCH = (
    ("is thuis geen veilige plek", "is het thuis niet altijd veilig"),
    ("  Ook {{ termen.aantal_organisaties }} organisaties voor zorg, veiligheid en onderwijs werkten mee.\n",
     "  Ook {{ termen.aantal_organisaties }} organisaties werkten mee.\n\n  Er is een **nieuwe** alinea.\n"),
    ("    - de projectenpool van het programma {{ termen.programma }};\n", ""),
    ("    - het regionale geld voor", "    - een derde bron;\n    - het regionale geld voor"),
    ("communicatie: |\n  Als het actieprogramma er is, stuurt het college dit ter informatie aan de raad.\n", ""),
    ("    vaststellen: |\n      de “",
     "    vooraf: |\n      kennis te nemen van de stand;\n    vaststellen: |\n      de “"),
    ("naar verwachting in de zomer van 2021\n", "in het najaar van 2021\n"),
    ("    einde_programma:\n      datum",
     "    stand:\n      datum: 2021-06\n      tekst: Een stand.\n    einde_programma:\n      datum"),
    ("bijlagen:\n",
     "alternatieven: |\n  Er is een andere keuze.[^1]\n\n  [^1]: Een noot.\nbijlagen:\n  nota: Nota van antwoord\n"),
    ("onderwerp: Vaststellen van", "onderwerp: Vaststelling van"),
)  # fmt: skip
"""Words, a paragraph, items, a section less, a decision point more, cells, a row, a section more, a value."""


@pytest.mark.parametrize("gemeente", samples.deelnemers())
def test_accepting_all_gives_what_would_be_made_and_rejecting_all_the_file_itself(there: Path, gemeente: str):
    file = received(there, gemeente)
    rewrite(there, *MUCH)
    found = run("bijwerken", file, "-o", "nieuw")
    assert (found.exit_code, found.stderr) == (0, "")
    result = there / "nieuw" / file.name
    assert settle.rejected(body(result)) == settle.accepted(body(file))
    assert settle.accepted(body(result)) == made(there, gemeente)


def test_what_the_griffier_wrote_stays_beside_what_the_region_changed(there: Path):
    file = received(there, "heemstede", ("Huiselijk geweld en", "Geweld en"), ("gereed", "helemaal gereed"))
    rewrite(there, *MUCH)
    assert run("bijwerken", file, "-o", "nieuw").exit_code == 0
    said = "\n".join(settle.accepted(body(there / "nieuw" / file.name)))
    assert "Voor veel mensen is het thuis niet altijd veilig. Geweld en kindermishandeling" in said
    assert "Nu is zij helemaal gereed" in said


def test_where_both_changed_the_same_words_the_file_stays_and_carries_a_remark(there: Path):
    file = received(there, "heemstede", ("geen veilige plek", "een onveilige plek"))
    rewrite(there, ("geen veilige plek", "niet de veiligste plek"))
    found = run("bijwerken", file, "-o", "nieuw")
    assert found.exit_code == 1
    assert "motivering: botsing" in found.stdout
    result = package.read_file(there / "nieuw" / file.name)
    assert "een onveilige plek" in "\n".join(settle.accepted(result[MAIN]))
    assert "niet de veiligste plek" in result["word/comments.xml"].decode()
    beside = there / "nieuw" / "van de griffier (niet overgenomen).txt"
    assert "niet de veiligste plek" in " ".join(beside.read_text("utf-8").split())


def test_a_second_time_nothing_is_said_again(there: Path):
    file = received(there, "heemstede", ("geen veilige plek", "een onveilige plek"))
    rewrite(there, ("geen veilige plek", "niet de veiligste plek"))
    run("bijwerken", file, "-o", "nieuw")
    again = run("bijwerken", there / "nieuw" / file.name, "-o", "nogmaals")
    assert again.exit_code == 0
    assert "ongewijzigd" in again.stdout
    assert (there / "nogmaals" / file.name).read_bytes() == (there / "nieuw" / file.name).read_bytes()


@pytest.mark.parametrize("name", sorted(file.stem for file in EDITED.glob("*.docx") if file.stem != "via-odt"))
def test_without_changes_of_the_source_a_file_stays_as_it_is_to_the_byte(there: Path, name: str):
    file = shutil.copy(EDITED / f"{name}.docx", there / "a.docx")
    # The files of this folder were made before the region's own text last changed.
    found = run("bijwerken", file, "-o", "nieuw", "--json")
    (told,) = json.loads(found.stdout)["bestanden"]
    written = [point for point in told["punten"] if point["soort"] not in ("onzeker", "kopie")]
    if not written:
        assert told["resultaat"] == "ongewijzigd"
        assert (there / "nieuw" / "a.docx").read_bytes() == (EDITED / f"{name}.docx").read_bytes()


def test_the_same_source_gives_the_same_bytes(there: Path):
    file = received(there, "velsen", ("gereed", "bijna gereed"))
    rewrite(there, *MUCH)
    run("bijwerken", file, "-o", "een")
    run("bijwerken", file, "-o", "twee")
    assert (there / "een" / file.name).read_bytes() == (there / "twee" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("versie", "epoch", "date"),
    [("1.2 van 3 november 2026", "", "2026-11-03"), ("1.2", "86400", "1970-01-02")],
)
def test_marks_carry_the_name_of_the_program_and_the_date_of_the_source(
    there: Path, monkeypatch: pytest.MonkeyPatch, versie: str, epoch: str, date: str
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    file = received(there, "velsen")
    rewrite(there, *MUCH, ("regio: Kennemerland", f"versie: {versie}\nregio: Kennemerland"))
    run("bijwerken", file, "-o", "nieuw")
    marks = [*etree.fromstring(body(there / "nieuw" / file.name)).iter(w("ins"), w("del"), w("pPrChange"))]
    assert {(mark.get(w("author")), mark.get(w("date"))) for mark in marks} == {("raadsvoorstel", f"{date}T00:00:00Z")}
    ids = [mark.get(w("id")) for mark in marks]
    assert len(ids) == len({*ids}) > 20


def test_without_a_date_elsewhere_it_is_the_day_on_which_the_source_was_saved(there: Path):
    file = received(there, "velsen")
    rewrite(there, *MUCH)
    for path in (*there.glob("templates/velsen/*.yaml"), *there.glob(f"proposals/{NAAM}/*.yaml")):
        os.utime(path, (86400 * 365, 86400 * 365))
    run("bijwerken", file, "-o", "nieuw")
    assert b'w:date="1971-01-01T00:00:00Z"' in body(there / "nieuw" / file.name)


def test_points_that_move_take_along_what_was_changed_in_them(there: Path):
    rewrite(there, *MUCH[5:6])
    file = there / "a.docx"
    dossier, _ = load_dossier(Project(there), NAAM)
    assert dossier is not None
    desk = Griffie(desks.parts_of(in_memory(dossier, "heemstede")[0]["raadsvoorstel"].data))
    text = next(t for t in desk.root.iter(w("t")) if t.text and t.text.startswith("kennis te nemen"))
    text.text = "kennis te nemen van de huidige stand;"
    file.write_bytes(package.write(package.parts_of(desk.saved())))
    point = "    vooraf: |\n      kennis te nemen van de stand;\n"
    rewrite(there, (point, ""), ("# De formele zinnen", f"{point}\n# De formele zinnen"))
    assert run("bijwerken", file, "-o", "nieuw").exit_code == 0
    said = settle.accepted(body(there / "nieuw" / "a.docx"))
    place = said.index("kennis te nemen van de huidige stand;")
    assert said[place - 1].endswith("vast te stellen.")
    assert settle.rejected(body(there / "nieuw" / "a.docx")) == settle.accepted(body(file))


def test_tracked_changes_and_remarks_of_the_griffier_stay(there: Path):
    file = shutil.copy(EDITED / "bijgehouden.docx", there / "a.docx")
    rewrite(
        there, ("is thuis geen veilige plek", "is het thuis niet altijd veilig"), ("De raad stelt met dit", "Met dit")
    )
    run("bijwerken", file, "-o", "nieuw")
    root = etree.fromstring(body(there / "nieuw" / "a.docx"))
    others = [m for m in root.iter(w("ins"), w("del")) if m.get(w("author")) != "raadsvoorstel"]
    assert len(others) >= len([*etree.fromstring(body(Path(file))).iter(w("ins"), w("del"))])
    assert settle.rejected(etree.tostring(root)) == settle.rejected(body(Path(file)))
    assert not [inner for mark in root.iter(w("ins")) for inner in mark.iter(w("ins")) if inner is not mark]


def test_a_file_without_marks_is_laid_beside_the_source_and_not_written(there: Path):
    file = shutil.copy(EDITED / "via-odt.docx", there / "stuk.docx")
    found = run("bijwerken", file, "-o", "nieuw")
    assert found.exit_code == 1
    assert "weet niet meer waarvan het gemaakt is" in found.stdout
    beside = (there / "nieuw" / "stuk (naast elkaar).txt").read_text("utf-8")
    assert "Bloemendaal" in beside.splitlines()[0]
    assert [path.name for path in (there / "nieuw").iterdir()] == ["stuk (naast elkaar).txt"]


def test_where_a_text_is_not_sure_to_be_nothing_is_written_and_both_are_shown(there: Path):
    file = shutil.copy(EDITED / "python-docx.docx", there / "a.docx")
    rewrite(there, ("De raden besluiten in december 2020 en januari 2021. De\n", "De raden besluiten in 2022. De\n"))
    found = run("bijwerken", file, "-o", "nieuw")
    assert found.exit_code == 1
    assert "kanttekeningen.vaststellen.vertraging: onzeker" in found.stdout
    assert "in 2022" not in "\n".join(settle.accepted(body(there / "nieuw" / "a.docx")))
    assert "besluiten in 2022" in " ".join((there / "nieuw" / "a (niet overgenomen).txt").read_text("utf-8").split())


def test_one_file_that_cannot_be_does_not_stop_the_others(there: Path):
    (there / "kapot.docx").write_bytes(b"geen Word")
    file = received(there, "velsen")
    found = run("bijwerken", there / "kapot.docx", file, "-o", "nieuw", "--json")
    first, second = json.loads(found.stdout)["bestanden"]
    assert (first["resultaat"], second["resultaat"]) == ("niet bijgewerkt", "ongewijzigd")
    assert "is geen heel Word-bestand" in first["fout"]


def test_a_file_of_another_project_is_refused_with_the_name_of_its_proposal(there: Path):
    file = received(there, "velsen")
    (there / "proposals" / NAAM).rename(there / "proposals" / "anders")
    found = run("bijwerken", file, "-o", "nieuw")
    assert found.exit_code == 1
    assert f"het is gemaakt van het voorstel {NAAM}, en dat is niet in dit project" in found.stdout


def test_a_source_with_faults_is_named_with_its_place(there: Path):
    file = received(there, "velsen")
    rewrite(there, ("samenvatting: |", "samenvating: |"))
    found = run("bijwerken", file, "-o", "nieuw")
    assert found.exit_code == 1
    assert "regio.yaml" in found.stdout


def test_an_original_is_never_written_over(there: Path):
    file = received(there, "velsen")
    rewrite(there, *MUCH)
    before = file.read_bytes()
    assert run("bijwerken", file, "-o", there).exit_code == 2
    assert run("bijwerken", file, "-o", file).exit_code == 2
    assert run("bijwerken", "weg.docx", "-o", "nieuw").exit_code == 2
    run("bijwerken", file, "-o", "nieuw")
    assert file.read_bytes() == before


def test_a_new_version_that_is_there_already_is_not_written_over(there: Path):
    file = received(there, "velsen")
    (there / "nieuw").mkdir()
    (there / "nieuw" / file.name).write_text("van iemand anders")
    run("bijwerken", file, "-o", "nieuw")
    assert (there / "nieuw" / file.name).read_text() == "van iemand anders"
    assert (there / "nieuw" / "van de griffier (2).docx").read_bytes() == file.read_bytes()


def test_without_a_folder_for_the_new_versions_nothing_is_done(there: Path):
    found = run("bijwerken", received(there, "velsen"))
    assert (found.exit_code, found.stderr) == (2, "Fout: noem met -o de map waarin de nieuwe versies komen.\n")


def test_a_value_that_the_griffier_filled_in_stays_in_all_of_its_places(there: Path):
    file = received(there, "heemstede", ("711325", "2020/9"))
    rewritten = there / "proposals" / NAAM / "heemstede.yaml"
    rewritten.write_text(rewritten.read_text("utf-8").replace("711325", "811325"), "utf-8")
    found = run("bijwerken", file, "-o", "nieuw")
    assert found.exit_code == 1
    assert "zaaknummer: botsing" in found.stdout
    written = package.read_file(there / "nieuw" / file.name)
    assert not any(b"<w:ins " in data for data in written.values())
    assert "811325" in written["word/comments.xml"].decode()


def test_titles_that_were_joined_stay_where_they_are_when_the_source_moves_them():
    parts = desks.parts_of(samples.document(samples.REPOSITORY, NAAM, "velsen").data)
    desk = Griffie(parts)
    joined = "".join(desks.joined_titles(desk))
    made = manifest.read(parts)
    texts = [*made.texts]
    _, first, _, last, *_ = [n for n, text in enumerate(texts) if text.kind is Kind.TITLE]
    moved = replace(made, texts=(*texts[:first], *texts[last:], *texts[first:last]))
    brought = desks.brought_up_to_date(desk.saved(), moved)
    assert settle.accepted(desks.parts_of(brought.data)[MAIN]).count(joined) == 1
    assert [point.sort for point in brought.merging.points if point.needs_a_person]


def test_a_value_in_a_text_box_is_brought_up_to_date(tmp_path: Path):
    regio = 'gemeenten: [heemstede]\nonderwerp: x\nzaaknummer: "711325"\nsamenvatting: Kort.\nfinancien: Geen.\n'
    project = samples.project(tmp_path / "project", {"regio.yaml": regio})
    box = (
        f"<w:p><w:r><w:pict><w:txbxContent>{samples.paragraph('{{ zaaknummer }}')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    loops = """{%p for regel in kop %} / {{ regel.waarde }} / {%p endfor %}
 / {%p for sectie in delen.inhoud %} / {{ sectie.titel }} / {{p sectie.inhoud }} / {%p endfor %}"""
    loop = "".join(map(samples.paragraph, loops.replace("\n", "").split(" / ")))
    project.template("heemstede").write_bytes(samples.wordfile(box + loop))
    parts = desks.parts_of(samples.document(project, "proef", "heemstede").data)
    known = manifest.read(parts)
    assert known is not None
    texts = tuple(
        replace(text, blocks=(Paragraph(plain("711326")),)) if text.path == "zaaknummer" else text
        for text in known.texts
    )
    brought = desks.brought_up_to_date(parts, replace(known, texts=texts))
    assert desks.parts_of(brought.data)[MAIN].count(b"711326") == parts[MAIN].count(b"711325") == 2
