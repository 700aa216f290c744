"""Put right in a file what needs no judgement: the words concerned, and not one byte more."""

from pathlib import Path

import pytest

from raadsvoorstel.errors import FileUnwritable
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.herstel import mend
from raadsvoorstel.project import Project
from raadsvoorstel.rewriting import Edit
from raadsvoorstel.writing import seen_now

FILE = "proposals/proef/regio.yaml"
TEXT = "# Zuid-kennemerland\r\na: |  # zo\r\n  In Zuid-kennemerland\r\n  .\r\nb: 'het''s Zuid-kennemerland'\r\nc: x\r\n"


def finding(start: int, old: str, new: str) -> Finding:
    """Return what a rule would say of the words `old` at `start`."""
    return Finding("naam", f"`{old}`", Origin(FILE, 1, start), edits=(Edit(FILE, start, start + len(old), new),))


def mended(root: Path, text: str, *findings: Finding) -> tuple[str, int]:
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    done = mend(Project(root), findings, seen_now([path]))
    return path.read_bytes().decode("utf-8"), done.count


def test_only_the_words_change(tmp_path: Path):
    old, new = "Zuid-kennemerland", "Zuid-Kennemerland"
    first, second = TEXT.index(old, 20), TEXT.rindex(old)
    after = TEXT[:first] + TEXT[first:].replace(old, new)
    assert mended(tmp_path, TEXT, finding(first, old, new), finding(second, old, new)) == (after, 2)
    assert mended(tmp_path, "\ufeff" + TEXT, finding(first, old, new), finding(second, old, new))[0] == "\ufeff" + after


def test_of_two_that_touch_the_same_words_the_first_is_carried_out(tmp_path: Path):
    assert mended(tmp_path, "a: een twee drie\n", finding(3, "een twee", "1"), finding(7, "twee", "2")) == (
        "a: 1 drie\n",
        1,
    )


@pytest.mark.parametrize("new", ["twee: drie", "twee # drie", "- twee", '"twee', "twee\nb: drie", ""])
def test_what_would_read_as_something_else_is_left_alone(tmp_path: Path, new: str):
    text, count = mended(tmp_path, "a: een\nb: vier\n", finding(3, "een", new))
    assert (text, count) == ("a: een\nb: vier\n", 0)


def test_one_that_cannot_be_carried_out_does_not_stop_the_others(tmp_path: Path):
    faults = (finding(3, "een", "twee: drie"), finding(10, "vier", "vijf"))
    assert mended(tmp_path, "a: een\nb: vier\n", *faults) == ("a: een\nb: vijf\n", 1)


def test_what_cannot_be_mended_changes_nothing(tmp_path: Path):
    assert mended(tmp_path, TEXT, Finding("naam", "`x`", Origin(FILE, 1, 1))) == (TEXT, 0)


@pytest.mark.parametrize("now", [b"a: nu staat hier iets anders\n", b"", b"a: caf\xe9\n"])
def test_a_file_that_somebody_saved_since_it_was_judged_stays_as_it_is(tmp_path: Path, now: bytes):
    mended(tmp_path, "a: een twee\n")
    seen = seen_now(Project(tmp_path).yaml_files())
    assert [*seen] == [tmp_path / FILE]
    (tmp_path / FILE).write_bytes(now)
    with pytest.raises(FileUnwritable, match="intussen gewijzigd"):
        mend(Project(tmp_path), [finding(3, "een", "1")], seen)
    assert (tmp_path / FILE).read_bytes() == now
