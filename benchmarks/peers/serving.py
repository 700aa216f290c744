"""Answer a benchmark: for every number on standard input make one document, and say how many nanoseconds it took."""

import sys
import time
from collections.abc import Callable


def serve(make: Callable[[int], object]) -> None:
    """Make documents until the benchmark has enough."""
    for line in sys.stdin:
        number = int(line)
        begin = time.perf_counter_ns()
        make(number)
        print(time.perf_counter_ns() - begin, flush=True)
