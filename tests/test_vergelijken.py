"""What somebody changed in a document, in words; and as tracked changes."""

from pathlib import Path

import clerk
import desks
import pytest
import samples
import settle
from click.testing import CliRunner

from raadsvoorstel.cli import main
from raadsvoorstel.edited import Edited, read_edited
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.report.changes import changes_text
from raadsvoorstel.vergelijken.differences import Difference, as_it_is, as_made, differences
from raadsvoorstel.vergelijken.redline import redline
from raadsvoorstel.word import package
from raadsvoorstel.word.package import MAIN

EDITED = samples.ROOT / "tests" / "edited"


def changes(name: str) -> list[Difference]:
    edited = read_edited(EDITED / f"{name}.docx")
    return differences(as_made(edited), as_it_is(edited))


def told(found: list[Difference]) -> list[tuple[str, str, int]]:
    return [(each.path, each.sort, each.alinea) for each in found]


@pytest.mark.parametrize("name", ["eenmaal", "tweemaal", "npm-docx"])
def test_a_file_that_was_merely_saved_has_no_changes(name: str):
    assert changes(name) == []


def test_words_that_came_and_went_are_told_by_field_and_paragraph():
    found = {(each.path, each.alinea): each.words for each in changes("opmerking")}
    assert found["motivering", 1] == (("geen", "lang niet altijd een"),)


def test_tracked_changes_count_as_made():
    assert told(changes("bijgehouden")) == [
        ("aanleiding", "weggehaald", 0),
        ("aanleiding", "weggehaald", 0),
        ("beoogd_effect", "toegevoegd", 2),
        ("motivering", "gewijzigd", 1),
        ("argumenten.vaststellen.koers", "gewijzigd", 2),
        ("financien.tekst", "weggehaald", 3),
    ]


def test_split_and_joined_paragraphs_are_told_as_such():
    found = {each.path: each.words for each in changes("weg-en-gesplitst") if each.sort == "gewijzigd"}
    assert found == {"beoogd_effect": (("", "¶"),), "financien.tekst": (("¶", ""),)}


def test_values_items_and_rows_are_told():
    assert told(changes("lijst-tabel-kop")) == [
        ("zaaknummer", "gewijzigd", 0),
        ("afdeling", "gewijzigd", 0),
        ("beoogd_effect", "weggehaald", 3),
        ("beoogd_effect", "toegevoegd", 3),
        ("planning.mijlpalen", "gewijzigd", 1),
    ]


def test_a_section_that_moved_is_told_once_for_its_title_and_once_for_its_text():
    assert told(changes("bijgehouden-verplaatst")) == [("beoogd_effect", "verplaatst", 0)] * 2


def test_what_is_not_sure_is_told_and_the_exit_code_says_so():
    found = CliRunner().invoke(main, ["vergelijk", str(EDITED / "python-docx.docx")])
    assert "kanttekeningen.vaststellen.vertraging: onzeker" in found.stdout
    assert found.exit_code == 1


def test_a_file_that_remembers_nothing_is_refused_in_one_sentence():
    found = CliRunner().invoke(main, ["vergelijk", str(EDITED / "via-odt.docx")])
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.startswith("Fout: ")
    assert "weet niet meer waarvan het gemaakt is" in found.stderr


def body(edited: Edited) -> bytes:
    return edited.parts[MAIN]


@pytest.mark.parametrize("name", sorted({file.stem for file in EDITED.glob("*.docx")} - {"via-odt", "python-docx"}))
def test_a_redline_goes_from_what_it_was_to_what_it_is(name: str):
    edited = read_edited(EDITED / f"{name}.docx")
    result = desks.parts_of(redline(edited))
    made = samples.document(samples.REPOSITORY, samples.VOORBEELD, edited_gemeente(edited))
    assert settle.accepted(result[MAIN]) == settle.accepted(body(edited))
    was = settle.accepted(package.read(made.data, "a.docx")[MAIN])
    assert sorted(" ".join(settle.rejected(result[MAIN])).split()) == sorted(" ".join(was).split())


def edited_gemeente(edited: Edited) -> str:
    return edited.manifest.facts["gemeente"].lower()


