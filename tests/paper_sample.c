/* lianxi-paper-sample FOLDER: writes the sample papers there, for looking at
 * and for the tests of tests/run.d/papers-*; beside each what a reader must
 * find in it, a line a fact (NAME.facts). Not installed. */
#include <stdio.h>

#include "base/file.h"
#include "papers/paper_samples.h"
#include "print/docx.h"
#include "print/pdf.h"

static void print_list(const char *what, const TextList *list)
{
    for (size_t i = 0; i < list->count; i++)
        printf("%s%s", i == 0 ? what : " ", list->items[i]);
    if (list->count > 0)
        printf("\n");
}

static Status write_both(Op *op, const char *folder, const char *name, const Document *document)
{
    PrintReport report;
    Bytes bytes;
    TRY(document_print(op, document, NULL, &report, &bytes));
    TRY(file_write(op, arena_printf(op->arena, "%s/%s.pdf", folder, name), bytes));
    printf("%s: %zu pages\n", name, report.pages);
    print_list("  from another typeface: ", &report.substituted);
    print_list("  in no typeface: ", &report.missing);
    TRY(document_write_docx(op, document, &bytes));
    return file_write(op, arena_printf(op->arena, "%s/%s.docx", folder, name), bytes);
}

static Status write_facts(Op *op, const char *folder, const char *name, const Buf *facts)
{
    return file_write(op, arena_printf(op->arena, "%s/%s.facts", folder, name),
                      buf_bytes(facts));
}

static void people_facts(Buf *facts, const PaperPeople *people)
{
    for (size_t i = 0; i < people->count; i++) {
        const PaperPerson *p = &people->items[i];
        buf_printf(facts, "%s\n%s\n%s\n%s\n", p->unit, p->name, p->title,
                   p->substitute_for != NULL ? p->substitute_for : "");
    }
}

static Status write_minutes(Op *op, const char *folder, const char *name, MinutesPaper minutes)
{
    Document *document;
    Buf facts;
    buf_init(&facts, op->arena);
    for (size_t t = 0; t < minutes.topics.count; t++) {
        const MinutesTopic *topic = &minutes.topics.items[t];
        for (size_t d = 0; d < topic->decisions.count; d++) {
            const MinutesDecision *decision = &topic->decisions.items[d];
            buf_printf(&facts, "%s\n牵头单位：%s\n完成时限：%s\n", decision->text,
                       decision->lead, day_chinese(op->arena, decision->due));
            buf_printf(&facts, "%s\n", units_joined(op->arena, &decision->supporting));
        }
    }
    people_facts(&facts, &minutes.attending);
    people_facts(&facts, &minutes.on_leave);
    people_facts(&facts, &minutes.sitting_in);
    TRY(minutes_paper(op, &minutes, &document));
    TRY(write_facts(op, folder, name, &facts));
    return write_both(op, folder, name, document);
}

static Status write_notice(Op *op, const char *folder, const char *name, MeetingNotice notice)
{
    Document *document;
    Buf facts;
    buf_init(&facts, op->arena);
    buf_printf(&facts, "%s\n%s\n%s\n", notice.time, notice.place, notice.presider);
    for (size_t i = 0; i < notice.agenda.count; i++)
        buf_printf(&facts, "%s\n%s汇报\n", notice.agenda.items[i].title,
                   notice.agenda.items[i].reporter);
    for (size_t i = 0; i < notice.groups.count; i++)
        people_facts(&facts, &notice.groups.items[i].people);
    people_facts(&facts, &notice.sit_in);
    TRY(notice_paper(op, &notice, &document));
    TRY(write_facts(op, folder, name, &facts));
    return write_both(op, folder, name, document);
}

static Status write_all(Op *op, const char *folder)
{
    TRY(file_make_folder(op, folder));
    TRY(write_notice(op, folder, "notice", sample_notice(op->arena)));
    TRY(write_minutes(op, folder, "minutes", sample_minutes(op->arena)));
    TRY(write_notice(op, folder, "large-notice", sample_large_notice(op->arena)));
    TRY(write_minutes(op, folder, "large-minutes", sample_large_minutes(op->arena)));
    TRY(write_both(op, folder, "stress", sample_stress(op->arena)));
    return write_both(op, folder, "grid", sample_grid(op->arena));
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "lianxi-paper-sample FOLDER\n");
        return 2;
    }
    ARENA_SCOPE(arena);
    Op op = { .arena = arena };
    if (write_all(&op, argv[1]) == OK)
        return 0;
    fprintf(stderr, "%s\n%s\n", op_told(&op), op.error.detail != NULL ? op.error.detail : "");
    return 3;
}
