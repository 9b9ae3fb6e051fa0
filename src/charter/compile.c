#include "charter/compile.h"

#include "base/file.h"

static void publish_clauses(Compiler *c)
{
    Charter *charter = c->charter;
    Clause *clauses = ARENA_ARRAY(c->arena, Clause, c->doc.clauses.count + 1);
    charter->official = c->doc.clauses.count > 0;
    for (size_t i = 0; i < c->doc.clauses.count; i++) {
        clauses[i] = c->doc.clauses.items[i].clause;
        charter->official = charter->official && !text_empty(clauses[i].official);
    }
    charter->clauses = clauses;
    charter->clause_count = c->doc.clauses.count;
    Reading *readings = ARENA_ARRAY(c->arena, Reading, c->readings.count + 1);
    for (size_t i = 0; i < c->readings.count; i++)
        readings[i] = c->readings.items[i].reading;
    charter->readings = readings;
    charter->reading_count = c->readings.count;
}

static void count_statements(Compiler *c)
{
    for (size_t i = 0; i < c->statements.count; i++)
        c->charter->statement_count += c->statements.items[i].clause != NULL;
}

static void compile_steps(Compiler *c)
{
    compile_front(c);
    compile_statements(c);
    count_statements(c);
    compile_readings(c);
    compile_names(c);
    compile_resolve(c);
    compile_groups(c);
    compile_settle(c);
    compile_complete(c);
}

Status charter_compile(Op *op, const char *file_name, Bytes text, Charter **out,
                       Findings *findings)
{
    Compiler compiler = { .op = op, .arena = op->arena, .report = { .arena = op->arena } };
    Compiler *c = &compiler;
    c->charter = ARENA_NEW(op->arena, Charter);
    c->charter->file_name = file_name;
    c->charter->supersedes = c->charter->text = "";
    bool readable = source_read(&c->report, text, &c->doc);
    if (readable)
        compile_steps(c);
    c->charter->text = c->doc.text;
    publish_clauses(c);
    *findings = report_findings(&c->report);
    if (findings->errors > 0) {
        c->charter->rules = NULL;
    } else {
        Ruleset *rules = compile_build(c);
        rules->digest = digest_one(DIGEST_SM3, bytes_of_text(c->doc.text));
        c->charter->rules = rules;
    }
    *out = c->charter;
    return OK;
}

const Clause *charter_clause(const Charter *charter, const char *id)
{
    for (size_t i = 0; i < charter->clause_count; i++)
        if (text_same(charter->clauses[i].id, id))
            return &charter->clauses[i];
    return NULL;
}

const Reading *charter_reading(const Charter *charter, const char *id)
{
    for (size_t i = 0; i < charter->reading_count; i++)
        if (text_same(charter->readings[i].id, id))
            return &charter->readings[i];
    return NULL;
}

static Status compile_file(Op *op, const char *path, Charter **out, Findings *findings)
{
    Bytes text;
    TRY_WHILE(op, file_read(op, path, CHARTER_BYTES_MAX, &text), "reading the charter %s",
              path);
    return charter_compile(op, path, text, out, findings);
}

static void count(const Charter *charter, const Findings *findings, CharterCounts *counts)
{
    *counts = (CharterCounts){ .clauses = charter->clause_count,
                               .rules = charter->statement_count,
                               .readings = charter->reading_count,
                               .findings = findings->count,
                               .errors = findings->errors };
}

Status charter_check_file(Op *op, const char *path, Buf *out, CharterCounts *counts)
{
    Charter *charter;
    Findings findings;
    TRY(compile_file(op, path, &charter, &findings));
    charter_print_findings(charter, &findings, out);
    count(charter, &findings, counts);
    return OK;
}

Status charter_show_file(Op *op, const char *path, Buf *out, CharterCounts *counts)
{
    Charter *charter;
    Findings findings;
    TRY(compile_file(op, path, &charter, &findings));
    if (charter->rules == NULL)
        charter_print_findings(charter, &findings, out);
    else
        charter_print_rules(charter, out);
    count(charter, &findings, counts);
    return OK;
}
