"""What belongs to a neighbour, names that changed their ending, and a word that is there already."""

from pathlib import Path

import pytest
import samples
from versies import shown, stuk

from raadsvoorstel.checks.plurals import check_naam_uitgang

REGIO = "gemeenten: [haarlem, heemstede, velsen]\nonderwerp: Een voorbeeld\nsamenvatting: Kort.\n"


def found(folder: Path, code: str, **files: str) -> list[tuple[str, int]]:
    written = {"regio.yaml": REGIO, **{f"{name}.yaml": text for name, text in files.items()}}
    findings = samples.findings_of(samples.project(folder, written), "proef", opinions=True)
    return [(Path(each.origin.file).stem, each.origin.line) for each in findings if each.code == code]


def zaak(number: str) -> str:
    return f'zaaknummer: "{number}"\n'


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"haarlem": zaak("2027-4711"), "velsen": zaak("2027-4711")}, [("velsen", 1)]),
        ({"haarlem": zaak("2027-4711"), "velsen": zaak("2027-4712")}, []),
        ({"haarlem": zaak("2027-1"), "heemstede": zaak("2027-1"), "velsen": zaak("2027-1")}, []),
        ({"haarlem": zaak("12"), "velsen": zaak("12")}, []),
        ({"haarlem": 'agendapunt: "1234"', "velsen": 'agendapunt: "1234"'}, []),
        ({"regio": REGIO + zaak("2027-4711")}, []),
    ],
)
def test_a_number_belongs_to_one_gemeente(tmp_path: Path, files: dict[str, str], where: list[tuple[str, int]]):
    assert found(tmp_path, "zaaknummer-dubbel", **files) == where


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("De gemeente Velsen vroeg ook haar cultuurraad om advies.", 1),
        ("Het college van Velsen sprak met zijn participatieraad.", 1),
        ("De raad van Velsen besprak dit in zijn vergadering van mei.", 1),
        ("Hierover dachten onze inwoners van Velsen mee.", 1),
        ("Dit past in onze gemeente Velsen.", 1),
        ("De gemeente Velsen voert dit uit met haar eigen mensen.", 0),
        ("De gemeente Velsen is penvoerder en stuurt haar verslag.", 0),
        ("De gemeente Velsen vroeg haar raad om advies; Heemstede volgde.", 0),
        ("De gemeente Velsen en de gemeente Haarlem vroegen hun raden.", 0),
        ("Net als de gemeente Velsen vraagt het college zijn raad om advies.", 0),
        ("Het college sprak met de gemeente Velsen over haar plannen.", 0),
        ("De gemeente Heemstede vroeg haar cultuurraad om advies.", 0),
    ],
)
def test_a_gemeente_speaks_of_herself(tmp_path: Path, text: str, count: int):
    assert len(found(tmp_path, "andere-gemeente", heemstede=f'participatie: "{text}"')) == count


def test_the_region_may_speak_of_one_gemeente(tmp_path: Path):
    text = "participatie: De gemeente Velsen vroeg haar cultuurraad om advies."
    assert found(tmp_path, "andere-gemeente", regio=REGIO + text) == []


@pytest.mark.parametrize(
    ("sentence", "naam", "count"),
    [
        ("Dit gaat naar de commissie {{ vergadering.naam_commissie }}.", "commissie Samenleving", 1),
        ("Naar de raadscommissie {{ vergadering.naam_commissie }}.", "Commissie Ruimte", 1),
        ("Naar de commissie {{ vergadering.naam_commissie }}.", "de commissie Ruimte", 1),
        ("Naar de commissie {{ vergadering.naam_commissie }}.", "raadscommissie Ruimte", 1),
        ("Naar de commissie {{ vergadering.naam_commissie }}.", "Samenleving", 0),
        ("Dit gaat naar de {{ vergadering.naam_commissie }}.", "commissie Samenleving", 0),
        ("Er is een commissie. {{ vergadering.naam_commissie }} heet zij.", "Commissie Samenleving", 0),
        ("Niets.", "commissie Samenleving", 0),
    ],
)
def test_the_word_commissie_is_there_once(tmp_path: Path, sentence: str, naam: str, count: int):
    regio = REGIO.replace("Kort.", sentence)
    own = f"vergadering:\n  naam_commissie: {naam}\n"
    assert found(tmp_path, "naam-commissie", regio=regio, heemstede=own) == [("heemstede", 2)] * count


OFTEN = "Wij bouwen De Wierschuur. In De Wierschuur is plaats, en De Wierschuur is droog."


def other_endings(often: str, text: str) -> list[str]:
    version = stuk({"samenvatting": often, "aanleiding": text})
    return shown(version, check_naam_uitgang([version]))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("De Wierschuren heeft een werkplaats.", ["Wierschuren"]),
        ("Wat in De Wierschuren staat, blijft.", ["Wierschuren"]),
        ("Wat in de Wierschuurs staat, blijft.", ["Wierschuurs"]),
        ("De Wierschuur heeft een werkplaats.", []),
        ("De “Wierschuren” van vroeger.", []),
        ("Op Texel staan wierschuren. De Wierschuren zijn oud.", []),
        ("De Wierschuren, en nog eens De Wierschuren.", []),
        ("De Wiersloot heeft een werkplaats.", []),
    ],
)
def test_a_name_keeps_its_ending(text: str, seen: list[str]):
    assert other_endings(OFTEN, text) == seen


def test_a_word_that_is_no_name_has_a_plural():
    often = "Zo is De Gemeente. In De Gemeente, voor De Gemeente en van De Gemeente."
    assert other_endings(often, "De Gemeenten doen dit, elke gemeente.") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Portefeuillehouder De Boer sprak met het museum.", 1),
        ("Met de portefeuillehouder, wethouder K. de Boer, is gesproken.", 1),
        ("De verantwoordelijk wethouder De Boer stemt in.", 1),
        ("Dat zegt portefeuillehouder A. van der Meer.", 1),
        ("De betrokken wethouder mevrouw Bakker was erbij.", 1),
        ("Portefeuillehouder Visser sprak met het museum.", 0),
        ("Portefeuillehouder Visser-de Wit sprak met het museum.", 0),
        ("Wethouder De Boer was erbij.", 0),
        ("De regionale portefeuillehouder De Boer was erbij.", 0),
        ("Portefeuillehouder De Boer uit Velsen was erbij.", 0),
        ("De toenmalige portefeuillehouder De Boer was erbij.", 0),
        ("De portefeuillehouder Cultuur sprak. De portefeuillehouder van Financiën niet.", 0),
    ],
)
def test_one_person_is_portefeuillehouder(tmp_path: Path, text: str, count: int):
    own = f'portefeuillehouder: M. Visser\nparticipatie: "{text}"'
    assert found(tmp_path, "portefeuillehouder", heemstede=own) == [("heemstede", 2)] * count
