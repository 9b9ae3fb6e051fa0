# The parts of a test run: each is run, shown, counted and summed. To be
# sourced by bash; run nothing before parts_begin.
#
#     parts_begin FOLDER             logs go there
#     part NAME COMMAND…             passed when COMMAND leaves with 0
#     part_counting NAME COMMAND…    COMMAND's last line is `N passed, N failed`
#     parts_finish                   prints the sum; fails when anything failed
#
# A counting part that prints no count line, counts nothing, fails without counting a
# failure, or takes longer than PART_SECONDS counts as one failure. Every part is run,
# whatever became of those before it; its whole output is shown.

PART_SECONDS=${PART_SECONDS:-900}

parts_begin() {
    PARTS_FOLDER=$1
    PARTS_PASSED=0
    PARTS_FAILED=0
    PARTS_LINES=()
    mkdir -p "$PARTS_FOLDER"
}

# Runs COMMAND, shows its output and keeps it; leaves its status in PART_STATUS.
part_run() {
    local name=$1
    shift
    PART_LOG=$PARTS_FOLDER/${name//[^a-zA-Z0-9._-]/-}.log
    PART_FROM=$SECONDS
    echo
    echo "== $name"
    timeout --kill-after=10 "$PART_SECONDS" "$@" </dev/null 2>&1 | tee "$PART_LOG"
    PART_STATUS=${PIPESTATUS[0]}
    if [ "$PART_STATUS" = 124 ] || [ "$PART_STATUS" = 137 ]; then
        echo "$name: stopped after $PART_SECONDS seconds, or killed"
    fi
}

# Adds a part's counts to the sum and to the table.
part_add() {
    local name=$1 passed=$2 failed=$3 note=$4
    PARTS_PASSED=$((PARTS_PASSED + passed))
    PARTS_FAILED=$((PARTS_FAILED + failed))
    [ "$failed" = 0 ] || name="FAILED $name"
    PARTS_LINES+=("$(printf '%6d passed %4d failed %5d s  %s%s' \
        "$passed" "$failed" $((SECONDS - PART_FROM)) "$name" "${note:+: $note}")")
    [ -z "$note" ] || echo "$1: $note"
}

part() {
    part_run "$@"
    if [ "$PART_STATUS" = 0 ]; then
        part_add "$1" 1 0 ""
    else
        part_add "$1" 0 1 "left with status $PART_STATUS"
        return 1
    fi
}

part_counting() {
    part_run "$@"
    local last passed failed
    last=$(grep -v '^[[:space:]]*$' "$PART_LOG" | tail -n 1)
    if [[ ! $last =~ ^([0-9]{1,9})\ passed,\ ([0-9]{1,9})\ failed$ ]]; then
        part_add "$1" 0 1 "its last line is no count (status $PART_STATUS)"
        return 1
    fi
    passed=$((10#${BASH_REMATCH[1]}))
    failed=$((10#${BASH_REMATCH[2]}))
    if [ "$failed" = 0 ] && [ "$PART_STATUS" != 0 ]; then
        part_add "$1" "$passed" 1 "counts no failure but left with status $PART_STATUS"
    elif [ "$failed" = 0 ] && [ "$passed" = 0 ]; then
        part_add "$1" 0 1 "tested nothing"
    else
        part_add "$1" "$passed" "$failed" ""
    fi
    [ "$failed" = 0 ] && [ "$PART_STATUS" = 0 ] && [ "$passed" != 0 ]
}

# A part that can't be run since another failed.
part_impossible() {
    PART_FROM=$SECONDS
    echo
    echo "== $1"
    part_add "$1" 0 1 "not run: $2"
}

parts_finish() {
    echo
    echo "== all parts"
    printf '%s\n' "${PARTS_LINES[@]}"
    echo
    echo "$PARTS_PASSED passed, $PARTS_FAILED failed"
    [ "$PARTS_FAILED" = 0 ] && [ "$PARTS_PASSED" != 0 ]
}
