"""Answer a benchmark: for every two numbers on standard input make that range of documents, and say how long it took.

A turn is a few documents, so that what is measured is a program at work and not one that was just woken up.
"""

import sys
import time
from collections.abc import Callable


def serve(make: Callable[[int], object]) -> None:
    """Make documents until the benchmark has enough; the answers are nanoseconds."""
    for line in sys.stdin:
        numbers = range(*map(int, line.split()))
        begin = time.perf_counter_ns()
        for number in numbers:
            make(number)
        print(time.perf_counter_ns() - begin, flush=True)
