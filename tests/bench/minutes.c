/* Minutes of six pages, as PDF. */
#include "bench.h"

#include <stdio.h>

#include "base/file.h"
#include "papers/paper_samples.h"
#include "print/docx.h"
#include "print/layout.h"
#include "print/pdf.h"

/* The sample minutes with as many topics as make six pages. */
static Status six_pages(Op *op, Document **out)
{
    MinutesPaper minutes = sample_large_minutes(op->arena);
    minutes.attending.count = 24;
    minutes.topics.count = 4;
    for (size_t t = 0; t < minutes.topics.count; t++)
        minutes.topics.items[t].decisions.count = 1;
    return minutes_paper(op, &minutes, out);
}

static Status pdf_make(Op *op, size_t *pages, Bytes *out)
{
    Document *document;
    PrintReport report;
    TRY(six_pages(op, &document));
    TRY(document_print(op, document, NULL, &report, out));
    *pages = report.pages;
    return OK;
}

Status bench_minutes_write(Op *op, const char *path, bool docx)
{
    Document *document;
    Bytes bytes;
    size_t pages;
    if (!docx) {
        TRY(pdf_make(op, &pages, &bytes));
        return file_write(op, path, bytes);
    }
    TRY(six_pages(op, &document));
    TRY(document_write_docx(op, document, &bytes));
    return file_write(op, path, bytes);
}

/* In one process, its caches full: facts to bytes. */
Status bench_minutes(Op *op, size_t count)
{
    for (size_t i = 0; i <= count; i++) {
        ARENA_SCOPE(memory);
        Op one = { .arena = memory };
        Bytes bytes;
        size_t pages;
        double begun = work_seconds();
        if (pdf_make(&one, &pages, &bytes) != OK)
            return op_broken(op, BROKEN, "%s", one.error.detail);
        if (i == 0) {
            show("pages", (double)pages);
            show("bytes", (double)bytes.count);
        } else {
            show("page_ms", (work_seconds() - begun) * 1e3 / (double)pages);
        }
    }
    return OK;
}
