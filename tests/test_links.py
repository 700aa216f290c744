"""A reader follows links to the web, a mailbox, a telephone, and a file beside the paper; nothing starts a program."""

import pytest

from raadsvoorstel.links import is_ordinary_link, spelled

ORDINARY = (
    "https://example.org/a?b=c#d", "HTTP://example.org", "mailto:griffie@example.org", "tel:+31235550000", "#kop", "",
    "bijlage 1.pdf", "../stukken/visie.docx", "www.example.com", "www.example.com/a.html", "https://example.org/setup.exe",
)  # fmt: skip
STRANGE = (
    "javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\u200bscript:x", "%20javascript:x",
    "%6aavascript:x", "file:///c:/windows/system32/calc.exe", "%66ile:///c:/calc.exe", "\tfile:///c:/a", "vbscript:x",
    "//server/deel", "\\\\server\\deel", "\\/server/deel", "/\\server\\deel", "%5c%5cserver/deel", "ms-word:ofe|u|x",
    "search-ms:query=x", "ms-msdt:/id", "shell:startup", "data:text/html,x", "calc.exe", "..\\..\\calc.exe", "a.LNK",
    "plan.hta?x", "macro.vbs#a", "x.msi", "calc.exe.", "calc.exe/", ":calc.exe", "x.docm", "x.scf", "%2566ile:x",
    "x/calc.exe::$DATA", "calc.exe;", '"javascript:x', "\u00adjavascript:x", "\u3164file:x", "\\??\\C:\\x", "c|/calc",
)  # fmt: skip


@pytest.mark.parametrize("address", ORDINARY)
def test_an_ordinary_address_is_a_link(address: str):
    assert is_ordinary_link(address)


@pytest.mark.parametrize("address", STRANGE)
def test_what_starts_a_program_or_opens_a_share_is_none_in_whatever_way_it_is_written(address: str):
    assert not is_ordinary_link(address)


@pytest.mark.parametrize(
    ("written", "saved"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org?a=b", "https://example.org/?a=b"),
        ("https://example.org/caf%C3%A9", "https://example.org/café"),
        ("mailto:griffie@example.org?subject=Een%20vraag", "mailto:griffie@example.org?subject=Een vraag"),
        ("HTTPS://Example.org/A", "https://example.org/A"),
    ],
)
def test_an_address_is_the_same_in_every_spelling_in_which_editors_save_it(written: str, saved: str):
    assert spelled(written) == spelled(saved)


def test_addresses_of_two_places_stay_two():
    assert len({*map(spelled, ("https://example.org/a", "https://example.org/A", "https://example.org/a/"))}) == 3
