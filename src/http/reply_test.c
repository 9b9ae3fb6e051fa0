#include <string.h>
#include <unistd.h>

#include "base/test.h"
#include "base/text.h"
#include "http/http_testing.h"
#include "http/inner.h"

/* An application with a page for each kind of reply. */

typedef struct Kinds {
    Status status; /* of the last helper asked */
    const char *name;
    const char *value;
    int released;
    uint64_t cut_at; /* the pull fails here */
} Kinds;

static bool kinds_begin(void *state, HttpRequest *request, HttpLimits *limits, HttpReply *reply)
{
    (void)state, (void)request, (void)limits, (void)reply;
    return true;
}

static const char LONG_PIECE[] = "0123456789abcdef";

static Status pull_some(void *argument, uint64_t at, void *into, size_t room, size_t *got)
{
    const Kinds *kinds = argument;
    uint64_t end = 1000000;
    *got = 0;
    if (kinds->cut_at != 0 && at >= kinds->cut_at)
        return BROKEN;
    for (size_t i = 0; i < room && at + i < end; i++) {
        ((char *)into)[i] = LONG_PIECE[(at + i) % 16];
        *got = i + 1;
    }
    return OK;
}

static void count_release(void *thing)
{
    (*(int *)thing)++;
}

static void work_twice(Op *op, void *argument)
{
    int *number = argument;
    *number = *number * 2 + (int)strlen(arena_dup(op->arena, ""));
}

static void then_say(void *state, HttpRequest *request, void *argument, HttpReply *reply)
{
    const int *number = argument;
    (void)state;
    http_body(reply, bytes_of_text(arena_printf(request->op->arena, "%d", *number)));
}

static void then_again(void *state, HttpRequest *request, void *argument, HttpReply *reply)
{
    (void)state, (void)reply;
    if (http_later(request, work_twice, argument, then_say) != OK)
        http_plain_page(reply, 503, op_told(request->op));
}

static void work_slowly(Op *op, void *argument)
{
    struct timespec rest = { .tv_nsec = 20 * 1000000L };
    (void)nanosleep(&rest, NULL);
    work_twice(op, argument);
}

static void later(HttpRequest *request, HttpReply *reply)
{
    int *number = ARENA_NEW(request->op->arena, int);
    bool slow = text_same(request->path, "/slow");
    *number = 10;
    if (http_later(request, slow ? work_slowly : work_twice, number,
                   slow ? then_say : then_again) != OK)
        http_plain_page(reply, 503, op_told(request->op));
}

static void kinds_answer(void *state, HttpRequest *request, HttpReply *reply)
{
    Kinds *kinds = state;
    const char *path = request->path;
    if (text_same(path, "/redirect"))
        kinds->status = http_redirect(reply, kinds->value);
    else if (text_same(path, "/set"))
        kinds->status = http_set(reply, kinds->name, kinds->value);
    else if (text_same(path, "/cookie"))
        kinds->status =
            http_cookie(reply, &(HttpCookie){ kinds->name, kinds->value, true, 60 });
    else if (text_same(path, "/attachment"))
        kinds->status = http_attachment(reply, kinds->value);
    else if (text_same(path, "/tag")) {
        http_body(reply, bytes_of_text("whole"));
        (void)http_not_modified(request, reply, "v1");
    } else if (text_same(path, "/pieces")) {
        http_body(reply, bytes_of_text("one "));
        http_body(reply, bytes_of_text("two "));
        http_body(reply, bytes_of_text("three"));
        http_release(reply, count_release, &kinds->released);
    } else if (text_same(path, "/pull"))
        http_pull(reply, 1000000, pull_some, kinds);
    else if (text_same(path, "/chunks"))
        http_pull(reply, HTTP_LENGTH_UNKNOWN, pull_some, kinds);
    else
        later(request, reply);
}

static Status kinds_open(Site *site, Kinds *kinds)
{
    HttpApp app = { .state = kinds, .begin = kinds_begin, .answer = kinds_answer };
    return site_open(test_op(), &app, site);
}

