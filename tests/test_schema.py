"""The schema lets through what the program takes, and stops what it refuses, in the words of the fields."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import samples
import yaml

from raadsvoorstel.model.fields import EIGEN, GEMEENTE, REGIO
from raadsvoorstel.schema import DRAFT, SUBJECTS, schema
from raadsvoorstel.shape import Field, Group, Keyed, Rows, Shape

TYPES = {"string": str, "boolean": bool, "object": dict, "array": list}


class _Core(yaml.SafeLoader):
    """YAML 1.2, as the editors read it: `nee` and a date are texts."""


_Core.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in ("int", "float", "null")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    return json.loads(json.dumps(yaml.load(text, _Core)))  # a key such as 2021 is a text in JSON


def refused(value: Any, rule: dict[str, Any], root: dict[str, Any], path: str = "") -> Iterator[str]:
    """Yield the places that a schema refuses: the part of JSON Schema that these schemas use."""
    if "$ref" in rule:
        rule = root["definitions"][rule["$ref"].removeprefix("#/definitions/")]
    if "type" in rule and not any(is_a(value, name) for name in flat(rule["type"])):
        yield f"{path}: {type(value).__name__}"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{path}: {value}"
    if "pattern" in rule and isinstance(value, str) and not re.search(rule["pattern"], value):
        yield f"{path}: {value}"
    if "if" in rule:
        branch = "else" if list(refused(value, rule["if"], root)) else "then"
        yield from refused(value, rule[branch], root, path)
    if "anyOf" in rule and all(list(refused(value, option, root)) for option in rule["anyOf"]):
        yield f"{path}: {value}"
    if isinstance(value, list):
        for item in value:
            yield from refused(item, rule.get("items", {}), root, f"{path}[]")
    if isinstance(value, dict):
        yield from (f"{path}.{key} ontbreekt" for key in rule.get("required", []) if key not in value)
        for key, inner in value.items():
            found = [rule["properties"][key]] if key in rule.get("properties", {}) else []
            found += [option for name, option in rule.get("patternProperties", {}).items() if re.search(name, key)]
            if not found and rule.get("additionalProperties") is False:
                yield f"{path}.{key}"
            for option in found or [rule.get("additionalProperties") or {}]:
                yield from refused(inner, option, root, f"{path}.{key}")


def is_a(value: Any, name: str) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool)
        if name == "number"
        else isinstance(value, TYPES[name])
    )


def flat(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def faults(subject: str, text: str) -> list[str]:
    made = schema(subject)
    return sorted(refused(read(text) or {}, made, made))


def subject_of(name: str) -> str:
    return {"regio.yaml": "regio", "gemeente.yaml": "gemeente", "huis.yaml": "huis"}.get(name, "gemeente-voorstel")


FILES = sorted([*samples.ROOT.glob("proposals/*/*.yaml"), *samples.ROOT.glob("templates/*/*.yaml")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_file_of_the_example_fits_its_schema(file):
    assert faults(subject_of(file.name), file.read_text("utf-8")) == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_schema_is_of_a_version_that_editors_know_and_every_reference_leads_somewhere(subject: str):
    made = schema(subject)
    pointed = set(re.findall(r'"#/definitions/([^"]+)"', json.dumps(made)))
    assert made["$schema"] == DRAFT
    assert pointed == set(made["definitions"])


@pytest.mark.parametrize(("subject", "shape"), [("regio", REGIO), ("gemeente-voorstel", EIGEN), ("gemeente", GEMEENTE)])
def test_every_field_is_in_the_schema_with_its_explanation(subject: str, shape: Group):
    written = json.dumps(schema(subject), ensure_ascii=False)
    assert [help for help in helps(shape) if json.dumps(help, ensure_ascii=False)[1:-1] not in written] == []


def helps(shape: Shape) -> Iterator[str]:
    yield shape.help
    match shape:
        case Group(fields=fields):
            for inner in fields.values():
                yield from helps(inner)
        case Keyed(item=item) | Rows(item=item):
            yield from helps(item)
        case Field():
            pass


@pytest.mark.parametrize(
    "text",
    [
        "Financiën: {Tekst: niets}",
        "juridisch kader: {vervangen: de wet}",
        "Beoogd-effect: {aanvullen: {na: meer}}",
        "zaaknummer: 711325",
        "zaaknummer: {vervangen: 711325}",
        "vergadering: {raad: 2020-12-17, college: 17 december 2020, commissie: '{{ termen.dag }}'}",
        "besluit: {raad: {nieuw: iets, oud: {vervangen: iets anders}, weglaten: [derde], volgorde: [nieuw, oud]}}",
        "besluit: {college: [een, twee]}",
        "besluit: {college: {vervangen: [een, twee]}}",
        "argumenten: een tekst",
        "argumenten: {vaststellen: {koers: {titel: een, tekst: twee}, geld: een tekst}}",
        "financien: een tekst",
        "financien: {aanvullen: {voor: een tekst}}",
        "financien: {bedragen: {a: {omschrijving: b, soort: Incidenteel, jaren: {2021: 12.500, 2022: 10}}}}",
        "planning: {mijlpalen: {a: {datum: 2020, tekst: b}, weglaten: c}}",
        "raadsbesluit: {Gelet op: de wet;, ondertekening: {griffier: {rol: a, naam: b}, weglaten: [voorzitter]}}",
        "weglaten: [participatie]",
        "bijlagen: {a: een titel}",
        "openbaarheid: nee",
        "status: {college: 2020-09-08, Raad: 5 november 2020}",
        "collegebesluit: {gelet op: de wet;, ondertekening: {secretaris: {naam: A. de Wit}}}",
    ],
)
def test_what_a_gemeente_may_write_is_let_through(text: str):
    assert faults("gemeente-voorstel", text) == []


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("regio", "versie: 1.2\nhuis: kust\npersbericht: {titel: a, plaats: b, datum: 2020-09-10, tekst: c, noot: d}"),
        ("gemeente", "naam: A\nhuis: kust"),
        ("gemeente", "naam: A\nhuis: kust\nhuisstijl: {kleur: '#112233'}\nstukken: {raadsbesluit: {niet_tonen: [a]}}"),
        ("gemeente", "naam: A\nindeling: [{velden: a}]\nstukken: {raadsbesluit: {indeling: [{velden: raadsbesluit}]}}"),
        ("huis", "indeling: [{velden: a}]\nstukken: {persbericht: {huisstijl: {titel: Persbericht}}}"),
    ],
)
def test_what_is_shared_need_not_be_said_twice(subject: str, text: str):
    assert faults(subject, text) == []


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        ("regio", "samenvating: een tekst", [".samenvating"]),
        ("regio", "samenvatting: [een, twee]", [".samenvatting: list"]),
        ("regio", "samenvatting: {vervangen: een tekst}", [".samenvatting: dict"]),
        ("regio", "raadsbesluit: {weglaten: [gelezen]}", []),
        ("regio", "besluit: {raad: {weglaten: [x]}}", [".besluit.raad.weglaten: list"]),
        ("gemeente-voorstel", "gemeenten: [a]", [".gemeenten"]),
        ("gemeente-voorstel", "vergadering: {raad: morgen}", [".vergadering.raad: morgen"]),
        ("gemeente-voorstel", "samenvatting: {vervang: een tekst}", [".samenvatting.vervang"]),
        (
            "gemeente-voorstel",
            "financien: {bedragen: {a: {soort: eenmalig}}}",
            [".financien.bedragen.a.soort: eenmalig"],
        ),
        ("gemeente", "naam: A", [".indeling ontbreekt"]),
        ("gemeente", "naam: A\nindeling: [{velden: [a], verplicht: misschien}]", [".indeling[].verplicht: misschien"]),
        ("gemeente", "naam: A\nindeling: [{titel: B}]", [".indeling[].velden ontbreekt"]),
        ("gemeente", "naam: A\nhuis: kust\nindeling: [{titel: B}]", [".indeling[].velden ontbreekt"]),
        ("gemeente", "huis: kust", [".naam ontbreekt"]),
        (
            "gemeente",
            "naam: A\nindeling: [{velden: a}]\nstukken: {raadsbesluit: {kop: []}, brief: {}}",
            [".stukken.brief", ".stukken.raadsbesluit.indeling ontbreekt"],
        ),
        (
            "gemeente",
            "naam: A\nindeling: [{velden: a}]\n"
            "huisstijl: {afzender: A, titel: B, kleur: '#112233', lettertype: C, delen: []}",
            [".huisstijl.accent ontbreekt"],
        ),
        ("huis", "naam: A\nindeling: [{velden: a}]", [".naam"]),
        ("huis", "stukken: {raadsbesluit: {huisstijl: {tittel: A}}}", [".stukken.raadsbesluit.huisstijl.tittel"]),
        ("regio", "versi: 1", [".versi"]),
        ("regio", "persbericht: {datum: morgen}", [".persbericht.datum: morgen"]),
    ],
)
def test_what_cannot_be_is_stopped_where_it_stands(subject: str, text: str, expected: list[str]):
    assert faults(subject, text) == expected
