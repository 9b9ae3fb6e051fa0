/* lianxi-bench acts|ledger FOLDER COUNT
 * lianxi-bench minutes COUNT
 * lianxi-bench minutes-pdf|minutes-docx FILE */
#include "bench.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

static double seconds_of(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double clock_seconds(void)
{
    return seconds_of(CLOCK_MONOTONIC);
}

double work_seconds(void)
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

void show(const char *name, double value)
{
    printf("%s %.9g\n", name, value);
    fflush(stdout);
}

static Status run(Op *op, int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    int64_t count = 0;
    bool counts = argc > 2 && text_int(argv[argc - 1], &count) && count > 0;
    if (argc == 4 && counts && strcmp(what, "acts") == 0)
        return bench_acts(op, argv[2], (size_t)count);
    if (argc == 4 && counts && strcmp(what, "ledger") == 0)
        return bench_ledger(op, argv[2], (size_t)count);
    if (argc == 3 && counts && strcmp(what, "minutes") == 0)
        return bench_minutes(op, (size_t)count);
    if (argc == 3 && strcmp(what, "minutes-pdf") == 0)
        return bench_minutes_write(op, argv[2], false);
    if (argc == 3 && strcmp(what, "minutes-docx") == 0)
        return bench_minutes_write(op, argv[2], true);
    return op_broken(op, INVALID, "usage: the comment at the top of tests/bench/bench.c");
}

int main(int argc, char **argv)
{
    ARENA_SCOPE(arena);
    Op op = { .arena = arena };
    if (run(&op, argc, argv) == OK)
        return 0;
    fprintf(stderr, "lianxi-bench: %s (%s)\n", op.error.detail, op_told(&op));
    return 3;
}
