/* A ledger that was written before files could lie under an id of their own
 * (change 0009) is the same ledger after it. */
#include <string.h>

#include "db/table.h"
#include "store/ledger_file.h"
#include "store/ledger_testing.h"
#include "store/ledger_verify.h"
#include "store/tables_gen.h"

#define OLD_CHANGES 8

/* A row as an INSERT, without the column the old table had not. */
static Status row_script(Op *op, void *state, const TableSpec *table, const DbValue *values)
{
    Db *old = state;
    Buf columns, list;
    buf_init(&columns, op->arena);
    buf_init(&list, op->arena);
    for (size_t i = 0; i < table->column_count; i++) {
        const DbValue *value = &values[i];
        const char *comma = columns.count > 0 ? ", " : "";
        if (strcmp(table->columns[i].name, "stored_as") == 0)
            continue;
        buf_printf(&columns, "%s%s", comma, table->columns[i].name);
        buf_text(&list, comma);
        if (value->kind == DB_NULL)
            buf_text(&list, "NULL");
        else if (value->kind == DB_INT)
            buf_printf(&list, "%lld", (long long)value->integer);
        else if (value->kind == DB_TEXT)
            buf_printf(&list, "'%.*s'", (int)value->bytes.count,
                       (const char *)value->bytes.data);
        else
            buf_printf(&list, db_engine(old) == DB_SQLITE ? "X'%s'" : "'\\x%s'",
                       bytes_hex(op->arena, value->bytes));
    }
    return db_script(op, old,
                     arena_printf(op->arena, "INSERT INTO %s (%s) VALUES (%s)", table->name,
                                  buf_string(&columns), buf_string(&list)));
}

/* The ledger tables of `from`, written into a database of an earlier schema. */
static Status copy(Op *op, Db *from, Db *old)
{
    DB_TX(tx, old);
    TRY(db_tx_begin(op, &tx));
    for (size_t i = 0; i < store_tables.count; i++)
        if (store_tables.items[i].table_class == TABLE_LEDGER)
            TRY(table_dump(op, from, &store_tables.items[i], row_script, old));
    return db_tx_commit(op, &tx);
}

TEST(a_ledger_of_an_earlier_schema_verifies_as_before_and_grows_on)
{
    const DbChanges before = { store_changes.items, OLD_CHANGES };
    DB_EACH_ENGINE(t, NULL)
    {
        Op *op = test_op();
        DB_SCOPE(now);
        size_t applied;
        int64_t log = 0;
        Salt salt;
        LedgerCheck should, is;
        NEED_OK(db_open(op, ":memory:", DB_OWNER, &now));
        NEED_OK(db_migrate(op, now, &store_changes, &applied));
        NEED(ledger_testing_found(now, &log));
        NEED(ledger_testing_append(now, log, 7));
        NEED_OK(ledger_verify(op, now, log, &should));
        NEED_OK(db_migrate(op, t.db, &before, &applied));
        NEED_OK(copy(op, now, t.db));
        NEED_OK(db_migrate(op, t.db, &store_changes, &applied));
        CHECK(applied > 0);
        NEED_OK(ledger_verify(op, t.db, log, &is));
        CHECK_INT(is.findings->count, 0);
        CHECK_INT(is.files, should.files);
        CHECK(memcmp(is.roots, should.roots, sizeof is.roots) == 0);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM file WHERE stored_as IS NULL"), 2);
        memset(salt.bytes, 99, sizeof salt.bytes);
        LedgerHead head;
        Bytes back;
        {
            DB_TX(tx, t.db);
            NEED_OK(db_tx_begin(op, &tx));
            NEED_OK(ledger_begin(op, t.db, log, &head));
            FileRef ref = file_ref_of(op->arena, &salt, head.log_id, bytes_of_text("传签件"));
            NEED_OK(ledger_file_read(op, t.db, log, &ref.digest, &back));
            CHECK(bytes_equal(back, bytes_of_text("传签件")));
            CHECK(db_script(op, t.db, "DELETE FROM file_chunk") != OK); /* still guarded */
        }
        NEED(ledger_testing_append(t.db, log, 3));
        NEED_OK(ledger_verify(op, t.db, log, &is));
        CHECK_INT(is.findings->count, 0);
        CHECK_INT(is.records, 10);
    }
}
