/* What a record does beside the ledger while it is appended. */
#include "store/ledger_file_parts.h"
#include "store/ledger_parts.h"

#define NUMBER(n) ((unsigned long long)(n))

static Status values_store(Op *op, Db *db, const LedgerHead *head, const Record *record,
                           const PrivateValueList *values)
{
    for (size_t i = 0; values != NULL && i < values->count; i++) {
        const PrivateValue *value = &values->items[i];
        if (!field_is_committed(value->kind))
            return op_broken(op, BROKEN, "%s of %s is not a private field", value->field,
                             record->verb);
        if (value->value.count > RECORD_VALUE_BYTES_MAX)
            return op_fail(op, INVALID, "%s 超过 %u 字节。", value->field,
                           RECORD_VALUE_BYTES_MAX);
        TRY(sql_private_value_add(
            op, db, head->log, (int64_t)record->seq, value->field, value->kind,
            (Bytes){ value->salt.bytes, sizeof value->salt.bytes }, value->value));
    }
    return OK;
}

static Status file_name(Op *op, Db *db, const LedgerHead *head, const Record *record,
                        const RecordField *field)
{
    FileRef ref;
    FileRow file = { 0 };
    bool found = false;
    if (!file_ref_decode(field->bytes, &ref))
        return op_broken(op, BROKEN, "%s is no file", field->name);
    Bytes digest = digest_bytes(&ref.digest);
    TRY(sql_file_by_digest(op, db, head->log, digest, &found, &file));
    if (!found || file.salt.data == NULL || (uint64_t)file.bytes != ref.bytes)
        return op_fail(op, INVALID, "%s 所引用的文件没有上传或已删除，请重新上传。",
                       field->name);
    return file.has_named_by ? OK
                             : sql_file_name(op, db, head->log, digest, (int64_t)record->seq);
}

/* Erases the file that an earlier record names in this field. */
static Status file_erase(Op *op, Db *db, const LedgerHead *head, const Erasure *what,
                         bool *erased)
{
    LedgerEntry entry;
    FileRef ref;
    FileRow file = { 0 };
    bool found = false;
    TRY(ledger_read(op, db, head->log, what->seq, &found, &entry));
    const RecordField *field = found ? record_field(&entry.record, what->field) : NULL;
    if (field == NULL || field->kind != FIELD_FILE || !file_ref_decode(field->bytes, &ref))
        return OK;
    Bytes digest = digest_bytes(&ref.digest);
    TRY(sql_file_by_digest(op, db, head->log, digest, &found, &file));
    if (!found || file.salt.data == NULL)
        return OK;
    TRY(sql_file_erase(op, db, head->log, digest));
    TRY(sql_file_chunks_erase(op, db, head->log, file_under(&file)));
    *erased = true;
    return OK;
}

static Status erase(Op *op, Db *db, const LedgerHead *head, const Erasure *what)
{
    PrivateValueRow value = { 0 };
    bool found = false;
    TRY(sql_private_value(op, db, head->log, (int64_t)what->seq, what->field, &found, &value));
    if (found && value.value.data != NULL)
        return sql_private_value_erase(op, db, head->log, (int64_t)what->seq, what->field);
    bool erased = false;
    if (!found)
        TRY(file_erase(op, db, head, what, &erased));
    if (!erased)
        return op_fail(op, INVALID, "第 %llu 笔没有可以抹除的 %s。", NUMBER(what->seq),
                       what->field);
    return OK;
}

static Status erase_all(Op *op, Db *db, const LedgerHead *head, const Record *record,
                        const RecordField *field)
{
    ErasureList list;
    TRY(erasures_decode(op, field->bytes, record->seq, &list));
    for (size_t i = 0; i < list.count; i++)
        TRY(erase(op, db, head, &list.items[i]));
    return OK;
}

Status ledger_beside_write(Op *op, Db *db, const LedgerHead *head, const Record *record,
                           const PrivateValueList *values)
{
    TRY(values_store(op, db, head, record, values));
    for (size_t i = 0; i < record->fields.count; i++) {
        const RecordField *field = &record->fields.items[i];
        switch (field->kind) {
        case FIELD_PLAIN:
        case FIELD_PRIVATE:
        case FIELD_ARCHIVAL:
            break;
        case FIELD_FILE:
            TRY(file_name(op, db, head, record, field));
            break;
        case FIELD_ERASURE:
            TRY(erase_all(op, db, head, record, field));
            break;
        }
    }
    return OK;
}
