"""What a region and a gemeente say about the rules: how heavy each weighs, and where it is silent."""

from collections.abc import Callable

import pytest
import samples

from raadsvoorstel.batch import judge_all, judge_of
from raadsvoorstel.findings import Severity
from raadsvoorstel.loading import load_dossier
from raadsvoorstel.project import Project

NewProject = Callable[..., Project]
MEMBERS = "gemeenten: [haarlem, heemstede, velsen]\nonderwerp: O\n"
ALIKE = MEMBERS + "samenvatting: Wij stellen vast.\ngelijkluidend: [samenvatting]\n"
OTHER = "samenvatting: {vervangen: Wij stellen niet vast.}\n"
CODES = {"niet-gelijkluidend", "stil-zonder-reden", "onbekende-regel", "stil-onbegrijpelijk", "afwijking-toegestaan"}


def found(project: Project) -> list[str]:
    """Return what was found of these rules, as `file:line severity code`."""
    of = samples.findings_of(project, "proef", opinions=True)
    return [f"{f.origin.file.rpartition('/')[2]}:{f.origin.line} {f.severity} {f.code}" for f in of if f.code in CODES]


def test_a_deviation_is_an_error_of_the_gemeente_that_made_it(project: NewProject):
    assert found(project(regio=ALIKE, heemstede=OTHER)) == ["heemstede.yaml:1 fout niet-gelijkluidend"]


@pytest.mark.parametrize(
    ("samenvatting", "own"),
    [
        ("De laatste raad vergadert op 22 april 2027.", "vergadering: {raad: 2027-04-22}\n"),
        ("De raad van Heemstede besluit als laatste.", "afdeling: A\n"),
        ("Op 22 april 2027 besluit Heemstede. Dan is het 22 april 2027.", "vergadering: {raad: 2027-04-22}\n"),
    ],
)
def test_a_name_or_a_day_that_stands_in_the_text_of_all_is_the_same_for_all(
    project: NewProject, samenvatting: str, own: str
):
    regio = f"{MEMBERS}samenvatting: {samenvatting}\ngelijkluidend: [samenvatting]\n"
    assert found(project(regio=regio, heemstede=own)) == []


@pytest.mark.parametrize(
    ("setting", "weight"),
    [
        ("{ernst: waarschuwing, reden: nog in overleg}", ["heemstede.yaml:1 waarschuwing niet-gelijkluidend"]),
        ("{ernst: uit, reden: nog in overleg}", []),
        ("{ernst: uit, reden: nog in overleg, gemeenten: [heemstede]}", []),
        ("{ernst: uit, reden: nog in overleg, gemeenten: [velsen]}", ["heemstede.yaml:1 fout niet-gelijkluidend"]),
    ],
)
def test_the_region_says_how_heavy_a_rule_weighs(project: NewProject, setting: str, weight: list[str]):
    regio = f"{ALIKE}regels: {{niet-gelijkluidend: {setting}}}\n"
    assert found(project(regio=regio, heemstede=OTHER)) == weight


def test_a_gemeente_says_so_for_herself_and_goes_before_the_region(project: NewProject):
    regio = f"{ALIKE}regels: {{niet-gelijkluidend: {{ernst: opmerking, reden: r}}}}\n"
    made = project(regio=regio, heemstede=OTHER, velsen=OTHER.replace("niet", "nooit"))
    file = made.templates / "heemstede" / "gemeente.yaml"
    file.write_text(
        file.read_text("utf-8") + "regels: {niet gelijkluidend: {ernst: waarschuwing, reden: r}}\n", "utf-8"
    )
    assert found(made) == [
        "heemstede.yaml:1 waarschuwing niet-gelijkluidend",
        "velsen.yaml:1 opmerking niet-gelijkluidend",
    ]


