"""Thousands of random edits on both sides, to see whether a word ever gets lost: `python tests/fuzz_way_back.py 2000`.

Not part of the suite, which does the same in `test_way_back.py` with fewer. FOLDER, when given, holds documents to
start from, such as those that another editor saved.
"""

import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

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


def main(rounds: int, folder: str = "", seed: int = 1) -> None:
    files, failed, sorts, begun = documents(folder), 0, Counter[str](), time.time()
    for number in range(seed, seed + rounds):
        dice = random.Random(number)
        parts = dice.choice(files)
        griffie = [(dice.choice(desks.GRIFFIE_EDITS), dice.random(), dice.random(), f"griffier{n}") for n in range(dice.randint(0, 8))]
        region = [(dice.choice(desks.REGION_CHANGES), dice.random(), dice.random(), f"regio{n}") for n in range(dice.randint(0, 8))]
        desk = desks.Griffie(parts)
        for edit, one, other, word in griffie:
            edit(desk, one, other, word)
        made = manifest.read(parts)
        try:
            brought = promises.keep(desk.saved(), desks.changed(made, region))
            sorts.update(point.sort for point in brought.merging.points)
        except Exception as error:
            failed += 1
            print(f"--- {number}: {type(error).__name__}: {str(error)[:600]}")
            print("   ", [(e.__name__, round(a, 3), round(b, 3)) for e, a, b, _ in griffie])
            print("   ", [(e.__name__, round(a, 3), round(b, 3)) for e, a, b, _ in region])
            if failed <= 1 and not isinstance(error, AssertionError):
                traceback.print_exc()
            if failed > 12:
                break
    print(f"{rounds} rounds, {failed} failed, {time.time() - begun:.0f} s; {dict(sorts)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:3], *map(int, sys.argv[3:4]))
