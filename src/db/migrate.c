#include "db/migrate.h"

#include <string.h>

#include "base/digest.h"

typedef struct Seen {
    int64_t number;
    const char *name;
    Bytes sm3;
} Seen;

static const DbField seen_fields[] = {
    { "number", DB_AS_INT, false, offsetof(Seen, number), 0, false },
    { "name", DB_AS_TEXT, false, offsetof(Seen, name), 0, false },
    { "sm3", DB_AS_BLOB, false, offsetof(Seen, sm3), 0, false },
};
static const DbField count_fields[] = { { "count", DB_AS_INT, false, 0, 0, false } };
static const DbKind remember_parameters[] = { DB_INT, DB_TEXT, DB_BLOB };

/* Own tables, whether there are any and whether schema_change is one. */
static const DbStatement tables_count = {
    .name = "tables_count",
    .place = "db/migrate.c",
    .sqlite = "SELECT count(*) FROM sqlite_schema WHERE type = 'table'",
    .postgres = "SELECT 0",
    .fields = count_fields,
    .field_count = 1,
    .row_bytes = sizeof(int64_t),
};
static const DbStatement table_is_there = {
    .name = "table_is_there",
    .place = "db/migrate.c",
    .sqlite = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = "
              "'schema_change'",
    .postgres = "SELECT count(*) FROM (SELECT to_regclass('schema_change') AS found) AS t "
                "WHERE found IS NOT NULL",
    .fields = count_fields,
    .field_count = 1,
    .row_bytes = sizeof(int64_t),
};
static const DbStatement changes_seen = {
    .name = "changes_seen",
    .place = "db/migrate.c",
    .sqlite = "SELECT number, name, sm3 FROM schema_change ORDER BY number",
    .postgres = "SELECT number, name, sm3 FROM schema_change ORDER BY number",
    .fields = seen_fields,
    .field_count = 3,
    .row_bytes = sizeof(Seen),
};
static const DbStatement change_remember = {
    .name = "change_remember",
    .place = "db/migrate.c",
    .sqlite = "INSERT INTO schema_change (number, name, sm3) VALUES (?1, ?2, ?3)",
    .postgres = "INSERT INTO schema_change (number, name, sm3) VALUES ($1, $2, $3)",
    .parameters = remember_parameters,
    .parameter_count = 3,
    .writes = true,
};

static Status one_matches(Op *op, const DbChange *change, const Seen *seen)
{
    Digest digest = digest_one(DIGEST_SM3, bytes_of_text(change->source));
    if (seen->number != change->number || strcmp(seen->name, change->name) != 0)
        return op_fail(op, INVALID,
                       "数据库的第 %lld 次结构变更是 %s，与本程序的不同，不能使用。",
                       (long long)seen->number, seen->name);
    if (!bytes_equal(seen->sm3, digest_bytes(&digest)))
        return op_fail(op, INVALID,
                       "第 %d 次结构变更 %s 与数据库当时执行的内容不同，不能使用。",
                       change->number, change->name);
    return OK;
}

/* How many of the changes the database has seen; refuses what is not ours. */
static Status count_seen(Op *op, Db *db, const DbChanges *changes, size_t *out)
{
    LIST(Seen) seen = { 0 };
    int64_t there = 0, others = 0;
    *out = 0;
    TRY(db_one(op, db, &table_is_there, NULL, &there));
    if (there == 0) {
        TRY(db_one(op, db, &tables_count, NULL, &others));
        if (others > 0)
            return op_fail(op, INVALID, "这个数据库里是别的程序的内容，不能使用。");
        return OK;
    }
    TRY(db_many(op, db, &changes_seen, NULL, (void **)&seen.items, &seen.count, &seen.room));
    if (seen.count > changes->count)
        return op_fail(op, INVALID,
                       "数据库由更新的程序升级过（第 %zu 次结构变更），请换用新程序。",
                       seen.count);
    for (size_t i = 0; i < seen.count; i++)
        TRY(one_matches(op, &changes->items[i], &seen.items[i]));
    *out = seen.count;
    return OK;
}

/* Two servers that start together on PostgreSQL take turns. */
static Status take_turn(Op *op, Db *db)
{
    return db_engine(db) == DB_POSTGRES
               ? db_script(op, db, "SELECT pg_advisory_xact_lock(5497853017)")
               : OK;
}

static Status apply_next(Op *op, Db *db, const DbChanges *changes, bool *applied)
{
    DB_TX(tx, db);
    size_t seen = 0;
    *applied = false;
    TRY(db_tx_begin(op, &tx));
    TRY(take_turn(op, db));
    TRY(count_seen(op, db, changes, &seen));
    if (seen == changes->count)
        return OK; /* nothing to keep: the transaction is undone */
    const DbChange *change = &changes->items[seen];
    bool sqlite = db_engine(db) == DB_SQLITE;
    TRY_WHILE(op, db_script(op, db, sqlite ? change->sqlite : change->postgres),
              "applying change %04d_%s", change->number, change->name);
    Digest digest = digest_one(DIGEST_SM3, bytes_of_text(change->source));
    const DbValue values[] = { db_int(change->number), db_text(change->name),
                               db_blob(digest_bytes(&digest)) };
    TRY(db_changed(op, db, &change_remember, values));
    TRY(db_tx_commit(op, &tx));
    *applied = true;
    return OK;
}

static Status numbered_without_gap(Op *op, const DbChanges *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].number != (int)i + 1)
            return op_fail(op, INVALID, "本程序缺少第 %zu 次结构变更，不能使用。", i + 1);
    return OK;
}

Status db_migrate(Op *op, Db *db, const DbChanges *changes, size_t *applied)
{
    bool more = true;
    *applied = 0;
    TRY(numbered_without_gap(op, changes));
    while (more) {
        TRY(apply_next(op, db, changes, &more));
        *applied += more ? 1 : 0;
    }
    return OK;
}

Status db_schema_check(Op *op, Db *db, const DbChanges *changes)
{
    size_t seen = 0;
    TRY(count_seen(op, db, changes, &seen));
    if (seen < changes->count)
        return op_fail(op, UNAVAILABLE,
                       "数据库的结构还没有升级到本程序的版本，请先启动主进程。");
    return OK;
}
