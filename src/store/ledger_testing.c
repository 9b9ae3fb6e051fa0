#include "store/ledger_testing.h"

#include "ledger/sample.h"
#include "store/ledger_file.h"
#include "store/ledger_parts.h"

bool ledger_testing_found(Db *db, int64_t *log)
{
    Op *op = test_op();
    DB_TX(tx, db);
    return test_check_ok(db_tx_begin(op, &tx), __FILE__, __LINE__, "begin") &&
           test_check_ok(ledger_found(op, db, "ejin-horo", sample_log(), log), __FILE__,
                         __LINE__, "ledger_found") &&
           test_check_ok(db_tx_commit(op, &tx), __FILE__, __LINE__, "commit");
}

static void add_value(Arena *arena, PrivateValueList *values, uint64_t seq, const char *field,
                      FieldKind kind, const char *text)
{
    *LIST_ADD(arena, values) = (PrivateValue){
        .field = field,
        .kind = kind,
        .salt = sample_salt((unsigned)seq + 1),
        .value = bytes_of_text(text),
    };
}

static Status add_file(Op *op, Db *db, const LedgerHead *head, Record *record,
                       const char *field, const char *content, bool fresh)
{
    Salt salt = sample_salt(99);
    FileRef ref = file_ref_of(op->arena, &salt, head->log_id, bytes_of_text(content));
    if (fresh)
        TRY(ledger_file_put(op, db, head->log, head->log_id, &salt, record->recorded_at,
                            bytes_of_text(content), &ref));
    record_add(op->arena, record, field, FIELD_FILE, file_ref_encode(op->arena, &ref));
    return OK;
}

static Status add_erasure(Op *op, Record *record, uint64_t seq, const char *field)
{
    ErasureList list = { 0 };
    Bytes bytes = { 0 };
    *LIST_ADD(op->arena, &list) = (Erasure){ seq, field };
    TRY(erasures_encode(op, &list, &bytes));
    record_add(op->arena, record, "erases", FIELD_ERASURE, bytes);
    return OK;
}

/* What the first records have beside the plain words. */
static Status fill(Op *op, Db *db, const LedgerHead *head, Record *record,
                   PrivateValueList *values)
{
    switch (head->size) {
    case 0:
        add_value(op->arena, values, 0, "phone", FIELD_PRIVATE, "13800000000");
        add_value(op->arena, values, 0, "name", FIELD_PRIVATE, "王某");
        return OK;
    case 1:
        return add_file(op, db, head, record, "scan", "传签件", true);
    case 2:
        add_value(op->arena, values, 2, "opinion", FIELD_ARCHIVAL, "同意");
        return OK;
    case 3:
        return add_erasure(op, record, 0, "phone");
    case 4:
        TRY(add_file(op, db, head, record, "again", "传签件", false));
        return add_file(op, db, head, record, "second", "另一件", true);
    case 5:
        return add_erasure(op, record, 4, "second");
    }
    return OK;
}

static Status append_one(Op *op, Db *db, LedgerHead *head)
{
    Record record = sample_record(head->size);
    PrivateValueList values = { 0 };
    record.recorded_at.us += (int64_t)head->size;
    TRY(fill(op, db, head, &record, &values));
    return ledger_append(op, db, head, &record, &values);
}

Status ledger_testing_try(Op *op, Db *db, int64_t log, size_t count)
{
    LedgerHead head;
    ARENA_SCOPE(arena);
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    TRY(ledger_begin(op, db, log, &head));
    for (size_t i = 0; i < count; i++) {
        Op inner = { .arena = arena };
        Status status = append_one(&inner, db, &head);
        if (status != OK) {
            error_take(op, &inner);
            return status;
        }
        arena_reset(arena);
    }
    return db_tx_commit(op, &tx);
}

bool ledger_testing_append(Db *db, int64_t log, size_t count)
{
    return test_check_ok(ledger_testing_try(test_op(), db, log, count), __FILE__, __LINE__,
                         "appending");
}

Status ledger_testing_name(Db *db, int64_t log, const FileRef *ref)
{
    LedgerHead head;
    Op *op = test_op();
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    TRY(ledger_begin(op, db, log, &head));
    Record record = sample_record(1000 + head.size);
    record_add(op->arena, &record, "scan", FIELD_FILE, file_ref_encode(op->arena, ref));
    TRY(ledger_append(op, db, &head, &record, NULL));
    return db_tx_commit(op, &tx);
}

bool ledger_testing_unguard(Db *db)
{
    static const char *const lite = "DROP TRIGGER ledger_log_no_update;"
                                    "DROP TRIGGER ledger_no_update;"
                                    "DROP TRIGGER ledger_no_delete;"
                                    "DROP TRIGGER ledger_tile_no_update;"
                                    "DROP TRIGGER ledger_tile_no_delete;"
                                    "DROP TRIGGER ledger_head_only_grows;"
                                    "DROP TRIGGER ledger_head_no_delete;"
                                    "DROP TRIGGER private_value_only_erased;"
                                    "DROP TRIGGER private_value_no_delete;"
                                    "DROP TRIGGER file_only_named_or_erased;"
                                    "DROP TRIGGER file_no_delete;"
                                    "DROP TRIGGER file_chunk_no_update;"
                                    "DROP TRIGGER file_chunk_no_delete;";
    static const char *const pg = "ALTER TABLE ledger_log DISABLE TRIGGER USER;"
                                  "ALTER TABLE ledger DISABLE TRIGGER USER;"
                                  "ALTER TABLE ledger_tile DISABLE TRIGGER USER;"
                                  "ALTER TABLE ledger_head DISABLE TRIGGER USER;"
                                  "ALTER TABLE private_value DISABLE TRIGGER USER;"
                                  "ALTER TABLE file DISABLE TRIGGER USER;"
                                  "ALTER TABLE file_chunk DISABLE TRIGGER USER;";
    return test_check_ok(db_script(test_op(), db, db_engine(db) == DB_SQLITE ? lite : pg),
                         __FILE__, __LINE__, "dropping the guards");
}
