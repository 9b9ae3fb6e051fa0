#include "db/table.h"

#include <string.h>

enum { PAGE_ROWS = 500, KEY_MAX = 15 };

const TableSpec *table_find(const TableList *tables, const char *name)
{
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->items[i].name, name) == 0)
            return &tables->items[i];
    return NULL;
}

static DbValue value_copy(Arena *arena, const DbValue *value)
{
    DbValue copy = *value;
    if (value->kind == DB_TEXT || value->kind == DB_BLOB)
        copy.bytes.data = arena_copy(arena, value->bytes.data, value->bytes.count);
    return copy;
}

/* One page. `after` is the key of the last row before it, and becomes that of
 * its last row; `rows` says how many there were. */
static Status page(Op *op, Arena *kept, Db *db, const TableSpec *table, bool first,
                   DbValue *after, TableVisitor visit, void *state, size_t *rows_read)
{
    DB_ROWS(rows);
    bool more = false;
    size_t count = 0;
    DbValue only_limit = db_int(PAGE_ROWS);
    after[table->key_count] = only_limit;
    TRY(db_query(op, db, first ? table->first : table->next, first ? &only_limit : after,
                 &rows));
    TRY(db_next(op, rows, &more));
    for (*rows_read = 0; more; ++*rows_read) {
        const DbValue *values = db_values(rows, &count);
        TRY(visit(op, state, table, values));
        if (*rows_read + 1 == PAGE_ROWS)
            for (size_t i = 0; i < table->key_count; i++)
                after[i] = value_copy(kept, &values[table->key[i]]);
        TRY(db_next(op, rows, &more));
    }
    return OK;
}

Status table_dump(Op *op, Db *db, const TableSpec *table, TableVisitor visit, void *state)
{
    DbValue after[KEY_MAX + 1];
    bool first = true;
    size_t rows = PAGE_ROWS;
    if (table->key_count > KEY_MAX)
        return op_broken(op, BROKEN, "the key of %s has more than %d columns", table->name,
                         KEY_MAX);
    while (rows == PAGE_ROWS) {
        TRY_WHILE(op, page(op, op->arena, db, table, first, after, visit, state, &rows),
                  "reading table %s", table->name);
        first = false;
    }
    return OK;
}

Status table_delete_all(Op *op, Db *db, const TableSpec *table)
{
    return db_done(op, db, table->empty, NULL);
}

Status tables_delete_all(Op *op, Db *db, const TableList *tables, TableClass table_class)
{
    for (size_t i = tables->count; i-- > 0;)
        if (tables->items[i].table_class == table_class)
            TRY(table_delete_all(op, db, &tables->items[i]));
    return OK;
}

/* ---- digests ------------------------------------------------------------------- */

static void value_bytes(Buf *buf, const DbValue *value)
{
    switch (value->kind) {
    case DB_NULL:
        buf_u8(buf, 0);
        return;
    case DB_INT:
        buf_u8(buf, 1);
        buf_u64(buf, (uint64_t)value->integer);
        return;
    case DB_TEXT:
    case DB_BLOB:
        buf_u8(buf, value->kind == DB_TEXT ? 2 : 3);
        buf_u32(buf, (uint32_t)value->bytes.count);
        buf_add(buf, value->bytes.data, value->bytes.count);
        return;
    }
}

void table_row_bytes(Buf *buf, const TableSpec *table, const DbValue *values)
{
    for (size_t i = 0; i < table->column_count; i++)
        value_bytes(buf, &values[i]);
}

typedef struct Chain {
    Digest digest;
    Digester *digester;
    Arena *scratch;
} Chain;

static Status chain_row(Op *op, void *state, const TableSpec *table, const DbValue *values)
{
    Chain *chain = state;
    Buf row;
    (void)op;
    arena_reset(chain->scratch);
    buf_init(&row, chain->scratch);
    table_row_bytes(&row, table, values);
    Bytes runs[] = { digest_bytes(&chain->digest), buf_bytes(&row) };
    chain->digest = digester_of(chain->digester, DIGEST_SM3, runs, 2);
    return OK;
}

Status table_digest(Op *op, Db *db, const TableSpec *table, Digest *out)
{
    ARENA_SCOPE(scratch);
    DIGESTER_SCOPE(digester);
    Chain chain = { .digester = &digester, .scratch = scratch };
    Buf head;
    buf_init(&head, scratch);
    buf_text(&head, table->name);
    for (size_t i = 0; i < table->column_count; i++)
        buf_printf(&head, "\n%s %d", table->columns[i].name, (int)table->columns[i].type);
    chain.digest = digest_one(DIGEST_SM3, buf_bytes(&head));
    TRY(table_dump(op, db, table, chain_row, &chain));
    *out = chain.digest;
    return OK;
}

Status tables_digest(Op *op, Db *db, const TableList *tables, TableClass table_class,
                     Digest *out)
{
    Buf all;
    buf_init(&all, op->arena);
    for (size_t i = 0; i < tables->count; i++) {
        Digest one;
        if (tables->items[i].table_class != table_class)
            continue;
        TRY(table_digest(op, db, &tables->items[i], &one));
        buf_add(&all, one.bytes, sizeof one.bytes);
    }
    *out = digest_one(DIGEST_SM3, buf_bytes(&all));
    return OK;
}