@pytest.mark.parametrize(
    "heemstede",
    [
        "samenvatting: {vervangen: Wij stellen niet vast.}  # stil: niet-gelijkluidend (op verzoek)\n",
        "# stil: niet-gelijkluidend\nsamenvatting: {vervangen: Wij stellen niet vast.}\n",
        "samenvatting:\n  vervangen: |  # stil: niet-gelijkluidend, jargon\n    Dit.\n\n    Niet vast.\n",
        "# stil: niet-gelijkluidend “van Heemstede”\n\n# Kort.\nsamenvatting: {vervangen: Wij stellen niet vast.}\n",
    ],
)
def test_a_comment_keeps_a_rule_silent_for_the_value_on_its_line_or_below_it(project: NewProject, heemstede: str):
    assert [each for each in found(project(regio=ALIKE, heemstede=heemstede)) if "gelijk" in each] == []


@pytest.mark.parametrize(
    ("heemstede", "also"),
    [
        ("afdeling: A # stil: niet-gelijkluidend\n" + OTHER, ["heemstede.yaml:1 opmerking stil-zonder-reden"]),
        ("# stil: niet-gelijkluidend “Velsen”\n" + OTHER, ["heemstede.yaml:1 opmerking stil-zonder-reden"]),
        ("# stil: zonder-plaats\n" + OTHER, ["heemstede.yaml:1 waarschuwing onbekende-regel"]),
        ("# stil\n" + OTHER, ["heemstede.yaml:1 waarschuwing stil-onbegrijpelijk"]),
        ("# stilte\n" + OTHER, []),
    ],
)
def test_a_comment_that_keeps_nothing_silent_is_told(project: NewProject, heemstede: str, also: list[str]):
    told = found(project(regio=ALIKE, heemstede=heemstede))
    line = 2 if heemstede.startswith(("#", "afd")) else 1
    assert told == [*also, f"heemstede.yaml:{line} fout niet-gelijkluidend"]


def test_what_is_in_a_text_is_no_comment(project: NewProject):
    heemstede = "samenvatting:\n  vervangen: |\n    Wij stellen niet vast.\n    # stil: niet-gelijkluidend\n"
    assert "heemstede.yaml:3 fout niet-gelijkluidend" in found(project(regio=ALIKE, heemstede=heemstede))


@pytest.mark.parametrize(
    "same",
    [
        "samenvatting: {vervangen: Wij   stellen **vast**.}",
        "vergadering: {raad: 2021-02-04}",
        "participatie: Zelf.",
    ],
)
def test_what_only_looks_different_is_the_same(project: NewProject, same: str):
    assert found(project(regio=ALIKE, heemstede=same)) == []


@pytest.mark.parametrize(("name", "findings"), [("Velsen", []), ("Haarlem", ["velsen.yaml:2 fout niet-gelijkluidend"])])
def test_own_names_and_meeting_dates_are_set_aside(project: NewProject, name: str, findings: list[str]):
    text = "'De raad van {{ gemeente.naam }} besluit op {{ vergadering.raad | datum }}.'"
    own = f"samenvatting: {{vervangen: De raad van {name} besluit op 4 februari 2021.}}"
    made = project(regio=ALIKE.replace("Wij stellen vast.", text), velsen=f"vergadering: {{raad: 2021-02-04}}\n{own}\n")
    assert found(made) == findings


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("", {"aantal-deelnemers"}),
        ("regels: {jargon: {ernst: fout, reden: wij schrijven gewoon}}\n", {"aantal-deelnemers", "jargon"}),
        ("regels: {aantal deelnemers: {ernst: opmerking, reden: nog niet bekend}}\n", set()),
    ],
)
def test_who_makes_documents_hears_only_what_stops_them(project: NewProject, rule: str, codes: set[str]):
    regio = MEMBERS + "samenvatting: De negen gemeenten stellen de vigerende visie vast.\n"
    dossier, _ = load_dossier(project(regio=regio + rule), "proef")
    assert dossier is not None
    judge = judge_of(dossier, stops_only=True)
    outcomes = judge_all(dossier, dossier.houses, definitief=False, judge=judge)
    found = [finding for outcome in outcomes for finding in outcome.findings]
    assert {finding.code for finding in found if finding.severity is Severity.FOUT} == codes
