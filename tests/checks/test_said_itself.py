"""What a sentence says itself that cannot be: a product, a period, a bracket that stays open."""

from collections.abc import Callable

import pytest
import samples
from gevonden import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voor 40 plaatsen à € 120 is dat € 8.400 per jaar.", ["€ 8.400"]),
        ("Dat is vier keer € 5.000, in totaal € 25.000.", ["€ 25.000"]),
        ("Het gaat om 12 maal € 1.000 = € 10.000.", ["€ 10.000"]),
        ("Er zijn 1.200 woningen à € 50 per woning, samen € 65.000.", ["€ 65.000"]),
        ("Voor tien loketten tegen € 3.000 per loket komt dit neer op € 35.000.", ["€ 35.000"]),
        ("Voor 40 plaatsen à € 120 is dat € 4.800 per jaar.", []),
        ("Voor 41 plaatsen à € 120 is dat ongeveer € 5.000 per jaar.", []),
        ("Voor 40 plaatsen à € 120 is dat € 5.808 inclusief btw.", []),
        ("Van 40 plaatsen à € 120 ging het naar € 8.400.", []),
        ("Het is twee keer zo veel: € 120 is nu € 300.", []),
        ("Voor 3 keer € 1,17 miljoen is dat € 3,5 miljoen.", []),
        ("Wij kochten 40 stoelen tegen € 120 en een tafel van € 900.", []),
    ],
)
def test_what_is_multiplied_comes_out(text: str, found: list[str]):
    assert words("maal-klopt-niet", f"financien: '{text}'") == found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("maal-klopt-niet", "{}€ 1"),
        ("maal-klopt-niet", "2 x € 1{}2 x € 2"),
        ("periode-omgekeerd", "van{}2026"),
        ("periode-omgekeerd", "van 3 mei{}2026"),
    ],
)
@pytest.mark.parametrize("sign", ["1€", " "])
def test_what_is_not_said_costs_what_other_text_does(code: str, text: str, sign: str):
    def judging(size: int) -> Callable[[], object]:
        financien = text.format(sign * size)
        return lambda: words(code, f"financien: '{financien}'")

    assert samples.keeps_pace(judging, 2000)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De visie geldt van 2031 tot en met 2028.", ["van 2031 tot en met 2028"]),
        ("De visie loopt van 1 januari 2031 tot 1 januari 2028.", ["van 1 januari 2031 tot 1 januari 2028"]),
        ("Het ligt van 15 mei tot 3 mei 2027 ter inzage.", ["van 15 mei tot 3 mei 2027"]),
        ("In de periode 2031-2028 volgt meer.", ["periode 2031-2028"]),
        ("Vanaf juni 2028 t/m maart 2028 bouwen wij.", ["Vanaf juni 2028 t/m maart 2028"]),
        ("De visie geldt van 2028 tot en met 2031.", []),
        ("Het is dicht van 20 december tot en met 3 januari 2027.", []),
        ("Het loopt van september tot en met juli 2027.", []),
        ("Het loopt van 1 juli 2027 tot en met 2027.", []),
        ("Zaak 2031-2028 en bladzijden 2031-2028.", []),
        ("De termijn van 2028 tot 2031-2035 verschuift.", []),
    ],
)
def test_a_period_begins_before_it_ends(text: str, found: list[str]):
    assert words("periode-omgekeerd", f"aanleiding: '{text}'") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De visie (bijlage 1 is af.", ["("]),
        ("De visie “Samen verder is af.", ["“"]),
        ("De visie (bijlage 1, met (in deel 2) een kaart is af.", ["("]),
        ("De visie «Samen is af.", ["«"]),
        ("Dit (en dat.\n\n  Meer.", ["("]),
        ("De visie (bijlage 1) en “Samen verder” zijn af.", []),
        ("Dit is a) nodig en b) betaalbaar.", []),
        ("Dit is 1) nodig.", []),
        ("De „visie“ is af.", []),
        ("Dank :( maar ook :-(.", []),
        ("Zij schreef: “Dit is mooi.\n\n  “En dit ook.”", []),
        ("De visie (zie [hier](https://voorbeeld.nl/a_(b))) is af.", []),
    ],
)
def test_what_opens_closes(text: str, found: list[str]):
    assert words("teken-open", f"aanleiding: |\n  {text}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wij vragen:\n  •\trust;\n  •\treinheid.", ["•"]),
        ("\uf0b7 rust", ["\uf0b7"]),
        ("Dit is H·O en a • b.", ["•"]),
        ("- rust;\n  - reinheid, 3·4.", []),
    ],
)
def test_an_item_of_word_is_no_item(text: str, found: list[str]):
    assert words("los-opsommingsteken", f"aanleiding: |\n  {text}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zie [het verslag](https://voorbeeld.nl/een verslag.pdf).", ["https://voorbeeld.nl/een verslag.pdf"]),
        ("Zie [het verslag](https://voorbeeld.nl/een%20verslag.pdf) (https://voorbeeld.nl).", []),
        ("Zie [het verslag](<https://voorbeeld.nl/een verslag.pdf>) en [1] (bijlage).", []),
    ],
)
def test_an_address_has_no_space(text: str, found: list[str]):
    assert words("koppeling-mislukt", f"aanleiding: |\n  {text}") == found
