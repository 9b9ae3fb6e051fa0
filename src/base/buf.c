#include "base/buf.h"

#include <stdio.h>
#include <string.h>

void buf_init(Buf *buf, Arena *arena)
{
    *buf = (Buf){ .arena = arena };
}

static void buf_room(Buf *buf, size_t more)
{
    if (buf->room - buf->count > more)
        return;
    size_t room = buf->room == 0 ? 128 : buf->room;
    while (room - buf->count <= more)
        room *= 2;
    char *data = arena_alloc(buf->arena, room);
    if (buf->count > 0)
        memcpy(data, buf->data, buf->count);
    buf->data = data;
    buf->room = room;
}

void buf_add(Buf *buf, const void *data, size_t bytes)
{
    if (bytes == 0)
        return;
    buf_room(buf, bytes);
    memcpy(buf->data + buf->count, data, bytes);
    buf->count += bytes;
    buf->data[buf->count] = '\0';
}

void buf_text(Buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_char(Buf *buf, char c)
{
    buf_add(buf, &c, 1);
}

void buf_printf(Buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_text(buf, arena_vprintf(buf->arena, format, args));
    va_end(args);
}

void buf_u8(Buf *buf, uint8_t value)
{
    buf_add(buf, &value, 1);
}

static void buf_big_endian(Buf *buf, uint64_t value, int bytes)
{
    uint8_t out[8];
    for (int i = 0; i < bytes; i++)
        out[i] = (uint8_t)(value >> (8 * (bytes - 1 - i)));
    buf_add(buf, out, (size_t)bytes);
}

void buf_u16(Buf *buf, uint16_t value)
{
    buf_big_endian(buf, value, 2);
}

void buf_u32(Buf *buf, uint32_t value)
{
    buf_big_endian(buf, value, 4);
}

void buf_u64(Buf *buf, uint64_t value)
{
    buf_big_endian(buf, value, 8);
}

Bytes buf_bytes(const Buf *buf)
{
    return (Bytes){ (const uint8_t *)buf->data, buf->count };
}

const char *buf_string(Buf *buf)
{
    return buf->data == NULL ? "" : buf->data;
}

bool bytes_equal(Bytes a, Bytes b)
{
    return a.count == b.count && (a.count == 0 || memcmp(a.data, b.data, a.count) == 0);
}

Bytes bytes_of_text(const char *text)
{
    return (Bytes){ (const uint8_t *)text, strlen(text) };
}

char *bytes_hex(Arena *arena, Bytes bytes)
{
    static const char digits[] = "0123456789abcdef";
    char *text = arena_alloc(arena, bytes.count * 2 + 1);
    for (size_t i = 0; i < bytes.count; i++) {
        text[2 * i] = digits[bytes.data[i] >> 4];
        text[2 * i + 1] = digits[bytes.data[i] & 15];
    }
    return text;
}
