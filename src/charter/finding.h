/* Collecting findings while a charter is read and compiled.
 *
 * A finding is one line of Chinese that says what is wrong, why, and what to
 * do. Its identity is code, about and clauses: the line and the wording may
 * change with the file, these do not. At most REPORT_MAX are kept; the rest are
 * counted and told in one.
 */
#ifndef CHARTER_FINDING_H
#define CHARTER_FINDING_H

#include "base/arena.h"
#include "base/text.h"
#include "charter/charter.h"

#define REPORT_MAX 1000

typedef struct Report {
    Arena *arena;
    LIST(Finding) list;
} Report;

void report_error(Report *report, int line, const char *code, const char *about,
                  const char *clauses, const char *text, ...) PRINTF_LIKE(6, 7);
void report_warning(Report *report, int line, const char *code, const char *about,
                    const char *clauses, const char *text, ...) PRINTF_LIKE(6, 7);

/* Sorted by line; the same finding told twice stands once. */
Findings report_findings(Report *report);

/* Clause ids in their natural order: N4.2 before N4.10. */
int clause_id_compare(const char *a, const char *b);
/* Adds an id unless it is there, keeping the order. */
void clause_ids_add(Arena *arena, TextList *ids, const char *id);
bool clause_ids_have(const TextList *ids, const char *id);

#endif
