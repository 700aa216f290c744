"""Answer a benchmark: for every two numbers on standard input make that range of documents, and say how long it took.

A turn is a few documents, so that what is measured is a program at work and not one that was just woken up.
"""

import os
import sys
import time
from collections.abc import Callable

clock = time.process_time_ns if os.environ.get("BENCHMARK_CLOCK") == "cpu" else time.perf_counter_ns


def serve(make: Callable[[int], object]) -> None:
    """Make documents until the benchmark has enough; the answers are nanoseconds."""
    for line in sys.stdin:
        numbers = range(*map(int, line.split()))
        begin = clock()
        for number in numbers:
            make(number)
        print(clock() - begin, flush=True)
