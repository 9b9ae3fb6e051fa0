#include "web/carried.h"

#include <string.h>

#include "base/text.h"
#include "web/templates_gen.h"

static bool never_carried(const char *name)
{
    return text_same(name, "_token") || text_same(name, "_do") ||
           text_starts(name, CARRIED_PREFIX);
}

static void field_add(Visit *visit, Carried *carried, size_t *bytes, const char *name,
                      const char *value)
{
    *bytes += strlen(name) + strlen(value);
    if (carried->fields.count >= CARRIED_FIELDS_MAX || *bytes > CARRIED_BYTES_MAX ||
        strlen(name) + strlen(CARRIED_PREFIX) > HTTP_NAME_BYTES_MAX)
        carried->too_large = true;
    else
        *LIST_ADD(visit->op->arena, &carried->fields) = (CarriedField){ name, value };
}

static void too_large_drop(Carried *carried)
{
    if (carried->too_large)
        carried->fields.count = 0;
}

Carried carried_of_post(Visit *visit)
{
    const HttpPairs *form = &visit->http->form;
    Carried carried = { .next = url_local(visit->op->arena, visit->http->target),
                        .files_left = visit->http->files.count > 0 };
    size_t bytes = 0;
    for (size_t i = 0; i < form->count; i++)
        if (!never_carried(form->items[i].name))
            field_add(visit, &carried, &bytes, form->items[i].name, form->items[i].value);
    too_large_drop(&carried);
    return carried;
}

Carried carried_again(Visit *visit)
{
    const HttpPairs *form = &visit->http->form;
    const char *next = http_form(visit->http, "_next");
    Carried carried = { 0 };
    size_t bytes = 0;
    carried.next =
        url_local(visit->op->arena, next != NULL ? next : http_query(visit->http, "_next"));
    carried.files_left = http_form(visit->http, CARRIED_PREFIX) != NULL;
    for (size_t i = 0; i < form->count && url_given(carried.next); i++) {
        const char *name = form->items[i].name;
        if (text_starts(name, CARRIED_PREFIX) && strlen(name) > strlen(CARRIED_PREFIX) &&
            !never_carried(name + strlen(CARRIED_PREFIX)))
            field_add(visit, &carried, &bytes, name + strlen(CARRIED_PREFIX),
                      form->items[i].value);
    }
    too_large_drop(&carried);
    return carried;
}

const char *carried_code(Arena *arena, Url next)
{
    static const char before[] = "/c/";
    if (!url_given(next) || !text_starts(next.text, before))
        return NULL;
    const char *code = next.text + strlen(before);
    size_t bytes = strcspn(code, "/?#");
    const char *out = arena_dup_n(arena, code, bytes);
    return text_is_id(out) ? out : NULL;
}

const char *carried_words(const Carried *carried)
{
    if (carried->too_large)
        return "刚才填写的内容太多，带不过来，也没有办理。用浏览器的后退可以回到那一页，先把内"
               "容存下来。";
    if (carried_any(carried) && carried->files_left)
        return "刚才填写的内容都带着，还没有办理；附件要重新选一次。";
    return carried_any(carried) ? "刚才填写的内容都带着，还没有办理。" : NULL;
}

Status carried_resume(Visit *visit, HttpReply *reply, int status, const char *title,
                      const char *why, const Carried *carried)
{
    visit->keeps = false;
    ResumePage v = { .page = visit_page(visit, title, NAV_NONE),
                     .title = title,
                     .why = why,
                     .carried = *carried };
    HTML_PAGE(html, visit);
    tpl_resume_page(&html, &v);
    return reply_page(visit, reply, status, &html);
}
