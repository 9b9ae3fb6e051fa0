#include "web/paper.h"

#include <string.h>

#include "actions/paper.h"
#include "base/text.h"

void paper_links(const Visit *visit, const char *kind, const char *title, Subject subject,
                 PaperLinkList *out)
{
    Arena *arena = visit->op->arena;
    const char *code = subject_code(arena, subject), *at = visit->place.code;
    *LIST_ADD(arena, out) =
        (PaperLink){ .title = title,
                     .pdf = url_of(arena, "/c/{}/papers/{}/{}.pdf", at, kind, code),
                     .docx = url_of(arena, "/c/{}/papers/{}/{}.docx", at, kind, code) };
}

static const struct {
    const char *format, *type;
} formats[] = {
    { "pdf", "application/pdf" },
    { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
};
static const struct {
    const char *kind, *title;
} kinds[] = {
    { "notice", "会议通知" },
    { "minutes", "会议纪要" },
};

typedef struct Wanted {
    const char *kind, *title, *format, *type;
    Subject meeting;
} Wanted;

/* "M1.pdf": false when it is nothing of the kind. */
static bool wanted_read(const Visit *visit, Wanted *out)
{
    const char *file = visit_arg(visit, "subject"), *dot = strrchr(file, '.');
    *out = (Wanted){ 0 };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_same(kinds[i].kind, visit_arg(visit, "kind"))) {
            out->kind = kinds[i].kind;
            out->title = kinds[i].title;
        }
    for (size_t i = 0; dot != NULL && i < sizeof formats / sizeof *formats; i++)
        if (text_same(formats[i].format, dot + 1)) {
            out->format = formats[i].format;
            out->type = formats[i].type;
        }
    return out->kind != NULL && out->format != NULL &&
           subject_parse(arena_dup_n(visit->op->arena, file, (size_t)(dot - file)),
                         NOUN_MEETING, &out->meeting);
}

Status paper_show(Visit *visit, HttpReply *reply)
{
    Arena *arena = visit->op->arena;
    World world = visit_world(visit);
    Wanted wanted;
    Bytes paper;
    if (!wanted_read(visit, &wanted))
        return op_fail(visit->op, NOT_FOUND, "没有这份文书。");
    visit_close(visit); /* paper_make takes a snapshot of its own */
    Status status = paper_make(visit->op, &world, visit->place.conference, wanted.kind,
                               wanted.meeting, wanted.format, &paper);
    if (status == INVALID) /* the meeting or its paper is not there */
        visit->op->error.status = status = NOT_FOUND;
    TRY(status);
    TRY(http_type(reply, wanted.type));
    TRY(http_attachment(reply,
                        arena_printf(arena, "%s（%s）.%s", wanted.title,
                                     subject_code(arena, wanted.meeting), wanted.format)));
    http_body(reply, paper);
    return OK;
}
