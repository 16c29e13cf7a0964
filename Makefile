# make help lists the commands.
PYTHON ?= python3
BIN := .venv/bin
NAME ?=

.PHONY: help install install-dev demo reset test browser lint format bench shell

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/installed-dev: requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@ .venv/installed

install: .venv/installed ## the runtime packages from the lock

install-dev: .venv/installed-dev ## the same with the development packages

demo: install ## run the main job of one county, then serve (ONCE=1: stop afterwards)
	$(BIN)/python -m config.demo $(if $(ONCE),--once)

reset: ## empty the data folder
	$(PYTHON) -m config.embedded.reset

browser: ## Chromium and a Chinese font for the browser tests
	bash tests/browser/install.sh

test: install-dev browser ## all tests on PostgreSQL and Redis of their own
	$(BIN)/python -m pytest -n 2 --dist loadgroup -q

lint: install-dev ## style, types, floors, migrations, house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest -q -p no:randomly tests/house

format: install-dev ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install-dev ## measure against peers (NAME=import, QUICK=1)
	$(BIN)/python -m tests.bench $(NAME) $(if $(QUICK),--quick)

shell: install ## a Python shell on the demo's data
	$(BIN)/python manage.py shell
