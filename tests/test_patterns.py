"""A pattern that is compiled late finds what one that is compiled at once finds."""

import re

import pytest

from raadsvoorstel.patterns import late

WORD = late(r"(?P<first>\w)\w*", re.IGNORECASE)


def test_it_finds_the_same():
    assert [match["first"] for match in WORD.finditer("Een twee")] == ["E", "t"]
    assert (WORD.sub("x", "Een twee"), WORD.pattern) == ("x x", r"(?P<first>\w)\w*")
    assert WORD.fullmatch("Een twee") is None


def test_it_is_not_looked_at_before_it_is_used():
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.match("")
