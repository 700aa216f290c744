"""What every test may ask for: a project of its own, and whether to rewrite what is kept."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from hypothesis import HealthCheck, settings

from raadsvoorstel import cache


def pytest_configure() -> None:
    """Keep compiled templates apart from those of whoever runs the tests; programs that tests start do so too."""
    os.environ[cache.VARIABLE] = tempfile.mkdtemp(prefix="raadsvoorstel-cache-")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-bijwerken", action="store_true", help="rewrite tests/golden from what is made now")


# How long an example takes says more of the machine than of the program.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of one test alone."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., samples.Project]:
    """Make a project of a few files: `project(regio="…", heemstede="…")` writes regio.yaml and heemstede.yaml."""
    return lambda **files: samples.project(tmp_path / "project", {f"{name}.yaml": text for name, text in files.items()})
