"""Counts of gemeenten, raden and colleges: which are wrong, and which are of something else."""

from datetime import date

import pytest
from versies import ACHT, shown, stuk

from raadsvoorstel.checks.counts import check_aantal_deelnemers
from raadsvoorstel.checks.decided import check_aantal_besloten
from raadsvoorstel.checks.listings import check_alfabetisch, check_opsomming_deelnemers
from raadsvoorstel.checks.style import check_aantal_wisselt, check_getal

WRONG = [
    ("Dit ligt voor aan de raden van de negen gemeenten.", "negen gemeenten"),
    ("Dit doen de 7 regionale gemeenten samen.", "7 regionale gemeenten"),
    ("Dit doen 9 deelnemende gemeenten.", "9 deelnemende gemeenten"),
    ("Alle negen gemeenteraden besluiten.", "negen gemeenteraden"),
    ("Alle negen de raden besluiten.", "negen de raden"),
    ("Onze zeven gemeenten werken hieraan.", "zeven gemeenten"),
    ("In de negen gemeenten in Kustland wordt het veiliger.", "negen gemeenten"),
    ("In de tweeëntwintig gemeenten wordt het veiliger.", "tweeëntwintig gemeenten"),
    ("De regiovisie geldt voor negen gemeenten.", "negen gemeenten"),
    ("Daaraan doen zeven gemeenten mee.", "zeven gemeenten"),
    ("Negen gemeenten samen tegen overlast", "Negen gemeenten"),
    ("Uiteindelijk stellen tien raden de visie vast.", "tien raden"),
    ("De raden van beide gemeenten stellen dit vast.", "beide gemeenten"),
    ("Drie van de negen gemeenten begonnen eerder.", "negen gemeenten"),
    ("De negen betrokken gemeenten dragen bij.", "negen betrokken gemeenten"),
    ("De visie is opgesteld door 9 gemeenten en ruim vijftig organisaties.", "9 gemeenten"),
    ("Dit is de visie van zeven gemeenten.", "zeven gemeenten"),
    ("De regiovisie wordt in negen gemeenteraden besproken.", "negen gemeenteraden"),
    ("Duinwijk doet dit samen met de andere acht gemeenten.", "andere acht gemeenten"),
]
RIGHT = [
    "Dit ligt voor aan de raden van de acht gemeenten.",
    "Drie van de acht gemeenten begonnen eerder.",
    "Twee gemeenten hebben al een loket.",
    "Duinwijk deelt dit met zeven andere gemeenten.",
    "De zeven andere gemeenten volgen.",
    "De overige zeven gemeenten volgen.",
    "Wij werken samen met de zeven gemeenten om ons heen.",
    "Samen met de zeven gemeenten in de regio sprak Duinwijk hierover.",
    "Duinwijk doet dit samen met de andere zeven gemeenten, en de andere drie gemeenten niet.",
    "De handreiking is opgesteld door negen gemeenten.",
    "Met twee buurgemeenten is overlegd.",
    "De zes grote gemeenten hebben een eigen aanpak.",
    "Dit geldt voor alle 342 gemeenten van Nederland.",
    "De negen gemeenten van de Veiligheidsregio vergaderen apart.",
    "De Omgevingsdienst werkt anders. De negen gemeenten betalen mee.",
    "De negen gemeenten in Heuvelland doen dit ook.",
    "In Heuvelland werken negen gemeenten samen.",
    "Zoals op de Veluwe, waar negen gemeenten samenwerken.",
    "Van de zeven gemeenten in de regeling hebben er twee een plan.",
    "De drie gemeenten Adorp, Bemmel en Cothen hebben een loket.",
    "Vijf gemeenten: Adorp, Bemmel, Cothen, Eede en Holy. De vijf gemeenten delen een loket.",
    "De zeven gemeenten die nog niet besloten, volgen later.",
    "In 2015 werkten de negen gemeenten aan een plan.",
    "Destijds deden de tien gemeenten dit apart.",
    "De eerste negen gemeenten kregen geld.",
    "“De negen gemeenten samen” is een oude titel.",
    "Adorp en Bemmel deden mee. Beide gemeenten zijn tevreden.",
    "Dit raakt de {{ gemeenten | aantal = negen }} gemeenten.",
    "Artikel 9 gemeenten is geen telling.",
    "Ruim negen gemeenten doen niet mee.",
    "In oktober 2026 vroeg Ooststad toe te treden. Na de toetreding zijn de negen gemeenten verder één.",
    "De zeven colleges stemden daar in december 2026 mee in.",
    "In 2026 vroegen twaalf van de dertien raden al om matiging.",
    "De dertien raden krijgen de begroting. De vijf andere gemeenten reageren zelf.",
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_count_of_all_that_is_wrong_is_found(text: str, words: str):
    version = stuk(text)
    assert shown(version, check_aantal_deelnemers(version)) == [words]


@pytest.mark.parametrize("text", RIGHT)
def test_a_count_of_something_else_is_let_alone(text: str):
    assert list(check_aantal_deelnemers(stuk(text))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14 december 1971: negen raden besluiten samen tot de bouw.", 0),
        ("De negen gemeenten werken sinds 2019 samen.", 0),
        ("De negen gemeenten werken in 2028 samen.", 1),
        ("De negen gemeenten werken sinds 2019 samen, en blijven dat tot 2030 doen.", 1),
    ],
)
def test_a_year_well_before_the_decision_makes_it_history(text: str, found: int):
    version = stuk(text, dagen={"raad": date(2027, 3, 9)})
    assert len(list(check_aantal_deelnemers(version))) == found


