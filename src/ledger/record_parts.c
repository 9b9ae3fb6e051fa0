#include "ledger/record_parts.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/record.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word_part(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '/' ||
           c == ':' || c == '-';
}

static bool word_fine(const char *word, size_t bytes, bool may_be_empty)
{
    if (bytes == 0)
        return may_be_empty;
    if (bytes > RECORD_WORD_BYTES_MAX || !is_letter(word[0]))
        return false;
    for (size_t i = 1; i < bytes; i++)
        if (!is_word_part(word[i]))
            return false;
    return true;
}

bool record_word_valid(const char *word, bool may_be_empty)
{
    return word != NULL &&
           word_fine(word, strnlen(word, RECORD_WORD_BYTES_MAX + 1), may_be_empty);
}

void word_write(Buf *buf, const char *word)
{
    size_t bytes = strlen(word);
    buf_u16(buf, (uint16_t)bytes);
    buf_add(buf, word, bytes);
}

void value_write(Buf *buf, Bytes value)
{
    buf_u32(buf, (uint32_t)value.count);
    buf_add(buf, value.data, value.count);
}

const char *word_read(Reader *reader, Arena *arena, bool may_be_empty)
{
    size_t bytes = reader_unsigned(reader, 2);
    if (bytes > RECORD_WORD_BYTES_MAX)
        reader_refuse(reader, "名称过长");
    Bytes taken = reader_take(reader, bytes);
    if (reader->fault != NULL)
        return "";
    if (!word_fine((const char *)taken.data, taken.count, may_be_empty)) {
        reader_refuse(reader, "名称不合格式");
        return "";
    }
    return arena_dup_n(arena, (const char *)taken.data, taken.count);
}

Bytes value_read(Reader *reader)
{
    size_t bytes = reader_unsigned(reader, 4);
    if (bytes > RECORD_VALUE_BYTES_MAX)
        reader_refuse(reader, "内容过长");
    return reader_take(reader, bytes);
}

void record_add(Arena *arena, Record *record, const char *name, FieldKind kind, Bytes bytes)
{
    *LIST_ADD(arena, &record->fields) = (RecordField){ name, kind, bytes };
}

const RecordField *record_field(const Record *record, const char *name)
{
    for (size_t i = 0; i < record->fields.count; i++)
        if (strcmp(record->fields.items[i].name, name) == 0)
            return &record->fields.items[i];
    return NULL;
}

Bytes file_ref_encode(Arena *arena, const FileRef *ref)
{
    Buf buf;
    buf_init(&buf, arena);
    buf_u64(&buf, ref->bytes);
    buf_add(&buf, ref->digest.bytes, sizeof ref->digest.bytes);
    return buf_bytes(&buf);
}

bool file_ref_decode(Bytes bytes, FileRef *out)
{
    Reader reader = reader_of(bytes);
    out->bytes = reader_unsigned(&reader, 8);
    out->digest = reader_digest(&reader);
    return reader_done(&reader);
}

int erasure_compare(const void *a, const void *b)
{
    const Erasure *one = a;
    const Erasure *other = b;
    if (one->seq != other->seq)
        return one->seq < other->seq ? -1 : 1;
    return strcmp(one->field, other->field);
}

Status erasures_encode(Op *op, const ErasureList *list, Bytes *out)
{
    if (list->count == 0 || list->count > RECORD_ERASURES_MAX)
        return op_fail(op, INVALID, "一次抹除的内容应在 1 至 %u 项之间。", RECORD_ERASURES_MAX);
    Erasure *sorted = arena_copy(op->arena, list->items, list->count * sizeof *sorted);
    for (size_t i = 0; i < list->count; i++)
        if (!record_word_valid(sorted[i].field, false))
            return op_fail(op, INVALID, "要抹除的第 %zu 项字段名称不合格式。", i + 1);
    qsort(sorted, list->count, sizeof *sorted, erasure_compare);
    Buf buf;
    buf_init(&buf, op->arena);
    buf_u16(&buf, (uint16_t)list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0 && erasure_compare(&sorted[i - 1], &sorted[i]) == 0)
            return op_fail(op, INVALID, "第 %llu 笔的 %s 在抹除清单中出现两次。",
                           (unsigned long long)sorted[i].seq, sorted[i].field);
        buf_u64(&buf, sorted[i].seq);
        word_write(&buf, sorted[i].field);
    }
    *out = buf_bytes(&buf);
    return OK;
}

Status erasures_decode(Op *op, Bytes bytes, uint64_t seq, ErasureList *out)
{
    Reader reader = reader_of(bytes);
    ErasureList list = { 0 };
    size_t count = reader_unsigned(&reader, 2);
    if (count == 0 || count > RECORD_ERASURES_MAX)
        reader_refuse(&reader, "项数不对");
    for (size_t i = 0; i < count && reader.fault == NULL; i++) {
        Erasure erasure = { .seq = reader_unsigned(&reader, 8) };
        erasure.field = word_read(&reader, op->arena, false);
        if (erasure.seq >= seq)
            reader_refuse(&reader, "所指不在本笔之前");
        if (i > 0 && erasure_compare(&list.items[i - 1], &erasure) >= 0)
            reader_refuse(&reader, "未排序或重复");
        *LIST_ADD(op->arena, &list) = erasure;
    }
    if (!reader_done(&reader))
        return op_fail(op, INVALID, "抹除清单第 %zu 字节处不能解读：%s。", reader.fault_at,
                       reader.fault);
    *out = list;
    return OK;
}
