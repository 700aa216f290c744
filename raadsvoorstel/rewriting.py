"""Put new words in the files of the user: exactly the characters concerned, and not one byte more."""

from collections.abc import Iterable

from msgspec import Struct

_MARK = "\ufeff"


class Edit(Struct, frozen=True):
    """Put `text` in the place of characters `start` up to `end` of a file, as the reader of sources counts them.

    That is in characters, from 0, after the byte order mark if there is one. `text` has `\\n` for a line break.
    """

    file: str
    start: int
    end: int
    text: str


def rewrite(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of one file, in UTF-8, with all edits carried out. ValueError when two of them overlap.

    Of edits that begin at the same place the first comes first. Line breaks that are put in are those of the file.
    """
    whole = data.decode("utf-8")
    text = whole.removeprefix(_MARK)
    line_break = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    pieces, done = [_MARK] if whole != text else [], 0
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end)):
        if not done <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit} lies outside its file or over another one")
        pieces += [text[done : edit.start], edit.text.replace("\n", line_break)]
        done = edit.end
    return "".join([*pieces, text[done:]]).encode("utf-8")