def test_a_redline_between_two_files_goes_from_the_one_to_the_other():
    one, other = (read_edited(EDITED / f"{name}.docx") for name in ("opmerking", "weg-en-gesplitst"))
    result = desks.parts_of(redline(other, one))
    assert settle.accepted(result[MAIN]) == settle.accepted(body(other))
    assert sorted(" ".join(settle.rejected(result[MAIN])).split()) == sorted(
        " ".join(settle.accepted(body(one))).split()
    )


def test_two_files_are_compared_and_neither_changes(tmp_path: Path):
    files = [EDITED / "eenmaal.docx", EDITED / "opmerking.docx"]
    before = [file.read_bytes() for file in files]
    output = tmp_path / "verschil.docx"
    found = CliRunner().invoke(main, ["vergelijk", *map(str, files), "-o", str(output)])
    assert found.exit_code == 0
    assert found.stdout.endswith("2 wijzigingen in 2 teksten.\n")
    assert output.exists()
    assert [file.read_bytes() for file in files] == before


def test_a_file_that_is_compared_is_never_written_over():
    file = str(EDITED / "eenmaal.docx")
    found = CliRunner().invoke(main, ["vergelijk", file, "-o", file])
    assert found.exit_code == 2


def test_a_file_with_something_else_in_it_is_never_written_over(tmp_path: Path):
    output = tmp_path / "griffier.docx"
    output.write_bytes((EDITED / "opmerking.docx").read_bytes())
    arguments = ["vergelijk", str(EDITED / "eenmaal.docx"), "-o", str(output)]
    assert CliRunner().invoke(main, arguments).exit_code == 2
    assert output.read_bytes() == (EDITED / "opmerking.docx").read_bytes()
    output.unlink()
    assert [CliRunner().invoke(main, arguments).exit_code for _ in range(2)] == [0, 0]


def test_what_was_copied_elsewhere_is_told():
    assert {(each.path, each.sort) for each in changes("gekopieerd")} == {("buiten de velden", "toegevoegd")}
    assert [each.now.split()[0] for each in changes("gekopieerd")] == ["De", "Waarom", "Het", "In"]


def test_of_titles_that_were_joined_both_come_back_by_rejecting_all(tmp_path: Path):
    parts = desks.parts_of(samples.document(samples.REPOSITORY, samples.VOORBEELD, "velsen").data)
    desk = desks.Griffie(parts)
    first, second = desks.joined_titles(desk)
    file = tmp_path / "a.docx"
    file.write_bytes(package.write(package.parts_of(desk.saved())))
    document = desks.parts_of(redline(read_edited(file)))[MAIN]
    assert f"{first}{second}" in settle.accepted(document)
    assert {first, second} <= {*settle.rejected(document)}


def test_a_text_of_unknown_place_may_have_changed():
    unsure = Difference(FieldPath("aanleiding"), "onzeker", was="Een tekst.")
    assert changes_text([unsure]).endswith("\nVan 1 tekst is niet zeker waar die staat; verder is er niets veranderd.")


def test_a_sentence_of_the_template_that_is_gone_is_told_and_one_with_another_value_in_it_is_not(tmp_path: Path):
    work = clerk.small(tmp_path, "gemeenten: [heemstede]\nonderwerp: Een onderwerp\nsamenvatting: Een tekst.\n")
    template = work.root / "templates" / "heemstede" / "raadsvoorstel.docx"
    parts = package.read_file(template)
    lines = "".join(map(samples.paragraph, ("Dit stuk is openbaar.", "Zaak {{ zaaknummer }} van {{ gemeente.naam }}")))
    body = parts[MAIN].replace(b"<w:body>", b"<w:body>" + lines.encode())
    template.write_bytes(package.write(package.parts_of({**parts, MAIN: body})))
    work.make()
    with work.editing() as paper:
        paper.replace("[nog in te vullen: zaaknummer]", "711325", everywhere=True)
    assert set(told(differences_of(work))) == {("zaaknummer", "gewijzigd", 0)}
    with work.editing() as paper:
        paper.delete("Dit stuk is openbaar.")
        paper.replace("van Heemstede", "van de gemeente Heemstede")
    assert [(each.was, each.now) for each in differences_of(work) if each.path == "buiten de velden"] == [
        ("Dit stuk is openbaar.", ""),
        ("Zaak [nog in te vullen: zaaknummer] van Heemstede", ""),
    ]


