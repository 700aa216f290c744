"""What the computer says of a file is told in Dutch."""

import errno

import pytest

from raadsvoorstel.reasons import reason_of


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, "u hebt er geen rechten voor"),
        (errno.ENOSPC, "de schijf is vol"),
        (errno.ENOTCONN, "de computer weigert het (ENOTCONN)"),
    ],
)
def test_a_reason_is_dutch_and_one_without_words_keeps_its_code(number: int, reason: str):
    assert reason_of(OSError(number, "Permission denied")) == reason


def test_an_error_without_a_number_is_told_too():
    assert reason_of(OSError("broken")) == "de computer weigert het"
