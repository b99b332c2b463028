# make run · make test · make soak · make lint · make bench · make schema · make texts

PYTHON ?= python3
ADDRESS ?= localhost
PORT ?= 8501
BIN = .venv/bin
ifeq ($(OS),Windows_NT)
BIN = .venv/Scripts
endif

.PHONY: run test soak lint bench schema texts lock browser

run: .venv/ready
	$(BIN)/streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

test: .venv/ready-for-tests browser
	$(BIN)/python -m pytest

# The door through three hundred taps and everything that can go wrong: TAPS=1000 SEEDS="1 2 3" make soak
soak: .venv/ready-for-tests browser
	$(BIN)/python -m pytest -q tests/browser/soak.py

lint: .venv/ready-for-tests
	$(BIN)/ruff check .

bench: .venv/ready-for-tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/bench/requirements.txt
	$(BIN)/python -m tests.bench

schema: .venv/ready
	$(BIN)/python -m db schema

texts: .venv/ready
	$(BIN)/python -m pages.ui.catalogues

# The pinned lists, made anew from pyproject.toml.
lock: .venv/ready-for-tests
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate --extra tests -o tests/requirements.txt pyproject.toml

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/ready-for-tests: .venv/ready tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

# The browser of the browser tests: the system's own Chromium, installed once.
browser:
	@command -v chromium >/dev/null || (S=$$(test "$$(id -u)" = 0 || echo sudo); $$S apt-get update -qq && $$S apt-get install -y -qq chromium)
