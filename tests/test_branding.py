"""Design tokens of a gemeente become a proposal for its house style, on paper and in its own file."""

import json
from pathlib import Path

import pytest
import samples
from click.testing import CliRunner, Result

from raadsvoorstel.branding.advice import Advice, Stand, advise
from raadsvoorstel.branding.choice import Choice
from raadsvoorstel.branding.letters import choose_letter
from raadsvoorstel.branding.paper import heading_points, line_spacing, text_points, title_points
from raadsvoorstel.branding.placing import placed
from raadsvoorstel.branding.proposal import propose
from raadsvoorstel.cli import main
from raadsvoorstel.findings import Finding, Severity
from raadsvoorstel.huisstijl import build_template
from raadsvoorstel.project import Project
from raadsvoorstel.tokens.reading import parse_tokens, read_tokens, token_files

HERE = Path(__file__).parent / "tokens"
DUINWIJK, PLASSENDAM = HERE / "duinwijk", HERE / "plassendam.tokens.json"

WHO = "naam: Duinwijk  # met een eigen opmerking\nindeling:\n  - {titel: A, velden: samenvatting, deel: voorblad}\n" \
      "  - {titel: B, velden: aanleiding}\n"  # fmt: skip
STYLE = """huisstijl:
  # onze kleur
  kleur: "#000000"   # van de drukker
  accent: '#111111'
  lettertype: Arial
  opbouw: [afzender,   titel]
  koppen: {grootte: 9, lijn: onder}
"""


def proposal_of(path: Path) -> tuple[dict[str, str], list[Finding]]:
    files = token_files(path) if path.is_dir() else [path]
    tokens, findings = read_tokens([(file, file.name) for file in files])
    choices, more = propose(tokens)
    return {choice.key: choice.plain for choice in choices}, findings + more


def choices_of(root: object) -> dict[str, Choice]:
    tokens, _ = parse_tokens(json.dumps(root).encode(), "a.json")
    return {choice.key: choice for choice in propose(tokens)[0]}


# ------------------------------------------------------------------ what is proposed


def test_the_older_dialect_gives_a_house_style():
    values, findings = proposal_of(DUINWIJK)
    assert values == {
        "kleur": "#196b46",
        "accent": "#e07b12",
        "lettertype": "Verdana",
        "lettergrootte": "11",
        "regelafstand": "1.3",
        "titel_grootte": "24.5",
        "koppen.grootte": "14.5",
        "koppen.hoofdletters": "ja",
        "koppen.vet": "nee",
        "koppen.kleur": "accent",
        "tabel": "gevuld",
    }
    assert [(finding.code, str(finding.origin)) for finding in findings] == [
        ("kleur-contrast", "color.tokens.json"),
        ("letter-niet-bij-word", "typography.tokens.json"),
        ("tokens-onopgelost", "table.tokens.json"),
    ]


def test_the_newer_dialect_with_token_sets_gives_a_house_style():
    values, findings = proposal_of(PLASSENDAM)
    assert values == {
        "kleur": "#5b3fb5",
        "accent": "#f5d03f",
        "lettertype": "Arial",
        "lettertype_koppen": "Georgia",
        "lettergrootte": "10.5",
        "regelafstand": "1.05",
        "titel_grootte": "28",
        "koppen.grootte": "16",
        "koppen.vet": "ja",
        "koppen.kleur": "kleur",
    }
    assert [finding.code for finding in findings] == [
        "tokens-donker",
        "kleur-contrast",
        "letter-niet-bij-word",
        "letter-niet-bij-word",
        "tokens-onopgelost",
    ]


def test_every_value_says_from_which_tokens_it_came():
    choices = choices_of(
        {"x": {"color": {"groen": {"value": "#196b46"}}}, "utrecht": {"link": {"color": {"value": "{x.color.groen}"}}}}
    )
    assert choices["kleur"].source == "utrecht.link.color"
    assert choices["kleur"].notes == ("utrecht.link.color → x.color.groen: #196b46", "Contrast op wit: 6,49.")


def test_black_headings_are_no_house_colour_and_a_warning_colour_is_none_either():
    root = {
        "x": {"color": {"zwart": {"value": "#231f1c"}, "error": {"value": "#ff0000"}, "zee": {"value": "#2684b2"}}},
        "utrecht": {"heading-2": {"color": {"value": "{x.color.zwart}"}}},
    }
    choices = choices_of(root)
    assert (choices["kleur"].plain, choices["koppen.kleur"].plain) == ("#2684b2", "tekst")
    assert choices["accent"].notes == ("Geen tweede kleur gevonden; gelijk aan de hoofdkleur.",)


def test_a_value_that_cannot_be_read_is_told_and_the_next_one_is_taken():
    root = {"utrecht": {"heading-1": {"color": {"value": "#12345"}}, "link": {"color": {"value": "#2684b2"}}}}
    tokens, _ = parse_tokens(json.dumps(root).encode(), "a.json")
    choices, findings = propose(tokens)
    assert choices[0].plain == "#2684b2"
    assert findings[0].code == "token-onjuiste-waarde"
    assert findings[0].message == "`utrecht.heading-1.color` is `#12345`, en dat lezen wij niet als kleur"


