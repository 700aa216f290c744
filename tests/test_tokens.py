"""Design tokens are read in both dialects, their references followed, their values understood."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from raadsvoorstel.findings import Finding
from raadsvoorstel.tokens.reading import MAX_BYTES, parse_tokens, read_tokens, token_files
from raadsvoorstel.tokens.references import Resolved, dead_ends, resolve
from raadsvoorstel.tokens.values import Colour, colour, families, is_bold, is_unset, line_height, pixels

HERE = Path(__file__).parent / "tokens"
DUINWIJK, PLASSENDAM = HERE / "duinwijk", HERE / "plassendam.tokens.json"


def tokens_of(root: object):
    return parse_tokens(json.dumps(root).encode(), "a.json")[0]


def value(root: object, path: str) -> str:
    found = resolve(tokens_of(root), path)
    assert isinstance(found, Resolved), found
    return found.text


def fault(root: object, path: str) -> tuple[str, str]:
    found = resolve(tokens_of(root), path)
    assert isinstance(found, Finding), found
    return found.code, found.message


# ------------------------------------------------------------------ reading


def test_a_folder_gives_its_token_files_without_the_dark_ones():
    names = [path.relative_to(DUINWIJK).as_posix() for path in token_files(DUINWIJK)]
    assert names == [
        "brand/color.tokens.json",
        "brand/typography.tokens.json",
        "component/document.tokens.json",
        "component/heading.tokens.json",
        "component/table.tokens.json",
    ]


def test_both_dialects_a_bare_value_and_an_empty_one_are_understood():
    tokens = tokens_of({"a": {"value": "1px", "comment": "c"}, "b": {"$value": "2px"}, "c": {"d": "3px"}, "e": {}})
    assert {path: (token.text, token.comment) for path, token in tokens.items()} == {
        "a": ("1px", "c"),
        "b": ("2px", ""),
        "c.d": ("3px", ""),
    }


def test_a_number_stays_as_it_was_written_and_a_shadow_is_no_single_value():
    tokens = tokens_of({"a": {"value": 700}, "b": {"value": 1.50}, "c": {"$value": {"x": "0", "y": "2"}}})
    assert [token.text for token in tokens.values()] == ["700", "1.5", None]


def test_a_group_may_be_called_value_and_a_token_may_hold_tokens():
    tokens = tokens_of({"a": {"value": {"color": {"value": "#fff"}}}, "b": {"value": "x", "hover": {"value": "y"}}})
    assert {path: token.text for path, token in tokens.items()} == {"a.value.color": "#fff", "b": "x", "b.hover": "y"}


def test_values_of_several_parts_are_written_as_css_writes_them():
    root = {
        "size": {"$value": {"value": 16, "unit": "px"}},
        "red": {"$value": {"colorSpace": "srgb", "components": [1, 0, 0]}},
        "hex": {"$value": {"colorSpace": "oklch", "components": [1, 0, 0], "hex": "#336699"}},
        "font": {"$value": ["Noto Serif", "serif"]},
    }
    assert pixels(value(root, "size")) == 16
    assert colour(value(root, "red")) == Colour("#ff0000")
    assert value(root, "hex") == "#336699"
    assert families(value(root, "font")) == ("Noto Serif", "serif")


def test_token_sets_are_laid_over_each_other_in_their_order_and_dark_ones_are_left_out():
    root = {
        "later": {"a": {"$value": "later"}},
        "brand": {"a": {"$value": "brand"}, "b": {"$value": "{a}"}},
        "color-scheme-dark/x": {"a": {"$value": "dark"}},
        "$metadata": {"tokenSetOrder": ["brand", "not/in/this/file", "later", "color-scheme-dark/x"]},
    }
    assert value(root, "b") == "later"
    _, findings = parse_tokens(json.dumps(root).encode(), "a.json")
    assert [(finding.code, str(finding.severity)) for finding in findings] == [("tokens-donker", "opmerking")]


def test_files_that_contradict_each_other_are_named_and_the_last_one_counts(tmp_path: Path):
    for name, text in (("a", "1px"), ("b", "2px")):
        (tmp_path / f"{name}.tokens.json").write_text(json.dumps({"x": {"value": text}}), "utf-8")
    tokens, findings = read_tokens([(path, path.name) for path in token_files(tmp_path)])
    assert tokens["x"].text == "2px"
    assert [finding.code for finding in findings] == ["tokens-spreken-tegen"]
    assert "`x`" in findings[0].message


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"<<<<<<< HEAD\n{}", "tokens-onleesbaar", "a.json:1:1"),
        (b'{"a": \n}', "tokens-onleesbaar", "a.json:2:1"),
        (b"\xff\xfe\x00", "tokens-onleesbaar", "a.json"),
        (b"\x80", "tokens-onleesbaar", "a.json"),
        (b"[]", "tokens-onleesbaar", "a.json"),
        (b"", "tokens-onleesbaar", "a.json:1:1"),
        (b" " * (MAX_BYTES + 1), "tokens-onleesbaar", "a.json"),
        (b"[" * 100_000, "tokens-te-diep", "a.json"),
        (b'{"a":' * 60 + b'"x"' + b"}" * 60, "tokens-te-diep", "a.json"),
        (b'{"a": {"value": "1"}, "a": {"value": "2"}}', "tokens-sleutel-dubbel", "a.json"),
    ],
    ids=range(10),
)
def test_a_file_that_cannot_be_read_is_a_finding_at_its_place(data: bytes, code: str, place: str):
    _, findings = parse_tokens(data, "a.json")
    assert [(finding.code, str(finding.origin)) for finding in findings] == [(code, place)]


def test_one_file_that_cannot_be_read_does_not_keep_back_the_others(tmp_path: Path):
    (tmp_path / "a.tokens.json").write_text("{", "utf-8")
    files = [(tmp_path / "a.tokens.json", "a"), (tmp_path / "geen.json", "geen"), (tmp_path, "map"), (PLASSENDAM, "p")]
    tokens, findings = read_tokens(files)
    assert len(tokens) > 20
    assert [finding.message for finding in findings[:3]] == [
        "a is geen geldige JSON",
        "geen bestaat niet",
        "map is geen bestand",
    ]


# ------------------------------------------------------------------ references


def test_references_are_followed_through_chains_within_texts_and_with_value_behind_them():
    root = {
        "a": {"b": {"value": "1px"}},
        "c": {"value": "{a.b.value}"},
        "d": {"value": "{ c }"},
        "e": {"value": "{d} solid {c}"},
    }
    assert value(root, "d") == "1px"
    assert value(root, "e") == "1px solid 1px"
    found = resolve(tokens_of(root), "d")
    assert isinstance(found, Resolved)
    assert [token.path for token in found.chain] == ["d", "c", "a.b"]


def test_a_reference_that_leads_nowhere_or_in_a_circle_is_told_with_its_path():
    root = {"a": {"value": "{b}"}, "b": {"value": "{weg.is.weg}"}, "c": {"value": "{d}"}, "d": {"value": "x {c}"}}
    assert fault(root, "a") == (
        "token-onopgelost",
        "`a` is niet te gebruiken: het (via `b`) verwijst naar `weg.is.weg`, en dat is er niet",
    )
    assert fault(root, "c")[0] == "token-in-kring"
    assert [token.path for token in dead_ends(tokens_of(root))] == ["a", "b", "c", "d"]


def test_a_value_that_doubles_at_every_step_ends():
    for text in ("ha", ""):
        root = {"t0": {"value": text}} | {f"t{i}": {"value": f"{{t{i - 1}}}{{t{i - 1}}}"} for i in range(1, 35)}
        resolve(tokens_of(root), "t34")
        list(dead_ends(tokens_of(root)))
    assert fault({"t0": {"value": "ha" * 600}, "t1": {"value": "{t0}"}}, "t1")[0] == "token-onbruikbaar"


def test_a_very_long_chain_ends():
    root = {"t0": {"value": "1px"}} | {f"t{i}": {"value": f"{{t{i - 1}}}"} for i in range(1, 2000)}
    assert fault(root, "t1999")[0] == "token-in-kring"


# ------------------------------------------------------------------ values


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("#ABC", "#aabbcc"),
        ("#1a2b3c", "#1a2b3c"),
        ("#2c2276 !important", "#2c2276"),
        ("hsl(205deg 62% 39%)", "#266ea1"),
        ("hsl(194, 0%, 13%)", "#212121"),
        ("HSL(0.5turn 50% 50%)", "#40bfbf"),
        ("hsla(-90, 50%, 50%, 1)", "#7f40bf"),
        ("rgb(38 132 178)", "#2684b2"),
        ("rgb(100%,0%,none)", "#ff0000"),
        ("rgb(300 -4 0)", "#ff0000"),
        ("White", "#ffffff"),
    ],
)
def test_a_colour_is_understood_in_every_written_form(text: str, meant: str):
    assert colour(text) == Colour(meant)


@pytest.mark.parametrize(("text", "alpha"), [("#11223380", 0.502), ("rgb(0 0 0 / 30%)", 0.3), ("transparent", 0)])
def test_what_shines_through_is_told(text: str, alpha: float):
    found = colour(text)
    assert found is not None
    assert found.alpha == pytest.approx(alpha, abs=0.001)


@pytest.mark.parametrize(
    "text", ["#12345", "#ggg", "hsl(1 2)", "hsl(a b c)", "rgb(1px 2 3)", "oklch(1 2 3)", "", "16px"]
)
def test_what_is_no_colour_is_none(text: str):
    assert colour(text) is None


def test_a_hex_in_the_remark_is_what_was_meant_when_it_is_within_two_steps():
    assert colour("hsl(185 91% 29%)") == Colour("#07828d")
    assert colour("hsl(185 91% 29%)", "basis #07838f") == Colour("#07838f")
    assert colour("hsl(185 91% 29%)", "ooit #ff0000") == Colour("#07828d")


def test_lengths_are_counted_in_pixels():
    assert [pixels(text, em=20) for text in ("16px", "1.5rem", "2em", "150%", "12pt", "18", ".5em")] == [
        16, 24, 40, 30, 16, 18, 10,
    ]  # fmt: skip
    assert [pixels(text) for text in ("clamp(1rem, 2vw, 3rem)", "2vw", "groot", "1e9999px", "²px", "")] == [None] * 6


def test_a_line_height_is_counted_in_letters():
    assert [line_height(text, 16) for text in ("1.5", "24px", "150%", "1.5em", "normal")] == [1.5, 1.5, 1.5, 1.5, None]


def test_weights_have_numbers_and_names():
    assert [is_bold(text) for text in ("700", "600", "500", "Bold", "SemiBold", "Regular", "medium", "x")] == [
        True, True, False, True, True, False, False, None,
    ]  # fmt: skip


def test_lists_of_letters_are_taken_apart():
    assert families("\"Noto Sans\", 'A, B', Arial,sans-serif") == ("Noto Sans", "A, B", "Arial", "sans-serif")
    assert families('"open') == ("open",)
    assert families("") == ()


def test_what_leaves_the_matter_to_something_else_is_unset():
    assert [is_unset(text) for text in ("inherit", " currentColor ", "", "0")] == [True, True, True, False]


# ------------------------------------------------------------------ whatever comes


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.text()
    | st.sampled_from(["{a}", "{a.value}", "#12345", "1px", "{b}{c}"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["a", "b", "c", "value", "$value", "$type", "$metadata", "tokenSetOrder", "$themes", "x/y"])
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(_json)
def test_any_json_is_read_and_followed_without_a_failure(root: object):
    tokens, findings = parse_tokens(json.dumps(root).encode(), "a.json")
    for path in tokens:
        found = resolve(tokens, path)
        findings += [found] if isinstance(found, Finding) else []
    for finding in findings:
        assert "\n" not in finding.message
        finding.message.encode()


@given(st.text() | st.from_regex(r"(rgb|hsl)a?\([-+0-9a-z%., /]*\)", fullmatch=True))
def test_any_text_is_a_value_or_none(text: str):
    found = colour(text, text)
    assert found is None or (len(found.hex) == 7 and 0 <= found.alpha <= 1)
    pixels(text), line_height(text, 16), is_bold(text), families(text)


MANY: dict[str, Callable[[int], str]] = {
    "a key twice among many": lambda size: (
        "{" + "".join(f'"k{n}": {{"value": "1"}}, ' for n in range(size)) + '"k0": {"value": "1"}}'
    ),
    "many sets": lambda size: json.dumps(
        {
            "$metadata": {"tokenSetOrder": [f"s{n}" for n in range(size)]},
            **{f"s{n}": {"a": {"value": "1"}} for n in range(size)},
        }
    ),
    "a set named often": lambda size: json.dumps(
        {"$metadata": {"tokenSetOrder": ["s"] * size}, "s": {f"a{n}": {"value": "1"} for n in range(size)}}
    ),
}


@pytest.mark.parametrize("written", MANY.values(), ids=MANY)
def test_four_times_as_many_names_take_four_times_as_long(written: Callable[[int], str]):
    def reading(size: int) -> Callable[[], object]:
        data = written(size).encode()
        return lambda: parse_tokens(data, "a.json")

    assert samples.keeps_pace(reading, 10_000)


def test_white_in_a_value_is_looked_through_once():
    assert samples.keeps_pace(lambda size: lambda: is_unset(" " * size + "x"), 8_000)


def test_an_order_of_what_is_no_name_is_no_order():
    data = json.dumps({"$metadata": {"tokenSetOrder": [["s"], {}, None, 1]}, "s": {"a": {"value": "1"}}})
    tokens, findings = parse_tokens(data.encode(), "a.json")
    assert (list(tokens), findings) == (["a"], [])
