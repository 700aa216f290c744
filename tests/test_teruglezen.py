"""What a clerk changed comes back into the source: a second run of `maak` then gives the clerk's text."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "teruglezen"))
import clerk
from clerk import Work


@pytest.fixture
def heemstede(tmp_path: Path) -> Work:
    return clerk.example(tmp_path, "heemstede")


def stands(answer: dict) -> dict[str, str]:
    return {change["veld"]: change["stand"] for change in answer["wijzigingen"]}


def taken(work: Work, *options: str) -> list[str]:
    """Take changes over; every one of them is in the next version of the document, and nothing else changed."""
    answer = work.read_back("--overnemen", *options)
    again = work.read_back(*[option for option in options if option in ("--voor", "regio")])
    paths = [change["veld"] for change in answer["wijzigingen"] if change["overgenomen"]]
    assert [stands(again)[path] for path in paths] == ["al overgenomen"] * len(paths)
    return paths


def test_nothing_is_a_change_in_a_document_that_nobody_touched(heemstede: Work):
    assert heemstede.read_back()["wijzigingen"] == []


def test_nothing_is_written_without_being_asked(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("Wegkijken is daarbij geen keuze.", "Wegkijken kan niet.")
    before = {path: path.read_bytes() for path in heemstede.folder.iterdir()}
    answer = heemstede.read_back()
    assert stands(answer) == {"motivering": "over te nemen"}
    assert {path: path.read_bytes() for path in heemstede.folder.iterdir()} == before


def test_a_regional_text_becomes_a_text_of_the_gemeente_with_its_placeholders(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("blijvend terugdringen", "voorgoed laten verdwijnen")
    before = heemstede.file()
    assert taken(heemstede) == ["aanleiding"]
    assert heemstede.file().startswith(before)
    added = heemstede.file().removeprefix(before)
    assert added.startswith(
        "\naanleiding:\n  vervangen: |\n    Het programma {{ termen.programma }} moet huiselijk geweld"
    )
    assert "{{ gemeenten | opsomming }}" in added


def test_for_the_region_only_the_words_are_replaced(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("blijvend terugdringen", "voorgoed laten verdwijnen")
    before = heemstede.file("regio")
    assert taken(heemstede, "--voor", "regio") == ["aanleiding"]
    assert heemstede.file("regio") == before.replace("blijvend terugdringen", "voorgoed laten verdwijnen")


def test_a_text_of_the_gemeente_s_own_is_changed_where_it_stands(heemstede: Work):
    with heemstede.editing() as paper:
        paper.replace("Ook deze groep noemt de regiovisie belangrijk.", "Deze groep is er blij mee.")
    before = heemstede.file()
    assert taken(heemstede) == ["participatie"]
    assert heemstede.file() == before.replace(
        "Ook deze groep noemt de\n      regiovisie belangrijk.", "Deze groep is er\n      blij mee."
    )
