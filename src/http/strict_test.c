#include <stdio.h>
#include <string.h>

#include "base/test.h"
#include "base/text.h"
#include "http/http_testing.h"
#include "http/inner.h"

/* What breaks the framing of HTTP must be refused, not guessed at: a proxy before us
 * may guess otherwise. */

static bool any_begin(void *state, HttpRequest *request, HttpLimits *limits, HttpReply *reply)
{
    (void)state, (void)request, (void)reply;
    *limits = (HttpLimits){ .body_bytes = 100, .form_bytes = 100 };
    return true;
}

static void any_answer(void *state, HttpRequest *request, HttpReply *reply)
{
    (void)state;
    http_body(reply, bytes_of_text(request->path));
}

static Status any_open(Site *site)
{
    HttpApp app = { .begin = any_begin, .answer = any_answer };
    return site_open(test_op(), &app, site);
}

static Answer ask_bytes(Site *site, const char *text, size_t bytes)
{
    TALK_SCOPE(talk, site);
    (void)talk_send(&talk, text, bytes);
    return talk_hear(&talk);
}

typedef struct Raw {
    const char *text;
    size_t bytes;
} Raw;
#define RAW(text)                                                                              \
    {                                                                                          \
        text, sizeof text - 1                                                                  \
    }
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

static void each_is_400_and_the_end(const Raw *wrong, size_t count)
{
    SITE_SCOPE(site);
    NEED_OK(any_open(&site));
    for (size_t i = 0; i < count; i++) {
        TALK_SCOPE(talk, &site);
        CHECK(talk_send(&talk, wrong[i].text, wrong[i].bytes));
        Answer answer = talk_hear(&talk);
        if (!CHECK_INT(answer.status, 400) || !CHECK(talk_is_over(&talk)))
            CHECK_TEXT(wrong[i].text, "");
    }
}

