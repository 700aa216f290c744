"""`controleer` and `uitleg` as their users run them: the place, every format, and what is put right."""

import json
from pathlib import Path

import pytest
import samples
from click.testing import CliRunner, Result

from raadsvoorstel.checks.rules import RULES
from raadsvoorstel.cli import main

REGIO = """gemeenten: [haarlem, heemstede, velsen]
gelijkluidend: [samenvatting]
onderwerp: Voorbeeld
samenvatting: |
  De raad stelt de visie vast.

  Dat kost niets.
"""
HEEMSTEDE = """samenvatting:
  vervangen: |
    De raad stelt de visie vast.

    - En dit punt staat bij niemand anders,
      over twee regels.
"""
PLACE = "proposals/proef/heemstede.yaml:5:7"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = samples.project(tmp_path / "project", {"regio.yaml": REGIO, "heemstede.yaml": HEEMSTEDE})
    monkeypatch.chdir(made.root)
    return made.root


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, ["controleer", *arguments])


def test_a_finding_shows_its_line_and_underlines_the_place_in_the_file_that_says_it():
    shown = run().stdout.splitlines()
    at = next(number for number, line in enumerate(shown) if line.startswith(PLACE))
    assert shown[at].startswith(f"{PLACE}: fout: `samenvatting` van Heemstede is niet gelijkluidend")
    assert shown[at].endswith(" [niet-gelijkluidend]")
    assert shown[at + 1 : at + 3] == [
        "  5 |     - En dit punt staat bij niemand anders,",
        "    |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
    ]
    assert shown[at + 3].startswith("  hulp: ")


def test_only_who_deviates_is_not_in_order():
    assert run("--formaat", "vol").stdout.splitlines()[-1].startswith("4 van 5 in orde; niet in orde: Heemstede;")


@pytest.mark.parametrize(
    ("formaat", "begins"),
    [
        ("kort", f"{PLACE}: fout: "),
        ("github", "::error file=proposals/proef/heemstede.yaml,title=niet-gelijkluidend,line=5,col=7,endColumn=44::"),
    ],
)
def test_a_format_of_one_line_for_each_finding(formaat: str, begins: str):
    lines = run("--formaat", formaat).stdout.splitlines()
    assert len([line for line in lines if line.startswith(begins)]) == 1
    assert all(": " in line for line in lines)


def test_sarif_has_the_place_and_the_meaning():
    run_ = json.loads(run("--formaat", "sarif").stdout)["runs"][0]
    rules = run_["tool"]["driver"]["rules"]
    result = next(each for each in run_["results"] if each["ruleId"] == "niet-gelijkluidend")
    assert rules[result["ruleIndex"]]["id"] == "niet-gelijkluidend"
    assert "gelijk" in rules[result["ruleIndex"]]["shortDescription"]["text"]
    assert (result["level"], result["locations"][0]["physicalLocation"]) == (
        "error",
        {
            "artifactLocation": {"uri": "proposals/proef/heemstede.yaml"},
            "region": {"startLine": 5, "startColumn": 7, "endColumn": 44},
        },
    )


def test_json_is_the_same_either_way():
    assert run("--formaat", "json").stdout == run("--formaat=json").stdout == run("--json").stdout
    (found,) = [each for each in json.loads(run("--json").stdout)["bevindingen"] if each["ernst"] == "fout"]
    assert {key: found[key] for key in ("regel", "kolom", "lengte", "herstelbaar")} == {
        "regel": 5, "kolom": 7, "lengte": 37, "herstelbaar": False,
    }  # fmt: skip


def test_an_unknown_format_is_wrong_use():
    refused = run("--formaat", "gitub")
    assert refused.exit_code == 2
    assert "Bedoelt u github?" in refused.stderr


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_explained(rule: object):
    explained = CliRunner().invoke(main, ["uitleg", rule.code])  # type: ignore[attr-defined]
    assert (explained.exit_code, "Bron: " in explained.stdout) == (0, True)


def test_all_codes_are_listed_and_one_that_is_not_there_is_guessed():
    listed = CliRunner().invoke(main, ["uitleg"]).stdout
    assert [rule.code for rule in RULES if f"\n{rule.code} " not in f"\n{listed}"] == []
    refused = CliRunner().invoke(main, ["uitleg", "[gelijkluidend]"])
    assert (refused.exit_code, "Bedoelt u niet-gelijkluidend?" in refused.stderr) == (2, True)
