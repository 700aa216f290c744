"""Thousands of random edits on both sides, to see whether a word ever gets lost: `python tests/fuzz_way_back.py 2000`.

Not part of the suite, which does the same in `test_way_back.py` with fewer. FOLDER, when given, holds documents to
start from, such as those that another editor saved.
"""

import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import desks  # noqa: E402
import promises  # noqa: E402
import samples  # noqa: E402

from raadsvoorstel.word import manifest, package  # noqa: E402


def documents(folder: str) -> list[dict[str, bytes]]:
    if folder:
        return [package.read_file(file) for file in sorted(Path(folder).glob("*.docx"))]
    return [desks.parts_of(samples.document(samples.REPOSITORY, *which).data) for which in samples.shipped()[:8]]


def some(dice: random.Random, kinds: Sequence[Any]) -> list[Any]:
    return [dice.choice(kinds) for _ in range(dice.randint(0, 9))]


def main(rounds: int, folder: str = "", seed: int = 1) -> None:
    files, failed, sorts, begun = documents(folder), 0, Counter[str](), time.time()
    for number in range(seed, seed + rounds):
        dice = random.Random(number)
        parts = dice.choice(files)
        # Half of the time both work in the same few places, so that they get in each other's way.
        spots = [dice.random() for _ in range(2 if number % 2 else 40)]
        griffie, region = (
            [(kind, dice.choice(spots), dice.choice(spots), f"{word}{n}") for n, kind in enumerate(some(dice, kinds))]
            for kinds, word in ((desks.GRIFFIE_EDITS, "klerk"), (desks.REGION_CHANGES, "regio"))
        )
        desk = desks.Griffie(parts)
        for edit, one, other, word in griffie:
            edit(desk, one, other, word)
        made = manifest.read(parts)
        try:
            brought = promises.keep(desk.saved(), desks.changed(made, region))
            sorts.update(point.sort for point in brought.merging.points)
        except Exception as error:
            failed += 1
            place = traceback.extract_tb(error.__traceback__)[-1]
            print(f"--- {number}: {type(error).__name__}: {str(error)[:600]} ({place.filename}:{place.lineno})")
            print("   ", [(e.__name__, round(a, 3), round(b, 3)) for e, a, b, _ in griffie])
            print("   ", [(e.__name__, round(a, 3), round(b, 3)) for e, a, b, _ in region])
            if failed <= 1 and not isinstance(error, AssertionError):
                traceback.print_exc()
            if failed > 12:
                break
    print(f"{rounds} rounds, {failed} failed, {time.time() - begun:.0f} s; {dict(sorts)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:3], *map(int, sys.argv[3:4]))
