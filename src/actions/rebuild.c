/* Holds the projections against the ledgers, table by table, row by row. */
#include <string.h>

#include "actions/replay.h"
#include "db/migrate.h"
#include "db/table.h"
#include "store/tables_gen.h"

enum { DIFFERENCES_MAX = 1000 }; /* beyond it one more line says that there are more */

typedef struct Row {
    DbValue *values;
} Row;
typedef LIST(Row) RowList;

static Status row_keep(Op *op, void *state, const TableSpec *table, const DbValue *values)
{
    RowList *rows = state;
    DbValue *copy = arena_copy(op->arena, values, table->column_count * sizeof *values);
    for (size_t i = 0; i < table->column_count; i++)
        if (copy[i].kind == DB_TEXT || copy[i].kind == DB_BLOB)
            copy[i].bytes.data =
                arena_copy(op->arena, values[i].bytes.data, values[i].bytes.count);
    *LIST_ADD(op->arena, rows) = (Row){ copy };
    return OK;
}

static int value_compare(const DbValue *a, const DbValue *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == DB_NULL)
        return 0;
    if (a->kind == DB_INT)
        return (a->integer > b->integer) - (a->integer < b->integer);
    size_t least = a->bytes.count < b->bytes.count ? a->bytes.count : b->bytes.count;
    int order = least > 0 ? memcmp(a->bytes.data, b->bytes.data, least) : 0;
    return order != 0 ? order
                      : (a->bytes.count > b->bytes.count) - (a->bytes.count < b->bytes.count);
}

static int key_compare(const TableSpec *table, const Row *a, const Row *b)
{
    for (size_t i = 0; i < table->key_count; i++) {
        int order = value_compare(&a->values[table->key[i]], &b->values[table->key[i]]);
        if (order != 0)
            return order;
    }
    return 0;
}

static const char *value_words(Op *op, const DbValue *value)
{
    switch (value->kind) {
    case DB_NULL:
        return "空";
    case DB_INT:
        return arena_printf(op->arena, "%lld", (long long)value->integer);
    case DB_TEXT:
        return arena_printf(op->arena, "“%.*s”", (int)value->bytes.count,
                            (const char *)value->bytes.data);
    case DB_BLOB:
        return bytes_hex(op->arena, value->bytes);
    }
    return "";
}

static const char *key_words(Op *op, const TableSpec *table, const Row *row)
{
    Buf buf;
    buf_init(&buf, op->arena);
    for (size_t i = 0; i < table->key_count; i++) {
        size_t column = table->key[i];
        buf_printf(&buf, "%s%s=%s", i > 0 ? "，" : "", table->columns[column].name,
                   value_words(op, &row->values[column]));
    }
    return buf_string(&buf);
}

static void differ(Op *op, DifferenceList *out, const char *line)
{
    if (out->count < DIFFERENCES_MAX)
        *LIST_ADD(op->arena, out) = line;
    else if (out->count == DIFFERENCES_MAX)
        *LIST_ADD(op->arena, out) = "还有更多不一致，未一一列出。";
}

static void columns_compare(Op *op, const TableSpec *table, const Row *is, const Row *should,
                            DifferenceList *out)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (value_compare(&is->values[i], &should->values[i]) != 0)
            differ(op, out,
                   arena_printf(op->arena, "表 %s（%s）列 %s：现为%s，按账本应为%s",
                                table->name, key_words(op, table, is), table->columns[i].name,
                                value_words(op, &is->values[i]),
                                value_words(op, &should->values[i])));
}

static void rows_compare(Op *op, const TableSpec *table, const RowList *is,
                         const RowList *should, DifferenceList *out)
{
    size_t i = 0, k = 0;
    while (i < is->count || k < should->count) {
        int order = i == is->count       ? 1
                    : k == should->count ? -1
                                         : key_compare(table, &is->items[i], &should->items[k]);
        if (order == 0)
            columns_compare(op, table, &is->items[i++], &should->items[k++], out);
        else if (order < 0)
            differ(op, out,
                   arena_printf(op->arena, "表 %s（%s）：账本里没有这一行", table->name,
                                key_words(op, table, &is->items[i++])));
        else
            differ(op, out,
                   arena_printf(op->arena, "表 %s（%s）：按账本应有这一行，现在没有",
                                table->name, key_words(op, table, &should->items[k++])));
    }
}

static Status table_compare(Op *op, Db *db, Db *replayed, const TableSpec *table,
                            DifferenceList *out)
{
    RowList is = { 0 }, should = { 0 };
    TRY(table_dump(op, db, table, row_keep, &is));
    TRY(table_dump(op, replayed, table, row_keep, &should));
    rows_compare(op, table, &is, &should, out);
    return OK;
}

static Status replay_all(Op *op, Db *from, Db *to)
{
    LedgerLogList logs = { 0 };
    DB_TX(tx, to);
    TRY(db_tx_begin(op, &tx));
    TRY(ledger_logs(op, from, &logs));
    for (size_t i = 0; i < logs.count; i++)
        TRY(replay_log(op, from, to, logs.items[i].log));
    return db_tx_commit(op, &tx);
}

Status rebuild_check(Op *op, Db *db, DifferenceList *out)
{
    size_t applied;
    DB_SCOPE(replayed);
    DB_TX(snapshot, db);
    if (!db_in_tx(db))
        TRY(db_tx_begin_snapshot(op, &snapshot));
    TRY(db_open(op, ":memory:", DB_OWNER, &replayed));
    TRY(db_migrate(op, replayed, &store_changes, &applied));
    TRY(replay_all(op, db, replayed));
    for (size_t i = 0; i < store_tables.count; i++)
        if (store_tables.items[i].table_class == TABLE_PROJECTION)
            TRY(table_compare(op, db, replayed, &store_tables.items[i], out));
    return OK;
}
