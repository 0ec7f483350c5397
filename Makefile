# A thin front: what each target does could be typed by hand. Needs Debian 12 and nothing else.
.DEFAULT_GOAL := help
.PHONY: help run test nightly bench page workshop docs site format clean setup installed
SHELL := /bin/bash

# One release tree, shared by the Python package, the C++ tests and the benchmarks.
build := build/release
# Stamp of the installed package: a new commit, or any change below, installs again.
describe := git describe --always --dirty 2>/dev/null
installed := .venv/installed-$(shell $(describe))
# The workshop page is installed with the package where it is built.
sources := CMakeLists.txt $(wildcard build/web/page/index.html) pyproject.toml README.md tools/revision.cmake \
    $(shell find sim models python scenarios -not -name '*.pyc' -not -name '__pycache__' 2>/dev/null)

help: ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

run: $(installed) ## simulate spring 2020 in France; results, picture and report in results/
	@mkdir -p results
	.venv/bin/muster run france-2020 --replicates 20 --seed 1 -o results/france-2020.nc
	.venv/bin/muster report results/france-2020.nc

test: ## everything that CI does: formats, C++ tests with two compilers, Python tests, notebooks
	@tools/setup.sh test
	@tools/test.sh $(build)

nightly: ## hours of checks of the tests themselves: sanitizers, coverage, planted bugs
	@tools/setup.sh nightly
	@$(MAKE) --no-print-directory installed
	@tools/nightly.sh

bench: $(installed) ## speed: nanoseconds a person-day
	cmake --build $(build) --target muster_bench
	$(build)/muster_bench

page: ## the workshop page, with the engine in WebAssembly, as one file: build/web/page/index.html
	@tools/setup.sh web
	@tools/page.sh

workshop: page ## build the workshop page and open it in the browser
	@$(MAKE) --no-print-directory installed
	.venv/bin/muster workshop

docs: $(installed) ## write into docs/model.md what the code states, into docs/verification.md what it reproduces
	.venv/bin/python tools/model_document.py
	.venv/bin/python tools/verification.py

site: $(installed) ## the documentation as a web site in build/site, with all notebooks executed
	@tools/setup.sh test
	.venv/bin/sphinx-build -q -E -a -W --keep-going -c docs . build/site
	@echo build/site/docs/index.html

format: ## let the tools put the sources in form
	@tools/setup.sh test
	.venv/bin/clang-format -i $$(find sim models python tests bench web/engine -name '*.[ch]pp')
	.venv/bin/ruff check --fix
	.venv/bin/ruff format
	.venv/bin/nbstripout notebooks/*.ipynb
	cd web && PATH=$(CURDIR)/.venv/bin:$$PATH npm run --silent format

clean: ## forget builds, .venv and results
	rm -rf build .venv results

installed: $(installed)

setup:
	@tools/setup.sh run

$(installed): $(sources) | setup
	@echo "building the Python package (a minute or two the first time, then seconds)"
	@.venv/bin/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps . \
	    --config-settings=build-dir=$(build) \
	    $(foreach option,CMAKE_COMPILE_WARNING_AS_ERROR MUSTER_NATIVE MUSTER_TESTS MUSTER_BENCH,\
	        --config-settings=cmake.define.$(option)=ON)
	@rm -f .venv/installed-*
	@touch .venv/installed-$$($(describe))
