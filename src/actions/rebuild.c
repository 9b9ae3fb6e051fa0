/* Holds the projections against the ledgers, table by table, row by row. */
#include <string.h>

#include "actions/replay.h"
#include "base/text.h"
#include "db/migrate.h"
#include "db/table.h"
#include "store/tables_gen.h"

enum {
    DIFFERENCES_MAX = 1000, /* beyond it one more line says that there are more */
    SHOWN_CHARACTERS = 60,  /* of a value; longer ones are cut around what differs */
    SHOWN_BYTES = 64,
};

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

/* Bytes nobody can read, from `from` on, as hexadecimal digits. */
static const char *hex_words(Op *op, Bytes bytes, size_t from)
{
    size_t left = bytes.count - from;
    Bytes shown = { bytes.data + from, left < SHOWN_BYTES ? left : SHOWN_BYTES };
    return arena_printf(op->arena, "%s%s%s", from > 0 ? "…" : "", bytes_hex(op->arena, shown),
                        shown.count < left ? "…" : "");
}

static const char *text_words(Op *op, Bytes bytes, size_t from)
{
    const char *text = arena_dup_n(op->arena, (const char *)bytes.data, bytes.count);
    if (text_check(text, bytes.count, true) == TEXT_NOT_UTF8 || strlen(text) != bytes.count)
        return arena_printf(op->arena, "不能显示的内容 %s", hex_words(op, bytes, from));
    while (from > 0 && ((unsigned char)text[from] & 0xc0) == 0x80)
        from--;
    const char *at = text + from;
    for (size_t i = 0; i < SHOWN_CHARACTERS && *at != '\0'; i++)
        (void)text_next(&at);
    return arena_printf(op->arena, "“%s%s%s”", from > 0 ? "…" : "",
                        arena_dup_n(op->arena, text + from, (size_t)(at - text) - from),
                        *at != '\0' ? "…" : "");
}

/* `from`: the byte of a text or blob to begin at. */
static const char *value_words(Op *op, const DbValue *value, size_t from)
{
    switch (value->kind) {
    case DB_NULL:
        return "空";
    case DB_INT:
        return arena_printf(op->arena, "%lld", (long long)value->integer);
    case DB_TEXT:
        return text_words(op, value->bytes, from);
    case DB_BLOB:
        return hex_words(op, value->bytes, from);
    }
    return "";
}

/* Where a reader of both should begin: at the start, or of what is long a
 * little before the first byte that differs. */
static size_t begin_at(const DbValue *is, const DbValue *should)
{
    bool bytes = (is->kind == DB_TEXT || is->kind == DB_BLOB) && is->kind == should->kind;
    size_t at = 0;
    while (bytes && at < is->bytes.count && at < should->bytes.count &&
           is->bytes.data[at] == should->bytes.data[at])
        at++;
    return at < SHOWN_BYTES ? 0 : at - SHOWN_BYTES / 2;
}

static const char *key_words(Op *op, const TableSpec *table, const Row *row)
{
    Buf buf;
    buf_init(&buf, op->arena);
    for (size_t i = 0; i < table->key_count; i++) {
        size_t column = table->key[i];
        buf_printf(&buf, "%s%s=%s", i > 0 ? "，" : "", table->columns[column].name,
                   value_words(op, &row->values[column], 0));
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
    for (size_t i = 0; i < table->column_count; i++) {
        const DbValue *one = &is->values[i], *other = &should->values[i];
        if (value_compare(one, other) == 0)
            continue;
        size_t from = begin_at(one, other);
        differ(op, out,
               arena_printf(op->arena, "表 %s（%s）列 %s：现为%s，按账本应为%s", table->name,
                            key_words(op, table, is), table->columns[i].name,
                            value_words(op, one, from), value_words(op, other, from)));
    }
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
