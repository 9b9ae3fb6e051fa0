#include "store/ledger_verify.h"

#include "cli/place.h"
#include "cli/runs.h"
#include "cli/sheet.h"
#include "db/structure.h"
#include "store/ledger.h"
#include "store/tables_gen.h"

static json_t *findings_json(const Findings *findings)
{
    json_t *list = json_array();
    for (size_t i = 0; i < findings->kept.count; i++) {
        const Finding *finding = &findings->kept.items[i];
        json_array_append_new(list, json_pack("{s: s, s: I, s: s, s: s}", "kind",
                                              finding_word(finding->kind), "seq",
                                              (json_int_t)finding->seq, "place", finding->place,
                                              "text", finding->text));
    }
    return list;
}

static void finding_add_line(Sheet *sheet, const char *code, const Finding *finding)
{
    if (finding->seq == FINDING_WHOLE)
        sheet_line(sheet, "%s：%s：%s（%s）", code, finding_word(finding->kind), finding->text,
                   finding->place);
    else
        sheet_line(sheet, "%s：第%lld号记录：%s：%s（%s）", code, (long long)finding->seq,
                   finding_word(finding->kind), finding->text, finding->place);
}

static void check_add(Sheet *sheet, const LedgerLog *log, const LedgerCheck *check)
{
    Arena *arena = sheet->op->arena;
    const char *sm3 = digest_hex(arena, &check->roots[DIGEST_SM3]);
    const char *sha256 = digest_hex(arena, &check->roots[DIGEST_SHA256]);
    sheet_item(sheet, "ledgers",
               json_pack("{s: s, s: I, s: I, s: I, s: I, s: s, s: s, s: I, s: o}", "code",
                         log->code, "records", (json_int_t)check->records, "values",
                         (json_int_t)check->values, "files", (json_int_t)check->files, "tiles",
                         (json_int_t)check->tiles, "sm3", sm3, "sha256", sha256, "count",
                         (json_int_t)check->findings->count, "findings",
                         findings_json(check->findings)),
               "账本 %s：记录 %llu 条，私密内容 %llu 项，文件 %llu 个，不符 %zu 处\n"
               "  根（SM3）    %s\n  根（SHA-256）%s",
               log->code, (unsigned long long)check->records, (unsigned long long)check->values,
               (unsigned long long)check->files, check->findings->count, sm3, sha256);
    for (size_t i = 0; i < check->findings->kept.count; i++)
        finding_add_line(sheet, log->code, &check->findings->kept.items[i]);
    if (check->findings->count > check->findings->kept.count)
        sheet_line(sheet, "%s：还有 %zu 处没有列出", log->code,
                   check->findings->count - check->findings->kept.count);
}

/* What guards the ledgers, and rows that belong to none of them. */
static Status around_check(Op *op, Db *db, Sheet *sheet, size_t *findings)
{
    TextList structure;
    LedgerNumbers unknown;
    TRY(db_structure_check(op, db, &store_changes, &structure));
    TRY(ledger_unknown(op, db, &unknown));
    sheet_list(sheet, "structure");
    for (size_t i = 0; i < structure.count; i++)
        sheet_item(sheet, "structure", json_string(structure.items[i]), "数据库结构：%s",
                   structure.items[i]);
    sheet_list(sheet, "unknown");
    for (size_t i = 0; i < unknown.count; i++)
        sheet_item(sheet, "unknown", json_integer(unknown.items[i]),
                   "没有登记的账本 %lld：库里有它的内容，ledger_log 里没有它。",
                   (long long)unknown.items[i]);
    *findings += structure.count + unknown.count;
    return OK;
}

Status run_verify(Op *op, Cli *cli)
{
    LedgerLogList logs = { 0 };
    size_t findings = 0;
    DB_SCOPE(db);
    SHEET(sheet, op, cli);
    TRY(place_read(op, cli, &db));
    DB_TX(snapshot, db);
    TRY(db_tx_begin_snapshot(op, &snapshot));
    TRY(ledger_logs(op, db, &logs));
    sheet_list(&sheet, "ledgers");
    for (size_t i = 0; i < logs.count; i++) {
        LedgerCheck check;
        TRY(ledger_verify(op, db, logs.items[i].log, &check));
        check_add(&sheet, &logs.items[i], &check);
        findings += check.findings->count;
    }
    TRY(around_check(op, db, &sheet, &findings));
    sheet_line(&sheet, "账本 %zu 个，不符 %zu 处", logs.count, findings);
    sheet_print(&sheet);
    cli->exit = findings > 0 ? EXIT_FINDINGS : EXIT_DONE;
    return OK;
}
