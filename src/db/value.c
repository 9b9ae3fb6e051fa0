#include <string.h>

#include "db/engine.h"

DbValue db_null(void)
{
    return (DbValue){ .kind = DB_NULL };
}

DbValue db_int(int64_t value)
{
    return (DbValue){ .kind = DB_INT, .integer = value };
}

DbValue db_text(const char *value)
{
    return value == NULL ? db_null()
                         : (DbValue){ .kind = DB_TEXT, .bytes = bytes_of_text(value) };
}

DbValue db_blob(Bytes value)
{
    if (value.data == NULL)
        value = (Bytes){ (const uint8_t *)"", 0 };
    return (DbValue){ .kind = DB_BLOB, .bytes = value };
}

DbValue db_blob_maybe(Bytes value)
{
    return value.data == NULL ? db_null() : db_blob(value);
}

DbValue db_day(Day value)
{
    return day_given(value) ? db_int(value.n) : db_null();
}

DbValue db_time(Instant value)
{
    return instant_given(value) ? db_int(value.us) : db_null();
}

DbValue db_bool(bool value)
{
    return db_int(value ? 1 : 0);
}

/* ---- from a row to a struct ------------------------------------------------- */

static void put_none(const DbField *field, char *row)
{
    switch (field->type) {
    case DB_AS_INT:
        *(int64_t *)(void *)(row + field->offset) = 0;
        break;
    case DB_AS_TEXT:
        *(const char **)(void *)(row + field->offset) = NULL;
        break;
    case DB_AS_BLOB:
        *(Bytes *)(void *)(row + field->offset) = (Bytes){ 0 };
        break;
    case DB_AS_DAY:
        *(Day *)(void *)(row + field->offset) = DAY_NONE;
        break;
    case DB_AS_TIME:
        *(Instant *)(void *)(row + field->offset) = INSTANT_NONE;
        break;
    case DB_AS_BOOL:
        *(bool *)(void *)(row + field->offset) = false;
        break;
    }
}

static DbKind kind_of(DbType type)
{
    switch (type) {
    case DB_AS_TEXT:
        return DB_TEXT;
    case DB_AS_BLOB:
        return DB_BLOB;
    case DB_AS_INT:
    case DB_AS_DAY:
    case DB_AS_TIME:
    case DB_AS_BOOL:
        return DB_INT;
    }
    return DB_NULL;
}

static bool in_range(DbType type, int64_t value)
{
    if (type == DB_AS_BOOL)
        return value == 0 || value == 1;
    if (type == DB_AS_DAY)
        return value > INT32_MIN && value <= INT32_MAX;
    return type != DB_AS_TIME || value > INT64_MIN;
}

static void put_given(Op *op, const DbField *field, const DbValue *value, char *row)
{
    char *at = row + field->offset;
    switch (field->type) {
    case DB_AS_INT:
        *(int64_t *)(void *)at = value->integer;
        break;
    case DB_AS_TEXT:
        *(const char **)(void *)at =
            arena_dup_n(op->arena, (const char *)value->bytes.data, value->bytes.count);
        break;
    case DB_AS_BLOB:
        *(Bytes *)(void *)at =
            (Bytes){ arena_copy(op->arena, value->bytes.data, value->bytes.count),
                     value->bytes.count };
        break;
    case DB_AS_DAY:
        *(Day *)(void *)at = (Day){ (int32_t)value->integer };
        break;
    case DB_AS_TIME:
        *(Instant *)(void *)at = (Instant){ value->integer };
        break;
    case DB_AS_BOOL:
        *(bool *)(void *)at = value->integer == 1;
        break;
    }
}

static Status read_field(Op *op, const DbRows *rows, const DbField *field, const DbValue *value,
                         char *row)
{
    bool given = value->kind != DB_NULL;
    if (field->has)
        *(bool *)(void *)(row + field->has_offset) = given;
    if (!given && field->maybe) {
        put_none(field, row);
        return OK;
    }
    if (value->kind != kind_of(field->type) ||
        (value->kind == DB_INT && !in_range(field->type, value->integer)))
        return engine_fail(op, BROKEN, NULL, "%s (%s): column %s is null or of another type",
                           rows->statement->name, rows->statement->place, field->name);
    put_given(op, field, value, row);
    return OK;
}

Status db_read(Op *op, DbRows *rows, void *row)
{
    const DbStatement *statement = rows->statement;
    if (rows->columns != statement->field_count)
        return op_broken(op, BROKEN, "%s (%s) gave %zu columns, declares %zu", statement->name,
                         statement->place, rows->columns, statement->field_count);
    for (size_t i = 0; i < rows->columns; i++)
        TRY(read_field(op, rows, &statement->fields[i], &rows->values[i], row));
    return OK;
}
