"""Who may decide what, and whether college and raad decide the same."""

import pytest
from gevonden import mended, said, words

RAAD = """
besluit:
  raad:
    vaststellen: de “Regiovisie Samen verder” vast te stellen.
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De colleges hebben de regiovisie vastgesteld.", ["De colleges"]),
        ("De colleges van burgemeester en wethouders hebben de visie vastgesteld.", ["De colleges"]),
        ("Het college stelt de visie vast.", ["Het college"]),
        ("Daarna stelt het college de visie vast.", ["stelt het college"]),
        ("De visie is door het college vastgesteld.", ["het college"]),
        ("Het college stelt de verordening vast.", ["Het college"]),
        ("Het college stelt de raad voor de visie vast te stellen.", []),
        ("De raad stelt de visie vast.", []),
        ("Het college stelt het uitvoeringsprogramma bij de visie vast.", []),
        ("Het college stelt de nota parkeren vast.", []),
        ("Het college stelt nadere regels bij de verordening vast.", []),
        ("Het college stelt de visie niet vast.", []),
        ("Als het college de visie heeft vastgesteld, volgt de uitvoering.", []),
        ("Het college voert de visie uit die u heeft vastgesteld.", []),
        ("Het college van dijkgraaf en heemraden stelt de verordening vast.", []),
        ("Na overleg in het college wordt de visie vastgesteld.", []),
        ("Het college heeft ingestemd met de visie.", []),
        ("Het college stelt op grond van de verordening de tarieven vast.", []),
        ("Het college stelt de tarieven in de verordening vast.", []),
        ("Het college stelt de nieuwe verordening vast.", ["Het college"]),
        ("Het college stelt het plan van aanpak vast.", []),
        ("De raad kan een huisverbod opleggen.", ["De raad"]),
        ("De burgemeester legt een huisverbod op.", []),
        ("De raad vroeg hoeveel huisverboden er zijn opgelegd.", []),
    ],
)
def test_a_body_decides_what_it_can(text: str, found: list[str]):
    assert words("bevoegdheid", f"{RAAD}aanleiding: {text}") == found


KREDIET = "besluit: {raad: {krediet: een krediet van € 10.000 beschikbaar te stellen}}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De colleges van de acht gemeenten stellen het krediet beschikbaar.", ["De colleges"]),
        ("Het college stelt een krediet van € 10.000 beschikbaar.", ["Het college"]),
        ("In maart stellen de colleges het krediet beschikbaar.", ["stellen de colleges"]),
        ("Het college heeft een krediet beschikbaar gesteld.", ["Het college"]),
        ("Het krediet is door de colleges beschikbaar gesteld.", ["de colleges"]),
        ("De raad stelt het krediet beschikbaar.", []),
        ("De raden van de acht gemeenten stellen het krediet beschikbaar.", []),
        ("Het college stelt voor het krediet beschikbaar te stellen.", []),
        ("Het college stelt het krediet beschikbaar aan de stichting.", []),
        ("Het college stelt uit het krediet een bijdrage beschikbaar.", []),
        ("Het college stelt een ruimte beschikbaar.", []),
        ("Het college vraagt de raad om een krediet beschikbaar te stellen.", []),
        ("Als het college het krediet beschikbaar stelt, kan de bouw beginnen.", []),
    ],
)
def test_the_raad_gives_the_money(text: str, found: list[str]):
    assert words("bevoegdheid", f"{KREDIET}aanleiding: {text}") == found


def test_without_a_krediet_of_the_raad_a_college_may_give_one():
    assert words("bevoegdheid", f"{RAAD}aanleiding: Het college stelt een krediet beschikbaar.") == []


def test_without_a_decision_of_the_raad_only_what_is_always_so_is_said():
    text = "aanleiding: Het college stelt de nota vast. Het college stelt de begroting vast."
    assert words("bevoegdheid", text) == ["Het college"]


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ("De regiovisie vast te stellen.", ["vast te stellen"]),
        ("De raad voor te stellen de regiovisie vast te stellen.", []),
        ("Het uitvoeringsplan vast te stellen.", []),
        ("De ontwerpvisie vast te stellen.", []),
        ("De tarieven bij de verordening vast te stellen.", []),
    ],
)
def test_the_college_proposes_what_the_raad_adopts(point: str, found: list[str]):
    text = f"besluit:\n  college:\n    punt: {point}\n  raad:\n    punt: de regiovisie vast te stellen."
    assert words("college-stelt-vast", text) == found


@pytest.mark.parametrize(
    ("proposed", "decided", "found"),
    [
        ("de visie 2027 tot en met 2030", "de visie 2027-2030", []),
        ("de visie 2027 tot en met 2030", "de visie 2027 tot en met 2031", ["2027 tot en met 2030"]),
        ("een krediet van € 10.000", "een krediet van € 12.000", ["€ 10.000"]),
        ("een krediet van € 10.000", "een krediet van € 10.000,-", []),
        ("de “Regiovisie Samen verder”", "de “Regiovisie Samen vooruit”", ["“Regiovisie Samen verder”"]),
        ("de “Regiovisie Samen verder”", "de “Regiovisie Samen verder”, met de titel “Thuis”", []),
        ("de “Regiovisie Samen verder”", "de “Verordening jeugdhulp”", []),
        ("de visie", "de visie 2027 tot en met 2030", []),
        ("de visie 2027-2030", "de visie 2023-2026 in te trekken en de nieuwe", []),
        ("een krediet van € 10.000", "een krediet van € 90.000", []),
    ],
)
def test_the_raad_decides_what_the_college_proposes(proposed: str, decided: str, found: list[str]):
    text = f"""
