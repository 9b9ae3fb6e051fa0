#include "charter/charter.h"

#include <jansson.h>

#include "base/file.h"
#include "cli/runs.h"
#include "cli/sheet.h"

/* One file that cannot be read does not keep the others from being checked;
 * the first failure is the command's. */
typedef struct Failure {
    Status status;
    Error error;
} Failure;

static void failure_keep(Op *op, const Cli *cli, Failure *first, Status status)
{
    if (first->status == OK)
        *first = (Failure){ status, op->error };
    else
        fprintf(cli->err, "lianxi：%s\n", op_told(op));
    op_clear(op);
}

static Status failure_return(Op *op, const Failure *first)
{
    if (first->status != OK)
        op->error = first->error;
    if (first->status == INVALID) /* a file is no wrong use */
        return op->error.status = UNAVAILABLE;
    return first->status;
}

static json_t *finding_json(const Finding *finding)
{
    return json_pack("{s: i, s: s, s: s, s: s, s: s, s: s}", "line", finding->line, "level",
                     finding->level == FINDING_ERROR ? "error" : "warning", "code",
                     finding->code, "about", finding->about, "clauses", finding->clauses,
                     "text", finding->text);
}

static json_t *rule_json(const Rule *rule)
{
    json_t *clauses = json_array();
    for (size_t i = 0; i < rule->clause_count; i++)
        json_array_append_new(clauses, json_string(rule->clauses[i]));
    return json_pack("{s: s, s: s, s: s, s: s, s: o}", "point", rule->point, "label",
                     rule->label, "value", rule->value->words, "force", force_word(rule->force),
                     "clauses", clauses);
}

static Status compile(Op *op, const char *path, Charter **charter, Findings *findings)
{
    Bytes text;
    TRY(file_read(op, path, CHARTER_BYTES_MAX, &text));
    return charter_compile(op, path, text, charter, findings);
}

static Status file_json(Op *op, const char *path, bool rules, json_t *list, size_t *errors)
{
    Charter *charter;
    Findings findings;
    TRY(compile(op, path, &charter, &findings));
    json_t *found = json_array(), *stated = json_array();
    for (size_t i = 0; i < findings.count; i++)
        json_array_append_new(found, finding_json(&findings.items[i]));
    for (size_t i = 0; rules && charter->rules != NULL && i < charter->rules->rule_count; i++)
        json_array_append_new(stated, rule_json(&charter->rules->rules[i]));
    json_t *json = json_pack("{s: s, s: I, s: I, s: I, s: o}", "file", path, "clauses",
                             (json_int_t)charter->clause_count, "rules",
                             (json_int_t)charter->statement_count, "readings",
                             (json_int_t)charter->reading_count, "findings", found);
    if (rules)
        json_object_set_new(json, "compiled", stated);
    else
        json_decref(stated);
    json_array_append_new(list, json);
    *errors += findings.errors;
    return OK;
}

static Status files_json(Op *op, Cli *cli, bool rules)
{
    SHEET(sheet, op, cli);
    size_t errors = 0;
    Failure first = { OK, { 0 } };
    sheet_list(&sheet, "files");
    for (size_t i = 0; i < cli->words.count; i++) {
        Status status = file_json(op, cli->words.items[i], rules,
                                  json_object_get(sheet.json, "files"), &errors);
        if (status != OK)
            failure_keep(op, cli, &first, status);
    }
    sheet_print(&sheet);
    cli->exit = errors > 0 ? EXIT_FINDINGS : EXIT_DONE;
    return failure_return(op, &first);
}

typedef Status (*FilePrint)(Op *op, const char *path, Buf *out, CharterCounts *counts);

static Status files_print(Op *op, Cli *cli, FilePrint print)
{
    size_t errors = 0;
    Failure first = { OK, { 0 } };
    for (size_t i = 0; i < cli->words.count; i++) {
        Buf out;
        CharterCounts counts = { 0 };
        buf_init(&out, op->arena);
        Status status = print(op, cli->words.items[i], &out, &counts);
        if (status != OK)
            failure_keep(op, cli, &first, status);
        else
            fputs(buf_string(&out), cli->out);
        errors += counts.errors;
    }
    cli->exit = errors > 0 ? EXIT_FINDINGS : EXIT_DONE;
    return failure_return(op, &first);
}

Status run_charter_check(Op *op, Cli *cli)
{
    return cli_has(cli, "--json") ? files_json(op, cli, false)
                                  : files_print(op, cli, charter_check_file);
}

Status run_charter_show(Op *op, Cli *cli)
{
    return cli_has(cli, "--json") ? files_json(op, cli, true)
                                  : files_print(op, cli, charter_show_file);
}
