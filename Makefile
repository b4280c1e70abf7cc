# comity: each word here does all of its own set-up. Needed before: Python 3.11 or newer, and make.
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python -m
CHECKED := $(wildcard comity demo tests bench)
# A virtual environment that was copied or moved with its folder points at the old place: make it anew.
MOVED := $(shell grep -qsF "$(CURDIR)/.venv" .venv/pyvenv.cfg || echo moved)

.PHONY: help demo test lint bench docs lock engines clean moved

help:
	@echo "make demo   a certificate that the other state verifies; two nodes cut off, set back, forged"
	@echo "make test   every check: style, types, imports, tests, documentation"
	@echo "make lint   style, types and imports only"
	@echo "make bench  measures speed and writes bench/RESULTS.md"
	@echo "make docs   writes the documentation to docs/_build/html"

demo: .venv/ready
	@$(RUN) demo.run

test: lint
	@$(RUN) pytest --no-header -n auto

lint: .venv/ready
	@echo "lint: style, form, types, imports"
	@$(RUN) ruff check -q .
	@$(RUN) ruff format -q --check .
	@$(RUN) mypy --no-error-summary $(CHECKED)
	@$(BIN)/lint-imports --no-logo > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }

bench: .venv/bench
	@$(RUN) bench.run

docs: .venv/ready
	@$(RUN) sphinx -q -W --keep-going -b html docs docs/_build/html
	@echo "docs: docs/_build/html/index.html"

# Hashes must come from the public index alone, so this machine's own pip settings are left out.
lock: .venv/ready
	@env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL -u PIP_INDEX_URL PIP_CONFIG_FILE=/dev/null \
		$(RUN) piptools compile --quiet --upgrade --extra dev --build-deps-for editable \
		--generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url \
		--no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml
	@env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL -u PIP_INDEX_URL PIP_CONFIG_FILE=/dev/null \
		$(RUN) piptools compile --quiet --upgrade --generate-hashes --strip-extras --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file bench/requirements.txt bench/requirements.in

	@env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL -u PIP_INDEX_URL PIP_CONFIG_FILE=/dev/null \
		$(RUN) piptools compile --quiet --upgrade --generate-hashes --strip-extras --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file tests/engines.txt tests/engines.in

# A real PostgreSQL and a real Spark (which wants Java 17) for the tests; without them those tests are skipped.
engines: .venv/engines

clean:
	@rm -rf .venv docs/_build demo/out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

.venv/locked: requirements.lock $(MOVED)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "comity needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	@echo "set-up: installing what requirements.lock names into .venv (once, about half a minute)"
	@$(PYTHON) -m venv --clear .venv
	@$(RUN) pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/ready: .venv/locked pyproject.toml
	@$(RUN) pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/engines: .venv/ready tests/engines.txt
	@$(RUN) pip install -qq --disable-pip-version-check --require-hashes -r tests/engines.txt
	@touch $@

.venv/bench: .venv/ready bench/requirements.txt bench/package.json
	@$(RUN) pip install -qq --disable-pip-version-check --require-hashes -r bench/requirements.txt
	@npm install --silent --no-package-lock --prefix bench >/dev/null 2>&1 || echo "bench: no npm, feelin is skipped"
	@touch $@
