#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/test.h"
#include "base/text.h"
#include "http/http_testing.h"

/* An application that says back what it was asked. */

static bool echo_begin(void *state, HttpRequest *request, HttpLimits *limits, HttpReply *reply)
{
    (void)state;
    if (text_same(request->path, "/nowhere")) {
        http_plain_page(reply, 404, "没有这一页。");
        return false;
    }
    if (!text_same(request->path, "/no-body"))
        *limits = (HttpLimits){ .body_bytes = 4096, .form_bytes = 4096 };
    return true;
}

static void echo_answer(void *state, HttpRequest *request, HttpReply *reply)
{
    Buf text;
    (void)state;
    buf_init(&text, request->op->arena);
    buf_printf(&text, "%s %s", request->method == HTTP_POST ? "POST" : "GET", request->path);
    for (size_t i = 0; i < request->query.count; i++)
        buf_printf(&text, " ?%s=%s", request->query.items[i].name,
                   request->query.items[i].value);
    for (size_t i = 0; i < request->cookies.count; i++)
        buf_printf(&text, " @%s=%s", request->cookies.items[i].name,
                   request->cookies.items[i].value);
    for (size_t i = 0; i < request->form.count; i++)
        buf_printf(&text, " &%s=%s", request->form.items[i].name, request->form.items[i].value);
    if (http_type(reply, "text/plain; charset=utf-8") == OK)
        http_body(reply, buf_bytes(&text));
}

static Status echo_open(Site *site)
{
    HttpApp app = { .begin = echo_begin, .answer = echo_answer };
    return site_open(test_op(), &app, site);
}

TEST(a_page_is_asked_for_and_comes_with_the_headers_of_the_guard)
{
    static const char *const guard[] = {
        "Content-Security-Policy", "X-Content-Type-Options",
        "Referrer-Policy",         "X-Frame-Options",
        "Permissions-Policy",      "Cross-Origin-Opener-Policy",
        "Cache-Control",           "Content-Type"
    };
    static const char *const paths[] = { "/a", "/nowhere", "/%00", "/%zz" };
    SITE_SCOPE(site);
    NEED_OK(echo_open(&site));
    for (size_t p = 0; p < sizeof paths / sizeof paths[0]; p++) {
        Answer answer = site_get(&site, paths[p], "");
        CHECK_INT(answer.status, p == 0 ? 200 : p == 1 ? 404 : 400);
        for (size_t i = 0; i < sizeof guard / sizeof guard[0]; i++)
            CHECK(answer_header(test_op(), &answer, guard[i]) != NULL);
    }
}

TEST(path_query_and_cookies_are_decoded_in_their_order)
{
    SITE_SCOPE(site);
    NEED_OK(echo_open(&site));
    Answer answer = site_get(&site, "/c/%E8%AE%AE?q=%E9%AB%98+%26&b=&q=2&&c",
                             "Cookie: lianxi=abc; x=\"1\"\r\ncookie: y=2\r\n");
    CHECK_TEXT(answer.text, "GET /c/议 ?q=高 & ?b= ?q=2 ?c= @lianxi=abc @x=\"1\" @y=2");
}

TEST(many_requests_go_over_one_connection_also_all_at_once)
{
    SITE_SCOPE(site);
    NEED_OK(echo_open(&site));
    TALK_SCOPE(talk, &site);
    for (int i = 0; i < 20; i++)
        CHECK(talk_say(&talk, "GET /one HTTP/1.1\r\nHost: a\r\n\r\n"));
    CHECK(talk_say(&talk, "POST /two HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Type: "
                          "application/x-www-form-urlencoded\r\n\r\na=bGET /three HTTP/1.1\r\n"
                          "Host: a\r\n\r\n"));
    for (int i = 0; i < 20; i++)
        CHECK_TEXT(talk_hear(&talk).text, "GET /one");
    CHECK_TEXT(talk_hear(&talk).text, "POST /two &a=b");
    CHECK_TEXT(talk_hear(&talk).text, "GET /three");
}

