# Two commands do all the set-up: `make demo` and `make test`. Everything is installed in .venv.

# The first Python that is new enough; else plain python3, so that the message can name its version.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; exit; }; \
	done; echo python3)
UV ?= uv

define CHECK_PYTHON
import sys
version = "%d.%d" % sys.version_info[:2]
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 of nieuwer is nodig; gevonden is Python " + version + ".\n"
             "Installeer een nieuwere en wijs die aan: make demo PYTHON=/pad/naar/python3.12")
try:
    import ensurepip, venv
except ImportError:
    sys.exit("Python " + version + " mist de module venv. Installeer die en probeer het opnieuw:\n\n"
             "    sudo apt install python" + version + "-venv\n")
endef
export CHECK_PYTHON

# The environment is made anew when it is half made, when its Python is gone, or when the folder was moved.
WHOLE = [ -x .venv/bin/python ] && grep -qsF '$(CURDIR)/.venv' .venv/bin/activate
MISSING := $(shell $(WHOLE) || echo opnieuw)

define MAKE_VENV
command -v "$(PYTHON)" >/dev/null || { \
	printf 'Er is geen Python gevonden (%s). Installeer die en probeer het opnieuw:\n\n' "$(PYTHON)" >&2; \
	printf '    sudo apt install python3 python3-venv\n\n' >&2; exit 1; }; \
"$(PYTHON)" -c "$$CHECK_PYTHON" || exit 1; \
echo "De omgeving wordt gemaakt in .venv (eenmalig)…"; \
"$(PYTHON)" -m venv --clear .venv || { rm -rf .venv; exit 1; }
endef

# $(1): the lock file. Without build isolation and index, so that nothing comes in that is not in the lock.
define INSTALL
$(WHOLE) || { $(MAKE_VENV); }
@echo "Wat nodig is wordt geïnstalleerd ($(1))…"
@$(PIP) --only-binary :all: --require-hashes --requirement $(1) && \
	$(PIP) --no-index --no-deps --no-build-isolation --editable . || { \
	echo "Installeren is niet gelukt; is er een verbinding met internet? Probeer het daarna opnieuw." >&2; exit 1; }
endef
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check

.NOTPARALLEL:
.PHONY: help demo test lint types contract benchmark betrouwbaarheid lock schoon opnieuw

help:
	@echo "make demo      de acht voorbeeldvoorstellen maken onder uitvoer/"
	@echo "make test      alle tests draaien"
	@echo "make lint      opmaak en stijl van de code controleren"
	@echo "make types     de types controleren"
	@echo "make contract  controleren welke kamer welke mag gebruiken"
	@echo "make benchmark meten hoe snel het is, naast andere programma's (haalt die op)"
	@echo "make betrouwbaarheid  meten wat docs/betrouwbaarheid.md belooft (een half uur; Linux met strace)"
	@echo "make lock      de vastgelegde versies vernieuwen (heeft uv nodig)"
	@echo "make schoon    de omgeving weggooien"

demo: .venv/klaar-demo
	@.venv/bin/raadsvoorstel maak verbinden-en-versterken

test: .venv/klaar-test
	@.venv/bin/python -m pytest $(PYTEST_ARGS)

lint: .venv/klaar-test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: .venv/klaar-test
	@.venv/bin/mypy

contract: .venv/klaar-test
	@.venv/bin/lint-imports

benchmark: .venv/klaar-test
	@.venv/bin/python benchmarks/run.py $(BENCHMARK_ARGS)

betrouwbaarheid: .venv/klaar-test
	@.venv/bin/python benchmarks/reliability $(DEEL)

.venv/klaar-demo: requirements.lock pyproject.toml $(MISSING)
	@$(call INSTALL,requirements.lock)
	@touch $@

# The second lock holds everything of the first.
.venv/klaar-test: requirements-dev.lock pyproject.toml $(MISSING)
	@$(call INSTALL,requirements-dev.lock)
	@touch .venv/klaar-demo $@

LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--custom-compile-command 'make lock' pyproject.toml
lock:
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock

schoon:
	rm -rf .venv benchmarks/.peers build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
