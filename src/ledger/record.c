#include "ledger/record.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/reader.h"
#include "ledger/record_parts.h"

static int field_compare(const void *a, const void *b)
{
    return strcmp(((const RecordField *)a)->name, ((const RecordField *)b)->name);
}

/* What encoder and decoder both hold a whole record to; NULL when it is fine. */
static const char *record_fault(const Record *record)
{
    if (record->seq > RECORD_SEQ_MAX)
        return "序号过大";
    if (record->recorded_at.us < 0 || record->recorded_at.us > RECORD_TIME_MAX)
        return "记录时间超出范围";
    if (record->done_on.n < 0 || record->done_on.n > RECORD_DAY_MAX)
        return "办理日期超出范围";
    if (record->entered_by_post[0] == '\0' && record->entered_by_person[0] != '\0')
        return "代办人没有职务";
    if (record->entered_by_post[0] != '\0' &&
        strcmp(record->entered_by_post, record->actor_post) == 0 &&
        strcmp(record->entered_by_person, record->actor_person) == 0)
        return "代办人与行为人相同";
    if (record->actor_post[0] == '\0' && record->actor_person[0] != '\0')
        return "行为人没有职务";
    return NULL;
}

static const char *field_fault(const Record *record, const RecordField *field)
{
    if (field->bytes.count > RECORD_VALUE_BYTES_MAX)
        return "内容过长";
    switch (field->kind) {
    case FIELD_PLAIN:
        return NULL;
    case FIELD_PRIVATE:
    case FIELD_ARCHIVAL:
        return field->bytes.count == sizeof(Digest) ? NULL : "承诺值应为 32 字节";
    case FIELD_FILE: {
        FileRef ref;
        return file_ref_decode(field->bytes, &ref) ? NULL : "附件引用格式不对";
    }
    case FIELD_ERASURE: {
        ARENA_SCOPE(scratch);
        Op inner = { .arena = scratch };
        ErasureList list;
        return erasures_decode(&inner, field->bytes, record->seq, &list) == OK
                   ? NULL
                   : "抹除清单格式不对";
    }
    }
    return "字段种类不明";
}

static Status words_check(Op *op, const Record *record)
{
    const struct {
        const char *name;
        const char *word;
        bool may_be_empty;
    } words[] = {
        { "行为人职务", record->actor_post, true },
        { "行为人", record->actor_person, true },
        { "代办人职务", record->entered_by_post, true },
        { "代办人", record->entered_by_person, true },
        { "行为", record->verb, false },
        { "对象", record->subject, true },
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!record_word_valid(words[i].word, words[i].may_be_empty))
            return op_fail(op, INVALID, "账本记录的“%s”不合格式。", words[i].name);
    return OK;
}

static Status fields_check(Op *op, const Record *record)
{
    if (record->fields.count > RECORD_FIELDS_MAX)
        return op_fail(op, INVALID, "账本记录的字段超过 %u 个。", RECORD_FIELDS_MAX);
    for (size_t i = 0; i < record->fields.count; i++) {
        const RecordField *field = &record->fields.items[i];
        if (!record_word_valid(field->name, false))
            return op_fail(op, INVALID, "账本记录第 %zu 个字段的名称不合格式。", i + 1);
        if (i > 0 && strcmp(field[-1].name, field->name) == 0)
            return op_fail(op, INVALID, "账本记录的字段 %s 出现两次。", field->name);
        const char *fault = field_fault(record, field);
        if (fault != NULL)
            return op_fail(op, INVALID, "账本记录的字段 %s：%s。", field->name, fault);
    }
    return OK;
}

static void fields_write(Buf *buf, const RecordFieldList *fields)
{
    buf_u16(buf, (uint16_t)fields->count);
    for (size_t i = 0; i < fields->count; i++) {
        word_write(buf, fields->items[i].name);
        buf_u8(buf, (uint8_t)fields->items[i].kind);
        value_write(buf, fields->items[i].bytes);
    }
}

static void record_write(Buf *buf, const Record *record)
{
    buf_u16(buf, RECORD_VERSION);
    buf_add(buf, record->log.bytes, sizeof record->log.bytes);
    buf_u64(buf, record->seq);
    buf_add(buf, record->prev.bytes, sizeof record->prev.bytes);
    buf_u64(buf, (uint64_t)record->recorded_at.us);
    buf_u32(buf, (uint32_t)record->done_on.n);
    word_write(buf, record->actor_post);
    word_write(buf, record->actor_person);
    word_write(buf, record->entered_by_post);
    word_write(buf, record->entered_by_person);
    word_write(buf, record->verb);
    word_write(buf, record->subject);
    buf_add(buf, record->key.bytes, sizeof record->key.bytes);
    buf_add(buf, record->charter.bytes, sizeof record->charter.bytes);
    buf_add(buf, record->settings.bytes, sizeof record->settings.bytes);
    buf_add(buf, record->holidays.bytes, sizeof record->holidays.bytes);
    fields_write(buf, &record->fields);
    value_write(buf, record->outcome);
}

