# Every verb of this repository. They need Python 3.11 to 3.14, make, and a package index that pip can reach.
#
# Recipes are plain sh and this file keeps to GNU make 3.81, which is what macOS has.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet
BENCHES := turn append actors sessions compression floor isolation slope users long-text arrival rls-tax fused-turn http-tax ingest \
    stale consolidate replay embedder graph facts hot
# These read conversations that are not part of the repository: CONTINUO_BENCH_DATA names their folder.
DATA_BENCHES := retrieval ranker compacting extraction entities moments
LONG_BENCHES := sweep
BENCH_VERBS := $(addprefix bench-,$(BENCHES) $(DATA_BENCHES) $(LONG_BENCHES))
# Two processes, a file of tests each at a time, in their order: the slow ones come first, and neither waits long at the end.
SIDE_BY_SIDE := -n 2 --dist loadfile --no-loadscope-reorder
PROJECTS := . $(patsubst %/pyproject.toml,./%,$(wildcard clients/python/pyproject.toml))
MIGRATIONS := src/continuo/adapters/postgres/migrations
DRIFT_CHECK := $(wildcard clients/python/generate.py)

# A path set for another Python leads this one to other packages than the locked ones.
unexport PYTHONPATH
unexport PYTHONHOME

.PHONY: help
help: ## list these verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  benchmarks: $(BENCH_VERBS)"

# The newest Python is not the first choice: wheels for it come late.
$(PYTHON):
	@found=; \
	for name in python3.13 python3.12 python3.11 python3 python3.14; do \
	    if "$$name" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
	        2>/dev/null; then found="$$name"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "continuo needs Python 3.11 to 3.14 with its venv module; none was found on the PATH." >&2; \
	    echo "Debian and Ubuntu: apt-get install python3-venv.  macOS: brew install python@3.13" >&2; \
	    exit 1; \
	fi; \
	echo "making .venv with $$($$found --version)"; \
	"$$found" -m venv --clear .venv

# What is installed is noted within .venv, so that both go together. What develops contains what runs.
.venv/installed-run: requirements/run.txt pyproject.toml $(wildcard clients/python/pyproject.toml) | $(PYTHON)
	@echo "installing the locked packages that continuo runs on into .venv; this takes a minute or two"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation $(addprefix -e ,$(PROJECTS))
	@touch $@

.venv/installed-dev: requirements/dev.txt pyproject.toml $(wildcard clients/python/pyproject.toml) | $(PYTHON)
	@echo "installing the locked packages that continuo is developed with into .venv; this takes a minute or two"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation $(addprefix -e ,$(PROJECTS))
	@touch .venv/installed-run $@

.PHONY: setup
setup: .venv/installed-dev ## prepare .venv with everything that check, test and bench need

.PHONY: up
up: .venv/installed-run ## remember a sample conversation, ask it three questions, then serve on port 8420
	@.venv/bin/continuo up --demo

.PHONY: demo
demo: .venv/installed-run ## the same without serving: print the answers and end
	@.venv/bin/continuo demo

.PHONY: check
check: setup ## format, lint, types, import contracts, generated files, unit and house tests; at most 60 s
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports --no-logo
	@$(if $(DRIFT_CHECK),$(PYTHON) $(DRIFT_CHECK) --check)
	@$(PYTHON) -m pytest -q tests/unit tests/house

.PHONY: test
test: setup ## all five shelves of tests, with a database and an embedder of their own; at most 15 minutes
	@$(PYTHON) -m pytest $(SIDE_BY_SIDE)

.PHONY: test-release
test-release: setup ## the same and the long runs that come before a release
	@$(PYTHON) -m pytest -m '' $(SIDE_BY_SIDE)

.PHONY: format
format: setup ## put the code into the house's form
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format .

.PHONY: generate
generate: setup ## write anew what is made from the code: reference pages, the synchronous client
	@$(PYTHON) docs/generate.py
	@$(if $(DRIFT_CHECK),$(PYTHON) $(DRIFT_CHECK))

.PHONY: bench
bench: $(addprefix bench-,$(BENCHES) $(if $(CONTINUO_BENCH_DATA),$(DATA_BENCHES))) ## every benchmark but the sweep, one after the other; bench-NAME runs one

.PHONY: $(BENCH_VERBS)
$(BENCH_VERBS): bench-%: setup
	@$(PYTHON) -m bench.$(subst -,_,$*)

.venv/installed-plots: requirements/plots.txt .venv/installed-dev
	@$(PIP) install --require-hashes -r requirements/plots.txt
	@touch $@

.PHONY: bench-plots
bench-plots: .venv/installed-plots ## draw what the benchmarks found, from bench/results alone, into docs/figures
	@$(PYTHON) -m bench.plots

# Nothing younger than a week: a poisoned release is mostly found within days.
.PHONY: lock
lock: $(PYTHON) ## pin the dependencies anew, with hashes; needs uv
	@command -v uv >/dev/null || { echo "make lock needs uv on the PATH: pip install uv" >&2; exit 1; }
	@week_ago=$$($(PYTHON) -c 'from datetime import UTC, datetime, timedelta; print((datetime.now(UTC) - timedelta(7)).strftime("%Y-%m-%dT00:00:00Z"))'); \
	for pair in build:run dev:dev fit:fit; do \
	    uv pip compile pyproject.toml --group "$${pair%:*}" --universal --python-version 3.11 --generate-hashes \
	        --no-emit-index-url --no-header --quiet --exclude-newer "$$week_ago" \
	        --upgrade -o "requirements/$${pair#*:}.txt" || exit 1; \
	done; \
	uv pip compile --group pyproject.toml:plots --constraint requirements/dev.txt --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-header --quiet --exclude-newer "$$week_ago" --upgrade \
	    -o requirements/plots.txt

.PHONY: migration
migration: ## begin the next migration: make migration NAME=fact_add_purpose
	@case "$(NAME)" in "" | *[!a-z0-9_]*) \
	    echo "say what it changes in small letters: make migration NAME=fact_add_purpose" >&2; exit 1;; esac; \
	last=$$(ls $(MIGRATIONS) | sed -n 's/^\([0-9][0-9][0-9][0-9]\)_.*\.sql$$/\1/p' | sort | tail -n 1); \
	file=$(MIGRATIONS)/$$(printf '%04d' "$$(expr "$${last:-0}" + 1)")_$(NAME).sql; \
	printf '%s\n' '-- What changes, and why. One change; old and new workers run together while it lasts.' >"$$file"; \
	echo "$$file"

.PHONY: clean
clean: ## remove .venv and whatever was built or cached here; memories are kept elsewhere and stay
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
