"""Plain language: what is said of a sentence, and above all what is not."""

import pytest
from reading import LIJSTEN, found, prose, stuk

from raadsvoorstel.checks import passive
from raadsvoorstel.checks.abbreviations import check_afkorting_in_titel, check_afkorting_onverklaard
from raadsvoorstel.checks.compounds import check_afkorting_schrijfwijze
from raadsvoorstel.checks.doubled import check_dubbel_woord, check_dubbele_zin
from raadsvoorstel.checks.inflection import check_buiging
from raadsvoorstel.checks.jargon import check_jargon, check_schrijfwijze
from raadsvoorstel.checks.passive import check_lijdende_vorm
from raadsvoorstel.checks.sentences import check_lange_zin, check_zin_tussen_haakjes, length


def of(count: int, *, end: str = ".") -> str:
    return " ".join(["woord"] * count) + end


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (of(25), []),
        (of(26), ["deze zin telt 26 woorden"]),
        (of(20, end=" “een titel van zes woorden lang” en nog iets."), []),
        (of(20, end=" {{ gemeenten | opsomming }} en nog wat."), []),
        (f"{of(20)} {of(20).capitalize()}", []),
        (f"{of(15)[:-1]} 30. {of(15).capitalize()}", []),
        (f"{of(15)[:-1]} 1.270. {of(15).capitalize()}", []),
        (f"- {of(20, end=';')}\n- {of(20)}", []),
    ],
)
def test_a_sentence_of_more_than_25_words_is_said_with_their_number(text: str, number: list[str]):
    assert [each.message for each in check_lange_zin(prose(text), LIJSTEN)] == number


@pytest.mark.parametrize("path", ["besluit.raad.vaststellen", "raadsbesluit.gelet_op", "bijlagen.visie", "onderwerp"])
def test_decisions_titles_and_legal_phrases_may_be_long(path: str):
    assert found(check_lange_zin, of(40), path) == []


def test_a_title_and_a_filled_in_value_count_as_one_word():
    text = prose("De “Visie op veilig wonen” geldt voor {{ gemeenten | opsomming }}.")
    assert length(text, 0, len(text.text)) == 5


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Dit wordt door het college aan ons voorgelegd.", ["wordt door het college aan ons voorgelegd"]),
        ("De visie wordt voorgelegd door de griffie. Zij ligt klaar. Dat duurt kort.", ["wordt voorgelegd"]),
        ("Het plan is klaar. Dit wordt in maart besproken. De raad besluit in mei. Dan volgt de rest.", []),
        ("De acties worden uitgevoerd. Daarna wordt het geld verdeeld. De raad kijkt toe.", ["worden uitgevoerd"]),
        ("Het wordt duidelijk. Geweld wordt een probleem. Het beleid wordt bekend.", []),
        ("De regio wordt sterker, en het college besluit. Zo wordt het gebied veilig.", []),
        ("Er komt een bord. Zo wordt de mogelijkheid groter. Het verband wordt helder.", []),
        ("“Dit wordt door de raad besloten.”", []),
    ],
)
def test_the_passive_is_said_where_it_is_many_or_names_who_acts(text: str, places: list[str]):
    assert found(check_lijdende_vorm, text) == places


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("vastgesteld", True), ("uitgevoerd", True), ("opgenomen", True), ("besloten", True), ("herkend", True),
        ("geïnstalleerd", True), ("meegedaan", True), ("ondersteund", True), ("verwacht", True), ("geschat", True),
        ("geweld", False), ("mogelijkheid", False), ("beleid", False), ("bepaalt", False), ("verband", False),
        ("gebied", False), ("bekend", False), ("veiligheid", False), ("gemeente", False), ("voorbeeld", False),
    ],
)  # fmt: skip
def test_a_participle_is_known_by_its_form_or_by_the_list(word: str, is_one: bool):
    assert passive.is_participle(word, *passive._lists(LIJSTEN)) is is_one


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Het vigerende beleid, teneinde te helpen.", ["vigerende", "teneinde"]),
        ("In het kader van het programma.", ["In het kader van"]),
        ("Teneinde dit te doen, teneinde dat te doen.", ["Teneinde"]),
        ("De “Nota in het kader van vigerend beleid” blijft.", []),
        ("Volgens de Verordening inzake subsidies.", []),
        ("Het integraal veiligheidsplan is integraal.", ["integraal"]),
        ("Een verklaring omtrent het gedrag is nodig.", []),
        ("Het kader van de foto. Ten einde raad is niemand.", []),
    ],
)
def test_jargon_is_said_once_per_text_and_not_in_names(text: str, places: list[str]):
    assert found(check_jargon, text) == places


def test_jargon_is_left_alone_in_decisions_and_titles():
    assert [found(check_jargon, "vigerend", path) for path in ("besluit.raad.a", "bijlagen.a", "onderwerp")] == [[]] * 3


