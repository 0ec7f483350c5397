#!/usr/bin/env bash
# All checks of CI, each named on the screen; a failed one does not hide the next. Ends with the
# summary line of each and `N passed, N failed`: single tests where a runner counts them, else steps.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH=$PWD/.venv/bin:$PATH
build=$1
logs=build/test-logs
mkdir -p "$logs"
passed=0 failed=0 summaries=()

# step NAME COMMAND…: runs it, keeps its output in a log, counts its tests.
step() {
    local name=$1 log status=ok counts began=$SECONDS
    shift
    log=$logs/${name//[^A-Za-z+]/-}.log
    echo "=== $name"
    "$@" 2>&1 | tee "$log" || status=FAILED
    counts=$(grep -E '^[0-9]+% tests passed|^=+ .*(passed|failed|error).* in ' "$log" | tail -1)
    count "$counts" "$status"
    summaries+=("$(printf '%-28s %-7s %4d s  %s' "$name" "$status" $((SECONDS - began)) "$counts")")
}

# Reads ctest's "90% tests passed, 1 tests failed out of 10" or pytest's "1 failed, 9 passed in 2s".
count() {
    local bad=0 good=0 n
    if [[ $1 =~ ([0-9]+)\ tests\ failed\ out\ of\ ([0-9]+) ]]; then
        bad=${BASH_REMATCH[1]} good=$((BASH_REMATCH[2] - BASH_REMATCH[1]))
    elif [[ -n $1 ]]; then
        for n in $(grep -oE '[0-9]+ (failed|error)' <<<"$1" | grep -oE '[0-9]+'); do bad=$((bad + n)); done
        [[ $1 =~ ([0-9]+)\ passed ]] && good=${BASH_REMATCH[1]}
    elif [[ $2 == ok ]]; then
        good=1
    fi
    [[ $2 == ok || $bad -gt 0 ]] || bad=1
    passed=$((passed + good)) failed=$((failed + bad))
}

cpp_files() { find sim models python tests bench -name '*.[ch]pp' 2>/dev/null; }
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

step "C++ layout, clang-format" layout_of_cpp
step "Python lint, ruff" layout_of_python
step "spelling, codespell" codespell
step "bare notebooks, nbstripout" stripped_notebooks
step "Python package, GCC" make --no-print-directory installed
step "model document" python tools/model_document.py --check
step "C++ tests, GCC" gcc_tests
step "C++ tests, Clang" clang_tests
step "Python tests, notebooks" pytest --pyargs muster tests/python notebooks
step "theory, its page" pytest tests/verification

echo
printf '%s\n' "${summaries[@]}"
echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
