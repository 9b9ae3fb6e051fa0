/* A growing run of bytes in an arena, and a read-only view of one.
 *
 * A Buf is always followed by a NUL that is not counted, so that its bytes
 * can be used as a C string when they hold no NUL themselves.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct Bytes {
    const uint8_t *data;
    size_t count;
} Bytes;

typedef struct Buf {
    Arena *arena;
    char *data;
    size_t count;
    size_t room;
} Buf;

void buf_init(Buf *buf, Arena *arena);
void buf_add(Buf *buf, const void *data, size_t bytes);
void buf_text(Buf *buf, const char *text);
void buf_char(Buf *buf, char c);
void buf_printf(Buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_u8(Buf *buf, uint8_t value);
void buf_u16(Buf *buf, uint16_t value); /* big-endian, as all three */
void buf_u32(Buf *buf, uint32_t value);
void buf_u64(Buf *buf, uint64_t value);
Bytes buf_bytes(const Buf *buf);
const char *buf_string(Buf *buf); /* "" when empty */

bool bytes_equal(Bytes a, Bytes b);
Bytes bytes_of_text(const char *text);
char *bytes_hex(Arena *arena, Bytes bytes); /* lower case */

#endif
