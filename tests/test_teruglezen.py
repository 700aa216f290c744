"""What a clerk changed comes back into the source: a second run of `maak` then gives the clerk's text."""

import copy
import difflib
import os
import re
import shutil
from pathlib import Path
from typing import Any

import clerk
import docx
import kust
import pytest
import samples
from clerk import Work

from raadsvoorstel.errors import FileRefused
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.herstel import mend
from raadsvoorstel.project import Project
from raadsvoorstel.rewriting import Edit
from raadsvoorstel.sources import parse
from raadsvoorstel.teruglezen import proposal as proposal_room
from raadsvoorstel.teruglezen import together as together_room
from raadsvoorstel.teruglezen import walking
from raadsvoorstel.teruglezen.placing import For
from raadsvoorstel.teruglezen.proposal import propose
from raadsvoorstel.teruglezen.taking import SourceChanged, take_over
from raadsvoorstel.teruglezen.version import resolve
from raadsvoorstel.word import package
from raadsvoorstel.word.foundation import MAIN_RELS
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.xml import w
from raadsvoorstel.writing import seen_now

EDITED = samples.ROOT / "tests" / "edited"


@pytest.fixture
def heemstede(tmp_path: Path) -> Work:
    return clerk.example(tmp_path, "heemstede")


@pytest.fixture
def haarlem(tmp_path: Path) -> Work:
    return clerk.example(tmp_path, "haarlem")


@pytest.fixture
def alles(tmp_path: Path) -> Work:
    """A proposal with every field there is, in a gemeente that leaves them as they are."""
    return clerk.case(tmp_path, "alles", "haarlem")


def stands(answer: dict[str, Any]) -> dict[str, str]:
    return {change["veld"]: change["stand"] for change in answer["wijzigingen"]}


def codes(answer: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in answer["bevindingen"]]


def taken(work: Work, *options: str, numbers: tuple[str, ...] = ()) -> list[str]:
    """Take changes over; each of them is in the next version of the document. Return their fields."""
    chosen = [word for number in numbers for word in ("--overnemen", number)] or ["--overnemen"]
    answer = work.read_back(*chosen, *options)
    again = work.read_back(*options)
    paths = {change["nummer"]: change["veld"] for change in answer["wijzigingen"] if change["overgenomen"]}
    left = {change["nummer"]: change["stand"] for change in again["wijzigingen"]}
    assert [left[number] for number in paths] == ["al overgenomen"] * len(paths)
    return list(paths.values())


