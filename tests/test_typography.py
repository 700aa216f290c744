"""A text is set as Dutch printers do, and says the same as before."""

import re
from collections.abc import Callable

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from samples import tied

from raadsvoorstel.blocks import Run, runs_text
from raadsvoorstel.typography import typeset, typeset_text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('een "titel" erin', "een “titel” erin"),
        ("een 'woord' erin", "een ‘woord’ erin"),
        ("'s avonds, 't zal, foto's, in '20", "’s avonds, ’t zal, foto’s, in ’20"),
        ("('tussen haakjes')", "(‘tussen haakjes’)"),
        ("artikel 2.1, lid 3, onder a", "artikel~2.1, lid~3, onder~a"),
        ("€ 1000 en €2.500,- en € 12,50", "€~1.000 en €~2.500 en €~12,50"),
        ("op 2020-12-17 en 17-12-2020", "op 17~december 2020 en 17~december 2020"),
        ("op 17 december 2020", "op 17~december 2020"),
        ("10 % en 5 procent", "10~% en 5~procent"),
        ("J. Jansen en A.B. de Vries", "J.~Jansen en A.B. de Vries"),
        ("raad - college", "raad – college"),
        ("2020-2024, 2020 - 2024, a-b, 1 - 2", "2020–2024, 2020–2024, a-b, 1 – 2"),
        ("zaak 2021-1234 en 2020-2024-01", "zaak 2021-1234 en 2020-2024-01"),
        ("zaak 2020-12-17/3 en x-2020-12-17", "zaak 2020-12-17/3 en x-2020-12-17"),
        ("de “Visie - op 2020-12-17 € 5”", "de “Visie - op 2020-12-17 € 5”"),
        ("", ""),
    ],
)
def test_a_text_is_set_the_dutch_way(written: str, printed: str):
    assert typeset_text(written) == tied(printed)


def test_quotation_marks_are_paired_across_formatting_and_code_is_left_alone():
    runs = (Run('een "'), Run("vet", bold=True), Run('" en '), Run('"x" - y', code=True), Run(" 'z'"))
    assert [run.text for run in typeset(runs)] == ["een “", "vet", "” en ", '"x" - y', " ‘z’"]


def test_an_address_stays_as_it_is():
    (run,) = typeset((Run("'x'", link="http://x/'a'-2020-12-17"),))
    assert (run.text, run.link) == ("‘x’", "http://x/'a'-2020-12-17")


TEXTS = st.text(
    st.sampled_from("ab 1290.,-–€\"'“”‘’%()\u00a0") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=40
)


@given(TEXTS)
def test_setting_a_text_twice_changes_nothing(text: str):
    assert typeset_text(typeset_text(text)) == typeset_text(text)


@given(TEXTS.filter(lambda text: not re.search(r"\d-\d", text)))
def test_every_letter_stays_in_its_place(text: str):
    assert re.findall(r"[^\W\d_]", typeset_text(text)) == re.findall(r"[^\W\d_]", text)


@given(st.lists(st.builds(Run, TEXTS, bold=st.booleans(), code=st.booleans()), max_size=4))
def test_formatting_stays_around_its_own_text(runs: list[Run]):
    result = typeset(tuple(runs))
    assert [run.formatting for run in result] == [run.formatting for run in runs]
    assert len(runs_text(result)) >= sum(len(run.text) for run in runs if run.code)


@pytest.mark.parametrize("sign", ["A.", "“"])
def test_signs_that_lead_to_nothing_cost_what_other_text_does(sign: str):
    def setting(size: int) -> Callable[[], object]:
        text = sign * size
        return lambda: typeset_text(text)

    assert samples.keeps_pace(setting, 5000)


def test_what_stands_behind_the_last_quotation_is_set_too():
    assert typeset_text("“a - b” of € 1000 “c - d") == tied("“a - b” of €~1.000 “c – d")