def test_a_gemeente_alone_counts_nothing():
    assert list(check_aantal_deelnemers(stuk("De negen gemeenten.", namen=("Duinwijk",)))) == []


@pytest.mark.parametrize(
    ("text", "colleges", "raden", "found"),
    [
        ("Zeven colleges hebben ingestemd.", 5, 0, ["Zeven colleges"]),
        ("De colleges van de acht gemeenten hebben de visie vastgesteld.", 5, 0, ["acht gemeenten"]),
        ("Vier gemeenten hebben de visie vastgesteld.", 8, 3, ["Vier gemeenten"]),
        ("Drie van de acht colleges hebben ingestemd.", 5, 0, ["Drie van de acht colleges"]),
        ("Twee colleges hebben nog niet ingestemd.", 5, 0, ["Twee colleges"]),
        ("Drie colleges hebben nog niet ingestemd.", 5, 0, []),
        ("Vijf colleges hebben ingestemd.", 5, 0, []),
        ("Zeven colleges hebben ingestemd.", 0, 0, []),
        ("Als zeven colleges hebben ingestemd, volgt de raad.", 5, 0, []),
        ("Zes colleges stemden in.", 5, 0, ["Zes colleges"]),
        ("Twee colleges stemden op 3 maart 2020 in.", 5, 0, []),
        ("Beide colleges hebben ingestemd.", 5, 0, []),
        ("De acht gemeenten hebben met de uitvoering ingestemd.", 5, 0, []),
        ("Drie colleges hebben besloten een loket te openen.", 5, 0, []),
        ("In 2015 hebben acht gemeenten de visie vastgesteld.", 5, 2, []),
        ("Zes colleges hebben met de visie ingestemd.", 5, 0, ["Zes colleges"]),
        ("Zeven colleges zullen hebben ingestemd.", 5, 0, []),
    ],
)
def test_who_have_decided_is_counted_from_their_status(text: str, colleges: int, raden: int, found: list[str]):
    version = stuk(text, colleges=colleges, raden=raden)
    assert shown(version, check_aantal_besloten(version)) == found


