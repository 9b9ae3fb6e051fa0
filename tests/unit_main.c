/* The one runner of all unit tests: lianxi-tests [--match TEXT] [--list]. */
#include <stdio.h>
#include <string.h>

#include "base/test.h"

static Test *tests;
static size_t failures_in_test;
static Op op;

void test_register(Test *test)
{
    test->next = tests;
    tests = test;
}

Op *test_op(void)
{
    return &op;
}

bool test_check(bool fine, const char *file, int line, const char *what)
{
    if (!fine) {
        failures_in_test++;
        printf("    %s:%d: not so: %s\n", file, line, what);
    }
    return fine;
}

bool test_check_text(const char *is, const char *should, const char *file, int line,
                     const char *what)
{
    bool fine = is == should || (is != NULL && should != NULL && strcmp(is, should) == 0);
    if (!fine) {
        failures_in_test++;
        printf("    %s:%d: %s\n      is     %s\n      should %s\n", file, line, what,
               is != NULL ? is : "(null)", should != NULL ? should : "(null)");
    }
    return fine;
}

bool test_check_int(long long is, long long should, const char *file, int line,
                    const char *what)
{
    if (is != should) {
        failures_in_test++;
        printf("    %s:%d: %s is %lld, should be %lld\n", file, line, what, is, should);
    }
    return is == should;
}

bool test_check_ok(Status status, const char *file, int line, const char *what)
{
    if (status != OK) {
        failures_in_test++;
        printf("    %s:%d: %s failed: %s\n", file, line, what,
               op.error.detail != NULL ? op.error.detail : "(no detail)");
    }
    return status == OK;
}

static bool test_run(const Test *test)
{
    failures_in_test = 0;
    op = (Op){ .arena = arena_new() };
    test->run();
    arena_free(op.arena);
    if (failures_in_test > 0)
        printf("FAILED %s (%s)\n", test->name, test->file);
    fflush(stdout);
    return failures_in_test == 0;
}

int main(int argc, char **argv)
{
    const char *match = argc == 3 && strcmp(argv[1], "--match") == 0 ? argv[2] : NULL;
    bool list = argc == 2 && strcmp(argv[1], "--list") == 0;
    size_t passed = 0, failed = 0;
    for (const Test *test = tests; test != NULL; test = test->next) {
        if (match != NULL && strstr(test->name, match) == NULL &&
            strstr(test->file, match) == NULL)
            continue;
        if (list)
            printf("%s\n", test->name);
        else if (test_run(test))
            passed++;
        else
            failed++;
    }
    if (!list)
        printf("%zu passed, %zu failed\n", passed, failed);
    return failed > 0 || (!list && passed == 0);
}
