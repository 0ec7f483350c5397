# Sourced by test.sh and nightly.sh: named checks, of which a failed one does not hide the next.
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
    counts=$(grep -E "$summary_line" "$log" | tail -1)
    count "$counts" "$status"
    summaries+=("$(printf '%-28s %-7s %4d s  %s' "$name" "$status" $((SECONDS - began)) "$counts")")
}

# What ctest, pytest, GoogleTest, Vitest, Node, Playwright, gcovr, coverage.py and mutants.py say in
# the end.
summary_line='^[0-9]+% tests passed|^=+ .*(passed|failed|error).* in |^\[  PASSED  \]'
summary_line+='|^ +Tests  .*(passed|failed)|^# pass [0-9]+|^ +[0-9]+ passed \(|^lines: |^TOTAL |^mutants all: '

# Reads ctest's "90% tests passed, 1 tests failed out of 10", Node's "# pass 9", or what others say:
# "1 failed, 9 passed in 2s" (pytest), "1 failed | 9 passed (10)" (Vitest), "9 passed (2s)" (Playwright).
count() {
    local bad=0 good=0 n
    if [[ $1 =~ ([0-9]+)\ tests\ failed\ out\ of\ ([0-9]+) ]]; then
        bad=${BASH_REMATCH[1]} good=$((BASH_REMATCH[2] - BASH_REMATCH[1]))
    elif [[ $1 =~ pass\ ([0-9]+) ]]; then
        good=${BASH_REMATCH[1]}
    elif [[ $1 =~ ([0-9]+)\ passed || $1 == =* ]]; then
        for n in $(grep -oE '[0-9]+ (failed|error)' <<<"$1" | grep -oE '[0-9]+'); do bad=$((bad + n)); done
        [[ $1 =~ ([0-9]+)\ passed ]] && good=${BASH_REMATCH[1]}
    elif [[ $1 =~ PASSED.*\ ([0-9]+)\ test ]]; then
        good=${BASH_REMATCH[1]}
    elif [[ $2 == ok ]]; then
        good=1
    fi
    [[ $2 == ok || $bad -gt 0 ]] || bad=1
    passed=$((passed + good)) failed=$((failed + bad))
}

# The summary line of each, and `N passed, N failed`: single tests where a runner counts, else steps.
summarize() {
    echo
    printf '%s\n' "${summaries[@]}"
    echo "$passed passed, $failed failed"
    [[ $failed -eq 0 ]]
}
