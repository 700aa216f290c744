"""What is made twice as large takes about twice the work: no step looks at everything once more for each thing.

Work is counted in calls of functions, not in seconds, so that it is the same on any machine.
"""

import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import clerk
import desk
import pytest
import samples
from msgspec.structs import replace

from raadsvoorstel.batch import make
from raadsvoorstel.blocks import Paragraph, Run, merge_runs, plain
from raadsvoorstel.edited import read_edited
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.markdown.writer import write
from raadsvoorstel.project import Project
from raadsvoorstel.sjabloon import VOCABULARY, WANTED
from raadsvoorstel.teruglezen.placing import For
from raadsvoorstel.teruglezen.proposal import propose
from raadsvoorstel.teruglezen.taking import take_over
from raadsvoorstel.teruglezen.wording import Slot, reword
from raadsvoorstel.vergelijken.redline import redline
from raadsvoorstel.word import look, manifest, package
from raadsvoorstel.word.inspection import inspect
from raadsvoorstel.word.onboarding.lists import Lists
from raadsvoorstel.word.onboarding.roles import find_roles
from raadsvoorstel.word.onboarding.sheet import Sheet
from raadsvoorstel.word.onboarding.usage import used_in
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.reader import read
from raadsvoorstel.word.revision.evaluate import accepted, essence, rejected
from raadsvoorstel.word.xml import parse, w

sys.path.insert(0, str(samples.ROOT / "benchmarks"))
sys.path.insert(0, str(samples.ROOT / "tests" / "word"))
import projects
from wordfile import STYLES, p, word_file

SLACK = 1.15
"""How much dearer a thing may be among many: dictionaries grow, and a list of names is longer."""


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called to do some work."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def is_linear(works: list[Callable[[], object]], *, before: Callable[[], object] | None = None) -> bool:
    """Whether work of a size, twice that and four times that costs as much.

    The first is done once before; or something like it, where what was done before is remembered.
    """
    (before or works[0])()
    small, middle, large = map(calls, works)
    return large - middle <= 2 * (middle - small) * SLACK


def make_all(project: Project, output: Path) -> None:
    dossier = samples.dossier(project, projects.VOORSTEL)
    assert not any(outcome.failed for outcome in make(dossier, dossier.houses, output, definitief=False))


KINDS: dict[str, Callable[[Path, int], Path]] = {
    "gemeenten": lambda where, size: projects.many(samples.ROOT, where, size),
    "gemeenten apart": lambda where, size: projects.many(samples.ROOT, where, size, apart=True),
    "paragraphs": lambda where, size: projects.long(samples.ROOT, where, paragraphs=size * 5),
    "rows": lambda where, size: projects.long(samples.ROOT, where, rows=size * 5),
    "template": lambda where, size: projects.wide(samples.ROOT, where, size * 5),
}


@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_much_is_twice_the_work(kind: str, tmp_path: Path):
    made = {size: Project(KINDS[kind](tmp_path / str(size), size)) for size in (8, 16, 32)}
    assert is_linear([partial(make_all, project, tmp_path / f"uit{size}") for size, project in made.items()])


def rewritten(folder: Path, paragraphs: int) -> Path:
    """Return a document of which every paragraph was written anew, with as many paragraphs added."""
    parts = desk.parts("bloemendaal")
    made = desk.remembered("bloemendaal")
    body = parts[MAIN].decode()
    begin = next(text for text in made.texts if text.path == "samenvatting").text.split("\n")[0]
    place = body.rindex("<w:p>", 0, body.index(begin[:20]))
    end = body.index("</w:p>", place) + len("</w:p>")
    own = "".join(f"<w:p><w:r><w:t>Zin {n} van griffier {n}.</w:t></w:r></w:p>" for n in range(2 * paragraphs))
    old = tuple(Paragraph(plain(f"Regel {n} van de regio {n}.")) for n in range(paragraphs))
    texts = tuple(
        replace(each, blocks=each.blocks + old if each.path == "samenvatting" else each.blocks) for each in made.texts
    )
    memory = manifest.write(replace(made, texts=texts))
    data = {**parts, MAIN: (body[:end] + own + body[end:]).encode(), manifest.part_of(parts): memory}
    file = folder / f"{paragraphs}.docx"
    file.write_bytes(package.write(package.parts_of(data)))
    return file


def test_a_document_that_comes_back_twice_as_long_is_compared_with_twice_the_work(tmp_path: Path):
    files = [rewritten(tmp_path, size) for size in (200, 400, 800)]
    assert is_linear([lambda file=file: redline(read_edited(file)) for file in files])


