#include "actions/rubbish_testing.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/random.h"
#include "base/text.h"
#include "model/act_sample.h"

enum {
    SPOILS_MAX = 4,     /* of one text */
    REPEATS_MAX = 3000, /* of a word that is lengthened */
    ROUND_SECONDS =
        20, /* of one text, played and checked; more is a text that costs too much */
    SECONDS_SUGGESTED = 2 /* of each test; LIANXI_RUBBISH_SECONDS says another number */
};

/* ---- spoiling --------------------------------------------------------------- */

typedef struct Spoiling {
    Arena *arena;
    Random *random;
    Bytes text;
} Spoiling;

static size_t any(Spoiling *s, size_t bound)
{
    return (size_t)random_below(s->random, bound == 0 ? 1 : bound);
}

static void put(Spoiling *s, size_t at, size_t removed, Bytes added)
{
    Buf buf;
    buf_init(&buf, s->arena);
    buf_add(&buf, s->text.data, at);
    buf_add(&buf, added.data, added.count);
    buf_add(&buf, s->text.data + at + removed, s->text.count - at - removed);
    s->text = buf_bytes(&buf);
}

/* A whole line with its line feed. */
static Bytes any_line(Spoiling *s, size_t *at)
{
    size_t begin = any(s, s->text.count), end = begin;
    while (begin > 0 && s->text.data[begin - 1] != '\n')
        begin--;
    while (end < s->text.count && s->text.data[end] != '\n')
        end++;
    end += end < s->text.count;
    *at = begin;
    return (Bytes){ s->text.data + begin, end - begin };
}

static Bytes any_word(Spoiling *s, size_t *at)
{
    size_t begin = any(s, s->text.count), end = begin;
    while (begin > 0 && !isspace(s->text.data[begin - 1]))
        begin--;
    while (end < s->text.count && !isspace(s->text.data[end]))
        end++;
    *at = begin;
    return (Bytes){ s->text.data + begin, end - begin };
}

static void flip(Spoiling *s)
{
    size_t at = any(s, s->text.count);
    uint8_t byte = s->text.data[at] ^ (uint8_t)(1u << any(s, 8));
    put(s, at, 1, (Bytes){ &byte, 1 });
}

static void strange(Spoiling *s)
{
    static const char *const tokens[] = { "\xff",
                                          "\t",
                                          "@",
                                          "@/etc/hostname",
                                          "->",
                                          "!",
                                          "? needs reason",
                                          "\xef\xbb\xbf",
                                          "9223372036854775807",
                                          "-1",
                                          "99999999999999999999999",
                                          "P1/P2/P3",
                                          "2025-02-30",
                                          "&a *a",
                                          "{[}]",
                                          "\xf0\x9f\x98\x80",
                                          "\xe2\x80\xae",
                                          "```",
                                          "- - - -",
                                          "\r" };
    const char *token = tokens[any(s, sizeof tokens / sizeof *tokens)];
    put(s, any(s, s->text.count), 0, bytes_of_text(token));
}

static void nothing_at_all(Spoiling *s)
{
    static const uint8_t nul = 0;
    put(s, any(s, s->text.count), 1, (Bytes){ &nul, 1 });
}

static void drop_line(Spoiling *s)
{
    size_t at;
    Bytes line = any_line(s, &at);
    put(s, at, line.count, (Bytes){ 0 });
}

static void move_line(Spoiling *s)
{
    size_t at, to;
    Bytes line = any_line(s, &at);
    put(s, at, line.count, (Bytes){ 0 });
    (void)any_line(s, &to);
    put(s, to, 0, line);
}

static void double_line(Spoiling *s)
{
    size_t at, to;
    Bytes line = any_line(s, &at);
    (void)any_line(s, &to);
    put(s, to, 0, line);
}

/* A line again and again is as many steps, each with its own cost. */
static void lengthen(Spoiling *s)
{
    size_t at;
    Buf buf;
    bool is_word = any(s, 2) == 0;
    Bytes piece = is_word ? any_word(s, &at) : any_line(s, &at);
    size_t times = 2 + any(s, is_word && any(s, 4) == 0 ? REPEATS_MAX : 20);
    buf_init(&buf, s->arena);
    for (size_t i = 0; i < times; i++)
        buf_add(&buf, piece.data, piece.count);
    put(s, at, piece.count, buf_bytes(&buf));
}

static void change_word(Spoiling *s)
{
    size_t at, unused;
    Bytes other = any_word(s, &unused);
    Bytes word = any_word(s, &at);
    put(s, at, word.count, other);
}

static void cut_off(Spoiling *s)
{
    s->text.count = any(s, s->text.count);
}

static Bytes spoilt(Arena *arena, Random *random, Bytes text)
{
    static void (*const ways[])(Spoiling *) = { flip,      flip,          strange,
                                                drop_line, move_line,     double_line,
                                                lengthen,  change_word,   change_word,
                                                cut_off,   nothing_at_all };
    Spoiling s = { .arena = arena, .random = random, .text = text };
    size_t times = 1 + any(&s, SPOILS_MAX);
    for (size_t i = 0; i < times && s.text.count > 0; i++)
        ways[any(&s, sizeof ways / sizeof *ways)](&s);
    return s.text;
}

/* ---- rounds ----------------------------------------------------------------- */

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t rounds_ms(void)
{
    const char *given = getenv("LIANXI_RUBBISH_SECONDS");
    int64_t seconds = SECONDS_SUGGESTED;
    if (given == NULL || !text_int(given, &seconds))
        seconds = SECONDS_SUGGESTED;
    return seconds * 1000;
}

bool rubbish_fits(bool fine, uint64_t round, const char *what)
{
    return test_check(fine, __FILE__, __LINE__,
                      arena_printf(test_op()->arena, "LIANXI_SEED=%llu, round %llu: %s",
                                   (unsigned long long)test_seed(), (unsigned long long)round,
                                   what));
}

void rubbish_rounds(Bytes text, RubbishCheck check, void *state)
{
    int64_t until = now_ms() + rounds_ms();
    uint64_t round = 0;
    for (bool fine = true; fine && now_ms() < until; round++) {
        ARENA_SCOPE(scratch);
        Op op = { .arena = scratch };
        Random random = random_seeded(test_seed() + round);
        int64_t from = now_ms();
        fine = check(&op, state, spoilt(scratch, &random, text), round) &&
               rubbish_fits(now_ms() - from < ROUND_SECONDS * 1000, round, "takes too long");
    }
    CHECK(round > 0);
    if (getenv("LIANXI_RUBBISH_SECONDS") != NULL)
        printf("%llu texts\n", (unsigned long long)round);
}
