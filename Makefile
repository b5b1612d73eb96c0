# SPDX-License-Identifier: EUPL-1.2
# Paths are relative: the folder may have any name, with spaces too.
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

# Installs exactly what requirements/ lists. What comes as source is built with the setuptools listed there, which
# warns of every editable installation.
# pip would take a wheel of durable_rules from its cache, built perhaps without what CPPFLAGS adds below.
define install
$(1)/bin/pip cache remove --quiet durable_rules 2>/dev/null || true
$(1)/bin/pip install --quiet --require-hashes --requirement requirements/build.txt
$(1)/bin/pip install --quiet --require-hashes --no-build-isolation --requirement requirements/$(2).txt
PYTHONWARNINGS=ignore $(1)/bin/pip install --quiet --no-deps --no-build-isolation --editable .
endef

COMPILE = build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"
RAISE = $(if $(UPGRADE),--upgrade)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Python 3.13 no longer has the function by the name that durable_rules calls it.
export CPPFLAGS += -DPyEval_CallObject=PyObject_CallObject

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check quick format lint types layers rules cases mutate messages bench pictures clean \
	lock test-lowest test-newest test-spark

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

setup: $(VENV)/.developer ## install the package with everything needed to work on it

demo: $(VENV)/.runtime ## judge the sample convention, end to end
	@$(BIN)/impegni demo

serve: setup build/sample.impegni ## show the sample as pages, in a browser on this machine
	@$(BIN)/impegni serve --archive build/sample.impegni --units samples/basilicata/units.csv --today 2020-02-20

test: setup ## all tests, with the coverage of engine and schema
	$(BIN)/pytest -n $(JOBS) --dist worksteal --cov

check: format lint types layers rules cases mutate test ## everything a change has to pass

quick: format lint types layers rules ## what a step on the way has to pass, in seconds
	$(BIN)/pytest -n $(JOBS) --dist worksteal -q -m "not (browser or office or property or slow)"

format: setup ## is the code formatted?
	$(BIN)/ruff format --check .

lint: setup ## style and common mistakes
	$(BIN)/ruff check .

types: setup build/types/impegni ## mypy --strict
	$(BIN)/mypy --strict

layers: setup build/types/impegni ## who may import whom
	PYTHONPATH=build/types $(BIN)/lint-imports --no-logo --no-cache

rules: setup ## lint the rule definitions
	$(BIN)/impegni rules lint

cases: setup ## run the cases of every rule, and say which situations they prove
	$(BIN)/impegni rules test --coverage

mutate: setup ## do the cases notice each small change of a rule?
	$(BIN)/impegni rules mutate --jobs $(JOBS)

messages: setup ## bring the catalogues of messages in step with the code
	$(BIN)/python locale/messages.py

bench: setup ## measure speed; asserts nothing
	$(BIN)/python benchmarks/run.py

pictures: setup ## take the pictures of the README anew, from the sample
	@mkdir -p docs/pictures
	$(BIN)/python samples/pictures.py

lock: build/lock/bin/uv ## write requirements/ anew; UPGRADE=1 takes the newest versions
	$(PYTHON) -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], sep='\\n')" \
		| $(COMPILE) $(RAISE) --output-file requirements/build.txt -
	$(COMPILE) $(RAISE) --output-file requirements/developer.txt --extra test --extra dev setup.cfg
	$(COMPILE) --output-file requirements/runtime.txt --constraint requirements/developer.txt setup.cfg
	$(COMPILE) --output-file requirements/serve.txt --constraint requirements/developer.txt --extra serve setup.cfg
	$(COMPILE) --output-file requirements/spark.txt --constraint requirements/developer.txt --extra spark setup.cfg
	$(COMPILE) --upgrade --output-file requirements/lowest.txt --resolution lowest-direct --extra test setup.cfg

test-lowest: build/lowest/.created ## the tests with the lowest versions that setup.cfg allows
	$(call install,build/lowest,lowest)
	build/lowest/bin/pytest -n $(JOBS) --dist worksteal

test-newest: build/newest/.created ## the tests with the newest versions there are today
	build/newest/bin/pip install --quiet --upgrade --upgrade-strategy eager --editable '.[test]'
	build/newest/bin/pip install --quiet --upgrade --upgrade-strategy eager --editable .
	build/newest/bin/pytest -n $(JOBS) --dist worksteal

test-spark: setup ## a check on a cluster of processes of this machine; needs Java 17 and some 500 MB
	@command -v java >/dev/null || { echo "Spark needs Java 17 or later (Debian: apt-get install openjdk-17-jre-headless)." >&2; exit 1; }
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/spark.txt
	$(BIN)/pytest -q tests/test_spark.py

clean: ## remove what was built and installed
	rm -rf $(VENV) build impegni.egg-info

build/sample.impegni: $(VENV)/.developer
	@mkdir -p build && rm -f $@
	@$(BIN)/impegni ingest samples/basilicata/monthly --archive $@ --units samples/basilicata/units.csv > build/sample.txt 2>&1

# A package mapped onto the repository's root is found by type checkers and import linters under this link.
build/types/impegni:
	mkdir -p build/types
	ln -sfn ../.. build/types/impegni

%/.created:
	@test -n "$(PYTHON)" || { echo "impegni needs Python 3.11 or later, found as python3.11 or python3." >&2; exit 1; }
	@command -v "$${CC:-gcc}" >/dev/null || { \
		echo "impegni needs a C compiler: durable_rules comes as source. Install gcc (Debian, Ubuntu:" \
			"apt-get install gcc python3-dev; macOS: xcode-select --install), then run make again." >&2; exit 1; }
	$(PYTHON) -m venv $*
	@touch $@

build/lock/bin/uv: build/lock/.created
	build/lock/bin/pip install --quiet 'uv >= 0.13'

$(VENV)/.runtime: $(VENV)/.created setup.cfg pyproject.toml requirements/build.txt requirements/runtime.txt
	$(call install,$(VENV),runtime)
	@touch $@

$(VENV)/.developer: $(VENV)/.created setup.cfg pyproject.toml requirements/build.txt requirements/developer.txt
	$(call install,$(VENV),developer)
	@touch $(VENV)/.runtime $@
