#include <stdio.h>
#include <string.h>

#include "base/test.h"
#include "base/text.h"
#include "http/http_testing.h"

/* An application that takes forms and files, and writes down what happens. */

enum { BODY_MAX = 3 * 1024 * 1024, FORM_MAX = 2 * 1024 * 1024, FILES_MAX = 2 };

typedef struct Clerk {
    Buf seen;
    uint64_t file_bytes;
    bool refuses_begin;
    bool refuses_piece;
    bool refuses_end;
} Clerk;

static bool clerk_begin(void *state, HttpRequest *request, HttpLimits *limits, HttpReply *reply)
{
    (void)state, (void)reply;
    if (request->method == HTTP_POST)
        *limits = (HttpLimits){ BODY_MAX, FORM_MAX, FILES_MAX };
    return true;
}

static void clerk_answer(void *state, HttpRequest *request, HttpReply *reply)
{
    Clerk *clerk = state;
    Buf text;
    buf_init(&text, request->op->arena);
    for (size_t i = 0; i < request->form.count; i++)
        buf_printf(&text, "%s=%s;", request->form.items[i].name, request->form.items[i].value);
    for (size_t i = 0; i < request->files.count; i++) {
        const HttpFile *file = request->files.items[i];
        buf_printf(&text, "%s[%s %llu]%s;", file->field, file->name,
                   (unsigned long long)file->bytes, file->refused != NULL ? file->refused : "");
    }
    buf_text(&clerk->seen, "answer ");
    http_body(reply, buf_bytes(&text));
}

static Status clerk_file_begin(void *state, HttpRequest *request, HttpFile *file)
{
    Clerk *clerk = state;
    buf_printf(&clerk->seen, "begin(%s after %zu) ", file->name, request->form.count);
    if (clerk->refuses_begin)
        return op_fail(request->op, DENIED, "不收。");
    return OK;
}

static Status clerk_file_piece(void *state, HttpRequest *request, HttpFile *file, Bytes piece)
{
    Clerk *clerk = state;
    (void)file;
    clerk->file_bytes += piece.count;
    if (clerk->refuses_piece)
        return op_fail(request->op, INVALID, "太大。");
    return OK;
}

static Status clerk_file_end(void *state, HttpRequest *request, HttpFile *file)
{
    Clerk *clerk = state;
    (void)file;
    buf_text(&clerk->seen, "end ");
    if (clerk->refuses_end)
        return op_fail(request->op, CONFLICT, "不齐。");
    return OK;
}

static void clerk_file_abort(void *state, HttpRequest *request, HttpFile *file)
{
    Clerk *clerk = state;
    (void)request, (void)file;
    buf_text(&clerk->seen, "abort ");
    op_clear(request->op);
}

static void clerk_end(void *state, HttpRequest *request)
{
    Clerk *clerk = state;
    (void)request;
    buf_text(&clerk->seen, "over ");
}

static Status clerk_open(Site *site, Clerk *clerk)
{
    HttpApp app = { .state = clerk,
                    .begin = clerk_begin,
                    .answer = clerk_answer,
                    .file_begin = clerk_file_begin,
                    .file_piece = clerk_file_piece,
                    .file_end = clerk_file_end,
                    .file_abort = clerk_file_abort,
                    .end = clerk_end };
    buf_init(&clerk->seen, test_op()->arena);
    return site_open(test_op(), &app, site);
}

#define URLENCODED "application/x-www-form-urlencoded"
#define IN_PARTS "multipart/form-data; boundary=xYz"
#define NAMED(name) "Content-Disposition: form-data; name=\"" name "\"\r\n"
#define FILED(name, file)                                                                      \
    "Content-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\n"

static Answer post(Site *site, const char *type, const char *body)
{
    return site_post(site, "/do", type, bytes_of_text(body));
}

TEST(fields_keep_their_order_and_their_doubles_in_both_encodings)
{
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
    Answer answer =
        post(&site, URLENCODED "; charset=UTF-8",
             "_token=1&title=%E9%AB%98%E6%B8%A9+a%2Bb%26&b=&title=2&x&&=n&t=1%0D%0A2");
    CHECK_TEXT(answer.text, "_token=1;title=高温 a+b&;b=;title=2;x=;=n;t=1\n2;");
    answer = post(&site, IN_PARTS,
                  "--xYz\r\n" NAMED("_token") "\r\n1\r\n--xYz\r\n" NAMED(
                      "标题") "\r\n高温 a+b&\r\n"
                              "--xYz\r\n" NAMED("标题") "\r\n1\r\n2\r\n\r\n--xYz--\r\n");
    CHECK_TEXT(answer.text, "_token=1;标题=高温 a+b&;标题=1\n2\n;");
    CHECK_TEXT(post(&site, URLENCODED, "").text, "");
}

