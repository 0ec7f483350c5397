#!/usr/bin/env bash
# What takes too long for every commit: the C++ tests under sanitizers, coverage, planted bugs.
# Ends with a summary line of each.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH=$PWD/.venv/bin:$PATH
. tools/steps.sh

sanitized() {  # PRESET
    cmake --preset "$1" -DMUSTER_BENCH=OFF && cmake --build --preset "$1" &&
        "build/$1/muster_tests" --gtest_brief=1
}
cpp_coverage() {
    cmake --preset coverage -DMUSTER_BENCH=OFF && cmake --build --preset coverage &&
        find build/coverage -name '*.gcda' -delete &&
        build/coverage/muster_tests --gtest_brief=1 &&
        gcovr --root . --filter 'sim/|models/' --exclude-throw-branches --sort uncovered-number \
            --txt --print-summary build/coverage
}
python_coverage() {
    pytest --cov=muster --cov-report=term-missing --pyargs muster tests/python
}

step "address, undefined behavior" sanitized dev
step "threads" sanitized thread
step "coverage of C++" cpp_coverage
step "coverage of Python" python_coverage
step "planted bugs" tools/mutants.py sample --anew
step "bugs that verification names" tools/mutants.py verification

summarize
