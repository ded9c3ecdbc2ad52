# Two commands matter: `make nightly` and `make test`. Each sets itself up on a machine with Python and make.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
# uv looks for a Python by itself unless one was named.
WANTED := $(if $(filter file,$(origin PYTHON)),>=3.11,$(PYTHON))
OLDEST_AND_NEWEST := python3.11 python3.13
# Tests are compiled once, and not at every run in every worker, whatever the environment says of Python itself.
PYTEST = env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n auto --dist worksteal
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development

help: ## Show what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

nightly: $(RUNTIME) ## Run the night on the demonstration plan and inbox
	@$(BIN)/shinchoku nightly --plan kanazawa

test: $(DEVELOPMENT) ## Run every test there is, and measure the core by them
	@$(PYTEST) --cov --cov-report=term:skip-covered --cov-fail-under=100

check: lint ## What to run before a commit: lint, and every test that needs no server (PostgreSQL, CKAN, browser)
	@$(PYTEST) -m 'not server'

lint: $(DEVELOPMENT) ## Hold the code to format, lint, types, imports and its generated docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python docs/generate.py --check

test-pythons: $(DEVELOPMENT) ## Test the core on the oldest and the newest Python, where .venv is of another
	@for one in $(OLDEST_AND_NEWEST); do \
	  $$one -c '' 2>/dev/null || { echo "$$one: この環境にありません / not on this machine"; continue; }; \
	  [ "$$one" = "$$($(BIN)/python -c 'import sys; print("python%d.%d" % sys.version_info[:2])')" ] || \
	  $(MAKE) --no-print-directory PYTHON=$$one VENV=.venv-$$one test-core || exit; \
	done

test-core: $(DEVELOPMENT)
	@$(PYTEST) tests/properties tests/spec tests/unit

browser-tools: ## Install what tests hold pages and packages to (needs npm and Java; Chromium is the machine's own)
	@npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --silent

docs: $(DEVELOPMENT) ## Write the generated reference anew
	$(BIN)/python docs/generate.py

bundle: $(RUNTIME) ## Write what a closed network needs: PLATFORM=linux-x86_64 PYTHON_VERSION=3.11 OUT=dist/bundle
	@$(BIN)/python -m bundle --platform '$(or $(PLATFORM),linux-x86_64)' --python '$(or $(PYTHON_VERSION),3.11)' \
	  --out '$(or $(OUT),dist/bundle)'

lock: ## Resolve the dependencies anew, with hashes, for every platform (needs uv); then make sbom
	@command -v uv >/dev/null || { echo "make lock needs uv (pip install uv)"; exit 2; }
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 --extra build pyproject.toml -o requirements.lock
	echo setuptools | uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	  --no-header --python-version 3.11 -c requirements.lock - -o requirements-build.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

sbom: $(DEVELOPMENT) ## Write the bill of materials of the lock anew (after make lock)
	@$(BIN)/python -m bundle.sbom

clean: ## Remove what was built and installed; never touches data/
	rm -rf $(VENV) .venv-* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage build dist
	find . -name __pycache__ -type d -not -path './data/*' -prune -exec rm -rf {} +

# What builds a library that its makers publish as source alone (docopt) is locked too, and installed first.
# The project itself is installed once, as a link to this folder; a change of its code needs no set-up.
$(RUNTIME): requirements-build.lock requirements.lock pyproject.toml | $(BIN)/python
	@$(call install,requirements.lock)
	@touch $@

$(DEVELOPMENT): requirements-build.lock requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(call install,requirements-dev.lock)
	@touch $@ $(RUNTIME)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || [ -n "$(UV)" ] || \
	  { echo "Python 3.11 以上が必要です（make PYTHON=python3.12 のように指定できます） / Python 3.11 or newer is needed"; exit 2; }
ifdef UV
	@uv venv --quiet --allow-existing --python '$(WANTED)' $(VENV)
else
	@$(PYTHON) -m venv $(VENV)
endif

# What is compiled now need not be at every start: by a user who may not write here, or not at all, as in a container.
compile = $(BIN)/python -m compileall -q flows schemas shinchoku

ifdef UV
define install
echo "必要なライブラリを準備しています… / setting up ($(1)) …" >&2 && \
VIRTUAL_ENV=$(VENV) uv pip install --quiet --require-hashes --no-deps -r requirements-build.lock && \
VIRTUAL_ENV=$(VENV) uv pip install --quiet --compile-bytecode --require-hashes --no-deps --no-build-isolation -r $(1) && \
VIRTUAL_ENV=$(VENV) uv pip install --quiet --no-deps --no-build-isolation --editable . && $(compile)
endef
else
define install
echo "必要なライブラリを準備しています（1〜2分かかります）… / setting up ($(1)), one or two minutes …" >&2 && \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-build.lock && \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-build-isolation -r $(1) && \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . && $(compile)
endef
endif

.PHONY: help nightly test check lint test-pythons test-core browser-tools docs bundle lock sbom clean
