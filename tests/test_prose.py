"""A written text as words and sentences, each of which knows where it was written."""

from collections.abc import Callable

import pytest
import samples

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Origin
from raadsvoorstel.prose import Prose, read_prose


def prose(raw: str, *values: str, formatted: bool = True) -> Prose:
    def locate(offset: int) -> tuple[Origin, int]:
        return Origin("regio.yaml", raw.count("\n", 0, offset) + 1, offset - raw.rfind("\n", 0, offset)), offset

    return read_prose(FieldPath("samenvatting"), raw, values, locate, formatted=formatted)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("De **acht** gemeenten", "De acht gemeenten"),
        ("in Zuid-\nKennemerland", "in Zuid- Kennemerland"),
        ("een\n\ntwee", "een\ntwee"),
        ("- een\n  gaat door\n- twee", "een gaat door\ntwee"),
        ("Sinds\n2019. Daarna", "Sinds 2019. Daarna"),
        ("1. een\n2. twee", "een\ntwee"),
        ("### Kop\nTekst", "Kop\nTekst"),
        ("| a | b |\n|---|---|\n| c | d |", "a\nb\nc\nd\n"),
        ("zie [de wet](https://x.nl/_a_) en `code`", "zie de wet en code"),
        ("noot[^1] hier\n\n[^1]: De noot.", "noot hier\n De noot."),
        (r"2 \* 3 en snake_case", "2 * 3 en snake_case"),
        ("regel\\\nafgebroken", "regel afgebroken"),
        ("> geciteerd\n> verder", "geciteerd verder"),
        ("nbsp\u00a0hier", "nbsp hier"),
    ],
)
def test_marks_of_formatting_are_not_read(raw: str, text: str):
    assert prose(raw).text.strip("\n") == text.strip("\n")


def test_a_line_without_formatting_keeps_its_signs():
    assert prose("# 3 * 4 _x_ {{ a }}", "1", formatted=False).text == "# 3 * 4 _x_ 1"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Een zin. Nog een zin.", ["Een zin.", "Nog een zin."]),
        ("Dhr. J.F. Jansen en mr. drs. A. de Boer kwamen. Niemand ging.",
         ["Dhr. J.F. Jansen en mr. drs. A. de Boer kwamen.", "Niemand ging."]),
        ("Zie art. 3 van de wet. Dat geldt.", ["Zie art. 3 van de wet.", "Dat geldt."]),
        ("Het was in 2020. De raad besloot.", ["Het was in 2020.", "De raad besloot."]),
        ("Dit kost € 1.250.000 per jaar. Klaar!", ["Dit kost € 1.250.000 per jaar.", "Klaar!"]),
        ("kop\n\nTekst? Ja.", ["kop", "Tekst?", "Ja."]),
        ("Hij zei: “Dat mag.” Zij niet.", ["Hij zei: “Dat mag.”", "Zij niet."]),
        ("de raad e.a. besluit o.a. dit. Klaar.", ["de raad e.a. besluit o.a. dit.", "Klaar."]),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_thinks_so(text: str, sentences: list[str]):
    of = prose(text)
    assert [of.text[start:end] for start, end in of.sentences] == sentences


def place(of: Prose, word: str) -> tuple[int, int, int]:
    start = of.text.index(word)
    finding = of.finding(start, start + len(word), "")
    return finding.origin.line, finding.origin.column, finding.length


@pytest.mark.parametrize(
    ("raw", "word", "expected"),
    [
        ("De **acht** raden", "acht", (1, 6, 4)),
        ("een\n\n- twee\n  drie", "drie", (4, 3, 4)),
        ("in {{ termen.gebied }} is", "Noord", (1, 4, 19)),
        ("in {{ termen.gebied }} is", "is", (1, 24, 2)),
        ("in Zuid-\nKennemerland", "Zuid- Kennemerland", (1, 4, 5)),
        ("**vet** en *schuin*", "vet en schuin", (1, 3, 16)),
    ],
)
def test_a_word_is_where_it_was_written(raw: str, word: str, expected: tuple[int, int, int]):
    assert place(prose(raw, "Noord"), word) == expected


@pytest.mark.parametrize(
    ("raw", "word", "mends"), [("de Zuid-kust", "kust", True), ("de **Zuid**-kust", "Zuid-kust", False)]
)
def test_only_what_was_typed_in_one_stretch_can_be_mended(raw: str, word: str, mends: bool):
    of = prose(raw)
    start = of.text.index(word)
    assert bool(of.finding(start, start + len(word), "", instead="x").edits) is mends
    assert of.finding(start, start + len(word), "").edits == ()


def test_a_value_is_not_typed_here_and_a_quotation_is_known():
    of = prose("In {{ gebied }} geldt de “Visie van {{ gebied }}” nu.", "Noord", "Noord")
    assert [of.is_literal(0, 2), of.is_literal(3, 8), of.is_quoted(of.text.index("Visie")), of.is_quoted(0)] == [
        True, False, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "sign", "after"),
    [
        ("\n--", "|  ", "x"),
        ("\n", " ", "x"),
        ("een", " ", "woord"),
        ("een", "\t", "woord"),
        ("een", "_", "woord"),
        ("een", ".", "woord"),
        ("een", "„woord ", ""),
        ("", "```woord\n", ""),
    ],
)
def test_signs_that_lead_to_nothing_cost_what_other_text_does(before: str, sign: str, after: str):
    def reading(size: int) -> Callable[[], object]:
        text = before + sign * size + after
        return lambda: (prose(text).sentences, prose(text).quoted)

    assert samples.keeps_pace(reading, 5000)