TEST(a_form_in_a_wrong_encoding_is_refused_with_a_page_in_chinese)
{
    static const struct {
        const char *type;
        const char *body;
    } wrong[] = {
        { URLENCODED, "a=%FF" },
        { URLENCODED, "a=%00" },
        { URLENCODED, "a=%C0%80" },
        { URLENCODED, "a=%ED%A0%80" },
        { URLENCODED, "%B8%DF=1" },
        { URLENCODED, "a=%4" },
        { URLENCODED, "a=%" },
        { URLENCODED, "a=%GG" },
        { URLENCODED, "a=\xB8\xDF" },
        { IN_PARTS, "--xYz\r\n" NAMED("a") "\r\n\xFF\r\n--xYz--" },
        { IN_PARTS, "--xYz\r\n" NAMED("a") "\r\n1\r\n--xYz" },
        { IN_PARTS, "a=b" },
        { "multipart/form-data", "--xYz\r\n" },
    };
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Answer answer = post(&site, wrong[i].type, wrong[i].body);
        CHECK_INT(answer.status, 400);
        CHECK(strstr(answer.text, "<html lang=\"zh-CN\">") != NULL);
        CHECK(strstr(answer.text, "表单") != NULL);
    }
    CHECK_INT(post(&site, "text/plain", "a=b").status, 415);
    CHECK_INT(post(&site, "application/json", "{}").status, 415);
    CHECK(strstr(buf_string(&clerk.seen), "answer") == NULL);
}

TEST(files_come_in_pieces_between_the_fields_and_end_or_abort)
{
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
    Answer answer = post(&site, IN_PARTS,
                         "--xYz\r\n" NAMED("_token") "\r\n1\r\n--xYz\r\n" FILED(
                             "scan", "稿.pdf") "Content-Type:"
                                               " application/"
                                               "pdf\r\n\r\n12"
                                               "345\r\n--"
                                               "xYz\r"
                                               "\n" NAMED("a") "\r\n1\r\n--xYz\r\n" FILED(
                                                   "none", "") "Conte"
                                                               "nt-"
                                                               "Type:"
                                                               " "
                                                               "appli"
                                                               "catio"
                                                               "n/"
                                                               "octet"
                                                               "-stre"
                                                               "am\r"
                                                               "\n\r"
                                                               "\n\r"
                                                               "\n--"
                                                               "xYz\r"
                                                               "\n" FILED("e"
                                                                          "m"
                                                                          "p"
                                                                          "t"
                                                                          "y",
                                                                          "x") "\r\n\r\n--"
                                                                               "xYz--\r\n");
    CHECK_TEXT(answer.text, "_token=1;a=1;scan[稿.pdf 5];empty[x 0];");
    CHECK_TEXT(buf_string(&clerk.seen),
               "begin(稿.pdf after 1) end begin(x after 2) end answer over ");
    CHECK_INT(clerk.file_bytes, 5);
}

TEST(a_file_the_application_refuses_does_not_lose_the_rest_of_the_form)
{
    static const char form[] = "--xYz\r\n" NAMED("a") "\r\n1\r\n--xYz\r\n" FILED(
        "f", "x") "\r\n12345\r\n--xYz\r\n" NAMED("b") "\r\n2\r\n--xYz--\r\n";
    static const struct {
        Clerk clerk;
        const char *text;
        const char *seen;
    } cases[] = {
        { { .refuses_begin = true }, "a=1;b=2;f[x 0]不收。;", "begin(x after 1) answer over " },
        { { .refuses_piece = true },
          "a=1;b=2;f[x 5]太大。;",
          "begin(x after 1) abort answer over " },
        { { .refuses_end = true },
          "a=1;b=2;f[x 5]不齐。;",
          "begin(x after 1) end abort answer over " },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Clerk clerk = cases[i].clerk;
        SITE_SCOPE(site);
        NEED_OK(clerk_open(&site, &clerk));
        CHECK_TEXT(post(&site, IN_PARTS, form).text, cases[i].text);
        CHECK_TEXT(buf_string(&clerk.seen), cases[i].seen);
    }
}

TEST(a_client_that_goes_away_in_the_middle_of_a_file_leaves_an_abort)
{
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
    Talk talk = talk_begin(&site);
    CHECK(talk_say(&talk,
                   "POST /do HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n"
                   "Content-Type: " IN_PARTS "\r\n\r\n--xYz\r\n" FILED("f", "x") "\r\n12"));
    for (int i = 0; i < 20; i++)
        site_step(&site, 1);
    talk_end(&talk);
    for (int i = 0; i < 20; i++)
        site_step(&site, 1);
    CHECK_TEXT(buf_string(&clerk.seen), "begin(x after 0) abort over ");
    CHECK_INT(http_busy(site.face), 0);
}

/* ---- limits ------------------------------------------------------------------------- */

static void many(Buf *text, const char *what, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_text(text, what);
}

