"""The longest phrase that stands at a place."""

from raadsvoorstel.checks.longest import Phrases


def phrases(*texts: str) -> Phrases:
    found = Phrases()
    for number, text in enumerate(texts):
        found.add(text.split(), number)
    return found


def test_of_phrases_that_begin_alike_the_longest_is_found():
    known = phrases("de raad", "de raad van toezicht", "de raad van state en", "de")
    assert known.longest(["de", "raad", "van", "state"]) == (2, 0)
    assert known.longest(["de", "raad", "van", "toezicht", "is"]) == (4, 1)
    assert known.longest(["een", "raad"]) is None


def test_any_word_stands_for_one_word_behind_the_first():
    known = phrases("in * geval", "in elk geval", "in * *")
    assert known.longest(["in", "elk", "geval", "dus"], any_word="*") == (3, 0)
    assert known.longest(["in", "elk", "geval", "dus"]) == (3, 1)
    assert known.longest(["in", "ieder", "huis"], any_word="*") == (3, 2)


def test_of_two_phrases_that_are_the_same_the_first_counts():
    assert phrases("de raad", "de raad").longest(["de", "raad"]) == (2, 0)
