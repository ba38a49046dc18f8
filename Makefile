# Every target sets up what it needs: a fresh machine has git, make and python3 (3.11 or newer) with venv.
PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
BENCH ?=
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup build serve check test lint bench-reading format lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## create the environment and install everything, from requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "partnergraph needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

build: $(READY) ## build the release from data/ (quick when nothing changed)
	$(BIN)/partnergraph build

serve: build ## build the release from data/ and serve it on HOST:PORT (127.0.0.1:8000)
	$(BIN)/partnergraph serve --host $(HOST) --port $(PORT)

check: $(READY) ## read every programme and run every check
	$(BIN)/partnergraph check

lint: $(READY) ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint ## lint, then pass every test
	$(BIN)/python -m pytest

bench-reading: $(READY) ## measure how fast texts are read (BENCH=--write also writes bench/READING.md)
	$(BIN)/python bench/reading.py $(BENCH)

format: $(READY) ## rewrite the code in the common format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --extra dev pyproject.toml --output-file requirements.lock

clean: ## remove the environment, the built releases and the caches
	rm -rf $(VENV) release .mypy_cache .ruff_cache .pytest_cache .hypothesis
