# `make run` and `make test` are all that a fresh machine needs: Python 3.11, make and git.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run dev setup test hunt lint types format messages bench lock clean

help:
	@echo "make run      serve the blog on http://127.0.0.1:$(PORT)/ (PORT= to change)"
	@echo "make dev      the same with reloading, for work on the code"
	@echo "make test     every test that needs no server installed"
	@echo "make setup    install what the tests and checks need"
	@echo "make lint | types | format | messages | hunt | bench | lock | clean"

run: $(VENV)/base.done
	@PORT=$(PORT) $(BIN)/python manage.py start

dev: $(VENV)/base.done
	@PORT=$(PORT) DEBUG=1 $(BIN)/python manage.py start --prepare-only
	@PORT=$(PORT) DEBUG=1 $(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

setup: $(VENV)/dev.done

test: $(VENV)/dev.done
	@$(BIN)/python -m pytest -n 2 -q

# The properties with examples that nobody has seen yet.
hunt: $(VENV)/dev.done
	@HYPOTHESIS_PROFILE=hunt $(BIN)/python -m pytest -n 2 -q tests/ranking

lint: $(VENV)/dev.done
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djade --target-version 5.2 --check $$(find templates -name '*.html')

types: $(VENV)/dev.done
	@$(BIN)/mypy
	@$(BIN)/mypy --strict ranking

format: $(VENV)/dev.done
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $$(find templates -name '*.html')

# Needs GNU gettext. Both files of a language are committed, so that nothing else needs it.
messages: $(VENV)/dev.done
	@$(BIN)/python manage.py makemessages $(LOCALES) --no-location --no-wrap --no-obsolete $(UNSPOKEN)
	@$(BIN)/python manage.py compilemessages $(LOCALES) --ignore $(VENV)
LOCALES := $(foreach folder,$(wildcard locale/*),--locale $(notdir $(folder)))
UNSPOKEN := $(foreach folder,$(VENV) build var bench tests tools,--ignore $(folder))

# Short as it is; SIZE=1000000 measures that many rankings too, and DATABASE_URL a PostgreSQL server.
bench: $(VENV)/dev.done
	@$(BIN)/python -m bench $(SIZE)

# Needs uv. The locks name versions and hashes, and no place to get them from.
LOCK := uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --quiet
lock:
	$(LOCK) --python-version 3.11 --constraint requirements/lts.in --output-file requirements/base.txt
	$(LOCK) --python-version 3.11 --constraint requirements/lts.in --extra dev --output-file requirements/dev.txt
	$(LOCK) --python-version 3.13 --extra dev --output-file requirements/next.txt

clean:
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache

$(VENV)/base.done: requirements/base.txt
	@tools/setup "$(PYTHON)" $(VENV) requirements/base.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt
	@tools/setup "$(PYTHON)" $(VENV) requirements/dev.txt
	@touch $@ $(VENV)/base.done