def differences_of(work: clerk.Work) -> list[Difference]:
    edited = read_edited(work.document)
    return differences(as_made(edited), as_it_is(edited))


@pytest.mark.parametrize(
    ("put_in", "told_of"),
    [
        ("<w:r><w:t>Vertrouwelijk</w:t></w:r>", "Vertrouwelijk"),
        (
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="CONCEPT"/></v:shape>'
            "</w:pict></w:r>",
            "een tekstvak (‘CONCEPT’)",
        ),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>', ""),
        ("<w:del><w:r><w:delText>Weg</w:delText></w:r></w:del>", ""),
    ],
)
def test_what_somebody_put_in_a_header_or_footer_is_told(tmp_path: Path, put_in: str, told_of: str):
    work = clerk.small(tmp_path, "gemeenten: [heemstede]\nonderwerp: Een onderwerp\nsamenvatting: Een tekst.\n")
    parts = package.read_file(work.document)
    header = next(name for name in parts if name.startswith("word/header"))
    data = parts[header].replace(b"</w:hdr>", f"<w:p>{put_in}</w:p></w:hdr>".encode())
    work.document.write_bytes(package.write(package.parts_of({**parts, header: data})))
    assert [(each.path, each.now) for each in differences_of(work)] == [("buiten de velden", told_of)] * bool(told_of)


def test_a_value_in_a_header_that_was_filled_in_is_told_as_that(tmp_path: Path):
    work = clerk.small(tmp_path, "gemeenten: [heemstede]\nonderwerp: Een onderwerp\nsamenvatting: Een tekst.\n")
    parts = package.read_file(work.document)
    stories = {name: data for name, data in parts.items() if name == MAIN or name.startswith("word/header")}
    filled = {name: data.replace(b"[nog in te vullen: zaaknummer]", b"711325") for name, data in stories.items()}
    assert sum(b"711325" in data for data in filled.values()) > 1
    work.document.write_bytes(package.write(package.parts_of({**parts, **filled})))
    assert told(differences_of(work)) == [("zaaknummer", "gewijzigd", 0)]


def test_nothing_is_said_of_headers_that_depend_on_something(tmp_path: Path):
    work = clerk.small(tmp_path, "gemeenten: [heemstede]\nonderwerp: Een onderwerp\nsamenvatting: Een tekst.\n")
    template = work.root / "templates" / "heemstede" / "raadsvoorstel.docx"
    parts = package.read_file(template)
    header = next(name for name in parts if name.startswith("word/header"))
    lines = "".join(map(samples.paragraph, ("{%p if zaaknummer %}", "Met zaaknummer", "{%p endif %}")))
    data = parts[header].replace(b"</w:hdr>", lines.encode() + b"</w:hdr>")
    template.write_bytes(package.write(package.parts_of({**parts, header: data})))
    work.make()
    assert b"Met zaaknummer" in package.read_file(work.document)[header]
    assert differences_of(work) == []


ENTRY = (
    '<w:p>{before}<w:hyperlink w:anchor="_Toc1"><w:r><w:t>{title}</w:t></w:r><w:r><w:tab/></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>'
)
TOC = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
END = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


@pytest.mark.parametrize(("end", "is_read"), [(END, False), ("", True)], ids=["ends", "never ends"])
def test_a_table_of_contents_that_an_editor_made_anew_is_no_change(tmp_path: Path, end: str, is_read: bool):
    work = clerk.small(tmp_path, "gemeenten: [heemstede]\nonderwerp: Een onderwerp\nsamenvatting: Een tekst.\n")
    parts = package.read_file(work.document)
    entries = ENTRY.format(before=TOC, title="Samenvatting") + ENTRY.format(before="", title="Planning") + end
    body = parts[MAIN].replace(b"<w:body>", f"<w:body>{entries}".encode())
    work.document.write_bytes(package.write(package.parts_of({**parts, MAIN: body})))
    assert bool(differences_of(work)) is is_read
    assert bool(work.read_back()["bevindingen"]) is is_read
