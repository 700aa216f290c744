"""Dates, amounts, numbers and lists as the Dutch write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import tied

from raadsvoorstel.notation import (
    read_amount,
    read_date,
    read_number,
    write_amount,
    write_date,
    write_list,
    write_number,
    write_period,
)

CHRISTMAS = date(2020, 12, 25)


@pytest.mark.parametrize("text", ["2020-12-25", "25-12-2020", "25 december 2020", "25 December 2020"])
def test_a_date_is_read_in_every_common_notation(text: str):
    assert read_date(text) == CHRISTMAS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25 december",
        "2020-02-30",
        "30 februari 2020",
        "12/25/2020",
        "25-13-2020",
        "2020-12",
        "morgen",
        "25 dec 2020",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str):
    assert read_date(text) is None


def test_a_date_is_written_in_words():
    assert write_date(CHRISTMAS) == tied("25~december 2020")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_that_is_written_is_read_as_the_same_date(day: date):
    assert read_date(write_date(day)) == day


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2020-12-25", "25~december 2020"),
        ("2020-12", "december 2020"),
        ("2020", "2020"),
        ("2020-13", None),
        ("zomer", None),
    ],
)
def test_a_period_is_a_day_a_month_or_a_year(text: str, written: str | None):
    assert write_period(text) == (written and tied(written))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1250", "1250"),
        ("1.250", "1250"),
        ("1.250.000", "1250000"),
        ("1.250,50", "1250.50"),
        ("€ 75.000,-", "75000"),
        ("€1", "1"),
        ("-5", "-5"),
        ("€ -5,25", "-5.25"),
        ("- € 5", "-5"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_with_points_for_thousands_and_a_comma_for_cents(text: str, amount: str):
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "1.5", "12.50", "1,5", "1.2500", "1.25.000", "veel", "€", "--5", "- € -5", "1 250", "1e3"]
)
def test_an_amount_that_can_be_misread_is_refused(text: str):
    assert read_amount(text) is None


@pytest.mark.parametrize(
    ("amount", "text"),
    [("0", "€~0"), ("1250", "€~1.250"), ("1250.5", "€~1.250,50"), ("-1250000", "€~-1.250.000"), ("0.05", "€~0,05")],
)
def test_an_amount_is_written_with_cents_only_where_there_are_any(amount: str, text: str):
    assert write_amount(Decimal(amount)) == tied(text)


@given(st.integers(-(10**15), 10**15))
def test_an_amount_that_is_written_is_read_as_the_same_amount(cents: int):
    assert read_amount(write_amount(Decimal(cents) / 100)) == Decimal(cents) / 100


@pytest.mark.parametrize(
    ("number", "word"), [(0, "nul"), (1, "een"), (8, "acht"), (20, "twintig"), (21, "21"), (-1, "-1")]
)
def test_a_number_up_to_twenty_is_a_word(number: int, word: str):
    assert write_number(number) == word


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A en B"), (["A", "B", "C"], "A, B en C")]
)
def test_names_are_listed_with_commas_and_en(names: list[str], text: str):
    assert write_list(names) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("acht", 8), ("Negen", 9), ("tweeëntwintig", 22), ("eenentwintig", 21), ("veertig", 40), ("18", 18), ("één", 1),
        ("beide", 2), ("een", None), ("achtste", None), ("1.000", None), ("", None), ("hond", None),
    ],
)  # fmt: skip
def test_a_count_is_read_in_words_and_in_digits(text: str, number: int | None):
    assert read_number(text) == number
