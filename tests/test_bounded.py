"""Whatever comes in, an answer comes out in a moment: a small part of the long run in benchmarks."""

import subprocess
import sys
from pathlib import Path

import pytest
import samples

sys.path.insert(0, str(samples.ROOT / "benchmarks" / "reliability"))
import fuzz


@pytest.mark.parametrize("entry", fuzz.ENTRIES)
def test_generated_input_is_taken_or_refused_in_dutch_and_in_time(entry: str):
    tries, refused, slowest = fuzz.carried_out(entry, 60)
    assert tries >= 60
    assert refused <= tries
    assert slowest < fuzz.SLOWEST


REFUSED = r"""
import re, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from hostile.wordfiles import in_body
from raadsvoorstel.errors import TemplateUnusable
from raadsvoorstel.word.compiling import compile_template
run = '<w:sdt><w:sdtPr><w:id w:val="{{0}}"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>'
try:
    compile_template(in_body("<w:p>" + "".join(map(run.format, range(9_000, 32_000))) + "</w:p>"), "a.docx", ())
except TemplateUnusable:
    # What `getrusage` tells begins with what the process had that started this one.
    print(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="how much memory was used is told in another way")
def test_a_template_that_asks_too_much_is_refused_within_300_mb():
    code = REFUSED.format(tests=str(Path(__file__).parent))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300_000
