"""JSON Schema of the files, for editors: which fields there are, what they mean, what may stand in them."""

import json
import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from raadsvoorstel.fieldpath import ROOT, FieldPath, join
from raadsvoorstel.model.fields import EIGEN, GEMEENTE, REGIO, SOORTEN
from raadsvoorstel.model.huisstijl import HUISSTIJL
from raadsvoorstel.shape import AFTER, BEFORE, EXTEND, OMIT, ORDER, REPLACE, Field, Group, Keyed, Kind, Rows, Shape

Json = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The version of JSON Schema that the YAML extension of VS Code reads."""


class Subject(Struct, frozen=True):
    """A kind of file: its shape, and where it lies over another that it can change.

    `demands` is what it cannot do without, unless it has the field `unless`.
    """

    shape: Group
    layered: tuple[FieldPath, ...]
    demands: Json = {}
    unless: str = ""


def _required(shape: Group) -> list[str]:
    return [key for key, inner in shape.fields.items() if isinstance(inner, Field | Rows) and inner.required]


def _styled(shape: Group) -> dict[str, Shape]:
    """Return the fields of a house with those of its house style, which lies in every kind of document too."""
    stukken = shape.fields["stukken"]
    assert isinstance(stukken, Group)
    styled = {
        soort: Group(stuk.help, {**stuk.fields, "huisstijl": HUISSTIJL})
        for soort, stuk in stukken.fields.items()
        if isinstance(stuk, Group)
    }
    return {**shape.fields, "stukken": Group(stukken.help, styled), "huisstijl": HUISSTIJL}


_HOUSE = _styled(GEMEENTE)
_OWN = ("naam", "tooi", "huis")
"""What a gemeente says of itself, and a house that gemeenten share does not."""


SUBJECTS: Mapping[str, Subject] = {
    # Under a regional file lie the ordinary phrases of basis.yaml.
    "regio": Subject(REGIO, (FieldPath("raadsbesluit"), FieldPath("collegebesluit"))),
    "gemeente-voorstel": Subject(EIGEN, (ROOT,)),
    "gemeente": Subject(
        Group(GEMEENTE.help, _HOUSE),
        (FieldPath("voorstel"),),
        {
            "required": _required(GEMEENTE),
            "properties": {
                "huisstijl": {"required": _required(HUISSTIJL)},
                "stukken": {"properties": {soort: {"required": ["indeling"]} for soort in SOORTEN[1:]}},
            },
        },
        unless="huis",
    ),
    "huis": Subject(
        Group(
            "Wat de gemeenten die dit huis delen, gemeen hebben.",
            {key: shape for key, shape in _HOUSE.items() if key not in _OWN},
        ),
        (FieldPath("voorstel"),),
    ),
}

_SCALAR = ["string", "number", "boolean"]
"""What YAML may make of one value that a person writes: `711325` is a number there, `ja` a text."""

_LOOSE = {"e": "[eëé]", "i": "[iï]", "_": "[ _-]+"}
"""How a letter of a key may be typed as well."""

_PATTERNS = {
    Kind.DATE: (
        r"^(\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2} [A-Za-z]+ \d{4})$|\{\{",
        "schrijf jaar-maand-dag, bijvoorbeeld 2020-12-17",
    ),
    Kind.COLOUR: (r"^#[0-9a-fA-F]{6}$", 'schrijf een kleur als "#1a2b3c"'),
}


def schema(subject: str) -> Json:
    """Return the JSON Schema of one of the SUBJECTS: `regio`, `gemeente-voorstel`, `gemeente` or `huis`."""
    of = SUBJECTS[subject]
    work = _Schema(of)
    root = work.of(of.shape, ROOT)
    demands = (
        {"if": {"required": [of.unless]}, "then": {"required": ["naam"]}, "else": of.demands} if of.demands else {}
    )
    return {
        "$schema": DRAFT,
        "title": f"raadsvoorstel: {subject}",
        **root,
        **demands,
        "definitions": work.definitions,
    }


def as_json(value: object) -> str:
    """Return a value as JSON for people: indented, with accents as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


