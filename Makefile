# Every target does its own set-up in .venv; Python 3.11, a C compiler and make are all it needs.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test check format catalogue bench many fuzz clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(BIN)/eligib: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev: $(BIN)/eligib
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(BIN)/eligib ## decide the shipped example: a biopharma firm in Qiantang
	$(BIN)/eligib check examples/qiantang-biopharma.yaml --as-of 2021-01-15

check: $(VENV)/dev ## style, types, layers, catalogues, reference
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	PYTHONPATH=engine $(BIN)/lint-imports
	$(BIN)/python scripts/catalogue.py check
	$(BIN)/python scripts/diagnostics.py check
	$(BIN)/python scripts/reference.py check

test: check ## everything above and all tests
	$(BIN)/pytest --numprocesses 2

many: $(VENV)/dev ## the property tests on 100,000 cases, shipped benefits in up to 3^9 states
	ELIGIB_CASES=100000 $(BIN)/pytest --numprocesses 2 tests/properties

bench: $(VENV)/dev ## speed, as ratios against peers in the same run
	$(PIP) install --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python bench/warm.py
	$(BIN)/python bench/load.py
	$(BIN)/python bench/cold.py

fuzz: $(VENV)/dev ## feed random bytes to every reader, a minute each
	$(PIP) install --constraint constraints.txt --editable '.[fuzz]'
	$(BIN)/python scripts/fuzz.py condition
	$(BIN)/python scripts/fuzz.py profile
	$(BIN)/python scripts/fuzz.py rules

format: $(VENV)/dev ## format the code, refresh catalogues, reference and the parser table
	$(BIN)/ruff format
	$(BIN)/python -c "from eligib.language.parse import write_table; write_table()"
	$(BIN)/python scripts/catalogue.py update
	$(BIN)/python scripts/diagnostics.py update
	$(BIN)/python scripts/reference.py update

clean: ## remove what the targets made
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
