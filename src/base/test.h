/* Unit tests: named as sentences, registered by themselves, checks go on.
 *
 *     TEST(a_day_is_parsed_only_in_its_one_form)
 *     {
 *         Day day;
 *         CHECK(!day_parse("2024-6-14", &day));
 *     }
 *
 * A test has an `op` of its own (test_op()), made new for each test. Only
 * files named *_test.c include this header.
 */
#ifndef BASE_TEST_H
#define BASE_TEST_H

#include <stdbool.h>

#include "base/op.h"

typedef struct Test {
    const char *name;
    const char *file;
    void (*run)(void);
    struct Test *next;
} Test;

void test_register(Test *test);
Op *test_op(void);
bool test_check(bool fine, const char *file, int line, const char *what);
bool test_check_text(const char *is, const char *should, const char *file, int line,
                     const char *what);
bool test_check_int(long long is, long long should, const char *file, int line,
                    const char *what);
bool test_check_ok(Status status, const char *file, int line, const char *what);

#define TEST(test_name)                                                                        \
    static void test_name(void);                                                               \
    __attribute__((constructor)) static void test_name##_register(void)                        \
    {                                                                                          \
        static Test test = { #test_name, __FILE__, test_name, 0 };                             \
        test_register(&test);                                                                  \
    }                                                                                          \
    static void test_name(void)

#define CHECK(fine) test_check((fine), __FILE__, __LINE__, #fine)
#define CHECK_TEXT(is, should) test_check_text((is), (should), __FILE__, __LINE__, #is)
#define CHECK_INT(is, should)                                                                  \
    test_check_int((long long)(is), (long long)(should), __FILE__, __LINE__, #is)
/* Leaves the test when a call it depends on fails; says why. */
#define NEED_OK(call)                                                                          \
    do {                                                                                       \
        if (!test_check_ok((call), __FILE__, __LINE__, #call))                                 \
            return;                                                                            \
    } while (0)
#define NEED(fine)                                                                             \
    do {                                                                                       \
        if (!test_check((fine), __FILE__, __LINE__, #fine))                                    \
            return;                                                                            \
    } while (0)

#endif
