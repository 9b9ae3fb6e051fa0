#include "charter/finding.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void report_v(Report *report, Finding finding, const char *text, va_list args)
    __attribute__((format(printf, 3, 0)));

static void report_v(Report *report, Finding finding, const char *text, va_list args)
{
    if (report->list.count > REPORT_MAX)
        return;
    if (report->list.count == REPORT_MAX) {
        finding = (Finding){ .level = FINDING_ERROR, .line = finding.line, .code = "too-many" };
        finding.about = finding.clauses = "";
        finding.text = "问题太多，其余不再列出；请先改正以上各处";
    } else {
        finding.text = arena_vprintf(report->arena, text, args);
    }
    *LIST_ADD(report->arena, &report->list) = finding;
}

void report_error(Report *report, int line, const char *code, const char *about,
                  const char *clauses, const char *text, ...)
{
    va_list args;
    va_start(args, text);
    report_v(report, (Finding){ FINDING_ERROR, line, code, about, clauses, "" }, text, args);
    va_end(args);
}

void report_warning(Report *report, int line, const char *code, const char *about,
                    const char *clauses, const char *text, ...)
{
    va_list args;
    va_start(args, text);
    report_v(report, (Finding){ FINDING_WARNING, line, code, about, clauses, "" }, text, args);
    va_end(args);
}

static int by_line(const void *left, const void *right)
{
    const Finding *a = left, *b = right;
    if (a->line != b->line)
        return (a->line > b->line) - (a->line < b->line);
    int order = strcmp(a->code, b->code);
    if (order == 0)
        order = strcmp(a->about, b->about);
    if (order == 0)
        order = strcmp(a->clauses, b->clauses);
    return order != 0 ? order : strcmp(a->text, b->text);
}

Findings report_findings(Report *report)
{
    Findings findings = { 0 };
    Finding *items = report->list.items;
    if (report->list.count > 1)
        qsort(items, report->list.count, sizeof *items, by_line);
    for (size_t i = 0; i < report->list.count; i++) {
        if (findings.count > 0 && by_line(&items[findings.count - 1], &items[i]) == 0)
            continue;
        items[findings.count++] = items[i];
        findings.errors += items[i].level == FINDING_ERROR;
    }
    findings.items = items;
    return findings;
}

int clause_id_compare(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        size_t n = strspn(a, "0123456789"), m = strspn(b, "0123456789");
        if (n > 0 && m > 0) {
            for (; n > 1 && *a == '0'; n--)
                a++;
            for (; m > 1 && *b == '0'; m--)
                b++;
            int order = n != m ? (n > m) - (n < m) : strncmp(a, b, n);
            if (order != 0)
                return order;
            a += n;
            b += m;
        } else if (*a != *b) {
            return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
        } else {
            a++;
            b++;
        }
    }
    return (*a != '\0') - (*b != '\0');
}

bool clause_ids_have(const TextList *ids, const char *id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (text_same(ids->items[i], id))
            return true;
    return false;
}

void clause_ids_add(Arena *arena, TextList *ids, const char *id)
{
    if (clause_ids_have(ids, id))
        return;
    *LIST_ADD(arena, ids) = id;
    for (size_t i = ids->count - 1; i > 0; i--) {
        if (clause_id_compare(ids->items[i - 1], ids->items[i]) <= 0)
            return;
        const char *moved = ids->items[i];
        ids->items[i] = ids->items[i - 1];
        ids->items[i - 1] = moved;
    }
}