besluit:
  college:
    punt: De raad voor te stellen {proposed} vast te stellen.
  raad:
    punt: {decided} vast te stellen.
"""
    assert words("besluiten-verschillen", text) == found


def test_what_the_other_texts_say_as_well_is_right():
    text = """
samenvatting: De visie geldt voor 2027 tot en met 2030.
besluit:
  college:
    punt: De raad voor te stellen de visie voor 2027 tot en met 2030 vast te stellen.
  raad:
    punt: de visie voor 2027 tot en met 2031 vast te stellen.
"""
    assert said("besluiten-verschillen", text) == [
        "deze periode is ‘2027 tot en met 2031’, maar in `besluit.college.punt` ‘2027 tot en met 2030’"
    ]


@pytest.mark.parametrize(
    ("point", "better"),
    [
        ("De visie vast te stellen.", "de visie vast te stellen."),
        ("de visie vast te stellen.", "de visie vast te stellen."),
        ("In te stemmen met het plan.", "in te stemmen met het plan."),
        ("Kennis te nemen van het plan.", "kennis te nemen van het plan."),
        ("Haarlem aan te wijzen.", "Haarlem aan te wijzen."),
        ("“De visie” vast te stellen.", "“De visie” vast te stellen."),
    ],
)
def test_a_point_of_the_raad_goes_on_behind_besluit(point: str, better: str):
    text = "besluit:\n  raad:\n    punt: {}"
    assert mended("vorm-beslispunt", text.format(point)) == text.format(better)


def test_a_point_has_no_subject_of_its_own():
    assert words("vorm-beslispunt", "besluit:\n  raad:\n    punt: De raad stelt de visie vast.") == ["De raad stelt"]


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ("in te stemmen met de regiovisie.", ["in te stemmen"]),
        ("in te stemmen met de zienswijze.", []),
        ("in te stemmen met de deelname aan de regiovisie.", []),
        ("in te stemmen met het voorstel.", []),
    ],
)
def test_the_raad_adopts_a_visie(point: str, found: list[str]):
    assert words("instemmen-of-vaststellen", f"besluit:\n  raad:\n    punt: {point}") == found


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Wethouders en burgemeesters komen samen.", "Burgemeester en wethouders komen samen."),
        ("het college van burgemeesters en wethouders", "het college van burgemeester en wethouders"),
        ("de burgemeesters en wethouders van de regio", "de burgemeesters en wethouders van de regio"),
        ("“wethouders en burgemeesters”", "“wethouders en burgemeesters”"),
    ],
)
def test_a_fixed_phrase_has_one_form(text: str, better: str):
    assert mended("zinswending", f"aanleiding: {text}") == f"aanleiding: {better}"


def test_an_abbreviation_is_written_as_its_owner_does_it():
    assert mended("afkorting-schrijfwijze", "aanleiding: Justitie en Veiligheid (J en V).") == (
        "aanleiding: Justitie en Veiligheid (JenV)."
    )


def test_a_list_of_a_gemeente_goes_before_those_of_the_program():
    text = """
lijsten:
  wetten:
    - titel: Verordening afval
      niet: [Afvalverordening]
  bevoegdheden:
    - {bevoegd: raad, handeling: vaststellen, niet: [college], altijd: ja, voorwerpen: [bomenlijst], bron: APV}
  zinswendingen:
    - {niet: de heren, liever: de leden}
aanleiding: De heren lezen de Afvalverordening. Het college stelt de bomenlijst vast.
"""
    assert words("bevoegdheid", text) == ["Het college"]
    assert words("wet-onvolledig", text) == ["Afvalverordening"]
    assert words("zinswending", text) == ["De heren"]


@pytest.mark.parametrize(
    ("college", "found"),
    [
        ("De “Regiovisie Samen verder” vast te stellen en aan te bieden aan de raad.", 1),
        ("De regiovisie vast te stellen en ter bespreking voor te leggen aan de raad.", 1),
        ("De regiovisie vast te stellen, nadat de raad heeft ingestemd.", 0),
        ("De raad voor te stellen de regiovisie vast te stellen.", 0),
        ("Het ontwerp van de regiovisie vast te stellen en aan te bieden aan de raad.", 0),
    ],
)
def test_a_college_does_not_adopt_and_then_send_on(college: str, found: int):
    assert len(said("college-stelt-vast", f"{RAAD}  college:\n    a: {college}\n")) == found


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ("de raad voor te stellen de visie vast te stellen.", ["de raad voor te stellen"]),
        ("de gemeenteraad te adviseren in te stemmen.", ["de gemeenteraad te adviseren"]),
        ("het bestuur voor te stellen de begroting te wijzigen.", []),
        ("de raad van toezicht voor te stellen een lid te benoemen.", []),
        ("de voorzitter van de raad te machtigen.", []),
    ],
)
def test_a_raad_proposes_nothing_to_itself(point: str, found: list[str]):
    assert words("raad-stelt-voor", f"besluit:\n  raad:\n    a: {point}\n") == found
