#include "web/errors.h"

#include <stdio.h>

#include "base/text.h"
#include "web/templates_gen.h"
#include "web/upload.h"

typedef struct ErrorWords {
    int status;
    const char *what;
    const char *why; /* NULL: what the op was told */
} ErrorWords;

static Link way_on(const Visit *visit)
{
    if (!visit->session.there)
        return (Link){ .text = "去登录", .url = URL("/sign-in") };
    if (visit->member)
        return (Link){ .text = "回到我的工作",
                       .url = url_of(visit->op->arena, "/c/{}/", visit->place.code) };
    return (Link){ .text = "回到首页", .url = URL("/") };
}

static Status page_of(Visit *visit, HttpReply *reply, const ErrorWords *words)
{
    visit->keeps = false;
    ErrorPage v = { .page = visit_page(visit, words->what, NAV_NONE),
                    .status = words->status,
                    .what = words->what,
                    .why = words->why,
                    .on = way_on(visit) };
    HTML_PAGE(html, visit);
    tpl_error_page(&html, &v);
    return reply_page(visit, reply, words->status, &html);
}

Status error_nowhere(Visit *visit, HttpReply *reply)
{
    const ErrorWords words = { 404, "没有这个页面", "地址可能写错了，或者页面已经不在。" };
    return page_of(visit, reply, &words);
}

Status error_other_method(Visit *visit, HttpReply *reply)
{
    const ErrorWords words = { 405, "这个地址不能这样用", "请从页面上的链接和按钮进入。" };
    TRY(page_of(visit, reply, &words));
    return http_set(reply, "Allow", visit->match.allowed);
}

Status error_not_yours(Visit *visit, HttpReply *reply, const char *why)
{
    const ErrorWords words = { 403, "不能查看这一页", why };
    return page_of(visit, reply, &words);
}

/* The cause is for who runs the machine; line feeds would forge lines. */
static void cause_log(const Visit *visit, Status status)
{
    const char *detail = visit->op->error.detail;
    if (status != BROKEN && status != UNAVAILABLE)
        return;
    fprintf(stderr, "lianxi：%s：", visit->http->path);
    for (const char *at = detail != NULL ? detail : ""; *at != '\0'; at++)
        fputc((unsigned char)*at < ' ' ? ' ' : *at, stderr);
    fputc('\n', stderr);
}

static ErrorWords words_of(Status status)
{
    switch (status) {
    case NOT_FOUND:
        return (ErrorWords){ 404, "没有找到", NULL };
    case CONFLICT:
        return (ErrorWords){ 409, "别人刚刚改动过", NULL };
    case DENIED:
        return (ErrorWords){ 403, "不能查看这一页", NULL };
    case INVALID:
        return (ErrorWords){ 400, "看不懂这个请求", NULL };
    case UNAVAILABLE:
        return (ErrorWords){ 503, "现在办不了", NULL };
    case OK:
    case BROKEN:
        break;
    }
    return (ErrorWords){ 500, "系统出了错",
                         "这不是您操作的问题。请告诉系统管理员；刚才的内容没有办理。" };
}

Status error_of(Visit *visit, HttpReply *reply, Status status)
{
    ErrorWords words = words_of(status);
    cause_log(visit, status);
    if (words.why == NULL)
        words.why = arena_dup(visit->op->arena, op_told(visit->op));
    op_clear(visit->op);
    http_reply_clear(reply);
    return page_of(visit, reply, &words);
}

/* Even the page of an error may fail; then there is one sentence. */
void error_give(Visit *visit, HttpReply *reply, Status status)
{
    if (error_of(visit, reply, status) != OK)
        http_plain_page(reply, 500, "系统出了错，请告诉系统管理员。");
}

/* ---- what the face refuses by itself ----------------------------------------- */

/* A form with files has limits that nobody can guess from a refusal. */
static const char *limits_words(const Visit *visit)
{
    const Route *route = visit->match.route;
    if (route == NULL || route->body != BODY_FILES)
        return "";
    return arena_printf(visit->op->arena,
                        "一个文件最多 " UPLOAD_BYTES_WORDS
                        "，一次提交合计最多 %d GB。请退回刚才的表，换小一些的文件再办。",
                        (int)(ROUTE_FILES_BYTES >> 30));
}

Status error_refused(Visit *visit, HttpReply *reply, int status, const char *sentence)
{
    const char *what = status == 413   ? "内容太大"
                       : status >= 500 ? "现在办不了"
                                       : "看不懂这个请求";
    const char *more = status == 413 ? limits_words(visit) : "";
    const ErrorWords words = { status, what,
                               arena_printf(visit->op->arena, "%s%s", sentence, more) };
    return page_of(visit, reply, &words);
}
