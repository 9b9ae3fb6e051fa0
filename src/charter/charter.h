/* A charter: an institution's rules as a Markdown file, read, compiled and checked.
 *
 * A charter retells each clause under its number and says in fenced `rules`
 * blocks what that clause rules; docs/charter.md is the language. Compiling
 * gives the findings (what is wrong, where, why, what to do) and, where there is
 * no error among them, the rule set (ruleset.h) that a conference is founded
 * on. The result does not depend on the order of the clauses in the file.
 *
 * It is not an interpreter: judging acts is src/rules. Everything returned
 * belongs to op->arena.
 *
 * A file that is wrong is not a failure of these functions: it has findings.
 * Status tells only what could not be done at all (reading the file).
 */
#ifndef CHARTER_CHARTER_H
#define CHARTER_CHARTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/op.h"
#include "charter/ruleset.h"

#define CHARTER_BYTES_MAX (1024 * 1024)

typedef enum FindingLevel { FINDING_WARNING, FINDING_ERROR } FindingLevel;

typedef struct Finding {
    FindingLevel level;
    int line;            /* from 1 */
    const char *code;    /* "conflict", "undefined-name", "unknown-point" … */
    const char *about;   /* the point, name or clause it is about; "" when none */
    const char *clauses; /* the clauses it names: "A5.1a N4.3b"; "" when none */
    const char *text;    /* one line of Chinese: what, why, what to do */
} Finding;

typedef struct Findings {
    const Finding *items; /* by line */
    size_t count;
    size_t errors;
} Findings;

/* A clause as people read it. */
typedef struct Clause {
    const char *id;   /* "N4.3b" */
    const char *path; /* headings above it: "通知 › 四、组织实施 › （三）…" */
    const char *text; /* retold; paragraphs parted by a line feed */
    const char *official; /* the office's own official text; "" when not given */
    bool principle;       /* nothing in it can be checked */
    int line;
} Clause;

typedef enum ReadingKind {
    READING_NAME,
    READING_CONFLICT,
    READING_GAP,
    READING_MAP,
} ReadingKind;

typedef struct Reading {
    const char *id; /* "R4" */
    ReadingKind kind;
    const char *about;          /* the name or the points, parted by "、" */
    const char *const *clauses; /* the clauses it relates */
    size_t clause_count;
    const char *choice;  /* what it settles, in Chinese */
    const char *because; /* why, as written */
    int line;
} Reading;

typedef struct Charter {
    const char *file_name;
    const char *text; /* the whole file, as it was read */
    const Clause *clauses;
    size_t clause_count;
    const Reading *readings;
    size_t reading_count;
    size_t statement_count; /* rules as stated, clause by clause */
    bool official;          /* every clause has its official text */
    const char *supersedes; /* numbers or titles, "" when none */
    const Ruleset *rules;   /* NULL when the findings hold an error */
} Charter;

/* Compiles a text; file_name is only for the findings. */
NODISCARD Status charter_compile(Op *op, const char *file_name, Bytes text, Charter **out,
                                 Findings *findings);

/* Clauses by id; NULL when there is none. */
const Clause *charter_clause(const Charter *charter, const char *id);
const Reading *charter_reading(const Charter *charter, const char *id);

typedef struct CharterCounts {
    size_t clauses, rules, readings, findings, errors;
} CharterCounts;

/* `lianxi charter check FILE`: findings, one a line
 * ("FILE:LINE: error: …"), and the line of counts. */
NODISCARD Status charter_check_file(Op *op, const char *path, Buf *out, CharterCounts *counts);

/* `lianxi charter show FILE`: the compiled rules, each with its clauses and
 * force; the findings instead when there is an error among them. */
NODISCARD Status charter_show_file(Op *op, const char *path, Buf *out, CharterCounts *counts);

/* The two texts, when the charter is compiled already. */
void charter_print_findings(const Charter *charter, const Findings *findings, Buf *out);
void charter_print_rules(const Charter *charter, Buf *out);

#endif
