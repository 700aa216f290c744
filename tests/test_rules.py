"""Every rule: its example that is wrong gives it, its example that is right does not."""

import inspect
from pathlib import Path

import pytest
import samples

from raadsvoorstel.checks.rule import Rule
from raadsvoorstel.checks.rules import FIXED, RULES, compared_by
from raadsvoorstel.checks.uitleg import Uitleg, explanations
from raadsvoorstel.fieldpath import canonical
from raadsvoorstel.findings import Severity

EXPLANATIONS = {uitleg.code: uitleg for uitleg in explanations()}
MADE_ELSEWHERE = FIXED | {"collegebesluit-zonder-plaats", "zaaknummer-dubbel"}
"""Rules about the files of gemeenten; their cases are in tests/cases and in tests/checks/test_copied.py."""


def codes_in(folder: Path, regio: str, gemeente: str) -> set[str]:
    """Return the codes that are found in an example, for the participants and with the subject it leaves out."""
    given = {line.partition(":")[0] for line in regio.splitlines()}
    usual = {"gemeenten": "gemeenten: [haarlem, heemstede, velsen]", "onderwerp": "onderwerp: Een voorbeeld"}
    whole = [line for key, line in usual.items() if key not in given]
    files = {"regio.yaml": "\n".join([*whole, regio]), "heemstede.yaml": gemeente}
    return {finding.code for finding in samples.findings_of(samples.project(folder, files), "proef", opinions=True)}


@pytest.mark.parametrize("code", sorted({rule.code for rule in RULES} - MADE_ELSEWHERE))
def test_a_rule_finds_its_example_and_lets_the_mended_one_pass(code: str, tmp_path: Path):
    uitleg: Uitleg = EXPLANATIONS[code]
    assert code in codes_in(tmp_path / "fout", uitleg.fout, uitleg.fout_gemeente)
    assert code not in codes_in(tmp_path / "goed", uitleg.goed, uitleg.goed_gemeente)


def test_every_explanation_says_all_there_is_to_say_once():
    assert len(EXPLANATIONS) == len(list(explanations()))
    codes = {rule.code for rule in RULES} - MADE_ELSEWHERE
    rules = [EXPLANATIONS[code] for code in sorted(codes)]
    assert [each.code for each in rules if not (each.zin and each.fout and each.goed and each.bron)] == []
    others = [each for code, each in EXPLANATIONS.items() if code not in codes]
    assert [each.code for each in others if not (each.zin and each.doe)] == []


def test_every_rule_has_one_code_and_says_in_its_docstring_what_it_holds():
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if canonical(code).replace("_", "-") != code] == []
    assert [rule.code for rule in RULES if not rule.check.__doc__] == []


TAKES = {"of_text": ["prose", "lijsten"], "of_stuk": ["stuk"], "of_dossier": ["stukken"]}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_names_one_function_and_that_takes_what_the_rule_looks_at(rule: Rule):
    (given,) = (kind for kind in TAKES if getattr(rule, kind))
    assert list(inspect.signature(rule.check).parameters) == (["notes"] if rule.notes else TAKES[given])


def test_what_stops_a_document_can_be_judged_in_other_processes():
    heavy = [rule for rule in RULES if rule.severity is Severity.FOUT]
    assert "" not in compared_by(heavy)