/* A copy whose words may be looked at: NULL means "". */
static Record record_copy(const Record *record)
{
    Record copy = *record;
    const char **words[] = { &copy.actor_post,        &copy.actor_person, &copy.entered_by_post,
                             &copy.entered_by_person, &copy.verb,         &copy.subject };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (*words[i] == NULL)
            *words[i] = "";
    return copy;
}

Status record_encode(Op *op, const Record *record, Bytes *out)
{
    Record sorted = record_copy(record);
    sorted.fields.items =
        arena_copy(op->arena, record->fields.items, record->fields.count * sizeof(RecordField));
    TRY(words_check(op, &sorted));
    for (size_t i = 0; i < sorted.fields.count; i++)
        if (sorted.fields.items[i].name == NULL)
            return op_broken(op, BROKEN, "a field of %s has no name", sorted.verb);
    if (sorted.fields.count > 1)
        qsort(sorted.fields.items, sorted.fields.count, sizeof(RecordField), field_compare);
    TRY(fields_check(op, &sorted));
    const char *fault = record_fault(&sorted);
    if (fault != NULL)
        return op_fail(op, INVALID, "账本记录%s。", fault);
    if (sorted.outcome.count > RECORD_VALUE_BYTES_MAX)
        return op_fail(op, INVALID, "账本记录的结果超过 %u 字节。", RECORD_VALUE_BYTES_MAX);
    Buf buf;
    buf_init(&buf, op->arena);
    record_write(&buf, &sorted);
    if (buf.count > RECORD_BYTES_MAX)
        return op_fail(op, INVALID, "这一笔内容过多，超过 %u 字节，请分次办理。",
                       RECORD_BYTES_MAX);
    *out = buf_bytes(&buf);
    return OK;
}

static void fields_read(Reader *reader, Arena *arena, Record *record)
{
    size_t count = reader_unsigned(reader, 2);
    if (count > RECORD_FIELDS_MAX) {
        reader_refuse(reader, "字段过多");
        return;
    }
    record->fields.items = ARENA_ARRAY(arena, RecordField, count);
    record->fields.room = count;
    for (size_t i = 0; i < count && reader->fault == NULL; i++) {
        RecordField *field = &record->fields.items[i];
        field->name = word_read(reader, arena, false);
        if (i > 0 && strcmp(field[-1].name, field->name) >= 0)
            reader_refuse(reader, "字段未按名称排序或重复");
        uint64_t kind = reader_unsigned(reader, 1);
        if (kind > FIELD_ERASURE)
            reader_refuse(reader, "字段种类不明");
        field->kind = (FieldKind)kind;
        field->bytes = value_read(reader);
        const char *fault = reader->fault == NULL ? field_fault(record, field) : NULL;
        if (fault != NULL)
            reader_refuse(reader, fault);
        record->fields.count++;
    }
}

static void record_read(Reader *reader, Arena *arena, Record *record)
{
    if (reader_unsigned(reader, 2) != RECORD_VERSION)
        reader_refuse(reader, "版本不明");
    reader_copy(reader, record->log.bytes, sizeof record->log.bytes);
    record->seq = reader_unsigned(reader, 8);
    record->prev = reader_digest(reader);
    record->recorded_at.us = (int64_t)reader_unsigned(reader, 8);
    uint64_t day = reader_unsigned(reader, 4);
    record->done_on.n = day > INT32_MAX ? -1 : (int32_t)day;
    record->actor_post = word_read(reader, arena, true);
    record->actor_person = word_read(reader, arena, true);
    record->entered_by_post = word_read(reader, arena, true);
    record->entered_by_person = word_read(reader, arena, true);
    record->verb = word_read(reader, arena, false);
    record->subject = word_read(reader, arena, true);
    reader_copy(reader, record->key.bytes, sizeof record->key.bytes);
    record->charter = reader_digest(reader);
    record->settings = reader_digest(reader);
    record->holidays = reader_digest(reader);
    const char *fault = reader->fault == NULL ? record_fault(record) : NULL;
    if (fault != NULL)
        reader_refuse(reader, fault);
    fields_read(reader, arena, record);
    record->outcome = value_read(reader);
}

Status record_decode(Op *op, Bytes bytes, Record *out)
{
    if (bytes.count > RECORD_BYTES_MAX)
        return op_fail(op, INVALID, "账本记录超过 %u 字节。", RECORD_BYTES_MAX);
    Record record = { 0 };
    Reader reader = reader_of(bytes);
    record_read(&reader, op->arena, &record);
    if (!reader_done(&reader))
        return op_fail(op, INVALID, "账本记录第 %zu 字节处不能解读：%s。", reader.fault_at,
                       reader.fault);
    *out = record;
    return OK;
}
