/* lianxi-paper-sample FOLDER: writes the sample papers there, for looking at
 * and for the tests of tests/run.d/papers-*. Not installed. */
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

static Status write_all(Op *op, const char *folder)
{
    TRY(file_make_folder(op, folder));
    MeetingNotice notice = sample_notice(op->arena);
    MeetingNotice large_notice = sample_large_notice(op->arena);
    MinutesPaper minutes = sample_minutes(op->arena);
    MinutesPaper large_minutes = sample_large_minutes(op->arena);
    Document *document;
    TRY(notice_paper(op, &notice, &document));
    TRY(write_both(op, folder, "notice", document));
    TRY(minutes_paper(op, &minutes, &document));
    TRY(write_both(op, folder, "minutes", document));
    TRY(notice_paper(op, &large_notice, &document));
    TRY(write_both(op, folder, "large-notice", document));
    TRY(minutes_paper(op, &large_minutes, &document));
    TRY(write_both(op, folder, "large-minutes", document));
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