ALLEN = "Adorp, Bemmel, Cothen, Duinwijk, Eede, Fort Noord, Geldrop (NB) en Holy"
MEER = ALLEN.replace(" en Holy", ", Holy en Ilp")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Hieraan werkten de gemeenten {ALLEN}.", []),
        (f"Hieraan werkten de gemeenten {ALLEN.replace(' (NB)', '')}.", []),
        (f"Hieraan werkten de gemeenten {ALLEN.replace('Eede, ', '')}.", ["Eede ontbreekt"]),
        (f"Hieraan werkten acht gemeenten: {ALLEN.replace('Eede, ', '')}.", ["Eede ontbreekt"]),
        (f"Hieraan werkten de gemeenten {ALLEN.replace(' en Holy', ', Holy en Ilp')}.", ["Ilp doet niet mee"]),
        (f"Hieraan werkten de gemeenten {ALLEN.replace('Duinwijk, ', '')}.", []),
        (f"De gemeenten {ALLEN.replace('Eede, ', '')} hebben al ingestemd.", []),
        (f"De gemeenten {ALLEN.replace('Eede, ', '')} doen dit samen; Eede doet het alleen.", []),
        ("De gemeenten Adorp, Bemmel en Cothen delen een loket.", []),
        (f"Hieraan werkten {ALLEN.replace('Eede, ', '')}.", []),
        (f"Aan het plan doen {MEER} mee.", ["Ilp doet niet mee"]),
        (f"Aan deze samenwerking nemen {MEER} deel.", ["Ilp doet niet mee"]),
        (f"{MEER} werken samen aan dit plan.", ["Ilp doet niet mee"]),
        (f"{MEER} doen mee aan het voorstel.", ["Ilp doet niet mee"]),
        (f"Aan het plan doen {ALLEN.replace('Eede, ', '')} mee.", ["Eede ontbreekt"]),
        (f"Aan het plan doen {ALLEN} mee.", []),
        (f"Aan de campagne doen {MEER} mee.", []),
        (f"Aan het plan deden destijds {MEER} mee.", []),
        (f"Aan de plannen van de veiligheidsregio doen {MEER} mee.", []),
        (f"Aan het plan doen {ALLEN.replace('Eede, ', '')} al mee.", []),
        (f"{MEER} werken samen.", []),
    ],
)
def test_a_list_of_the_gemeenten_names_all(text: str, found: list[str]):
    messages = [finding.message.partition(": ")[2] for finding in check_opsomming_deelnemers(stuk(text))]
    assert messages == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ALLEN, 0),
        (ALLEN.replace("Adorp, Bemmel", "Bemmel, Adorp"), 1),
        ("Cothen, Bemmel en Adorp", 0),
    ],
)
def test_participants_stand_in_order(text: str, found: int):
    assert len(list(check_alfabetisch(stuk(f"Dit zijn {text}.")))) == found


def test_the_order_of_the_dossier_will_do():
    other = (*ACHT[1:], ACHT[0])
    text = f"Dit zijn {', '.join(other[:-1])} en {other[-1]}."
    assert list(check_alfabetisch(stuk(text, namen=other))) == []


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"a": "De acht gemeenten.", "b": "Dit doen de 8 regionale gemeenten."}, ["8"]),
        ({"a": "De acht raden.", "b": "De 8 gemeenten."}, ["8"]),
        ({"a": "De elf actielijnen.", "b": "De 11 actielijnen, de 11 actielijnen."}, ["elf"]),
        ({"a": "De 11 actielijnen.", "b": "De elf voorstellen."}, []),
        ({"a": "Artikel 8 gemeenten.", "b": "De acht gemeenten."}, []),
        ({"a": "In 11 jaren.", "b": "In elf jaren."}, []),
    ],
)
def test_one_count_is_in_words_or_in_digits(texts: dict[str, str], found: list[str]):
    version = stuk(texts)
    assert [finding.message.split("‘")[1].split()[0] for finding in check_getal([version])] == found


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        ("De visie bevat elf actielijnen.", "Langs de twaalf actielijnen.", 1),
        ("De visie bevat elf actielijnen.", "Langs de elf actielijnen.", 0),
        ("De visie bevat elf actielijnen.", "De vier actielijnen voor jongeren.", 0),
        ("De visie bevat elf actielijnen.", "Wij kiezen er drie. De drie actielijnen gaan voor.", 0),
        ("De visie bevat elf actielijnen.", "De visie kent tien actielijnen.", 1),
        ("De visie bevat elf actielijnen.", "Het actieplan kent tien actielijnen.", 0),
        ("Het plan telt drie delen.", "Twee delen zijn af.", 0),
    ],
)
def test_a_total_stays_the_same(here: str, there: str, found: int):
    assert len(list(check_aantal_wisselt([stuk({"a": here, "b": there})]))) == found
