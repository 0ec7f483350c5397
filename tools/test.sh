#!/usr/bin/env bash
# All checks of CI, each named on the screen; a failed one does not hide the next. Ends with the
# summary line of each and `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH=$PWD/.venv/bin:$PATH
build=$1
. tools/steps.sh

cpp_files() { find sim models python tests bench web/engine -name '*.[ch]pp' 2>/dev/null; }
layout_of_cpp() { cpp_files | xargs clang-format --dry-run --Werror; }
layout_of_python() { ruff check --quiet && ruff format --check --quiet; }
stripped_notebooks() { find notebooks -name '*.ipynb' -print0 | xargs -0 -r nbstripout --verify; }
gcc_tests() {
    cmake --build "$build" --target muster_tests muster_bench &&
        ctest --test-dir "$build" --output-on-failure -j "$(nproc)"
}
clang_tests() {
    cmake --preset clang -DMUSTER_BENCH=OFF && cmake --build --preset clang &&
        ctest --preset clang -j "$(nproc)"
}

# The same worlds natively and in the browser's engine, bit by bit.
engine_tests() {
    cmake --build "$build" --target muster_record && node --test --test-reporter=tap tests/web/*.test.mjs
}
in_web() { (cd web && NO_COLOR=1 npm run --silent "$@"); }

# The notebooks run among the tests; here their links are checked.
site() { sphinx-build -q -E -a -W --keep-going -c docs -D nb_execution_mode=off . build/site-unexecuted; }

step "C++ layout, clang-format" layout_of_cpp
step "Python lint, ruff" layout_of_python
step "spelling, codespell" codespell
step "bare notebooks, nbstripout" stripped_notebooks
step "workshop page, Emscripten" tools/page.sh
step "page layout and types, Biome" in_web check
step "page, unit tests, Vitest" in_web test
step "Python package, GCC" make --no-print-directory installed
step "model document" python tools/model_document.py --check
step "C++ tests, GCC" gcc_tests
step "C++ tests, Clang" clang_tests
step "engine in WebAssembly, Node" engine_tests
step "page in Chromium, Playwright" in_web test:page
step "Python tests, notebooks, docs" pytest -n "$(nproc)" --pyargs muster tests/python notebooks docs
step "site, Sphinx" site
step "theory, its page" pytest tests/verification
step "independent twin" pytest -n "$(nproc)" tests/twin

summarize