def test_ways_of_writing_are_said():
    text = "Bel en/of schrijf c.q. mail; hij/zij d.d. 3 mei, indien en voor zover nodig."
    assert found(check_schrijfwijze, text) == ["en/of", "c.q", "hij/zij", "d.d", "indien en voor zover"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Dit kost geld. (De raad besloot dat in mei.)", 1),
        ("Dit kost geld (zie bijlage 2).", 0),
        ("Dit kost geld (de raad besloot dat in mei).", 0),
        ("De wet (Stb. 2020, nr. 3.) geldt.", 0),
    ],
)
def test_a_whole_sentence_in_brackets_is_said(text: str, number: int):
    assert len(found(check_zin_tussen_haakjes, text)) == number


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("De de gemeente.", ["De de"]),
        ("Er is er is veel gebeurd.", ["Er is er is"]),
        ("Zij bieden de visie aan aan de raad.", []),
        ("De kans dat dat gebeurt. Zij gaan hand in hand in het bos.", []),
        ("Stap voor stap voor iedereen. Heel heel veel.", []),
        ("Zoek in een zin een zin die past. Nee, nee.", []),
        ("VVD VVD. 10 10. De commissie Commissie Samenleving.", []),
    ],
)
def test_doubled_words_are_said_unless_they_can_be_right(text: str, places: list[str]):
    assert found(check_dubbel_woord, text) == places


def test_a_doubled_word_can_be_mended_by_itself():
    (finding,) = check_dubbel_woord(prose("Zo doet de de raad dat."), LIJSTEN)
    assert [(edit.start, edit.end, edit.text) for edit in finding.edits] == [(8, 13, "de")]


LONG = "De minister stopt volgend jaar in mei met de subsidie voor het loket."


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        ([("aanleiding", f"{LONG}\n\nDaarom nu.\n\n{LONG}")], 1),
        ([("aanleiding", LONG), ("aanleiding", LONG)], 1),
        ([("aanleiding", LONG), ("samenvatting", LONG)], 0),
        ([("aanleiding", "Dat kost niets extra. Ja. Dat kost niets extra.")], 0),
    ],
)
def test_a_sentence_stands_once_in_a_text(texts: list[tuple[str, str]], number: int):
    assert len(list(check_dubbele_zin(stuk(*texts)))) == number


def unexplained(*texts: tuple[str, str], **more: object) -> list[str]:
    return [each.message.removeprefix("de afkorting ") for each in check_afkorting_onverklaard(stuk(*texts, **more))]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("De VNG helpt. De VNG betaalt.", ["‘VNG’ staat nergens voluit"]),
        ("De Vereniging van Nederlandse Gemeenten (VNG) helpt. De VNG betaalt.", []),
        ("De VNG (Vereniging van Nederlandse Gemeenten) helpt.", []),
        ("De Wet maatschappelijke ondersteuning 2015 (Wmo 2015). De Wmo-raad.", []),
        ("De Zaanse Omroep Stichting (hierna: ZOS) zendt uit. De ZOS ook.", []),
        ("De ZOS, het platform voor omroepen, zendt uit.", []),
        ("De drie handhavers (boa’s) zijn buitengewoon opsporingsambtenaar.", []),
        ("De GGZ-instelling en P&C.", ["‘GGZ’ staat nergens voluit", "‘P&C’ staat nergens voluit"]),
        ("Het plan “VERBINDEN EN DOEN” en de nota GHNT “AB”.", ["‘GHNT’ staat nergens voluit"]),
        ("De Regiovisie VERBINDEN EN VERSTERKEN.", []),
        ("EEN EIGEN PLEK", []),
        ("Deel II en III, in de EU, met btw, t/m mei, van het CDA, nr. 3, enz.", []),
        ("De VD 64 en de Airbus.", []),
        ("Dit gaat naar B en W.", ["‘B en W’ staat nergens voluit"]),
        ("Het IJ en IJmond.", []),
    ],
)
def test_an_abbreviation_is_explained_somewhere(text: str, messages: list[str]):
    assert unexplained(("aanleiding", text)) == messages


def test_an_abbreviation_is_explained_where_the_document_first_has_it():
    texts = [("aanleiding", "De Vereniging van Nederlandse Gemeenten (VNG)."), ("planning.tekst", "De VNG helpt.")]
    assert unexplained(*texts, order=["aanleiding", "planning"]) == []
    late = "‘VNG’ staat hier nog niet voluit, maar pas verderop in het stuk"
    assert unexplained(*texts, order=["planning", "aanleiding"]) == [late]


def test_letters_in_the_name_of_a_gemeente_are_no_abbreviation():
    assert unexplained(("aanleiding", "De gemeente Duin (QH) doet mee."), namen=["Duin (QH)"]) == []


@pytest.mark.parametrize(
    ("titel", "number"),
    [
        ("Vaststellen Wmo-beleid", 1),
        ("Instemmen met “Nota GHNT”", 0),
        ("Vaststellen MO en btw", 1),
        ("NOTA WONEN EN ZO", 0),
    ],
)
def test_no_abbreviation_stands_in_a_title(titel: str, number: int):
    assert len(list(check_afkorting_in_titel(stuk(("onderwerp", titel))))) == number


def test_abbreviations_are_written_as_they_are_used_to():
    assert found(check_afkorting_schrijfwijze, "De WMO en J en V, met BTW.") == ["WMO", "J en V", "BTW"]
    assert found(check_afkorting_schrijfwijze, "DE WMO IN HET KORT\n\nDe “WMO” en de Wmo.") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Een duidelijk visie, de regionaal aanpak.", ["duidelijk", "regionaal"]),
        ("Een duidelijke visie, een duidelijk plan, een duidelijk betere aanpak.", []),
        ("Inwoners die snel zorg krijgen. Een regionaal projectleider.", []),
    ],
)
def test_an_adjective_has_its_ending_before_a_de_woord(text: str, places: list[str]):
    assert found(check_buiging, text) == places