TEST(a_head_that_is_not_straight_gets_400_and_the_end)
{
    static const Raw wrong[] = {
        RAW("GET / HTTP/1.1\nHost: a\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\r\n\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\0\0X: b\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\0\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\r\nX\0: b\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n folded\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\r\nX(: b\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        RAW("GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
        RAW("GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET /  HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
        RAW("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET /\xE4\xB8\x80 HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET a HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET /%FF HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET /?a=%00 HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"),
    };
    each_is_400_and_the_end(wrong, sizeof wrong / sizeof wrong[0]);
}

TEST(a_body_whose_length_is_in_doubt_gets_400_and_the_end)
{
    static const Raw wrong[] = {
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM
            "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length: 1, 1\r\n\r\nx"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length: +1\r\n\r\nx"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length: -1\r\n\r\nx"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length: 0x1\r\n\r\nx"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length:\r\n\r\nx"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM
            "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM
            "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM
            "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM "Transfer-Encoding: chunked \r\n\r\n1\r\nx"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM "Transfer-Encoding:\x0B"
            "chunked\r\n\r\n1\r\nx"),
        RAW("POST / HTTP/1.1\r\nHost: a\r\n" FORM "Transfer-Encoding: identity\r\n\r\nx"),
        RAW("POST / HTTP/1.0\r\n" FORM "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    };
    each_is_400_and_the_end(wrong, sizeof wrong / sizeof wrong[0]);
}

TEST(a_plain_head_is_taken_whole_or_byte_by_byte)
{
    static const Raw fine[] = {
        RAW("GET /x HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("GET /x HTTP/1.0\r\n\r\n"),
        RAW("\r\nGET /x HTTP/1.1\r\nHost:a\r\nX:\r\nY: \t b \t \r\n\r\n"),
        RAW("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
        RAW("POST /x HTTP/1.1\r\nHost: a\r\n\r\n"),
        RAW("POST /x HTTP/1.1\r\nHost: a\r\n" FORM
            "Transfer-Encoding: Chunked\r\n\r\n1\r\na\r\n2;q=1\r\n=b\r\n0\r\nT: 1\r\n\r\n"),
    };
    SITE_SCOPE(site);
    NEED_OK(any_open(&site));
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
        Answer answer = ask_bytes(&site, fine[i].text, fine[i].bytes);
        CHECK_TEXT(answer.text, "/x");
        TALK_SCOPE(talk, &site);
        for (size_t at = 0; at < fine[i].bytes; at++)
            CHECK(talk_send(&talk, fine[i].text + at, 1));
        CHECK_TEXT(talk_hear(&talk).text, "/x");
    }
}

static Answer ask_with_head_of(Site *site, size_t bytes, size_t header_bytes)
{
    Buf text;
    buf_init(&text, test_op()->arena);
    buf_text(&text, "GET /x HTTP/1.1\r\nHost: a\r\n");
    while (text.count + header_bytes + 2 < bytes) {
        buf_text(&text, "X:");
        for (size_t i = 4; i < header_bytes; i++)
            buf_char(&text, 'x');
        buf_text(&text, "\r\n");
    }
    buf_text(&text, "Y:");
    while (text.count + 4 < bytes)
        buf_char(&text, 'y');
    buf_text(&text, "\r\n\r\n");
    return ask_bytes(site, text.data, text.count);
}

TEST(the_head_has_a_limit_in_bytes_headers_and_target)
{
    SITE_SCOPE(site);
    NEED_OK(any_open(&site));
    CHECK_INT(ask_with_head_of(&site, HTTP_HEAD_BYTES_MAX, 1000).status, 200);
    CHECK_INT(ask_with_head_of(&site, HTTP_HEAD_BYTES_MAX + 1, 1000).status, 431);
    CHECK_INT(ask_with_head_of(&site, HTTP_HEAD_BYTES_MAX, 20000).status, 200);
    CHECK_INT(ask_with_head_of(&site, 200000, 1000).status, 431);
    CHECK_INT(ask_with_head_of(&site, 200000, 300000).status, 431);
    CHECK_INT(ask_with_head_of(&site, 25 + (HTTP_HEADERS_MAX - 2) * 10 + 8, 10).status, 200);
    CHECK_INT(ask_with_head_of(&site, 25 + (HTTP_HEADERS_MAX + 1) * 10 + 8, 10).status, 431);
    for (size_t beyond = 0; beyond < 2; beyond++) {
        char *path = arena_alloc(test_op()->arena, HTTP_TARGET_BYTES_MAX + 2);
        memset(path, 'a', HTTP_TARGET_BYTES_MAX + beyond);
        path[0] = '/';
        CHECK_INT(site_get(&site, path, "").status, beyond ? 414 : 200);
    }
}

TEST(an_expectation_that_cannot_be_met_is_told)
{
    SITE_SCOPE(site);
    NEED_OK(any_open(&site));
    CHECK_INT(site_get(&site, "/", "Expect: wonders\r\n").status, 417);
}

/* ---- slow and many ------------------------------------------------------------------- */

static void let_time_pass(Site *site, int64_t ms)
{
    for (Peer *peer = site->face->peers; peer != NULL; peer = peer->next)
        peer->since_ms -= ms;
    site->face->looked_ms = 0;
    for (int i = 0; i < 5; i++)
        site_step(site, 1);
}

TEST(who_is_too_slow_over_a_head_or_a_body_is_cut_off)
{
    static const char *const halves[] = {
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: a\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length: 90\r\n\r\na=",
        "",
    };
    SITE_SCOPE(site);
    NEED_OK(any_open(&site));
    for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++) {
        TALK_SCOPE(talk, &site);
        CHECK(talk_say(&talk, halves[i]));
        for (int n = 0; n < 5; n++)
            site_step(&site, 1);
        let_time_pass(&site, 1000);
        CHECK(site.face->peers != NULL);
        let_time_pass(&site, HTTP_SLACK_MS + 1000);
        CHECK(talk_is_over(&talk));
        CHECK(site.face->peers == NULL);
        CHECK_INT(http_busy(site.face), 0);
    }
}

TEST(a_thousand_connections_stand_open_and_an_honest_one_is_answered)
{
    enum { MANY = 400 }; /* each is two descriptors here: the client's and the server's */
    SITE_SCOPE(site);
    NEED_OK(any_open(&site));
    Talk *talks = ARENA_ARRAY(test_op()->arena, Talk, MANY);
    for (size_t i = 0; i < MANY; i++) {
        talks[i] = talk_begin(&site);
        CHECK(talk_say(&talks[i], i % 2 == 0 ? "" : "GET /half HTTP/1.1\r\nHo"));
    }
    CHECK_TEXT(site_get(&site, "/honest", "").text, "/honest");
    for (size_t i = 1; i < MANY; i += 2) {
        CHECK(talk_say(&talks[i], "st: a\r\n\r\n"));
        CHECK_TEXT(talk_hear(&talks[i]).text, "/half");
    }
    for (size_t i = 0; i < MANY; i++)
        talk_end(&talks[i]);
    for (int i = 0; i < 10; i++)
        site_step(&site, 1);
    CHECK(site.face->peers == NULL);
}

TEST(stopping_finishes_what_runs_and_takes_nothing_new)
{
    SITE_SCOPE(site);
    NEED_OK(any_open(&site));
    TALK_SCOPE(talk, &site);
    CHECK(
        talk_say(&talk, "POST /x HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length: 3\r\n\r\na="));
    for (int i = 0; i < 10; i++)
        site_step(&site, 1);
    CHECK_INT(http_busy(site.face), 1);
    http_stop(site.face);
    Talk late = talk_begin(&site);
    CHECK(late.ended);
    talk_end(&late);
    CHECK(talk_say(&talk, "b"));
    Answer answer = talk_hear(&talk);
    CHECK_TEXT(answer.text, "/x");
    CHECK_TEXT(answer_header(test_op(), &answer, "Connection"), "close");
    CHECK_INT(http_busy(site.face), 0);
}