def written_over(folder: Path, sections: int) -> Callable[[], object]:
    """Return what takes over a document in which every one of so many sections was changed."""
    own = "".join(f"  s{n}:\n    titel: Sectie {n}\n    tekst: Dit is tekst {n}.\n" for n in range(sections))
    work = clerk.small(
        folder / str(sections), "gemeenten: [heemstede]\nonderwerp: O\nsamenvatting: S\n", f"extra:\n{own}"
    )
    with work.editing() as paper:
        paper.replace("Dit is", "Dat was", everywhere=True)

    def take() -> None:
        proposal = propose(Project(work.root), work.document, For.GEMEENTE)
        assert len(proposal.changes) == sections
        assert all(change.taken for change in take_over(proposal, range(1, sections + 1), For.GEMEENTE).changes)
        work.write("heemstede", f"extra:\n{own}")

    return take


def test_twice_as_many_changes_are_taken_over_with_twice_the_work(tmp_path: Path):
    assert is_linear([written_over(tmp_path, sections) for sections in (20, 40, 80)])


def amounts(folder: Path, rows: int, edit: Callable[[clerk.Paper, int], None], *, taken: bool) -> Callable[[], object]:
    """Return what takes over a document with so many rows of amounts, in every second one of which there is a change.

    `taken` says what must become of all of them.
    """
    own = "".join(
        f"    r{n}: {{omschrijving: Post r{n}, soort: incidenteel, dekking: Reserve, jaren: {{2021: {n}}}}}\n"
        for n in range(1, rows + 1)
    )
    regio = f"gemeenten: [heemstede]\nonderwerp: O\nsamenvatting: S\nfinancien:\n  bedragen:\n{own}"
    work = clerk.small(folder / str(rows), regio)
    with work.editing() as paper:
        for n in range(2, rows + 1, 2):
            edit(paper, n)

    def take() -> None:
        proposal = propose(Project(work.root), work.document, For.REGIO)
        after = take_over(proposal, range(1, len(proposal.changes) + 1), For.REGIO)
        assert [change.taken for change in after.changes] == [taken] * (rows // 2)
        work.write("regio", regio)

    return take


def without_row(paper: clerk.Paper, number: int) -> None:
    row = next(paper.find(f"Post r{number}").iterancestors(w("tr")))
    row.getparent().remove(row)  # type: ignore[union-attr]


def without_name(paper: clerk.Paper, number: int) -> None:
    for text in paper.find(f"Post r{number}").iter(w("t")):
        text.text = ""


def test_twice_as_many_rows_are_taken_out_with_twice_the_work(tmp_path: Path):
    assert is_linear([amounts(tmp_path, rows, without_row, taken=True) for rows in (20, 40, 80)])


def test_twice_as_many_changes_that_cannot_be_taken_over_are_refused_with_twice_the_work(tmp_path: Path):
    assert is_linear([amounts(tmp_path, rows, without_name, taken=False) for rows in (20, 40, 80)])


def listed(name: str, row: str, sentence: str) -> Callable[[int], str]:
    """Return a region with a list of words that begin alike, and as many sentences that begin so too."""

    def regio(size: int) -> str:
        rows = "".join(f"    - {row.format(number)}\n" for number in range(size))
        sentences = "".join(f"      {sentence.format(number)}\n\n" for number in range(size))
        return f"lijsten:\n  {name}:\n{rows}extra:\n  een:\n    titel: T\n    tekst: |\n{sentences}"

    return regio


def annexes(size: int) -> str:
    """Return a region with annexes, and as many other titles that begin with the same word."""
    words = [f"{'abcde'[n % 5] * 9}{'fghij'[n // 5 % 5] * 9}{n}" for n in range(size)]
    titles = "".join(f"  b{n}: Visie {word}\n" for n, word in enumerate(words))
    points = "".join(f"    p{n}: de “Visie {word[::-1]}{word[::-1]}” vast te stellen\n" for n, word in enumerate(words))
    return f"bijlagen:\n{titles}besluit:\n  raad:\n{points}"


def unknown_names(size: int) -> str:
    """Return a region with terms, and as many names in a text that are none of them."""
    terms = "".join(f"  naam{number}: x\n" for number in range(size))
    names = "".join(f"      {{{{ termen.anders{number} }}}}\n\n" for number in range(size))
    return f"termen:\n{terms}extra:\n  een:\n    titel: T\n    tekst: |\n{names}"


def years(size: int) -> str:
    """Return a region with amounts in many years; that is a long row for anyone, and twice that as well."""
    each = ", ".join(f"{1000 + year}: {year + 1}" for year in range(2 * size))
    row = f"{{omschrijving: P, soort: structureel, dekking: R, jaren: {{{each}}}}}"
    return f"financien:\n  bedragen:\n    r: {row}\n"


JUDGED: dict[str, Callable[[int], str]] = {
    "jargon": listed("jargon", "{{woord: regie op woord{0}, liever: sturing}}", "Wij voeren regie op {0}."),
    "begrippen": listed("begrippen", "{{begrip: dat, niet: [regie op woord{0}]}}", "Wij voeren regie op {0}."),
    "tijdwoorden": listed("tijdwoorden", "op enig woord{0}", "Wij doen dat op enig {0}."),
    "wetten": listed("wetten", "{{titel: Wet op het woord{0}, nummering: heel}}", "Zie de Wet op het {0}."),
    "afkortingen": listed("afkortingen", "{{afkorting: AFK{0}, voluit: raad van woord{0}}}", "De raad van {0} is er."),
    "annexes": annexes,
    "unknown names": unknown_names,
    "years": years,
}


@pytest.mark.parametrize("regio", JUDGED.values(), ids=JUDGED)
def test_twice_as_much_to_look_up_is_judged_with_twice_the_work(regio: Callable[[int], str], tmp_path: Path):
    head = "gemeenten: [heemstede]\nonderwerp: O\nsamenvatting: S\n"
    folders = {size: {"regio.yaml": head + regio(size), "heemstede.yaml": ""} for size in (70, 80, 160, 320)}
    projects = [samples.project(tmp_path / str(size), files) for size, files in folders.items()]
    before, *works = (partial(samples.findings_of, project, "proef", opinions=True) for project in projects)
    assert is_linear(works, before=before)


def paragraphs(*texts: str) -> Callable[[int], str]:
    return lambda size: "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts * size)


def rows(*texts: str) -> Callable[[int], str]:
    row = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    return lambda size: f"<w:tbl><w:tblPr/>{''.join(map(row.format, texts * size))}</w:tbl>"


def test_signs_are_escaped_without_a_step_for_each_and_what_is_too_long_is_not_tried_in_every_way():
    some, others = ((Paragraph(plain(signs * 150_000)),) for signs in ("_*", "*_"))
    write(some)
    assert calls(partial(write, others)) < 1_000


def in_formattings(size: int, *runs: Run) -> Callable[[], object]:
    return partial(write, (Paragraph((Run("a"), *runs * size, Run("b"))),))


def test_spaces_of_many_formattings_are_written_without_looking_at_all_of_them_for_each():
    spaces = Run(" ", bold=True), Run(" ", italic=True)
    assert calls(in_formattings(4_000, *spaces)) < 9 * calls(in_formattings(500, *spaces))


def test_a_line_of_very_many_formattings_is_not_tried_in_every_way():
    runs = Run("a.", bold=True), Run("a.", italic=True), Run("a.", strike=True)
    assert calls(in_formattings(600, *runs)) < 3 * calls(in_formattings(150, *runs))


SHAPES: dict[str, Callable[[int], str]] = {
    "conditions": paragraphs("{%p if zaaknummer %}", "ja", "{%p endif %}"),
    "conditions that are not closed": paragraphs("{%p if zaaknummer %}", "{{ zaaknummer }}"),
    "what closes something else": paragraphs("{%p if zaaknummer %}", "{%p endfor %}"),
    "tags that go on in the next paragraph": paragraphs("{{ zaaknummer"),
    "rows that are repeated": rows("{%tr for regel in kop %}", "{{ regel.waarde }}", "{%tr endfor %}"),
    "rows that come and go": rows("{%tr if zaaknummer %}", "{%tr endif %}"),
    "tags in pieces, in one paragraph": lambda size: (
        f"<w:p>{'<w:r><w:t>{{ zaak</w:t></w:r><w:r><w:t>nummer }}</w:t></w:r>' * size}</w:p>"
    ),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_template_twice_as_large_takes_twice_the_work_to_check(shape: Callable[[int], str]):
    assert is_linear([partial(inspect, word_file(shape(size)), VOCABULARY, WANTED) for size in (20, 40, 80)])


def based_on_each_other(size: int) -> dict[str, bytes]:
    """Return a file with styles that are each based on the next, and a paragraph in every one of them."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="Stijl {n}"/>'
        f'<w:basedOn w:val="S{n + 1}"/></w:style>'
        for n in range(size)
    )
    return word_file("".join(p(f"{n}. punt", f'<w:pStyle w:val="S{n}"/>') for n in range(size)), STYLES + styles)


def check(parts: dict[str, bytes]) -> object:
    return inspect(parts, VOCABULARY, WANTED)


def take_roles(parts: dict[str, bytes]) -> object:
    sheet = Sheet(parts[look.STYLES], None)
    return find_roles(sheet, Lists(None, sheet), used_in([*parse(parts[MAIN], MAIN)[0]], sheet), ())


def read_styles(parts: dict[str, bytes]) -> object:
    return look.look_of.__wrapped__(parts[look.STYLES])


@pytest.mark.parametrize("work", [check, take_roles, read_styles])
def test_twice_as_long_a_line_of_styles_takes_twice_the_work(work: Callable[[dict[str, bytes]], object]):
    assert is_linear([partial(work, based_on_each_other(size)) for size in (40, 80, 160)])


def in_pieces(size: int) -> str:
    """Return a paragraph in pieces, each with a bookmark and a field and put in by somebody."""
    run = '<w:r><w:t>deel </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return "".join(
        f'<w:bookmarkStart w:id="{n}" w:name="_rvv_{n}"/><w:ins w:id="9{n}">{run}</w:ins><w:bookmarkEnd w:id="{n}"/>'
        for n in range(size)
    )


def test_a_paragraph_in_twice_as_many_pieces_takes_twice_the_work_to_read():
    assert is_linear([partial(read, word_file(f"<w:p>{in_pieces(size)}</w:p>")) for size in (50, 100, 200)])


def of_pieces(size: int) -> Any:
    return parse(word_file(f"<w:p>{in_pieces(size)}</w:p>")[MAIN], MAIN)


def one_change(size: int) -> Any:
    runs = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * size
    return parse(word_file(f'<w:p><w:ins w:id="9">{runs}</w:ins></w:p>')[MAIN], MAIN)


def of_placeholders(size: int) -> Callable[[], object]:
    """Return what puts one new word in a text of so many placeholders."""
    source = "In {{ naam }} is het. " * size
    slots = [Slot(*match.span(), "naam", (), "Velsen") for match in re.finditer("{{ naam }}", source)]
    base = "In Velsen is het. " * size
    return partial(reword, source, slots, base=base, theirs=base.replace("is", "was", 1))


JOINED: dict[str, Callable[[int], Callable[[], object]]] = {
    "runs": lambda size: partial(merge_runs, [Run("een woord ")] * (50 * size)),
    "changes": lambda size: partial(accepted, of_pieces(size)),
    "texts in one run": lambda size: partial(
        check, word_file(f"<w:p><w:r>{'<w:t>a</w:t><w:tab/>' * size}</w:r></w:p>")
    ),
    "runs of one paragraph": lambda size: partial(check, word_file(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * size}</w:p>")),
    "placeholders": lambda size: of_placeholders(size // 8),
    "one change": lambda size: partial(rejected, one_change(3 * size)),
    "essence": lambda size: partial(essence, accepted(of_pieces(size)), lambda _: True),
}


@pytest.mark.parametrize("joined", JOINED.values(), ids=JOINED)
def test_pieces_are_joined_without_copying_what_was_joined_before(joined: Callable[[int], Callable[[], object]]):
    assert samples.keeps_pace(joined, 8_000)  # what is copied over and over costs no calls


def test_bookmarks_of_ours_that_never_end_do_not_fill_the_memory():
    starts = "".join(f'<w:bookmarkStart w:id="{n}" w:name="_rvv_{n}"/>' for n in range(5_000))
    with pytest.raises(WordFileUnusable, match="bladwijzers door elkaar"):
        read(word_file(f"<w:p>{starts}<w:r><w:t>{'a' * 9_000}</w:t></w:r></w:p>"))


def noted(size: int) -> dict[str, bytes]:
    """Return a file with a note in so many pieces, and as many references to it."""
    run = '<w:footnote w:id="2"><w:p>{}</w:p></w:footnote>'.format("<w:r><w:t>a</w:t></w:r>" * size)
    return word_file('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' * size, footnotes=run)


def test_a_note_is_read_once_however_often_it_is_referred_to():
    assert is_linear([partial(read, noted(size)) for size in (20, 40, 80)])