TEST(limits_of_forms_hold_to_the_byte)
{
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
    for (int beyond = 0; beyond < 2; beyond++) {
        Buf fields, value, name, all;
        buf_init(&fields, test_op()->arena);
        many(&fields, "a=&", HTTP_FORM_FIELDS_MAX + (size_t)beyond);
        CHECK_INT(site_post(&site, "/", URLENCODED, buf_bytes(&fields)).status,
                  beyond ? 413 : 200);
        buf_init(&value, test_op()->arena);
        buf_text(&value, "v=");
        many(&value, "%61", HTTP_VALUE_BYTES_MAX + (size_t)beyond);
        CHECK_INT(site_post(&site, "/", URLENCODED, buf_bytes(&value)).status,
                  beyond ? 413 : 200);
        buf_init(&name, test_op()->arena);
        many(&name, "n", HTTP_NAME_BYTES_MAX + (size_t)beyond);
        CHECK_INT(site_post(&site, "/", URLENCODED, buf_bytes(&name)).status,
                  beyond ? 400 : 200);
        buf_init(&all, test_op()->arena);
        for (int i = 0; i < 4; i++) {
            buf_text(&all, "v=");
            many(&all, "a", FORM_MAX / 4 - 1);
            buf_text(&all, "&");
        }
        many(&all, "b", (size_t)beyond);
        CHECK_INT(site_post(&site, "/", URLENCODED, buf_bytes(&all)).status,
                  beyond ? 413 : 200);
    }
}

TEST(more_files_than_are_allowed_are_refused)
{
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
#define ONE "--xYz\r\n" FILED("f", "x") "\r\n1\r\n"
    CHECK_INT(post(&site, IN_PARTS, ONE ONE "--xYz--\r\n").status, 200);
    CHECK_INT(post(&site, IN_PARTS, ONE ONE ONE "--xYz--\r\n").status, 413);
    CHECK_INT(post(&site, IN_PARTS, "--xYz\r\n" FILED("f", "") "\r\n1\r\n--xYz--\r\n").status,
              400);
}

TEST(a_body_beyond_the_limit_is_refused_from_its_length_before_it_is_sent)
{
    static const char *const lengths[] = { "2147483648", "3145729", "9223372036854775807" };
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        TALK_SCOPE(talk, &site);
        CHECK(talk_say(&talk,
                       arena_printf(test_op()->arena,
                                    "POST /do HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\n"
                                    "Content-Type: " IN_PARTS "\r\n\r\n",
                                    lengths[i])));
        Answer answer = talk_hear(&talk);
        CHECK_INT(answer.status, 413);
        CHECK_TEXT(answer_header(test_op(), &answer, "Connection"), "close");
        CHECK(answer_header(test_op(), &answer, "Content-Security-Policy") != NULL);
        CHECK(talk_is_over(&talk));
    }
}

TEST(a_body_in_chunks_is_refused_when_it_has_grown_beyond_the_limit)
{
    enum { CHUNK = 64 * 1024 };
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
    TALK_SCOPE(talk, &site);
    Buf chunk;
    buf_init(&chunk, test_op()->arena);
    buf_text(&chunk, "10000\r\n");
    many(&chunk, "x", CHUNK);
    buf_text(&chunk, "\r\n");
    CHECK(talk_say(&talk, "POST /do HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                          "Content-Type: " IN_PARTS "\r\n\r\n"));
    const char *first = "--xYz\r\n" FILED("f", "x") "\r\n1";
    CHECK(
        talk_say(&talk, arena_printf(test_op()->arena, "%zx\r\n%s\r\n", strlen(first), first)));
    for (int i = 0; i < 2 * BODY_MAX / CHUNK; i++) /* goes on talking, beyond the limit */
        CHECK(talk_send(&talk, chunk.data, chunk.count));
    Answer answer = talk_hear(&talk);
    CHECK_INT(answer.status, 413);
    CHECK_TEXT(answer_header(test_op(), &answer, "Connection"), "close");
    CHECK(answer_header(test_op(), &answer, "Content-Security-Policy") != NULL);
    CHECK(strstr(answer.text, "太大") != NULL);
    CHECK(talk_is_over(&talk));
    CHECK(clerk.file_bytes <= BODY_MAX);
    CHECK_TEXT(buf_string(&clerk.seen), "begin(x after 0) abort over ");
}

TEST(who_asks_before_sending_is_told_to_go_on_or_refused_at_once)
{
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
    for (int beyond = 0; beyond < 2; beyond++) {
        TALK_SCOPE(talk, &site);
        CHECK(talk_say(&talk,
                       arena_printf(test_op()->arena,
                                    "POST /do HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n"
                                    "Content-Type: " URLENCODED "\r\n"
                                    "Expect: 100-continue\r\n\r\n",
                                    beyond ? BODY_MAX + 1 : 3)));
        CHECK_INT(talk_hear(&talk).status, beyond ? 413 : 100);
        if (beyond)
            continue;
        CHECK(talk_say(&talk, "a=b"));
        CHECK_TEXT(talk_hear(&talk).text, "a=b;");
    }
}

TEST(a_small_form_that_is_refused_keeps_its_connection)
{
    Clerk clerk = { 0 };
    SITE_SCOPE(site);
    NEED_OK(clerk_open(&site, &clerk));
    TALK_SCOPE(talk, &site);
    CHECK(talk_say(&talk, "POST /do HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n"
                          "Content-Type: " IN_PARTS "\r\n\r\n"
                          "12345678901234567890GET /b HTTP/1.1\r\nHost: a\r\n\r\n"));
    CHECK_INT(talk_hear(&talk).status, 400);
    CHECK_INT(talk_hear(&talk).status, 200);
}
