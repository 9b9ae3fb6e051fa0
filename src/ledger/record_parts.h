/* Words and values as they stand in a record: for the codecs of this folder.
 *
 * A word is u16 length + ASCII letters, digits and ". _ / : -", at most
 * RECORD_WORD_BYTES_MAX bytes; a value is u32 length + bytes, at most
 * RECORD_VALUE_BYTES_MAX.
 */
#ifndef LEDGER_RECORD_PARTS_H
#define LEDGER_RECORD_PARTS_H

#include "base/buf.h"
#include "ledger/reader.h"

#define RECORD_DAY_MAX 2932896 /* 9999-12-31 */

void word_write(Buf *buf, const char *word);
void value_write(Buf *buf, Bytes value);
const char *word_read(Reader *reader, Arena *arena, bool may_be_empty); /* never NULL */
Bytes value_read(Reader *reader);

#endif
