"""Whatever a griffier did to a document: what is taken over is what it says, and `maak` goes on making documents."""

import random
from pathlib import Path

import clerk
import desks
import pytest

from raadsvoorstel.word import package

WHERE = [("example", "heemstede"), ("example", "velsen"), ("alles", "haarlem")]


@pytest.mark.parametrize("to", ["gemeente", "regio"])
@pytest.mark.parametrize("number", range(6))
def test_what_is_taken_over_comes_back_and_stops_nothing(tmp_path: Path, number: int, to: str):
    dice = random.Random(f"{number} {to}")
    naam, slug = dice.choice(WHERE)
    work = clerk.example(tmp_path, slug) if naam == "example" else clerk.case(tmp_path, naam, slug)
    desk = desks.Griffie(package.read_file(work.document))
    for count in range(dice.randint(1, 6)):
        dice.choice(desks.GRIFFIE_EDITS)(desk, dice.random(), dice.random(), f"klerk{count}")
    work.document.write_bytes(package.write(package.parts_of(desk.saved())))
    before = work.run("maak", work.naam, "-g", slug, "-o", "vooraf").exit_code

    every = [str(change["nummer"]) for change in work.read_back("--voor", to)["wijzigingen"]]
    answer = work.read_back("--overnemen", ",".join(every), "--voor", to) if every else {"wijzigingen": []}
    taken = {change["nummer"] for change in answer["wijzigingen"] if change["overgenomen"]}
    again = {change["nummer"]: change["stand"] for change in work.read_back("--voor", to)["wijzigingen"]}
    assert {again.get(number) for number in taken} <= {"al overgenomen"}
    assert work.run("maak", work.naam, "-g", slug, "-o", "erna").exit_code == before