class _Schema(Struct, frozen=True):
    """Every named place gets a definition under its field path, for the natural spellings to point to."""

    subject: Subject
    definitions: Json = {}

    def of(self, shape: Shape, path: FieldPath, *, layered: bool = False, whole: bool = False) -> Json:
        """Return the schema of what may stand at `path`; `whole` when nothing of it can come from elsewhere."""
        layered = layered or path in self.subject.layered
        match shape:
            case Field():
                return self._field(shape, path, layered=layered)
            case Group():
                return self._group(shape, path, layered=layered, whole=whole)
            case Keyed():
                return self._keyed(shape, path, layered=layered)
            case Rows():
                item = self.of(shape.item, join(path, "*"), whole=True)
                types = ["array", *_SCALAR] if shape.single else ["array"]
                return {"description": shape.help, "type": types, "items": item, "minItems": 1}

    def _field(self, shape: Field, path: FieldPath, *, layered: bool) -> Json:
        value = _value(shape)
        if not layered or shape.kind in (Kind.CHOICE, Kind.YES_NO):
            return value
        changes = self._object(self._changes(value, path), path)
        return {**value, **changes, "type": [*_SCALAR, "object"]}

    def _group(self, shape: Group, path: FieldPath, *, layered: bool, whole: bool) -> Json:
        inner = {key: self.of(value, join(path, key), layered=layered) for key, value in shape.fields.items()}
        types = ["object"]
        main = shape.fields.get(shape.main)
        if isinstance(main, Field):
            types += _SCALAR
            if layered:
                inner |= self._changes(_value(main), path)
        if layered:
            inner[OMIT] = _keys("De onderdelen die hier vervallen.")
        required = _required(shape) if whole else []
        return {
            "description": shape.help,
            "type": types,
            **self._object(inner, path),
            **({"required": required} if required else {}),
        }

    def _keyed(self, shape: Keyed, path: FieldPath, *, layered: bool) -> Json:
        item = self.of(shape.item, join(path, "*"), layered=layered)
        fresh = self.of(shape.item, join(join(path, REPLACE), "*")) if layered else item
        types = ["object", *(["array"] if shape.listed else []), *(_SCALAR if shape.bare else [])]
        described: Json = {"description": shape.help, "type": types, **_example(shape.example)}
        if shape.listed:
            described["items"] = fresh
        inner: Json = {}
        if layered:
            inner = self._changes({**described, "additionalProperties": fresh}, path)
            inner[OMIT] = _keys("De sleutels van de punten die hier vervallen.")
            inner[ORDER] = _keys("De sleutels in de volgorde die hier geldt.")
        return {**described, **self._object(inner, path), "additionalProperties": item}

    def _changes(self, value: Json, path: FieldPath) -> Json:
        """Return the words that change what lies underneath."""
        around = {
            BEFORE: {**value, "description": "Wat er vóór de regionale tekst komt."},
            AFTER: {**value, "description": "Wat er na de regionale tekst komt."},
        }
        return {
            REPLACE: {**value, "description": "Komt in de plaats van wat de regio schreef."},
            EXTEND: {
                "description": "Komt erbij; wat de regio schreef, blijft staan.",
                "type": "object",
                "minProperties": 1,
                **self._object(around, join(path, EXTEND)),
            },
        }

    def _object(self, properties: Mapping[str, Json], path: FieldPath) -> Json:
        """Return properties that are also known as a person spells them, and no others."""
        pointed = {}
        for key, value in properties.items():
            name = join(path, key)
            self.definitions[name] = value
            pointed[key] = {"$ref": f"#/definitions/{name}"}
        natural = {_natural(key): pointed[key] for key in properties}
        return {"properties": pointed, "patternProperties": natural, "additionalProperties": False}


def _value(shape: Field) -> Json:
    described: Json = {"description": shape.help, **_example(shape.example)}
    match shape.kind:
        case Kind.CHOICE:
            spelled = "|".join(f"^{_cased(choice)}$" for choice in shape.choices)
            choices = {"enum": list(shape.choices)}
            return {**described, "anyOf": [choices, {"type": "string", "pattern": rf"{spelled}|\{{\{{"}]}
        case Kind.YES_NO:
            return {**described, "enum": ["ja", "nee", True, False]}
        case Kind.TEXT:
            return {**described, "description": f"{shape.help} (Markdown)", "type": _SCALAR}
        case kind:
            pattern, hint = _PATTERNS.get(kind, ("", ""))
            judged = {"pattern": pattern, "patternErrorMessage": hint} if pattern else {}
            return {**described, "type": _SCALAR, **judged}


def _example(example: str) -> Json:
    return {"examples": [example]} if example else {}


def _keys(help: str) -> Json:
    return {"description": help, "type": ["array", "string"], "items": {"type": _SCALAR}}


def _natural(key: str) -> str:
    """Return the pattern of the ways to spell a key other than the key itself: `Financiën`, `juridisch kader`."""
    spelled = "".join(_LOOSE.get(sign, sign) for sign in key[1:])
    return f"^(?!{key}$){_cased(key[0])}{spelled}$"


def _cased(word: str) -> str:
    """Return the pattern of a word with or without a capital."""
    return f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}"
