/* Files beside a ledger: stored in chunks of 1 MiB, named by records.
 *
 * A file is stored first, then named by an act (a field of kind FIELD_FILE
 * with its FileRef); what no act names within a day is reaped. It is known by
 * its commitment, so the same content stored twice under two salts is two
 * files. Large files may be stored chunk by chunk, each in a transaction of
 * its own, so that nobody waits for them; small ones with ledger_file_put.
 * A file has at most FILE_BYTES_MAX bytes. All of it in the caller's
 * transaction.
 */
#ifndef STORE_LEDGER_FILE_H
#define STORE_LEDGER_FILE_H

#include "db/db.h"
#include "ledger/commitment.h"

#define FILE_UNNAMED_US (INT64_C(24) * 3600 * 1000000) /* how long an upload waits */

/* Stores a file that is in memory, whole. */
NODISCARD Status ledger_file_put(Op *op, Db *db, int64_t log, LogId log_id, const Salt *salt,
                                 Instant now, Bytes content, FileRef *out);

/* One chunk of a file whose FileRef is known (file_commitment); n from 0. */
NODISCARD Status ledger_file_chunk_put(Op *op, Db *db, int64_t log, const Digest *digest,
                                       int64_t n, Bytes chunk, Instant now);
/* After the last chunk: reads them back; INVALID unless they are that file. */
NODISCARD Status ledger_file_finish(Op *op, Db *db, int64_t log, LogId log_id, const Salt *salt,
                                    const FileRef *ref, Instant now);

/* The whole content; NOT_FOUND with a sentence when it was erased or never
 * stored. */
NODISCARD Status ledger_file_read(Op *op, Db *db, int64_t log, const Digest *digest,
                                  Bytes *out);

/* Removes what was stored before `before` and no act has named; keeps writers
 * out meanwhile, as ledger_begin does. */
NODISCARD Status ledger_files_reap(Op *op, Db *db, int64_t log, Instant before);

#endif