def test_without_a_colour_the_style_is_black_and_that_is_told():
    tokens, _ = parse_tokens(b'{"utrecht": {"document": {"font-size": {"value": "16px"}}}}', "a.json")
    choices, findings = propose(tokens)
    assert [choice.plain for choice in choices[:2]] == ["#1a1a1a", "#1a1a1a"]
    assert [finding.code for finding in findings] == ["tokens-zonder-kleur"]


# ------------------------------------------------------------------ letters and paper


@pytest.mark.parametrize(
    ("families", "name", "wanted", "is_free"),
    [
        (("verdana", "Arial"), "Verdana", "Verdana", False),
        (("Strandgrotesk", "Helvetica", "Tahoma"), "Arial", "Strandgrotesk", False),
        (("Noto Sans Variable", "sans-serif"), "Arial", "Noto Sans", True),
        (("Noto Serif",), "Times New Roman", "Noto Serif", True),
        (("IBM Plex Mono", "monospace"), "Courier New", "IBM Plex Mono", False),
        (("system-ui",), "Arial", "Arial", False),
    ],
)
def test_the_first_letter_that_everybody_has_is_chosen(
    families: tuple[str, ...], name: str, wanted: str, is_free: bool
):
    letter = choose_letter(families)
    assert (letter.name, letter.wanted, letter.wanted_is_free) == (name, wanted, is_free)


def test_sizes_of_a_screen_become_sizes_of_paper():
    assert [text_points(pixels) for pixels in (12, 14, 16, 18, 24)] == [10, 10, 10.5, 11, 11]
    assert [heading_points(ratio, 10.5) for ratio in (0.9, 1.25, 3)] == [11.5, 13, 16]
    assert [title_points(ratio, 10.5, 13) for ratio in (1, 2, 5)] == [16, 21, 28]
    assert [line_spacing(height) for height in (1, 1.4, 2)] == [1, 1.2, 1.3]


# ------------------------------------------------------------------ in the file of the gemeente


def written(text: str, root: object | None = None) -> str:
    tokens, _ = read_tokens([(PLASSENDAM, "p")]) if root is None else parse_tokens(json.dumps(root).encode(), "p")
    new, findings = placed(text, "gemeente.yaml", propose(tokens)[0], ["p"])
    assert new is not None, findings
    return new


@pytest.mark.parametrize("text", [WHO, "\ufeff" + WHO, WHO.replace("\n", "\r\n"), WHO.rstrip("\n")])
def test_a_file_without_a_house_style_gets_a_whole_one_at_its_end(text: str):
    new = written(text)
    assert new.startswith(text)
    assert "    - naam: voorblad\n    - naam: inhoud\n      nieuwe_pagina: ja\n" in new.replace("\r\n", "\n")
    assert ("\n" in new.replace("\r\n", "")) != ("\r\n" in text)
    assert "Op een huisstijl en een logo rust auteursrecht" in new


def test_a_key_that_stands_there_without_a_value_is_filled():
    new = written("huisstijl:   # nog doen\nnaam: Duinwijk\n")
    assert new.startswith('huisstijl:   # nog doen\n  afzender: "Gemeente {{ gemeente.naam }}"\n')
    assert new.endswith("    - naam: inhoud\nnaam: Duinwijk\n")


def test_in_a_house_style_that_is_there_only_the_values_change():
    root = {
        "utrecht": {
            "document": {"font-size": {"value": "16px"}},
            "heading-1": {"color": {"value": "#196b46"}},
            "heading-2": {"font-size": {"value": "20px"}, "font-weight": {"value": "700"}},
        }
    }
    assert written(WHO + STYLE, root) == WHO + (
        "huisstijl:\n"
        "  # onze kleur\n"
        '  kleur: "#196b46"   # van de drukker\n'
        "  lettergrootte: 10.5  # uit utrecht.document.font-size\n"
        "  accent: '#111111'\n"
        "  lettertype: Arial\n"
        "  opbouw: [afzender,   titel]\n"
        "  koppen: {grootte: 13, lijn: onder, vet: ja}\n"
    )


def test_writing_twice_changes_nothing_the_second_time():
    once = written(WHO + STYLE)
    assert once != WHO + STYLE
    assert written(once) == once


def test_a_gemeente_that_shares_a_house_gets_only_what_tokens_gave():
    new = written("naam: Duinwijk\nhuis: delta\n", {"utrecht": {"link": {"color": {"value": "#196b46"}}}})
    assert [line for line in new.splitlines() if line and "# " not in line] == [
        "naam: Duinwijk",
        "huis: delta",
        "huisstijl:",
        '  kleur: "#196b46"',
    ]


