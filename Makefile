# `make help` lists what there is. Extra arguments go through ARGS:  make demo ARGS="--port 9000"

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# Stamps: what of the lock files is installed. A change of a lock file installs again.
RUNTIME := $(VENV)/.installed-runtime
DEVELOPMENT := $(VENV)/.installed-development
E2E := tests/e2e
CLIENTS := $(E2E)/node_modules/.package-lock.json

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := pip compile pyproject.toml --group build --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

.PHONY: help demo test check e2e bench format lock clean

help: ## Show this list
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## /make \1\t/' | expand -t 16

demo: $(RUNTIME) ## Start Crumb on a sample company, with a page to chat on
	@$(BIN)/crumb demo $(ARGS)

test: $(DEVELOPMENT) ## Run the tests
	$(BIN)/pytest -n 2 $(ARGS)

check: $(DEVELOPMENT) ## Check format, style, types and who imports whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

e2e: $(DEVELOPMENT) $(CLIENTS) ## Drive the running product with real clients
	@$(E2E)/require-chromium
	$(E2E)/alone $(BIN)/pytest $(E2E) $(ARGS)

bench: $(DEVELOPMENT) ## Measure what it costs in time and memory
	$(BIN)/pytest tests/benchmarks -s --timeout 900 $(ARGS)

format: $(DEVELOPMENT) ## Lay out the code and mend what can be mended by itself
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock: ## Write the lock files anew; ARGS=--upgrade takes newer versions
	@python=$$(.ci/python) && tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT \
	&& "$$python" -m venv "$$tools" \
	&& "$$tools/bin/pip" install --quiet --disable-pip-version-check 'uv>=0.9,<1' \
	&& "$$tools/bin/uv" $(COMPILE) $(ARGS) --output-file requirements.lock \
	&& "$$tools/bin/uv" $(COMPILE) $(ARGS) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Remove the environment and everything that tools left behind
	rm -rf $(VENV) $(E2E)/node_modules build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find bot crm handlers nudges tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@python=$$(.ci/python) && echo "Setting up $(VENV) with $$("$$python" --version), once …" && "$$python" -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPMENT): requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $(RUNTIME) $@

$(CLIENTS): $(E2E)/package.json $(E2E)/package-lock.json
	@command -v npm >/dev/null || { echo "make e2e needs Node.js with npm: the clients it drives come from there." >&2; exit 1; }
	@npm ci --prefix $(E2E) --loglevel error
	@touch $@
