"""What rules found nothing in is not judged again until it changes."""

from pathlib import Path

import pytest
from gevonden import stuk_of

from raadsvoorstel import cache, shelf
from raadsvoorstel.checks import rules
from raadsvoorstel.checks.rule import Rule

CODES = ["weekdag", "datum-bestaat-niet"]


@pytest.mark.parametrize(
    ("text", "found", "asked_again"),
    [("Alles klopt op 22 april 2027.", [], []), ("Het begint op 31 april 2027.", CODES[1:], CODES)],
)
def test_a_text_in_which_nothing_was_found_is_not_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, found: list[str], asked_again: list[str]
):
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    asked: list[str] = []
    check = Rule.check.fget
    monkeypatch.setattr(Rule, "check", property(lambda rule: (asked.append(rule.code), check(rule))[1]))
    stuk = stuk_of(f"samenvatting: {text}\n")
    (prose,) = stuk.texts_at("samenvatting")
    some = tuple(rule for rule in rules.RULES if rule.code in CODES)
    told = []
    for again in (False, True):
        asked.clear()
        with shelf.opened(b"a"):
            # What is remembered within a run is passed by.
            told.append(rules._of_text.__wrapped__(prose, stuk.lijsten, some))
        assert asked == (asked_again if again else CODES)
    assert told[0] == told[1]
    assert [*told[0]] == found


def test_other_rules_and_other_words_are_another_judgement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    text = "samenvatting: Het begint op 31 april 2027, PM.\n"
    stuk, other = stuk_of(text), stuk_of(f"{text}lijsten:\n  invulwoorden: [begint]\n")
    by_code = {rule.code: (rule,) for rule in rules.RULES}
    with shelf.opened(b"a"):
        for one, code, found in (
            (stuk, "weekdag", []),
            (stuk, "datum-bestaat-niet", ["31 april 2027"]),
            (other, "weekdag", []),
            (other, "datum-bestaat-niet", ["31 april 2027"]),
        ):
            (prose,) = one.texts_at("samenvatting")
            told = rules._of_text.__wrapped__(prose, one.lijsten, by_code[code])
            assert [each.message.count("31 april") > 0 for each in told.get(code, ())] == [True] * len(found)
        (prose,), (with_words,) = stuk.texts_at("samenvatting"), other.texts_at("samenvatting")
        few = rules._of_text.__wrapped__(prose, stuk.lijsten, by_code["open-plek"])
        more = rules._of_text.__wrapped__(with_words, other.lijsten, by_code["open-plek"])
        assert len(more.get("open-plek", ())) == len(few.get("open-plek", ())) + 1
