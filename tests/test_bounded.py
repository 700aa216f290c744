"""Whatever comes in, an answer comes out in a moment: a small part of the long run in benchmarks."""

import sys

import pytest
import samples

sys.path.insert(0, str(samples.ROOT / "benchmarks" / "reliability"))
import fuzz


@pytest.mark.parametrize("entry", fuzz.ENTRIES)
def test_generated_input_is_taken_or_refused_in_dutch_and_in_time(entry: str):
    tries, refused, slowest = fuzz.carried_out(entry, 60)
    assert tries >= 60
    assert refused <= tries
    assert slowest < fuzz.SLOWEST
