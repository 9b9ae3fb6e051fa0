/* What the files of the ledger store share; private to src/store/ledger*.c. */
#ifndef STORE_LEDGER_PARTS_H
#define STORE_LEDGER_PARTS_H

#include "store/ledger.h"
#include "store/ledger_sql.h"

#define LEDGER_PAGE 64 /* rows read at a time; a record may have 1 MiB */

/* Tiles that became full with the head's last leaf. */
NODISCARD Status ledger_tiles_write(Op *op, Db *db, const LedgerHead *head);

/* What a record that is being appended does beside the ledger: stores its
 * values, names its files, erases what it erases. */
NODISCARD Status ledger_beside_write(Op *op, Db *db, const LedgerHead *head,
                                     const Record *record, const PrivateValueList *values);

/* The stored id of a log, zero when it is not 16 bytes. */
LogId log_id_of(Bytes bytes);
Bytes log_id_bytes(const LogId *id);
/* 32 bytes, else BROKEN. */
NODISCARD Status digest_read(Op *op, Bytes bytes, Digest *out);

/* Makes an inner op's error the outer's, before the inner's memory goes. */
void error_take(Op *op, const Op *inner);

#endif