def differing(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and that came."""
    lines = [*difflib.ndiff(before.splitlines(), after.splitlines())]
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


# ------------------------------------------------------------------ what is found, and when it is written


def test_nothing_is_a_change_in_a_document_that_nobody_touched(heemstede: Work):
    answer = heemstede.read_back()
    assert (answer["wijzigingen"], answer["zonder_veld"], answer["bevindingen"]) == ([], [], [])
    assert (
        "geen wijzigingen in het raadsvoorstel van Heemstede"
        in heemstede.run("teruglezen", str(heemstede.document)).stdout
    )


def test_nothing_is_written_without_being_asked(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("Wegkijken is daarbij geen keuze.", "Wegkijken kan niet.")
    before = {path: path.read_bytes() for path in heemstede.folder.iterdir()}
    done = heemstede.run("teruglezen", str(heemstede.document))
    assert done.exit_code == 0
    assert "Wegkijken [-is daarbij geen keuze.-] {+kan niet.+}" in done.stdout
    assert "staat in proposals/verbinden-en-versterken/regio.yaml:106:3 (de regio)" in done.stdout
    assert "komt in proposals/verbinden-en-versterken/heemstede.yaml: als eigen tekst (vervangen:)" in done.stdout
    assert "Er is niets geschreven." in done.stdout
    assert {path: path.read_bytes() for path in heemstede.folder.iterdir()} == before


def test_a_file_that_somebody_saves_meanwhile_stays_as_it_is(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("blijvend terugdringen", "voorgoed laten verdwijnen")
    proposal = propose(Project(heemstede.root), heemstede.document, For.GEMEENTE)
    for name in ("heemstede", "regio"):
        heemstede.write(name, heemstede.file(name) + "# nog even dit\n")
        before = heemstede.file()
        with pytest.raises(SourceChanged, match="intussen gewijzigd"):
            take_over(proposal, [1], For.GEMEENTE)
        assert heemstede.file() == before
        heemstede.write(name, heemstede.file(name))
        proposal = propose(Project(heemstede.root), heemstede.document, For.GEMEENTE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
@pytest.mark.parametrize("now", [b"caf\xe9", "pipe"])
def test_a_file_that_somebody_replaces_while_it_is_read_is_told(
    heemstede: Work, monkeypatch: pytest.MonkeyPatch, now: bytes | str
):
    with heemstede.editing() as paper:
        paper.replace("blijvend terugdringen", "voorgoed laten verdwijnen")
    path, load = heemstede.folder / "heemstede.yaml", proposal_room.load_version

    def loaded(*arguments: Any) -> Any:
        found = load(*arguments)
        if isinstance(now, bytes):
            path.write_bytes(now)
        else:
            path.unlink()
            os.mkfifo(path)
        return found

    monkeypatch.setattr(proposal_room, "load_version", loaded)
    with pytest.raises((SourceChanged, FileRefused), match=r"intussen gewijzigd|een pijp"):
        propose(Project(heemstede.root), heemstede.document, For.GEMEENTE)


@pytest.mark.parametrize("command", ["teruglezen", "herstel"])
def test_what_writing_left_behind_long_ago_in_the_source_is_swept(heemstede: Work, command: str):
    left = heemstede.folder / ".raadsvoorstel-0123abcd.tmp"
    left.touch()
    os.utime(left, (0, 0))
    if command == "teruglezen":
        with heemstede.editing() as paper:
            paper.replace("blijvend terugdringen", "voorgoed laten verdwijnen")
        taken(heemstede)
    else:
        own = heemstede.folder / "heemstede.yaml"
        edit = Edit(f"proposals/{heemstede.naam}/heemstede.yaml", 2, 5, "Dit")
        mend(Project(heemstede.root), [Finding("x", "y", Origin(edit.file), edits=(edit,))], seen_now([own]))
    assert not left.exists()


def test_the_numbers_stay_the_same_when_some_changes_have_been_taken_over(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("blijvend terugdringen", "voorgoed laten verdwijnen")
        paper.replace("stuurt het college dit", "zendt het college dit")
        paper.replace("grote schade", "veel schade")
    first = heemstede.read_back("--overnemen", "2")
    again = heemstede.read_back()
    assert [(c["nummer"], c["veld"]) for c in again["wijzigingen"]] == [
        (c["nummer"], c["veld"]) for c in first["wijzigingen"]
    ]
    assert [c["stand"] for c in again["wijzigingen"]] == ["over te nemen", "al overgenomen", "over te nemen"]


def test_several_numbers_can_be_given(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("blijvend terugdringen", "voorgoed laten verdwijnen")
        paper.replace("stuurt het college dit", "zendt het college dit")
        paper.replace("grote schade", "veel schade")
    assert taken(heemstede, numbers=("1,3",)) == ["aanleiding", "communicatie"]
    assert taken(heemstede, numbers=("2-2",)) == ["motivering"]


@pytest.mark.parametrize("to", ["gemeente", "regio"])
def test_changes_that_are_tried_together_become_what_each_becomes_by_itself(
    alles: Work, monkeypatch: pytest.MonkeyPatch, to: str
):
    with alles.editing() as paper:
        for word in ("de", "het", "een"):
            paper.replace(f" {word} ", f" {word} zeer ", everywhere=True)
    loads = []
    load = walking.load_version
    monkeypatch.setattr(walking, "load_version", lambda *given: loads.append(given) or load(*given))
    answer = alles.read_back("--voor", to)
    together = len(loads)
    monkeypatch.setattr(together_room, "_at_once", lambda *given: None)
    assert alles.read_back("--voor", to) == answer
    assert len(answer["wijzigingen"]) > 20
    assert together < len(answer["wijzigingen"]) < len(loads)
    monkeypatch.undo()
    taken(alles, "--voor", to)


DECIDED = """\
gemeenten: [heemstede, haarlem]
onderwerp: O
samenvatting: S
besluit:
  college: {a: Iets te doen.}
  raad: {a: iets vast te stellen.}
"""
ROWS = f"{DECIDED}financien:\n  bedragen:\n"


def rows(tmp_path: Path, count: int) -> Work:
    """Return a proposal with a table of so many rows of amounts, and one of milestones."""
    amounts = (
        f"    r{n}: {{omschrijving: Post x{n}x, soort: incidenteel, dekking: Kas, jaren: {{2021: {n}}}}}\n"
        for n in range(1, count + 1)
    )
    milestones = (f"    m{n}: {{datum: 2021-01-{n:02d}, tekst: Stap x{n}x}}\n" for n in range(1, count + 1))
    return clerk.small(tmp_path, f"{ROWS}{''.join(amounts)}planning:\n  mijlpalen:\n{''.join(milestones)}")


def without_row(paper: clerk.Paper, words: str) -> None:
    row = next(paper.find(words).iterancestors(w("tr")))
    row.getparent().remove(row)  # type: ignore[union-attr]


@pytest.mark.parametrize("to", ["gemeente", "regio"])
def test_rows_that_go_and_what_cannot_be_become_together_what_each_becomes_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
):
    work = rows(tmp_path, 12)
    with work.editing() as paper:
        for n in (2, 3, 7, 11):
            without_row(paper, f"Post x{n}x")
            without_row(paper, f"Stap x{n}x")
        for n in (1, 5, 8, 9):
            paper.replace(f"Post x{n}x", f"Posten: x{n}x {{{{ a }}}}")
            for text in paper.find(f"Stap x{n}x").iter(w("t")):
                text.text = ""
    before = {name: work.file(name) for name in ("regio", "heemstede")}
    found = work.read_back("--voor", to), work.read_back("--overnemen", "--voor", to), work.file("regio"), work.file()
    assert {change["stand"] for change in found[0]["wijzigingen"]} == {"over te nemen", "niet over te nemen"}
    for name, text in before.items():
        work.write(name, text)
    monkeypatch.setattr(together_room, "_at_once", lambda *given: None)
    one_by_one = work.read_back("--voor", to), work.read_back("--overnemen", "--voor", to)
    assert (*one_by_one, work.file("regio"), work.file()) == found


@pytest.mark.parametrize("to", ["gemeente", "regio"])
def test_a_row_can_still_be_changed_when_one_above_it_has_gone(tmp_path: Path, to: str):
    work = rows(tmp_path, 4)
    with work.editing() as paper:
        without_row(paper, "Post x1x")
        paper.replace("Post x3x", "Post drie")
    assert taken(work, "--voor", to, numbers=("1",)) == ["financien.bedragen.r1"]
    assert taken(work, "--voor", to, numbers=("2",)) == ["financien.bedragen.r3.omschrijving"]


def cells(paper: clerk.Paper, words: str) -> list[list[clerk.Element]]:
    """Return the rows of the table that says some words, as cells."""
    table = next(paper.find(words).iterancestors(w("tbl")))
    return [row.findall(w("tc")) for row in table.iterfind(w("tr"))]


def test_a_column_that_was_put_in_is_told_and_shifts_no_value(tmp_path: Path):
    work = rows(tmp_path, 2)
    with work.editing() as paper:
        for n, row in enumerate(cells(paper, "Post x1x")):
            new = copy.deepcopy(row[0])
            for text in new.iter(w("t")):
                text.text = f"k{n}"
            row[0].addnext(new)
    answer = work.read_back()
    assert answer["wijzigingen"] == []
    assert answer["zonder_veld"] == [{"tekst": "k0 | k1 | k2 | k3", "bij": "financien.bedragen"}]


def test_a_column_that_was_taken_out_takes_its_own_values_and_no_others(tmp_path: Path):
    work = rows(tmp_path, 2)
    with work.editing() as paper:
        for row in cells(paper, "Post x1x"):
            row[2].getparent().remove(row[2])  # type: ignore[union-attr]
    fields = [change["veld"] for change in work.read_back()["wijzigingen"]]
    assert fields == [f"financien.bedragen.r{n}.jaren.2021" for n in (1, 2)]


def test_a_total_that_was_changed_alone_is_told(tmp_path: Path):
    work = rows(tmp_path, 2)
    with work.editing() as paper:
        paper.replace("€\u00a03", "€ 4")
    assert work.read_back()["zonder_veld"] == [{"tekst": "Totaal | – | € 4 | –", "bij": "financien.bedragen"}]
    with work.editing() as paper:
        paper.replace("€\u00a01", "€ 2")
    assert [change["veld"] for change in work.read_back()["wijzigingen"]] == ["financien.bedragen.r1.jaren.2021"]
    assert work.read_back()["zonder_veld"] == []


def test_the_title_of_a_column_that_was_changed_is_told(tmp_path: Path):
    work = rows(tmp_path, 2)
    with work.editing() as paper:
        paper.replace("2021", "2029")
    assert work.read_back()["zonder_veld"] == [{"tekst": "2029", "bij": "financien.bedragen"}]


def test_of_a_row_with_merged_cells_no_cell_is_taken_for_another(tmp_path: Path):
    work = rows(tmp_path, 2)
    with work.editing() as paper:
        row = cells(paper, "Post x1x")[1]
        row[1].getparent().remove(row[1])  # type: ignore[union-attr]
    answer = work.read_back()
    assert answer["wijzigingen"] == []
    assert [each["tekst"] for each in answer["zonder_veld"]] == ["Post x1x | €\u00a01 | Kas"]


# ------------------------------------------------------------------ where it goes


def test_a_regional_text_becomes_a_text_of_the_gemeente_with_its_placeholders(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("blijvend terugdringen", "voorgoed laten verdwijnen")
    before, regio = heemstede.file(), heemstede.file("regio")
    assert taken(heemstede) == ["aanleiding"]
    assert heemstede.file("regio") == regio
    assert heemstede.file().startswith(before)
    added = heemstede.file().removeprefix(before)
    assert added.startswith("\naanleiding:\n  vervangen: |\n    Het programma {{ termen.programma }} moet huiselijk")
    assert "{{ gemeenten | opsomming }}" in added


def test_for_the_region_only_the_words_are_replaced_and_it_is_told_for_whom(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("blijvend terugdringen", "voorgoed laten verdwijnen")
    before = heemstede.file("regio")
    change = heemstede.read_back("--voor", "regio")["wijzigingen"][0]
    assert (len(change["ook_voor"]), change["niet_voor"]) == (7, [])
    assert taken(heemstede, "--voor", "regio") == ["aanleiding"]
    assert heemstede.file("regio") == before.replace("blijvend terugdringen", "voorgoed laten verdwijnen")


def test_a_gemeente_that_has_a_text_of_its_own_keeps_it_and_that_is_told(haarlem: Work):
    with haarlem.editing() as paper:
        paper.replace(
            "Het voorstel voor advies aan de raad voor te leggen", "Het voorstel ter advisering voor te leggen"
        )
    change = haarlem.read_back("--voor", "regio")["wijzigingen"][0]
    assert change["niet_voor"] == ["Heemstede"]
    assert len(change["ook_voor"]) == 6


def test_a_text_of_the_gemeente_s_own_is_changed_where_it_stands(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("Ook deze groep noemt", "Deze groep noemt")
    before, regio = heemstede.file(), heemstede.file("regio")
    assert taken(heemstede) == ["participatie"]
    assert heemstede.file() == before.replace("Ook deze groep noemt", "Deze groep noemt")
    assert heemstede.file("regio") == regio


def test_where_a_gemeente_adds_to_a_text_the_region_s_part_is_changed_in_the_region(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("in nauw overleg", "samen")
    before, own = heemstede.file("regio"), heemstede.file()
    assert taken(heemstede, "--voor", "regio") == ["participatie"]
    assert (heemstede.file("regio"), heemstede.file()) == (before.replace("in nauw overleg", "samen"), own)


def test_where_a_gemeente_adds_to_a_text_the_whole_becomes_her_own(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("in nauw overleg", "samen")
    assert taken(heemstede) == ["participatie"]
    assert "aanvullen:" not in heemstede.file()
    assert "participatie:\n  vervangen: |\n    De gemeenten schreven de regiovisie samen met {{ termen.aantal" in (
        heemstede.file()
    )
    assert "De gemeente {{ gemeente.naam }} besprak" in heemstede.file()


def test_what_is_fixed_is_refused_for_one_gemeente_and_possible_for_all(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("vast te stellen.", "voor de jaren daarna vast te stellen.", everywhere=True)
    answer = heemstede.read_back("--overnemen")
    assert stands(answer)["besluit.raad.vaststellen"] == "niet over te nemen"
    assert "besluit.raad is vast: geen gemeente mag ervan afwijken" in answer["bevindingen"][0]["melding"]
    assert "besluit.raad.vaststellen" in taken(heemstede, "--voor", "regio")


def test_what_every_gemeente_has_is_told_and_stays_with_her(heemstede: Work):
    """A text of the house applies to every proposal, so this proposal gets one of its own."""
    with heemstede.editing() as paper:
        paper.replace("Actief openbaar", "Openbaar")
    house = (heemstede.root / "templates" / "heemstede" / "gemeente.yaml").read_text("utf-8")
    assert taken(heemstede) == ["openbaarheid"]
    assert differing("", heemstede.file())[1][-1] == "openbaarheid: Openbaar"
    assert (heemstede.root / "templates" / "heemstede" / "gemeente.yaml").read_text("utf-8") == house
    assert "geldt voor elk voorstel" not in str(heemstede.read_back())


def test_the_title_of_a_section_is_told_and_left(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("Motivering", "Waarom")
    answer = heemstede.read_back("--overnemen")
    assert stands(answer) == {"motivering": "niet over te nemen"}
    assert "de indeling, die voor elk voorstel geldt (templates/heemstede/gemeente.yaml:" in str(answer["bevindingen"])
    assert answer["geschreven"] == []


def test_what_an_editor_spells_otherwise_stays_as_it_was_written(tmp_path: Path):
    text = """onderwerp: Onderwerp
gemeenten: [heemstede]
motivering: |
  Zie [de site](https://voorbeeld.nl) en [de kaart](https://voorbeeld.nl/gebied-één).

  | Jaar | Bedrag |
  |---|---|
  | 2027 | tien |

  1. Eerst:

     a. dit;
     b. dat.
besluit:
  raad:
    instemmen: |
      in te stemmen met:

      a. het ene;
      b. het andere.
"""
    work = clerk.small(tmp_path, text)
    parts = package.read_file(work.document)
    rels = parts[MAIN_RELS].decode().replace("één", "%C3%A9%C3%A9n")
    rels = rels.replace('Target="https://voorbeeld.nl"', 'Target="https://voorbeeld.nl/"')
    body = parts[MAIN].decode()
    for cell in ("Jaar", "Bedrag"):
        run = f'<w:t xml:space="preserve">{cell}</w:t>'
        body = body.replace(f"<w:r>{run}", f"<w:r><w:rPr><w:b/></w:rPr>{run}")
    body = body.replace("tien<", "elf<").replace("dat.<", "dat dan.<")
    numbering = parts["word/numbering.xml"].decode()
    numbering = re.sub(r'(<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/>)<w:lvl .*?</w:lvl>', r"\1", numbering)
    changed = {MAIN_RELS: rels, MAIN: body, "word/numbering.xml": numbering}
    parts = {**parts, **{name: part.encode() for name, part in changed.items()}}
    work.document.write_bytes(package.write(package.parts_of(parts)))
    before = work.file("regio")
    assert taken(work, "--voor", "regio") == ["motivering"]
    assert differing(before, work.file("regio")) == (
        ["  | 2027 | tien |", "     b. dat."],
        ["  | 2027 | elf |", "     b. dat dan."],
    )


# ------------------------------------------------------------------ values


def test_a_point_without_a_key_can_change_for_all_only(tmp_path: Path):
    work = clerk.small(tmp_path, "onderwerp: O\ngemeenten: [heemstede]\nbesluit:\n  raad:\n  - in te stemmen.\n")
    with work.editing() as paper:
        paper.replace("in te stemmen", "niet in te stemmen", everywhere=True)
    answer = work.read_back()
    assert stands(answer) == {"besluit.raad.1": "niet over te nemen"}
    assert "heeft geen sleutel" in str(answer["bevindingen"])
    assert taken(work, "--voor", "regio") == ["besluit.raad.1"]


def test_another_paragraph_in_a_cell_is_told_once(haarlem: Work):
    with haarlem.editing() as paper:
        cell = paper.find("College")
        cell.addnext(copy.deepcopy(cell))
        cell.getnext().find(f".//{w('t')}").text = "Tweede alinea"  # type: ignore[union-attr]
    told = [finding["melding"] for finding in haarlem.read_back()["bevindingen"]]
    assert [message for message in told if "Tweede alinea" in message] == told[:1]


def test_a_label_changed_in_the_table_of_who_decides_is_told(haarlem: Work):
    with haarlem.editing() as paper:
        paper.find("College").find(f".//{w('t')}").text = "Burgemeester en wethouders"
    answer = haarlem.read_back()
    assert (stands(answer), codes(answer)) == ({}, ["teruglezen-zonder-veld"])
    assert "‘Burgemeester en wethouders’" in answer["bevindingen"][0]["melding"]


def test_what_the_clerk_filled_in_comes_in_the_file_of_the_gemeente(haarlem: Work):
    with haarlem.editing() as paper:
        paper.replace("[nog in te vullen: zaaknummer]", "0711325", everywhere=True)
        paper.replace("[nog in te vullen: vergadering.raad]", "17 december 2020")
        paper.replace("[nog in te vullen: vergadering.naam_commissie]", "Samenleving")
    before = haarlem.file()
    assert taken(haarlem) == ["zaaknummer", "vergadering.naam_commissie", "vergadering.raad"]
    assert differing(before, haarlem.file()) == (
        [],
        ["", 'zaaknummer: "0711325"', "", "vergadering:", "  naam_commissie: Samenleving", "  raad: 2020-12-17"],
    )


def test_a_term_that_was_changed_wherever_it_stands_is_changed_at_its_own_place(haarlem: Work):
    with haarlem.editing() as paper:
        paper.replace("1\u00a0januari 2022", "1 juli 2022", everywhere=True)
    answer = haarlem.read_back("--voor", "regio")
    assert stands(answer)["aanleiding"] == "volgt uit een ander"
    before = haarlem.file("regio")
    assert "termen.einde_programma" in taken(haarlem, "--voor", "regio")
    gone, came = differing(before, haarlem.file("regio"))
    assert (gone, came) == (
        ["  einde_programma: 2022-01-01", "      datum: 2022-01-01"],
        ["  einde_programma: 2022-07-01", "      datum: 2022-07-01"],
    )


def test_a_term_that_was_changed_in_one_place_is_only_changed_by_its_number(haarlem: Work):
    with haarlem.editing() as paper:
        paper.replace("ruim vijftig organisaties, als", "bijna zestig organisaties, als")
    answer = haarlem.read_back("--overnemen")
    assert [c["overgenomen"] for c in answer["wijzigingen"]] == [False, False]
    assert ["ook_in" in c and c["ook_in"] for c in answer["wijzigingen"]][1] == [
        "samenvatting", "aanleiding", "participatie"
    ]  # fmt: skip
    assert "ruim vijftig" in haarlem.file("regio")
    assert taken(haarlem, numbers=("1",)) == ["samenvatting"]
    assert "bijna zestig\n    organisaties" in haarlem.file() or "bijna zestig organisaties" in haarlem.file()


def test_a_count_of_gemeenten_is_never_written_out_by_itself(haarlem: Work):
    with haarlem.editing() as paper:
        paper.replace("geldt voor acht gemeenten", "geldt voor negen gemeenten")
    change = haarlem.read_back("--overnemen")["wijzigingen"][0]
    assert (change["overgenomen"], change["veilig"]) == (False, False)
    assert change["let_op"] == [
        "‘acht’ stond er als {{ gemeenten | aantal }}, dat uit andere gegevens volgt;"
        " overgenomen wordt ‘negen’ gewone tekst"
    ]


# ------------------------------------------------------------------ structured fields


FIELDS = (
    ("Eén koers werkt beter", "Eén koers werkt het best", "argumenten.vaststellen.koers.titel", "het best"),
    ("Water stroomt door.", "Water stroomt.", "argumenten.vaststellen.koers.tekst", "Water stroomt."),
    ("De wet vraagt erom.", "De wet eist het.", "argumenten.vaststellen.wet.tekst", "De wet eist het."),
    ("De uitvoering begint.", "Wij beginnen.", "planning.mijlpalen.start.tekst", "Wij beginnen."),
    ("januari 2021", "maart 2021", "planning.mijlpalen.start.datum", "2021-03"),
    ("elke zomer", "elk voorjaar", "planning.mijlpalen.tussen.periode", "elk voorjaar"),
    ("2031", "na tien jaar", "planning.mijlpalen.eind.datum", "periode: na tien jaar"),
    ("€\u00a012.500", "€ 13.000", "financien.bedragen.onderzoek.jaren.2021", "13.000"),
    ("Reserve", "Algemene reserve", "financien.bedragen.onderzoek.dekking", "Algemene reserve"),
    ("incidenteel", "structureel", "financien.bedragen.onderzoek.soort", "structureel"),
    ("Kaart van de regio", "Kaart: de regio", "bijlagen.kaart", '"Kaart: de regio"'),
    ("De pompen draaien", "De gemalen draaien", "extra.duurzaamheid.tekst", "De gemalen draaien"),
    ("Duurzaamheid", "Duurzaam", "extra.duurzaamheid.titel", "Duurzaam"),
    ("Het stuk voor te leggen", "Het stuk te zenden", "besluit.college.voorleggen", "Het stuk te zenden"),
    ("24\u00a0november 2020", "1-12-2020", "vergadering.college", "2020-12-01"),
)
"""What stands in the document, what the clerk makes of it, the field, and what is written in the source."""


@pytest.mark.parametrize("to", ["gemeente", "regio"])
def test_every_kind_of_field_comes_back(alles: Work, to: str):
    with alles.editing() as paper:
        for old, new, _, _ in FIELDS:
            paper.replace(old, new, everywhere=True)
    fields = {field for _, _, field, _ in FIELDS if to == "gemeente" or field != "vergadering.college"}
    assert fields - {*taken(alles, "--voor", to)} == set()
    source = alles.file("haarlem" if to == "gemeente" else "regio")
    assert [written for _, _, _, written in FIELDS if written not in source] == []


def test_who_sign_comes_back(tmp_path: Path):
    work = clerk.case(tmp_path, "alles", "heemstede")
    with work.editing() as paper:
        paper.replace("G.\u00a0Vos", "G. de Vos")
        paper.replace("de voorzitter,", "de burgemeester,")
    before = work.file("regio")
    assert taken(work, "--voor", "regio") == [
        "raadsbesluit.ondertekening.griffier.naam", "raadsbesluit.ondertekening.voorzitter.rol"
    ]  # fmt: skip
    assert work.file("regio") == before.replace("G. Vos", "G. de Vos").replace("de voorzitter,", "de burgemeester,")


SIGNED = f"{DECIDED}raadsbesluit:\n  ondertekening:\n"
SIGNATURES = {
    "of the program": ("", "griffier", "voorzitter"),
    "on lines of their own": (
        "    griffier:\n      rol: de griffier,\n      naam: G. Vos\n"
        "    voorzitter:\n      rol: de voorzitter,\n      naam: V. Bos\n",
        "griffier",
        "voorzitter",
    ),
    "between braces": (
        '    griffier: {rol: "de griffier,", naam: G. Vos}\n    voorzitter: {rol: "de voorzitter,", naam: V. Bos}\n',
        "griffier",
        "voorzitter",
    ),
    "in the place of others": ("    vervangen:\n      een: de griffier,\n      twee: de voorzitter,\n", "een", "twee"),
}


@pytest.mark.parametrize("to", ["gemeente", "regio"])
@pytest.mark.parametrize(("written", "first", "second"), SIGNATURES.values(), ids=SIGNATURES)
def test_signatures_that_were_joined_to_one_come_back(tmp_path: Path, to: str, written: str, first: str, second: str):
    head = SIGNED if written else SIGNED.removesuffix("raadsbesluit:\n  ondertekening:\n")
    work = clerk.small(tmp_path, head + written)
    with work.editing() as paper:
        paper.replace("de griffier,", "de griffier, ook voor de wethouder,")
        for beginning in ("de voorzitter,", *(["V.\u00a0Bos"] if "Bos" in written else [])):
            for text in paper.find(beginning).iter(w("t")):
                text.text = ""
    answer = work.read_back("--overnemen", "--voor", to)
    found = [(change["veld"].split(".")[2], change["overgenomen"]) for change in answer["wijzigingen"]]
    assert found == [(first, True), (second, True)]
    again = work.read_back("--voor", to)["wijzigingen"]
    assert [change["stand"] for change in again] == ["al overgenomen"] * 2
    assert again[1]["veld"] == "raadsbesluit.ondertekening.2"
    work.make()
    assert work.read_back("--voor", to)["wijzigingen"] == []
    with work.editing() as paper:
        assert [paragraph for paragraph in paper.paragraphs() if clerk.said(paragraph) == "de voorzitter,"] == []


def test_a_point_of_a_plain_list_is_changed_in_its_line(tmp_path: Path):
    work = clerk.small(
        tmp_path,
        "regio: Kust\ngemeenten: [heemstede]\nonderwerp: Een visie\nsamenvatting: Kort.\n"
        "besluit:\n  college:\n    - Het eerste te doen.  # noot\n    - Het tweede te doen.\n"
        "  raad:\n    - het ene vast te stellen;\n    - het andere vast te stellen.\n",
    )
    with work.editing() as paper:
        paper.replace("Het tweede te doen.", "Het tweede te laten: nooit.")
        paper.replace("het ene vast te stellen;", "het ene te weigeren;")
    before = work.file("regio")
    assert taken(work, "--voor", "regio") == ["besluit.college.2", "besluit.raad.1"]
    assert work.file("regio") == before.replace("Het tweede te doen.", '"Het tweede te laten: nooit."').replace(
        "het ene vast te stellen;", "het ene te weigeren;"
    )


def test_a_text_that_was_deleted_is_left_out_for_this_gemeente(heemstede: Work):
    with heemstede.editing() as paper:
        paper.delete("Aanleiding")
        paper.delete("Het programma Geweld")
        paper.delete("In Zuid-Kennemerland")
    assert taken(heemstede) == ["aanleiding"]
    assert "\nweglaten: [aanleiding]\n" in heemstede.file()


def test_a_decision_point_that_was_deleted_is_left_out(haarlem: Work):
    with haarlem.editing() as paper:
        paper.delete("Het voorstel voor advies aan de raad")
    assert taken(haarlem) == ["besluit.college.voorleggen"]
    assert "besluit:\n  college:\n    weglaten: [voorleggen]\n" in haarlem.file()


def test_what_belongs_to_no_field_is_told_with_the_field_beside_it(haarlem: Work):
    with haarlem.editing() as paper:
        paper.after("Het voorstel voor advies aan de raad", "De pers in te lichten.")
    answer = haarlem.read_back("--overnemen")
    assert answer["zonder_veld"] == [{"tekst": "De pers in te lichten.", "bij": "besluit.college.voorleggen"}]
    assert codes(answer) == ["teruglezen-zonder-veld"]


def test_a_new_paragraph_and_a_new_item_come_in_the_text(haarlem: Work):
    with haarlem.editing() as paper:
        paper.after("Voor veel mensen", "En dat is erg.")
        paper.after("geweld valt eerder op", "niemand kijkt nog weg;")
    before = haarlem.file("regio")
    assert taken(haarlem, "--voor", "regio") == ["beoogd_effect", "motivering"]
    assert differing(before, haarlem.file("regio")) == (
        [],
        ["  - niemand kijkt nog weg;", "", "  En dat is erg."],
    )


# ------------------------------------------------------------------ what stands in the way


def test_formatting_comes_back_as_markdown_and_what_it_cannot_hold_is_told(haarlem: Work):
    with haarlem.editing() as paper:
        paper.format("geen veilige plek", "b")
        paper.format("actieprogramma er is", "u")
    answer = haarlem.read_back("--overnemen", "--voor", "regio")
    assert "thuis **geen veilige plek**." in haarlem.file("regio")
    assert [finding["melding"] for finding in answer["bevindingen"]] == [
        "`communicatie`: onderstreping kan niet in de bron"
    ]


def test_a_text_of_which_the_source_has_changed_since_is_left(haarlem: Work):
    with haarlem.editing() as paper:
        paper.replace("grote schade", "veel schade")
    haarlem.write("regio", haarlem.file("regio").replace("Wegkijken is daarbij geen keuze", "Wegkijken kan niet"))
    answer = haarlem.read_back("--overnemen")
    assert stands(answer) == {"motivering": "niet over te nemen"}
    assert "is veranderd sinds het stuk gemaakt werd" in answer["bevindingen"][0]["melding"]
    assert answer["geschreven"] == []


def test_where_it_is_not_sure_both_texts_are_shown_and_nothing_is_written(tmp_path: Path):
    work = clerk.example(tmp_path, "bloemendaal")
    shutil.copy(EDITED / "python-docx.docx", work.document)
    before = {path: path.read_bytes() for path in work.folder.iterdir()}
    done = work.run("teruglezen", str(work.document), "--overnemen", "1")
    assert done.exit_code == 1
    assert "    was:\n      De regiovisie komt later" in done.stdout
    assert "    misschien nu:\n" in done.stdout
    assert "[teruglezen-onzeker]" in done.stdout
    assert {path: path.read_bytes() for path in work.folder.iterdir()} == before


@pytest.mark.parametrize("name", ["bijgehouden", "opmerking", "weg-en-gesplitst", "lijst-tabel-kop"])
@pytest.mark.parametrize("to", ["gemeente", "regio"])
def test_what_was_edited_in_libreoffice_comes_back(tmp_path: Path, name: str, to: str):
    work = clerk.example(tmp_path, "haarlem" if name == "lijst-tabel-kop" else "bloemendaal")
    shutil.copy(EDITED / f"{name}.docx", work.document)
    assert len(taken(work, "--voor", to)) >= (1 if name == "lijst-tabel-kop" else 2)
    assert "over te nemen" not in [
        change["stand"] for change in work.read_back("--voor", to)["wijzigingen"] if change["veilig"]
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("eenmaal", []),
        ("tweemaal", []),
        ("npm-docx", []),
        ("gekopieerd", ["teruglezen-zonder-veld"]),
        ("bijgehouden-verplaatst", ["teruglezen-verplaatst"]),
    ],
)
def test_a_file_that_was_only_opened_and_saved_or_rearranged_has_no_changes(
    tmp_path: Path, name: str, found: list[str]
):
    work = clerk.example(tmp_path, "bloemendaal")
    shutil.copy(EDITED / f"{name}.docx", work.document)
    answer = work.read_back()
    assert (answer["wijzigingen"], sorted({*codes(answer)})) == ([], found)


def test_a_label_of_the_header_that_was_changed_is_told(haarlem: Work):
    with haarlem.editing() as paper:
        paper.replace("Portefeuillehouder", "Wethouder")
    assert [finding["melding"] for finding in haarlem.read_back()["bevindingen"]] == [
        "‘Wethouder’ hoort bij de kop of het sjabloon"
    ]


def test_a_tracked_change_counts_as_if_it_was_accepted(haarlem: Work):
    with haarlem.editing() as paper:
        paper.track("Voor veel mensen", "geen veilige plek", "lang niet altijd veilig")
    before = haarlem.file("regio")
    assert taken(haarlem, "--voor", "regio") == ["motivering"]
    assert haarlem.file("regio") == before.replace("geen veilige plek", "lang niet altijd veilig")


STRANGE = (
    "a & b < c > d", "👩‍👧 ë", "dit: dat", "dit #geen noot", "- streepje", "1. genummerd", "zo'n \"woord\"", "C:\\map",
    "# hekje", "*ster* en _streep_", "50% | 60%", "[haak](nee)", "`code`", "> meer", "a.", "{{ accolades }}", "~~weg~~",
    "x " * 300 + "y", "&amp; <b>",
)  # fmt: skip


@pytest.mark.parametrize("to", ["gemeente", "regio"])
def test_any_characters_come_back_as_they_were_typed(haarlem: Work, to: str):
    with haarlem.editing() as paper:
        for words in STRANGE:
            paper.after("De gemeenten schreven de regiovisie", words)
            paper.replace("veel mensen", f"{words} en veel mensen")
            paper.after("geweld valt eerder op", f"{words};")
    assert taken(haarlem, "--voor", to) == ["beoogd_effect", "motivering", "participatie"]


LINES = ("afdeling", "auteur", "programma", "vergadering.naam_commissie")


@pytest.mark.parametrize("start", range(0, len(STRANGE), len(LINES)))
def test_any_characters_come_back_in_a_line(haarlem: Work, start: int):
    typed = [words for words in STRANGE[start : start + len(LINES)] if "{{" not in words]
    fields = LINES[: len(typed)]
    with haarlem.editing() as paper:
        for field, words in zip(fields, typed, strict=True):
            paper.replace(f"[nog in te vullen: {field}]", words, everywhere=True)
    assert sorted(taken(haarlem)) == sorted(fields)


def test_windows_line_breaks_and_a_byte_order_mark_stay(tmp_path: Path):
    work = clerk.example(tmp_path, "haarlem")
    windows = "\ufeff" + work.file("regio").replace("\n", "\r\n")
    work.write("regio", windows)
    with work.editing() as paper:
        paper.replace("grote schade", "veel\nschade")
        paper.after("Voor veel mensen", "En dat is erg.")
    assert taken(work, "--voor", "regio") == ["motivering"]
    assert work.file("regio").startswith("\ufeff# Het regionale deel")
    assert work.file("regio").count("\n") == work.file("regio").count("\r\n")
    gone, came = differing(windows.replace("\r\n", "\n"), work.file("regio").replace("\r\n", "\n"))
    assert (gone, len(came)) == (["  Voor veel mensen is thuis geen veilige plek. Huiselijk geweld en "
                                  "kindermishandeling richten grote schade aan."], 4)  # fmt: skip


@pytest.mark.parametrize(
    ("style", "result"),
    [
        ("samenvatting: Het eerste en het tweede. # noot", "samenvatting: Het derde en het tweede. # noot"),
        ('samenvatting: "Het eerste en het tweede."', 'samenvatting: "Het derde en het tweede."'),
        ("samenvatting: >\n  Het eerste\n  en het tweede.", "samenvatting: >\n  Het derde\n  en het tweede."),
        ("samenvatting: |-\n    Het eerste\n    en het tweede.", "samenvatting: |-\n    Het derde\n    en het tweede."),
    ],
)
def test_the_style_of_a_value_stays(tmp_path: Path, style: str, result: str):
    rest = "besluit:\n  college: {a: Iets te doen.}\n  raad: {a: iets vast te stellen.}\n"
    head = "# Kop\nregio: Kust\ngemeenten: [heemstede]\nonderwerp: Een visie\n"
    work = clerk.small(tmp_path, f"{head}{style}\n{rest}")
    with work.editing() as paper:
        paper.replace("Het eerste", "Het derde")
    assert taken(work, "--voor", "regio") == ["samenvatting"]
    assert work.file("regio") == f"{head}{result}\n{rest}"


def test_the_press_release_of_the_region_comes_back_in_the_regional_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kust.build(tmp_path)
    work = Work(tmp_path, "visie", "kust", "persbericht")
    work.make()
    with work.editing() as paper:
        paper.replace("heeft het college ingestemd", "stemde het college in")
    before = work.file("regio")
    assert taken(work) == ["persbericht.tekst"]
    assert work.file("regio") == before.replace("heeft het college ingestemd", "stemde het college in")


MIXED = """\
regio: Kust
gemeenten: [heemstede, haarlem]
termen: {naam: Visie op Zorg, jaar: 2027-01-01, geld: "12500", klein: visie}
onderwerp: "{{ termen.naam }}"
samenvatting: |
  {{ termen.klein | hoofdletter }} en {{ termen.klein }}, voor {{ termen.geld | bedrag }} vanaf
  {{ termen.jaar | datum }}. Zie de {{ termen.klein }}s van {{ gemeente.naam }}.

  | Wat | Hoeveel |
  |-----|--------:|
  | een | € 1.000 |

  1. eerste
     a. sub een
     b. sub twee
  2. tweede[^n]

  [^n]: Een noot met *cursief*.

  ### Kop
  Slot met [koppeling](https://example.nl/a).
besluit:
  college: {a: Iets te doen.}
  raad: {a: iets vast te stellen.}
"""


@pytest.mark.parametrize(
    ("edits", "lines"),
    [
        ([("Visie en visie", "Nota en nota"), ("de visies", "de nota’s")],
         {"klein: visie": "klein: nota", "de {{ termen.klein }}s": "de nota’s"}),
        ([("€\u00a012.500", "€ 13.000,50")], {'"12500"': '"13000,50"'}),
        ([("€\u00a01.000", "€ 3.000")], {"€ 1.000": "€ 3.000"}),
        ([("1\u00a0januari 2027", "1 mei 2027")], {"2027-01-01": "2027-05-01"}),
        ([("sub twee", "sub drie"), ("tweede", "derde")], {"sub twee": "sub drie", "tweede[^n]": "derde[^n]"}),
        ([("Kop", "Andere kop")], {"### Kop": "### Andere kop"}),
        ([("Visie op Zorg", "Visie op de zorg")], {"naam: Visie op Zorg": "naam: Visie op de zorg"}),
    ],
)  # fmt: skip
def test_placeholders_lists_tables_and_notes_stay_as_they_were_typed(
    tmp_path: Path, edits: list[tuple[str, str]], lines: dict[str, str]
):
    work = clerk.small(tmp_path, MIXED)
    with work.editing() as paper:
        for old, new in edits:
            paper.replace(old, new, everywhere=True)
    assert taken(work, "--voor", "regio")
    expected = MIXED
    for old, new in lines.items():
        expected = expected.replace(old, new)
    assert work.file("regio") == expected


def test_a_table_that_word_put_in_comes_back_with_its_first_row_as_header(tmp_path: Path):
    work = clerk.small(tmp_path, "gemeenten: [heemstede]\nonderwerp: O\nsamenvatting: Een zin vooraf.\n")
    table = docx.Document().add_table(rows=2, cols=2)._tbl
    for number, cell in enumerate(table.iter(w("tc"))):
        cell[-1].append(clerk.run_of(f"cel {number}"))
    with work.editing() as paper:
        paper.find("Een zin vooraf.").addnext(table)
    assert taken(work)
    assert "| cel 0 | cel 1 |\n    | --- | --- |\n    | cel 2 | cel 3 |\n" in work.file()


def test_names_below_a_signature_are_nothing_strange(tmp_path: Path):
    signed = "{rol: de griffier, naam: A. de Wit}"
    work = clerk.small(tmp_path, f"{SIGNED}    griffier: {signed}\n    voorzitter: {signed}\n")
    assert work.run("teruglezen", str(work.document)).output.rstrip().endswith("raadsvoorstel van Heemstede")


# ------------------------------------------------------------------ wrong use


def test_a_press_release_that_the_region_makes_no_more_is_told(tmp_path: Path):
    kust.build(tmp_path)
    work = Work(tmp_path, "visie", "kust", "persbericht")
    work.make()
    work.write("regio", work.file("regio").partition("persbericht:")[0])
    done = work.run("teruglezen", str(work.document))
    assert done.exit_code == 1
    assert "is gemaakt van het persbericht van visie, en dat is er niet in" in done.stderr


def test_a_text_that_has_become_longer_than_a_source_can_hold_is_refused(tmp_path: Path):
    work = clerk.small(tmp_path, "gemeenten: [heemstede]\nonderwerp: O\nsamenvatting: S\naanleiding: Dit is kort.\n")
    with work.editing() as paper:
        for _ in range(3):
            paper.after("Dit is kort.", "*_" * 40_000)
    change = work.read_back()["wijzigingen"][0]
    assert (change["stand"], change["reden"]) == ("niet over te nemen", "de tekst is langer dan 200000 tekens")


def test_what_was_made_elsewhere_is_refused_in_one_sentence(haarlem: Work):
    strange = haarlem.root / "vreemd.docx"
    strange.write_bytes(samples.wordfile(samples.paragraph("Iets anders")))
    done = haarlem.run("teruglezen", "vreemd.docx")
    assert (done.exit_code, done.stderr.startswith("Fout: ")) == (1, True)
    assert "zegt niet waarvan het gemaakt is" in done.stderr


def test_a_proposal_that_is_not_there_any_more_is_told(haarlem: Work):
    shutil.move(haarlem.folder, haarlem.folder.with_name("anders"))
    done = haarlem.run("teruglezen", str(haarlem.document))
    assert done.exit_code == 1
    assert "is gemaakt van het voorstel verbinden-en-versterken, en dat is er niet in" in done.stderr


def test_a_source_with_faults_is_told(haarlem: Work):
    haarlem.write("regio", haarlem.file("regio").replace("\nsamenvatting:", "\nsamenvating:"))
    done = haarlem.run("teruglezen", str(haarlem.document))
    assert done.exit_code == 1
    assert "de bron heeft een fout, en moet eerst kloppen: proposals/" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--overnemen", "99"), "er is geen wijziging 99; de nummers zijn 1 tot en met 1."),
        (("--overnemen", "alles"), "alles is geen nummer van een wijziging"),
        (("--voor", "iedereen"), "iedereen kan hier niet. Kies uit: gemeente, regio."),
    ],
)
def test_wrong_use_is_told(haarlem: Work, arguments: tuple[str, ...], sentence: str):
    with haarlem.editing() as paper:
        paper.replace("grote schade", "veel schade")
    done = haarlem.run("teruglezen", str(haarlem.document), *arguments)
    assert (done.exit_code, sentence in done.stderr) == (2, True)


def test_the_file_may_stand_behind_the_option(haarlem: Work):
    with haarlem.editing() as paper:
        paper.replace("grote schade", "veel schade")
    done = haarlem.run("teruglezen", "--overnemen", str(haarlem.document))
    assert "1 wijziging overgenomen in proposals/verbinden-en-versterken/haarlem.yaml." in done.stdout
    assert haarlem.run("teruglezen").exit_code == 2


def test_all_files_are_written_or_none(haarlem: Work):
    with haarlem.editing() as paper:
        paper.replace("grote schade", "veel schade")
    before = {path: path.read_bytes() for path in haarlem.folder.iterdir()}
    haarlem.folder.chmod(0o555)
    try:
        done = haarlem.run("teruglezen", str(haarlem.document), "--overnemen")
    finally:
        haarlem.folder.chmod(0o755)
    if done.exit_code == 1:  # not when the tests run as root, who may write anywhere
        assert "kan niet worden geschreven" in done.stderr
        assert {path: path.read_bytes() for path in haarlem.folder.iterdir()} == before


# ------------------------------------------------------------------ what a clerk took out

HEAD = "regio: K\ngemeenten: [heemstede]\nonderwerp: O\nsamenvatting: S\nbesluit: {raad: {a: vast te stellen}}\n"
ITEMS = {
    "an argument": (
        "argumenten:\n  a:\n    x: {titel: De eerste stelling, tekst: Want zo is het}\n    y: De tweede stelling\n",
        ["De eerste stelling", "Want zo is het"], "argumenten:\n  a:\n    y: De tweede stelling\n"),
    "a milestone": (
        "planning:\n  mijlpalen:\n    een: {datum: 2021-01-02, tekst: De eerste stap.}\n"
        "    twee: {datum: 2021-02-02, tekst: De tweede stap.}\n",
        ["De eerste stap"], "planning:\n  mijlpalen:\n    twee: {datum: 2021-02-02, tekst: De tweede stap.}\n"),
    "an amount": (
        "financien:\n  bedragen:\n"
        "    a: {omschrijving: Onderzoek, soort: incidenteel, dekking: Reserve, jaren: {2021: 12.500}}\n"
        "    b: {omschrijving: Beheer, soort: incidenteel, dekking: Reserve, jaren: {2021: 1.500}}\n",
        ["Onderzoek"],
        "financien:\n  bedragen:\n"
        "    b: {omschrijving: Beheer, soort: incidenteel, dekking: Reserve, jaren: {2021: 1.500}}\n"),
    "the first of a list": (
        "bijlagen:\n  - Regiovisie\n  - Kaart\n  - Begroting\n", ["Regiovisie"],
        "bijlagen:\n  - Kaart\n  - Begroting\n"),
    "the first paragraph": (
        "motivering: |\n  Eerst dit.\n\n  Dan dat.\n\n  En zo.\n", ["Eerst dit."],
        "motivering: |\n  Dan dat.\n\n  En zo.\n"),
}  # fmt: skip


@pytest.mark.parametrize("item", ITEMS)
def test_what_was_taken_out_goes_and_nothing_else(tmp_path: Path, item: str):
    said, words, left = ITEMS[item]
    work = clerk.small(tmp_path, HEAD + said)
    with work.editing() as paper:
        for beginning in words:
            found = paper.find(beginning)
            row = next((each for each in found.iterancestors() if each.tag == w("tr")), found)
            row.getparent().remove(row)
    assert set(stands(work.read_back("--voor", "regio")).values()) == {"over te nemen"}
    assert len(taken(work, "--voor", "regio")) == 1
    assert work.file("regio") == HEAD + left


def test_of_changes_that_are_tried_together_it_is_told_for_whom_each_holds(tmp_path: Path):
    stap = "    s{0}: {{datum: 2021-0{0}-02, tekst: De stap met nummer {0}.}}\n"
    steps = "planning:\n  mijlpalen:\n" + "".join(map(stap.format, range(1, 7)))
    work = clerk.small(tmp_path, HEAD.replace("[heemstede]", "[heemstede, haarlem]") + steps)
    work.write("haarlem", "planning:\n  mijlpalen:\n    s1: {tekst: {vervangen: Haarlem doet het anders.}}\n")
    with work.editing() as paper:
        paper.replace("De stap met", "De grote stap met", everywhere=True)
    untouched = [change["niet_voor"] for change in work.read_back("--voor", "regio")["wijzigingen"]]
    assert untouched == [["Haarlem"], *[[]] * 5]


def test_comments_stay_where_what_a_gemeente_added_becomes_a_text_of_her_own(tmp_path: Path):
    own = "# een\nparticipatie:  # twee\n  # drie\n{}  # vier\nzaaknummer: Z1  # vijf\n"
    work = clerk.small(
        tmp_path,
        HEAD + "participatie: |\n  De regio sprak met inwoners.\n",
        own.format("  aanvullen:\n    na: |\n      En wij ook.\n"),
    )
    with work.editing() as paper:
        paper.replace("sprak met", "luisterde naar")
    assert taken(work) == ["participatie"]
    assert work.file() == own.format("  vervangen: |\n    De regio luisterde naar inwoners.\n\n    En wij ook.\n")


def test_an_item_that_is_not_there_any_more_is_called_by_its_number():
    tree, _ = parse("ondertekening:\n  griffier: de griffier,\n", "a.yaml")
    assert tree is not None
    assert resolve(tree, ("ondertekening", 0))[1] == ("ondertekening", "griffier")
    assert resolve(tree, ("ondertekening", 1, "rol")) == (None, ("ondertekening", "2", "rol"))


def test_a_line_of_the_header_that_was_taken_out_is_told(tmp_path: Path):
    velsen = clerk.example(tmp_path, "velsen")
    with velsen.editing() as paper:
        row = next(paper.find("Afdeling").iterancestors(w("tr")))
        row.getparent().remove(row)  # type: ignore[union-attr]
    (change,) = velsen.read_back()["wijzigingen"]
    assert (change["veld"], change["stand"]) == ("afdeling", "niet zeker")
