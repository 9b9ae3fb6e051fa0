#include "ledger/reader.h"

#include <string.h>

Reader reader_of(Bytes bytes)
{
    return (Reader){ .bytes = bytes };
}

void reader_refuse(Reader *reader, const char *fault)
{
    if (reader->fault != NULL)
        return;
    reader->fault = fault;
    reader->fault_at = reader->at;
}

bool reader_done(Reader *reader)
{
    if (reader->at != reader->bytes.count)
        reader_refuse(reader, "末尾有多余的字节");
    return reader->fault == NULL;
}

Bytes reader_take(Reader *reader, size_t count)
{
    if (reader->fault != NULL)
        return (Bytes){ 0 };
    if (reader->bytes.count - reader->at < count) {
        reader_refuse(reader, "字节不足");
        return (Bytes){ 0 };
    }
    Bytes taken = { reader->bytes.data + reader->at, count };
    reader->at += count;
    return taken;
}

uint64_t reader_unsigned(Reader *reader, int bytes)
{
    Bytes taken = reader_take(reader, (size_t)bytes);
    uint64_t value = 0;
    for (size_t i = 0; i < taken.count; i++)
        value = value << 8 | taken.data[i];
    return value;
}

void reader_copy(Reader *reader, void *out, size_t count)
{
    Bytes taken = reader_take(reader, count);
    memset(out, 0, count);
    if (taken.count > 0)
        memcpy(out, taken.data, taken.count);
}

Digest reader_digest(Reader *reader)
{
    Digest out;
    reader_copy(reader, out.bytes, sizeof out.bytes);
    return out;
}
