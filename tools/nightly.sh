#!/usr/bin/env bash
# What takes too long for every commit: the C++ tests under sanitizers, coverage, planted bugs.
# Ends with a summary line of each.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH=$PWD/.venv/bin:$PATH
. tools/steps.sh

# Long loops on one thread, for statistics: under the thread sanitizer they take most of the time
# and tell it nothing, and the other sanitizers see them.
one_thread='Matching.orders_queue_*:Rumor.*_untouched*:Kernel.*:Awareness.*_bass_*:Design.dense_*'
one_thread+=':Engagement.two_scenarios_*:Engagement.one_person_*:Engagement.a_random_crowd_*'
one_thread+=':Norms.*_at_its_rate:Demand.*_talked_about_*:Day.every_parameter_may_*'

sanitized() {  # PRESET [TESTS]
    cmake --preset "$1" -DMUSTER_BENCH=OFF && cmake --build --preset "$1" &&
        "build/$1/muster_tests" --gtest_brief=1 --gtest_filter="${2:-*}"
}
cpp_coverage() {
    cmake --preset coverage -DMUSTER_BENCH=OFF && cmake --build --preset coverage &&
        find build/coverage -name '*.gcda' -delete &&
        build/coverage/muster_tests --gtest_brief=1 &&
        gcovr --root . --filter 'sim/|models/' --exclude-throw-branches --gcov-suspicious-hits-threshold 0 \
            --sort uncovered-number --txt --print-summary build/coverage
}
python_coverage() {
    pytest --cov=muster --cov-report=term-missing --pyargs muster tests/python
}

step "address, undefined behavior" sanitized dev
step "threads" sanitized thread "-$one_thread"
step "coverage of C++" cpp_coverage
step "coverage of Python" python_coverage
step "planted bugs" tools/mutants.py sample --anew
step "bugs that verification names" tools/mutants.py verification

summarize