TEST(head_gets_the_headers_of_get_without_its_body)
{
    SITE_SCOPE(site);
    NEED_OK(echo_open(&site));
    TALK_SCOPE(talk, &site);
    CHECK(talk_say(&talk,
                   "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n"));
    Answer head = talk_hear_head(&talk);
    CHECK_INT(head.status, 200);
    CHECK_TEXT(answer_header(test_op(), &head, "Content-Length"), "6");
    CHECK_TEXT(talk_hear(&talk).text, "GET /b");
}

TEST(another_method_is_refused_and_the_connection_goes_on)
{
    SITE_SCOPE(site);
    NEED_OK(echo_open(&site));
    TALK_SCOPE(talk, &site);
    CHECK(talk_say(&talk, "TRACE /a HTTP/1.1\r\nHost: a\r\n\r\n"
                          "DELETE /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxy"
                          "GET /b HTTP/1.1\r\nHost: a\r\n\r\n"));
    for (int i = 0; i < 2; i++) {
        Answer answer = talk_hear(&talk);
        CHECK_INT(answer.status, 405);
        CHECK_TEXT(answer_header(test_op(), &answer, "Allow"), "GET, HEAD, POST");
    }
    CHECK_TEXT(talk_hear(&talk).text, "GET /b");
}

TEST(an_address_that_is_taken_or_is_none_is_told_in_a_sentence)
{
    HttpApp app = { .begin = echo_begin, .answer = echo_answer };
    SITE_SCOPE(site);
    HttpFace *second = NULL;
    NEED_OK(echo_open(&site));
    HttpOptions taken = { .listen = arena_printf(test_op()->arena, "127.0.0.1:%d",
                                                 http_port(site.face)),
                          .log_fd = -1 };
    CHECK_INT(http_open(test_op(), &taken, &app, &second), UNAVAILABLE);
    CHECK(strstr(op_told(test_op()), "已经有程序在用") != NULL);
    static const char *const wrong[] = {
        "",        "8080",        "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "localhost:80",
        "[::1:80", "127.0.0.1:-1"
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        HttpOptions options = { .listen = wrong[i], .log_fd = -1 };
        op_clear(test_op());
        CHECK_INT(http_open(test_op(), &options, &app, &second), INVALID);
    }
}

TEST(the_log_has_one_plain_line_for_each_answer_whatever_was_asked)
{
    static const char *const asked[] = { "/a?b=c", "/\"x\"", "/%0A\x1b[31m", "/nowhere" };
    HttpApp app = { .begin = echo_begin, .answer = echo_answer };
    int pipe_fds[2];
    char lines[4096];
    NEED(pipe2(pipe_fds, O_CLOEXEC | O_NONBLOCK) == 0);
    HttpOptions options = { .listen = "127.0.0.1:0", .log_fd = pipe_fds[1] };
    {
        SITE_SCOPE(site);
        site.op = test_op();
        NEED_OK(http_open(test_op(), &options, &app, &site.face));
        for (size_t i = 0; i < 4; i++)
            (void)site_get(&site, asked[i], "");
    }
    ssize_t bytes = read(pipe_fds[0], lines, sizeof lines - 1);
    close(pipe_fds[0]);
    close(pipe_fds[1]);
    NEED(bytes > 0);
    lines[bytes] = '\0';
    CHECK(strstr(lines, " 127.0.0.1 GET /a?b=c 200 ") != NULL);
    CHECK(strstr(lines, " 127.0.0.1 GET /?x? 200 ") != NULL);
    CHECK(strstr(lines, " 127.0.0.1 GET /%0A?[31m 400 ") != NULL);
    CHECK(strstr(lines, " 127.0.0.1 GET /nowhere 404 ") != NULL);
    CHECK_INT(text_split(test_op()->arena, lines, "\n").count, 5); /* the last is empty */
}
