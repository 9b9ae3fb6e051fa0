/* Reads big-endian, length-prefixed bytes, front to back.
 *
 * The first fault sticks: what is read after it is zero or empty, and
 * reader_done says false. So a decoder reads all it needs and asks once.
 * Nothing is copied: Bytes point into what is read.
 */
#ifndef LEDGER_READER_H
#define LEDGER_READER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/digest.h"

typedef struct Reader {
    Bytes bytes;
    size_t at;
    const char *fault; /* NULL while all is well: what is wrong, in Chinese */
    size_t fault_at;
} Reader;

Reader reader_of(Bytes bytes);
void reader_refuse(Reader *reader, const char *fault); /* keeps the first */
bool reader_done(Reader *reader);                      /* no fault and nothing left */

Bytes reader_take(Reader *reader, size_t count);
uint64_t reader_unsigned(Reader *reader, int bytes); /* 1, 2, 4 or 8 */
void reader_copy(Reader *reader, void *out, size_t count);
Digest reader_digest(Reader *reader);

#endif