TEST(header_values_that_would_break_the_head_are_refused)
{
    static const char *const wrong[][2] = {
        { "X-A", "a\r\nSet-Cookie: b=c" },
        { "X-A", "a\nb" },
        { "X-A", "a\rb" },
        { "X-A", "" },
        { "X-A", "议" },
        { "X-A", "a\x7f" },
        { "X A", "a" },
        { "X-A:", "a" },
        { "", "a" },
        { "X-A\r\nB", "a" },
    };
    Kinds kinds = { 0 };
    SITE_SCOPE(site);
    NEED_OK(kinds_open(&site, &kinds));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        kinds.name = wrong[i][0];
        kinds.value = wrong[i][1];
        Answer answer = site_get(&site, "/set", "");
        CHECK_INT(kinds.status, BROKEN);
        CHECK(strstr(answer.head, "X-A") == NULL && strstr(answer.head, "Set-Cookie") == NULL);
    }
    kinds.name = "cache-control";
    kinds.value = "public, max-age=31536000, immutable";
    Answer answer = site_get(&site, "/set", "");
    CHECK_INT(kinds.status, OK);
    CHECK_TEXT(answer_header(test_op(), &answer, "Cache-Control"), kinds.value);
    CHECK(strstr(answer.head, "no-store") == NULL);
}

TEST(redirects_stay_on_this_site)
{
    static const char *const wrong[] = { "//evil/", "http://evil/", "/\\evil", "a",
                                         "",        "/a\r\nX: b",   "/议题",   "/a b" };
    Kinds kinds = { 0 };
    SITE_SCOPE(site);
    NEED_OK(kinds_open(&site, &kinds));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        kinds.value = wrong[i];
        Answer answer = site_get(&site, "/redirect", "");
        CHECK_INT(kinds.status, BROKEN);
        CHECK(answer_header(test_op(), &answer, "Location") == NULL);
    }
    kinds.value = "/c/ejin/topics/T1?done=1#a";
    Answer answer = site_get(&site, "/redirect", "");
    CHECK_INT(answer.status, 303);
    CHECK_TEXT(answer_header(test_op(), &answer, "Location"), kinds.value);
}

TEST(cookies_are_for_this_site_only_and_can_be_forgotten)
{
    Kinds kinds = { .name = "__Host-lianxi", .value = "abc" };
    SITE_SCOPE(site);
    NEED_OK(kinds_open(&site, &kinds));
    Answer answer = site_get(&site, "/cookie", "");
    CHECK_TEXT(answer_header(test_op(), &answer, "Set-Cookie"),
               "__Host-lianxi=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
    kinds.value = NULL;
    answer = site_get(&site, "/cookie", "");
    CHECK_TEXT(answer_header(test_op(), &answer, "Set-Cookie"),
               "__Host-lianxi=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
    static const char *const wrong[] = { "a;b", "a b", "a\"b", "a,b", "a\nb", "议" };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        kinds.value = wrong[i];
        (void)site_get(&site, "/cookie", "");
        CHECK_INT(kinds.status, BROKEN);
    }
}

TEST(who_has_the_page_already_gets_304_without_it)
{
    static const struct {
        const char *header;
        int status;
    } cases[] = {
        { "", 200 },
        { "If-None-Match: \"v1\"\r\n", 304 },
        { "If-None-Match: \"v0\", W/\"v1\"\r\n", 304 },
        { "If-None-Match: *\r\n", 304 },
        { "If-None-Match: \"v10\"\r\n", 200 },
        { "If-None-Match: v1\r\n", 200 },
        { "If-None-Match: \"v\", \"1\"\r\n", 200 },
    };
    Kinds kinds = { 0 };
    SITE_SCOPE(site);
    NEED_OK(kinds_open(&site, &kinds));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Answer answer = site_get(&site, "/tag", cases[i].header);
        CHECK_INT(answer.status, cases[i].status);
        CHECK_TEXT(answer_header(test_op(), &answer, "ETag"), "\"v1\"");
        CHECK_INT(answer.body.count, cases[i].status == 200 ? 5 : 0);
    }
}

TEST(a_download_keeps_its_chinese_name)
{
    Kinds kinds = { .value = "会议\"纪要\".pdf" };
    SITE_SCOPE(site);
    NEED_OK(kinds_open(&site, &kinds));
    Answer answer = site_get(&site, "/attachment", "");
    CHECK_TEXT(answer_header(test_op(), &answer, "Content-Disposition"),
               "attachment; filename=\"______________.pdf\"; "
               "filename*=UTF-8''%E4%BC%9A%E8%AE%AE%22%E7%BA%AA%E8%A6%81%22.pdf");
}

