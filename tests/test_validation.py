"""What was written is held against what should be there, and becomes one complete proposal."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from raadsvoorstel import shelf
from raadsvoorstel.blocks import plain, plain_text, runs_text
from raadsvoorstel.fieldpath import FieldPath, canonical
from raadsvoorstel.findings import Finding
from raadsvoorstel.layers import overlay
from raadsvoorstel.model.fields import EIGEN, LINES, REGIO, VOORSTEL
from raadsvoorstel.model.raadsvoorstel import Deelnemer, Gemeente, Raadsvoorstel
from raadsvoorstel.nodes import Mapping
from raadsvoorstel.shape import Field, Group, Keyed, Kind, Rows, Shape
from raadsvoorstel.sources import parse
from raadsvoorstel.validation.gemeente import build_gemeente
from raadsvoorstel.validation.tree import check
from raadsvoorstel.validation.voorstel import build_raadsvoorstel

NOORD, ZUID = Gemeente("noord", "Noord", "gm0001"), Gemeente("zuid", "Zuid")
BOTH = (Deelnemer(NOORD, None, None), Deelnemer(ZUID, date(2020, 11, 24), None))
HUIS = "naam: Noord\nindeling: [{velden: onderwerp}]"


def tree(text: str) -> Mapping:
    root, findings = parse(text, "a.yaml")
    assert root is not None
    assert findings == []
    return root


def build(text: str, gemeente: Gemeente = NOORD) -> tuple[Raadsvoorstel | None, list[Finding]]:
    laid, findings = overlay(tree(""), tree(text), REGIO)
    built, more = build_raadsvoorstel("proef", laid, gemeente, BOTH, tree(HUIS))
    return built, findings + more


def built(text: str) -> Raadsvoorstel:
    voorstel, findings = build("gemeenten: [noord, zuid]\nonderwerp: O\n" + text)
    assert findings == []
    assert voorstel is not None
    return voorstel


def regel(voorstel: Raadsvoorstel, path: str) -> str:
    return runs_text(voorstel.regels[FieldPath(path)])


def tekst(voorstel: Raadsvoorstel, path: str) -> str:
    return plain_text(voorstel.teksten[FieldPath(path)])


# --- kinds of value ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.LINE, ["a", "19:30", "nee", "op {{ x }}"], []),
        (Kind.DATE, ["2020-12-31", "31 december 2020", "31-12-2020", '"{{ x }}"'], ["31 dec", "2020-12", "2020-02-30"]),
        (Kind.PERIOD, ["2020", "2020-12", "2020-12-31"], ["zomer", "2020-13", "20"]),
        (Kind.AMOUNT, ["12.500", "1", '"1.000,50"', "€ 5"], ["1.5", "veel", '"1,5"']),
        (Kind.NUMBER, ["2", "2.5", '"2,5"'], ["twee", "-1", "1.2.3"]),
        (Kind.YES_NO, ["ja", "Nee", "true", "onwaar"], ["misschien", "1", "j"]),
        (Kind.CHOICE, ["links", "Rechts"], ["midden"]),
        (Kind.COLOUR, ['"#1a2B3c"'], ["rood", '"#123"', "1a2b3c"]),
    ],
)
def test_a_value_fits_its_kind_or_is_a_finding(kind: Kind, good: list[str], bad: list[str]):
    shape = Group("", {"a": Field("", kind, choices=("links", "rechts"))})
    assert [value for value in good if list(check(tree(f"a: {value}"), shape))] == []
    assert [[f.code for f in check(tree(f"a: {value}"), shape)] for value in bad] == [["onjuiste-waarde"]] * len(bad)


def test_a_colon_at_the_end_of_an_item_is_told_as_that():
    findings = check(tree("besluit:\n  raad:\n  - a;\n  - in te stemmen:\n  - b."), VOORSTEL)
    assert ["dubbele punt" in each.hint for each in findings if each.code == "verkeerd-soort"] == [True]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("veld:", "lege-waarde"),
        ("veld: '  '", "lege-waarde"),
        ("veld: [a]", "verkeerd-soort"),
        ("veld: {a: b}", "verkeerd-soort"),
        ("groep: a", "verkeerd-soort"),
        ("groep: []", "verkeerd-soort"),
        ("groep: {}", "lege-waarde"),
        ("punten: a", "verkeerd-soort"),
        ("punten:", "lege-waarde"),
        ("punten: {}", "lege-waarde"),
        ("punten: []", "lege-waarde"),
        ("punten: {a: [b]}", "verkeerd-soort"),
        ("punten: [{a: b}]", "verkeerd-soort"),
        ("rijen: a", "verkeerd-soort"),
        ("rijen: []", "lege-waarde"),
        ("groep: {x: a}", "onbekend-veld"),
        ("groep: {b: a}", "veld-ontbreekt"),
    ],
)
def test_a_value_of_the_wrong_shape_is_a_finding_with_a_next_step(text: str, code: str):
    group = Group("", {"a": Field("", required=True), "b": Field("")})
    shape = Group("", {"veld": Field(""), "groep": group, "punten": Keyed("", Field("")), "rijen": Rows("", Field(""))})
    findings = list(check(tree(text), shape))
    assert code in [finding.code for finding in findings]
    assert all(finding.message and finding.hint and finding.origin.line == 1 for finding in findings)


# --- one complete proposal --------------------------------------------------------------------------------------


def test_a_header_field_that_nobody_gave_is_open():
    voorstel = built("zaaknummer: 0711")
    assert regel(voorstel, "zaaknummer") == "0711"
    assert regel(voorstel, "afdeling") == "[nog in te vullen: afdeling]"
    assert set(voorstel.regels) == set(LINES)


def test_a_date_is_shown_in_words_and_another_line_as_it_was_written():
    voorstel = built("vergadering: {raad: 2020-12-17, behandeling: 19:30}\nagendapunt: 010")
    assert regel(voorstel, "vergadering.raad") == samples.tied("17~december 2020")
    assert (regel(voorstel, "vergadering.behandeling"), regel(voorstel, "agendapunt")) == ("19:30", "010")


def test_a_text_knows_the_gemeente_the_others_the_terms_and_every_header_field():
    text = (
        "regio: R\ntermen: {visie: Visie van {{ gemeente.naam }}, 'lang woord': x}\nvergadering: {raad: 2020-12-17}\n"
        "samenvatting: '{{ gemeente.naam }}, {{ gemeente.code }}, {{ gemeenten | opsomming }}, {{ termen.visie }}, "
        "{{ termen.lang-woord }}, {{ regio }}, {{ onderwerp }}, {{ vergadering.raad }}'"
    )
    expected = "Noord, gm0001, Noord en Zuid, Visie van Noord, x, R, O, 17~december 2020"
    assert tekst(built(text), "samenvatting") == samples.tied(expected)


def test_a_text_of_several_parts_has_the_blocks_of_all():
    base, _ = overlay(tree(""), tree("onderwerp: O\ngemeenten: [a]\nsamenvatting: een"), REGIO)
    own, _ = overlay(base, tree("samenvatting: {aanvullen: {voor: '- nul', na: '{{ gemeente.naam }}'}}"), EIGEN)
    voorstel, _ = build_raadsvoorstel("proef", own, NOORD, BOTH, tree(HUIS))
    assert voorstel is not None
    assert tekst(voorstel, "samenvatting") == "nul\neen\nNoord"


@pytest.mark.parametrize("path", ["onderwerp", "raadsbesluit.gelezen", "bijlagen.a", "termen.a"])
def test_a_line_that_is_added_to_is_filled_in_whole(path: str):
    field, _, key = path.partition(".")
    written = "een {{ gemeente.naam }}"
    value = f"{{{key}: '{written}'}}" if key else f"'{written}'"
    change = "{aanvullen: {na: 'en {{ gemeente.code }}'}}"
    rest = "" if field == "onderwerp" else "onderwerp: O\n"
    base, _ = overlay(tree(""), tree(f"{rest}gemeenten: [a]\nsamenvatting: x\n{field}: {value}"), REGIO)
    own, _ = overlay(base, tree(f"{field}: {f'{{{key}: {change}}}' if key else change}"), EIGEN)
    own, _ = overlay(own, tree("samenvatting: {vervangen: '{{ termen.a }}'}" if field == "termen" else ""), EIGEN)
    voorstel, findings = build_raadsvoorstel("proef", own, NOORD, BOTH, tree(HUIS))
    assert findings == []
    assert voorstel is not None
    shown = {
        "onderwerp": lambda: regel(voorstel, "onderwerp"),
        "raadsbesluit": lambda: tekst(voorstel, "raadsbesluit.gelezen"),
        "bijlagen": lambda: runs_text(voorstel.bijlagen[0].titel),
        "termen": lambda: tekst(voorstel, "samenvatting"),
    }[field]
    assert shown() == "een Noord en gm0001"


def test_points_arguments_amounts_dates_and_annexes_are_in_the_order_in_which_they_were_written():
    voorstel = built(
        "besluit: {college: [een, twee], raad: {b: x, a: y}}\n"
        "argumenten: {a: {k: los}, b: {l: {titel: T, tekst: U}}}\n"
        "financien: {bedragen: {p: {omschrijving: P, soort: structureel, jaren: {2022: 1.000, 2021: 5}}}}\n"
        "planning: {mijlpalen: {z: {datum: 2021-03, tekst: Z}, y: {periode: ooit, tekst: Y}}}\n"
        "bijlagen: [een, twee]\n"
        "extra: {e: {titel: E, tekst: F}}"
    )
    assert [(p.path, p.key, plain_text(p.tekst)) for p in (*voorstel.besluit_college, *voorstel.besluit_raad)] == [
        ("besluit.college", "", "een"),
        ("besluit.college", "", "twee"),
        ("besluit.raad.b", "b", "x"),
        ("besluit.raad.a", "a", "y"),
    ]
    assert [(a.path, a.punt, runs_text(a.titel), plain_text(a.tekst)) for a in voorstel.argumenten] == [
        ("argumenten.b.l", 1, "T", "U"),
        ("argumenten.a.k", 2, "", "los"),
    ]
    assert [(b.path, b.soort, b.jaren) for b in voorstel.bedragen] == [
        ("financien.bedragen.p", "structureel", {"2022": Decimal(1000), "2021": Decimal(5)})
    ]
    assert [(m.path, runs_text(m.wanneer)) for m in voorstel.mijlpalen] == [
        ("planning.mijlpalen.z", "maart 2021"),
        ("planning.mijlpalen.y", "ooit"),
    ]
    assert [(b.path, b.titel) for b in voorstel.bijlagen] == [("bijlagen", plain("een")), ("bijlagen", plain("twee"))]
    assert [(e.path, e.titel, plain_text(e.tekst)) for e in voorstel.extra] == [("extra.e", plain("E"), "F")]


def test_a_name_is_added_to_a_role_that_the_program_itself_proposes(tmp_path: Path):
    project = samples.project(
        tmp_path,
        {
            "regio.yaml": "gemeenten: [heemstede]\nonderwerp: O\n",
            "heemstede.yaml": "raadsbesluit: {ondertekening: {griffier: {naam: Vos}}}",
        },
    )
    signatures = samples.voorstel(project, "proef", "heemstede").ondertekening["raadsbesluit"]
    assert [(runs_text(o.rol), runs_text(o.naam)) for o in signatures] == [
        ("de griffier,", "Vos"),
        ("de voorzitter,", ""),
    ]


# --- who a gemeente is -------------------------------------------------------------------------------------------


def test_a_gemeente_exists_between_its_dates_as_far_as_they_are_known():
    text = f"{HUIS}\ntooi: {{code: gm1, begindatum: 2000-01-01, einddatum: 31 december 2018}}"
    gemeente, findings = build_gemeente("noord", tree(text))
    assert findings == []
    assert gemeente == Gemeente("noord", "Noord", "gm1", date(2000, 1, 1), date(2018, 12, 31))
    days = (date(1999, 12, 31), date(2000, 1, 1), date(2018, 12, 31), date(2019, 1, 1))
    assert [gemeente.exists_on(day) for day in days] == [False, True, True, False]
    assert ZUID.exists_on(date.min)


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize(("more", "codes"), [("", []), ("kleur: rood\n", ["onbekend-veld"])])
def test_a_house_that_was_well_the_last_time_is_not_looked_at_again(
    monkeypatch: pytest.MonkeyPatch, more: str, codes: list[str]
):
    text = HUIS + "\n" + more
    for _ in range(2):
        with shelf.opened(b"a"):
            assert [finding.code for finding in build_gemeente("noord", tree(text), text)[1]] == codes
    looked: list[object] = []
    monkeypatch.setattr("raadsvoorstel.validation.gemeente.check", lambda *given: looked.append(given) or [])
    with shelf.opened(b"a"):
        build_gemeente("noord", tree(text), text)
        assert bool(looked) == bool(codes)
        build_gemeente("noord", tree(text))
    assert looked


NONE = "{{ gemeenten.vastgesteld | opsomming }}"


@pytest.mark.parametrize(
    "text",
    [
        f"samenvatting: '{NONE}'",
        f"samenvatting: '{NONE} **{NONE}**'",
        f"samenvatting: |\n  Een.\n\n  {NONE}\n\n  Twee.",
        f"samenvatting: |\n  - een\n  - {NONE}",
        f"samenvatting: |\n  ### {NONE}\n\n  Een.",
        f"samenvatting: |\n  Een[^1].\n\n  [^1]: {NONE}",
        f"samenvatting: 'Zie [{NONE}](https://example.org) en verder.'",
        f"afdeling: '{NONE}'",
        f"besluit: {{raad: ['{NONE}']}}",
        f"bijlagen: ['{NONE}']",
        f"samenvatting: 'In {{{{ termen.a }}}}'\ntermen: {{a: '{NONE}'}}",
    ],
)
def test_a_text_of_which_nothing_is_left_is_a_finding_at_its_place(text: str):
    voorstel, findings = build(f"gemeenten: [noord, zuid]\nonderwerp: O\n{text}")
    assert voorstel is None
    assert [(finding.code, finding.origin.line > 2) for finding in findings] == [("lege-waarde", True)]


def test_a_value_that_is_empty_may_stand_among_words():
    voorstel = built(f"samenvatting: 'Vastgesteld door {NONE}.'")
    assert tekst(voorstel, "samenvatting") == "Vastgesteld door ."


def test_names_that_are_offered_instead_are_names_that_there_are():
    _, findings = build("gemeenten: [noord]\nonderwerp: O\ntermen: [a]\nsamenvatting: '{{ termen }}'")
    assert "bedoelt u `termen`?" not in [finding.hint for finding in findings]


def test_a_code_may_be_written_without_its_dates():
    gemeente, _ = build_gemeente("noord", tree(HUIS + "\ntooi: gm1"))
    assert gemeente == Gemeente("noord", "Noord", "gm1")


# --- whatever is written ----------------------------------------------------------------------------------------

SCALARS = st.sampled_from(
    [
        *[
            "x",
            "1",
            "2020-12-17",
            "incidenteel",
            "19:30",
            "nee",
            "'{{onderwerp}}'",
            "'{{termen.a}}'",
            "'{{fout}}'",
            "'{{'",
            "'a[^1]'",
            "'![a](b.png)'",
        ],
        *("", "'***'", "'- '", "'> '", "'1. a'", "'| a |'", "|\n  x"),
    ]
)
WORDS = ["vervangen", "aanvullen", "weglaten", "volgorde", "voor", "na"]


def keys_of(shape: Shape) -> list[str]:
    match shape:
        case Group(fields=fields):
            return [*fields, *(key for inner in fields.values() for key in keys_of(inner))]
        case Keyed(item=item):
            return keys_of(item)
        case _:
            return []


KEYS = st.sampled_from([*keys_of(REGIO), *WORDS, *WORDS, "a", "b", "1", "2021"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(i if chr(10) not in i else 'x' for i in items)}]"),
        st.dictionaries(KEYS, inner.filter(lambda i: "\n" not in i), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{k}: {v}" for k, v in pairs.items()) + "}"
        ),
    ),
    max_leaves=8,
)
FILES = st.dictionaries(st.sampled_from([*REGIO.fields, *WORDS]), VALUES, max_size=6).map(
    lambda pairs: "\n".join(f"{key}: {value}" for key, value in pairs.items())
)


def shown(findings: list[Finding]) -> Any:
    return [finding for finding in findings if not (finding.code and finding.message and finding.hint)]


@settings(max_examples=300, deadline=None)
@given(FILES, FILES)
def test_whatever_two_files_say_there_is_a_proposal_or_a_finding_with_a_next_step(regio: str, eigen: str):
    layers = [parse(text, "a.yaml")[0] or tree("") for text in (regio, eigen)]
    base, findings = overlay(tree("termen: {a: A}"), layers[0], REGIO)
    laid, more = overlay(base, layers[1], EIGEN)
    voorstel, most = build_raadsvoorstel("proef", laid, NOORD, BOTH, tree(HUIS))
    assert (voorstel is None) == any(finding.severity == "fout" for finding in most)
    assert shown([*findings, *more, *most]) == []


def test_the_fields_are_spelled_as_keys_and_explain_themselves():
    def fields(shape: Shape, path: str) -> list[tuple[str, str]]:
        match shape:
            case Group(fields=inner):
                return [(path, shape.help), *(f for key, one in inner.items() for f in fields(one, key))]
            case Keyed(item=item) | Rows(item=item):
                return [(path, shape.help), *fields(item, path)]
            case _:
                return [(path, shape.help)]

    everything = fields(VOORSTEL, "voorstel") + fields(REGIO, "regio")
    assert [name for name, help_ in everything if canonical(name) != name or not help_.endswith(".")] == []