@pytest.mark.parametrize("text", ["{naam: Duinwijk}\n", "naam: D\n...\n", "naam: D\nhuisstijl: mooi\n", "naam: [\n"])
def test_a_file_that_cannot_be_changed_without_harm_is_left_alone(text: str):
    tokens, _ = read_tokens([(PLASSENDAM, "p")])
    new, findings = placed(text, "gemeente.yaml", propose(tokens)[0], ["p"])
    assert new is None
    assert findings[0].severity is Severity.FOUT


# ------------------------------------------------------------------ the whole way


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one gemeente that has no house style, and one that has."""
    for naam, text in (
        ("duinwijk", WHO),
        ("plassendam", (samples.ROOT / "templates/heemstede/gemeente.yaml").read_text("utf-8")),
    ):
        (tmp_path / "templates" / naam).mkdir(parents=True)
        (tmp_path / "templates" / naam / "gemeente.yaml").write_text(text, "utf-8")
    (tmp_path / "proposals").mkdir()
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)


def advised(project: Project, slug: str, path: Path, *, write: bool = False) -> tuple[Advice, list[Finding]]:
    return advise(project, slug, [(path, path.name)], write=write)


@pytest.mark.parametrize("path", [DUINWIJK, PLASSENDAM], ids=lambda path: path.name)
def test_the_template_can_be_built_from_what_was_written(project: Project, path: Path):
    advice, _ = advised(project, "duinwijk", path)
    assert advice.stand is Stand.WRITTEN
    data, findings = build_template(project, "duinwijk")
    assert data is not None
    assert {finding.code for finding in findings} <= {"kleur-te-licht"}


def test_a_house_style_that_is_there_is_replaced_only_when_asked(project: Project):
    file = project.templates / "plassendam" / "gemeente.yaml"
    before = file.read_bytes()
    assert advised(project, "plassendam", PLASSENDAM)[0].stand is Stand.SHOWN
    assert file.read_bytes() == before
    assert advised(project, "plassendam", PLASSENDAM, write=True)[0].stand is Stand.WRITTEN
    assert b'kleur: "#5b3fb5"  # uit nl.heading.level-2.color\n' in file.read_bytes()
    assert advised(project, "plassendam", PLASSENDAM, write=True)[0].stand is Stand.SAME


@pytest.mark.parametrize(
    ("text", "code"),
    [("{}", "tokens-leeg"), ("niets", "tokens-onleesbaar"), ('{"a": {"value": "1"}}', "tokens-leeg")],
)
def test_tokens_that_say_nothing_write_nothing(project: Project, text: str, code: str):
    path = project.root / "a.json"
    path.write_text(text, "utf-8")
    before = (project.templates / "duinwijk" / "gemeente.yaml").read_bytes()
    advice, findings = advised(project, "duinwijk", path)
    assert (advice.stand, advice.yaml) == (Stand.FAILED, "")
    assert code in [finding.code for finding in findings]
    assert (project.templates / "duinwijk" / "gemeente.yaml").read_bytes() == before


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sjabloon", "nieuw", *arguments])


def test_the_command_shows_the_block_what_was_found_and_whose_style_it_is(project: Project):
    done = run("plassendam", "--tokens", str(DUINWIJK))
    assert done.exit_code == 1
    assert done.stdout.startswith("huisstijl:\n  # utrecht.heading-1.color → duinwijk.color.helm.40: hsl(152deg")
    assert "[letter-niet-bij-word]" in done.stdout
    assert "Er is niets gewijzigd: templates/plassendam/gemeente.yaml heeft al een huisstijl." in done.stdout
    assert "alleen de gemeente zelf mag die van haar gebruiken" in done.stdout


def test_the_command_answers_in_json(project: Project):
    answer = json.loads(run("duinwijk", "--tokens", str(PLASSENDAM), "--json").stdout)
    assert (answer["gemeente"], answer["resultaat"]) == ("duinwijk", "geschreven")
    assert answer["waarden"][0] == {
        "veld": "huisstijl.kleur",
        "waarde": "#5b3fb5",
        "token": "nl.heading.level-2.color",
        "uitleg": answer["waarden"][0]["uitleg"],
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("duinwijk", "plassendam", "--tokens", "x.json"), "noem bij --tokens één gemeente"),
        (("duinwijk", "--schrijf"), "--schrijf hoort bij --tokens"),
        (("duinwijk", "--tokens", ""), "een pad kan niet leeg zijn"),
    ],
)
def test_wrong_use_is_told(project: Project, arguments: tuple[str, ...], sentence: str):
    done = run(*arguments)
    assert done.exit_code == 2
    assert sentence in done.stderr


def test_a_folder_without_tokens_and_a_file_that_is_not_there_are_told(project: Project):
    done = run("duinwijk", "--tokens", ".", "--tokens", "weg.json")
    assert done.exit_code == 1
    assert done.stdout.count("[tokens-onleesbaar]") == 2
