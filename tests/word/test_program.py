"""A program prints what a template asks for, and only what it is given."""

from collections.abc import Mapping
from typing import Any

import pytest
import samples
from msgspec import MsgspecError, json
from msgspec.structs import replace

from raadsvoorstel.blocks import plain
from raadsvoorstel.errors import TemplateUnusable
from raadsvoorstel.fieldpath import ROOT
from raadsvoorstel.word.compiled import from_bytes, recoloured, to_bytes
from raadsvoorstel.word.compiling import compile_template
from raadsvoorstel.word.lists import Lists
from raadsvoorstel.word.look import look_of
from raadsvoorstel.word.program import Program, Unprintable
from raadsvoorstel.word.template import Template
from raadsvoorstel.word.writer import Inline, Writer

WRITER = Writer.of(look_of(b"<styles/>"), Lists("1", "2", (), (), 1, 3, 1), 0)
p = samples.paragraph


def value(text: str) -> Inline:
    return Inline(ROOT, plain(text))


NAMES = {
    "a": value('x<y&"z"'),
    "leeg": value(""),
    "groep": {"b": value("B")},
    "rijen": [{"n": value("een")}, {"n": value("twee")}, {"n": value("")}],
}


def louder(shown: Inline) -> Inline:
    return value(str(shown).upper())


def printed(source: str, names: Mapping[str, Any] = NAMES) -> str:
    """Return what a paragraph of a template prints, without the paragraph around it."""
    compiled = compile_template(samples.wordfile(p(source)), "a.docx", {"luid": louder})
    ((_, steps),) = (kept for kept in compiled.filled if kept[0] == "word/document.xml")
    xml = Program(steps, {"luid": louder}).print(names, WRITER)
    texts = (piece.partition(">")[2].partition("</w:t>")[0] for piece in xml.split("<w:t")[1:])
    return "".join(texts)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ a }}", "x&lt;y&amp;&quot;z&quot;"),
        ("{{ groep.b | luid }}{{ 'c' | luid }}{{ 7 }}", "BC7"),
        ("{% if leeg %}ja{% elif groep.b %}anders{% else %}nee{% endif %}", "anders"),
        ("{% if leeg %}ja{% elif not a %}anders{% else %}nee{% endif %}", "nee"),
        ("{% if a and not leeg or weg %}ja{% endif %}", "ja"),
        ("{% for r in rijen %}{{ loop.index }}{{ r.n }}{% if not loop.last %},{% endif %}{% endfor %}", "1een,2twee,3"),
        ("{% for r in rijen if r.n %}{{ r.n }}/{{ loop.length }} {% endfor %}", "een/2 twee/2 "),
        ("{% for r in leeg_lijst %}x{% else %}niets{% endfor %}", "niets"),
        ("{% for r in rijen %}{{ loop.revindex }}{{ loop.index0 }};{% endfor %}", "30;21;12;"),
    ],
)
def test_what_a_template_says_is_printed(source: str, said: str):
    assert printed(source, {**NAMES, "leeg_lijst": []}) == said


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ weg }}", "`weg` bestaat niet"),
        ("{{ groep.weg }}", "`weg` bestaat niet"),
        ("{% if weg %}x{% endif %}", "`weg` bestaat niet"),
        ("{{ a.path }}", "`path` bestaat niet"),
        ("{{ groep.items }}", "`items` bestaat niet"),
        ("{{ rijen.append }}", "`append` bestaat niet"),
        ("{{ loop.index }}", "`loop` bestaat niet"),
        ("{{ groep }}", "een groep of een lijst"),
        ("{{ rijen | luid }}", "een groep of een lijst"),
    ],
)
def test_what_is_not_given_cannot_be_printed(source: str, reason: str):
    with pytest.raises(Unprintable, match=reason):
        printed(source)


@pytest.mark.parametrize(
    "source", ["{{ a | _run('', '') }}", "{{ a | luid('x') }}", "{{ 1.5 }}", "{{ (a | _blocks('x')).b }}"]
)
def test_what_only_this_program_may_ask_is_refused(source: str):
    with pytest.raises(TemplateUnusable, match="een opdracht die hier niet kan"):
        printed(source)


# ------------------------------------------------------------------ kept, and recoloured


@pytest.mark.parametrize("gemeente", samples.deelnemers())
def test_a_compiled_file_comes_back_from_bytes_as_it_was(gemeente: str):
    path = samples.REPOSITORY.template(gemeente)
    compiled = compile_template(path.read_bytes(), str(path), {"datum": louder, "bedrag": louder})
    again = from_bytes(to_bytes(compiled))
    assert replace(again, filled=(), lines=()) == replace(compiled, filled=(), lines=())
    # What is kept has lists in the place of tuples; a program is carried out alike either way.
    assert json.encode((again.filled, again.lines)) == json.encode((compiled.filled, compiled.lines))


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xc0", b"{}", b"\x81\xa5parts\x80"])
def test_bytes_of_another_kind_are_no_compiled_file(data: bytes):
    with pytest.raises(MsgspecError):
        from_bytes(data)


def test_templates_that_look_alike_share_their_look():
    kept = to_bytes(compile_template(samples.wordfile(p("{{ a }}")), "a.docx", ()))
    first, second = (Template.of(from_bytes(kept), "a.docx", {}) for _ in range(2))
    assert first.look is second.look


def test_colours_are_replaced_as_if_the_file_itself_had_them():
    body = '<w:p><w:r><w:rPr><w:color w:val="1A2B3C"/></w:rPr><w:t>Kleur 1A2B3C: {{ a }}</w:t></w:r></w:p>'
    before, after = (samples.wordfile(body.replace('"1A2B3C"', f'"{colour}"')) for colour in ("1A2B3C", "ffeedd"))
    compiled = recoloured(compile_template(before, "a.docx", {}), {"#1a2b3c": "#ffeedd"})
    wanted = samples.compiled(after, "a.docx")
    assert samples.filled(Template.of(compiled, "a.docx", {}), NAMES) == samples.filled(wanted, NAMES)
