"""New words in a file of the user: exactly where they belong, and every other byte as it was."""

import pytest

from raadsvoorstel.rewriting import Edit, rewrite


def edit(start: int, end: int, text: str) -> Edit:
    return Edit("regio.yaml", start, end, text)


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        ("een: twee\n", [], "een: twee\n"),
        ("een: twee\n", [edit(5, 9, "drie")], "een: drie\n"),
        ("een: twee # ë\r\n", [edit(5, 9, "drie\nvier")], "een: drie\r\nvier # ë\r\n"),
        ("\ufeffeen: twee", [edit(0, 3, "ëën"), edit(5, 9, "")], "\ufeffëën: "),
        ("een", [edit(3, 3, "!"), edit(0, 0, "🙂")], "🙂een!"),
        ("een", [edit(0, 3, "x"), edit(0, 3, "x")], "x"),
    ],
)
def test_only_the_characters_concerned_change(before: str, edits: list[Edit], after: str):
    assert rewrite(before.encode(), edits) == after.encode()


@pytest.mark.parametrize("edits", [[edit(0, 2, "a"), edit(1, 3, "b")], [edit(2, 9, "")], [edit(2, 1, "")]])
def test_edits_that_cannot_both_be_carried_out_are_refused(edits: list[Edit]):
    with pytest.raises(ValueError, match="outside its file or over another"):
        rewrite(b"abc", edits)