TEST(a_body_in_pieces_is_sent_as_one_and_released_once)
{
    Kinds kinds = { 0 };
    SITE_SCOPE(site);
    NEED_OK(kinds_open(&site, &kinds));
    for (int i = 1; i <= 3; i++) {
        Answer answer = site_get(&site, "/pieces", "");
        CHECK_TEXT(answer.text, "one two three");
        for (int n = 0; n < 5; n++)
            site_step(&site, 1);
        CHECK_INT(kinds.released, i);
    }
}

static bool is_whole_pull(const Answer *answer)
{
    bool same = answer->body.count == 1000000;
    for (size_t i = 0; same && i < answer->body.count; i++)
        same = answer->body.data[i] == (uint8_t)LONG_PIECE[i % 16];
    return same;
}

TEST(a_long_body_is_pulled_while_it_is_sent_and_a_broken_one_is_cut_short)
{
    Kinds kinds = { 0 };
    SITE_SCOPE(site);
    NEED_OK(kinds_open(&site, &kinds));
    Answer whole = site_get(&site, "/pull", ""), chunks = site_get(&site, "/chunks", "");
    CHECK(is_whole_pull(&whole));
    CHECK(is_whole_pull(&chunks));
    kinds.cut_at = 500000;
    static const char *const paths[] = { "/pull", "/chunks" };
    for (size_t i = 0; i < 2; i++) {
        TALK_SCOPE(talk, &site);
        CHECK(talk_say(&talk, arena_printf(test_op()->arena,
                                           "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", paths[i])));
        CHECK_INT(talk_hear(&talk).status, 0); /* never a whole answer */
        CHECK(talk.ended);
    }
}

/* ---- later --------------------------------------------------------------------------- */

TEST(work_on_the_worker_is_answered_on_the_loop_also_when_handed_on)
{
    Kinds kinds = { 0 };
    SITE_SCOPE(site);
    NEED_OK(kinds_open(&site, &kinds));
    CHECK_TEXT(site_get(&site, "/later", "").text, "40");
    CHECK_TEXT(site_get(&site, "/slow", "").text, "20");
    TALK_SCOPE(talk, &site);
    for (int i = 0; i < 3; i++)
        CHECK(talk_say(&talk, "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"));
    for (int i = 0; i < 3; i++)
        CHECK_TEXT(talk_hear(&talk).text, "40");
}

TEST(others_are_answered_while_the_worker_works_and_too_many_are_told_to_wait)
{
    enum { MANY = HTTP_LATER_MAX + 3 };
    Kinds kinds = { 0 };
    SITE_SCOPE(site);
    NEED_OK(kinds_open(&site, &kinds));
    Talk *talks = ARENA_ARRAY(test_op()->arena, Talk, MANY);
    for (size_t i = 0; i < MANY; i++) {
        talks[i] = talk_begin(&site);
        CHECK(talk_say(&talks[i], "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
    }
    CHECK_TEXT(site_get(&site, "/tag", "").text, "whole");
    int served = 0, turned_away = 0;
    for (size_t i = 0; i < MANY; i++) {
        int status = talk_hear(&talks[i]).status;
        served += status == 200;
        turned_away += status == 503;
        talk_end(&talks[i]);
    }
    CHECK(turned_away > 0);
    CHECK_INT(served + turned_away, MANY);
}

TEST(a_face_that_closes_in_the_middle_of_work_loses_nothing_of_its_own)
{
    Kinds kinds = { 0 };
    Site site = { 0 };
    NEED_OK(kinds_open(&site, &kinds));
    Talk talks[3];
    for (size_t i = 0; i < 3; i++) {
        talks[i] = talk_begin(&site);
        CHECK(talk_say(&talks[i], "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
    }
    for (int i = 0; i < 5; i++)
        site_step(&site, 1);
    CHECK(http_busy(site.face) > 0);
    for (size_t i = 0; i < 2; i++)
        talk_end(&talks[i]); /* two clients have gone */
    site_close(&site);
    close(talks[2].fd);
}
