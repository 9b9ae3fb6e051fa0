#include "web/drafts.h"

#include <string.h>

#include "actions/clock.h"
#include "base/text.h"
#include "desk/desk.h"
#include "web/templates_gen.h"
#include "web/upload.h"

static DraftLine line_of(const Visit *visit, const Draft *draft, size_t number)
{
    Arena *arena = visit->op->arena;
    const ActSpec *spec = act_find(draft->verb);
    Subject subject = { .noun = NOUN_CONFERENCE };
    DraftLine line = { .act = spec != NULL ? spec->label : draft->verb,
                       .about = text_empty(draft->subject) ? NULL : draft->subject,
                       .summary = draft->summary,
                       .saved_at = draft->saved_at,
                       .go_on = URL_NONE,
                       .drop = arena_printf(arena, "%s %s", draft->verb, draft->subject),
                       .number = arena_printf(arena, "%zu", number) };
    bool known =
        spec != NULL && line.about != NULL && subject_parse(draft->subject, spec->on, &subject);
    if (known)
        line.about = subject_title(arena, subject);
    if (spec != NULL && (known || line.about == NULL))
        line.go_on = visit_act_url(visit, draft->verb, subject);
    return line;
}

Status drafts_show(Visit *visit, HttpReply *reply)
{
    Arena *arena = visit->op->arena;
    int64_t account = visit->session.account, conference = visit->place.conference;
    DraftList drafts;
    UploadList uploads;
    DraftsPage v = {
        .page = visit_page(visit, "草稿", NAV_DRAFTS),
        .head = { .title = "草稿", .note = "只有您自己看得到；办理以后自动清除。" },
        .url = visit_list_url(visit, "drafts"),
        .empty = { .what = "这里是您填了一半、还没有办理的表，现在没有。",
                   .how = "填表时按“存为草稿”，下次可以接着填。" },
    };
    TRY(desk_drafts(visit->op, visit->place.db, account, conference, &drafts));
    TRY(uploads_waiting(visit->op, visit->place.db, account, conference, &uploads));
    for (size_t i = 0; i < drafts.count; i++)
        *LIST_ADD(arena, &v.drafts) = line_of(visit, &drafts.items[i], i + 1);
    for (size_t i = 0; i < uploads.count; i++) {
        const Upload *upload = &uploads.items[i];
        *LIST_ADD(arena, &v.uploads) =
            (UploadLine){ .name = upload->name,
                          .size = upload_size_words(arena, upload->ref.bytes),
                          .drop = upload_id_hex(arena, &upload->id) };
    }
    HTML_PAGE(html, visit);
    tpl_drafts_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}

/* "VERB SUBJECT", as the button said it. */
static Status draft_drop(Visit *visit, const char *value)
{
    const char *space = strchr(value, ' ');
    if (space == NULL)
        return op_fail(visit->op, INVALID, "没有说明要丢弃哪一份草稿。");
    const DraftPlace place = { .account = visit->session.account,
                               .conference = visit->place.conference,
                               .verb = arena_dup_n(visit->op->arena, value,
                                                   (size_t)(space - value)),
                               .subject = space + 1 };
    return desk_draft_drop(visit->op, visit->web->db, &place);
}

Status drafts_drop(Visit *visit, HttpReply *reply)
{
    const char *draft = http_form(visit->http, "draft");
    const char *upload = http_form(visit->http, "upload");
    UploadId id;
    if (draft != NULL)
        TRY(draft_drop(visit, draft));
    if (upload_id_parse(upload, &id))
        TRY(upload_take_back(visit, &id));
    return reply_see(visit, reply, visit_list_url(visit, "drafts"));
}
