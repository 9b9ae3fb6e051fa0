/* Files beside a ledger: stored in chunks, named by records.
 *
 * A file is stored first, then named by an act (a field of kind FIELD_FILE
 * with its FileRef); what no act names within a day is reaped. It is known by
 * its commitment, so the same content stored twice under two salts is two
 * files. One that is in memory is stored with ledger_file_put, in chunks of
 * 1 MiB under its digest. One that is not is stored chunk by chunk under an
 * id of its own, each in a transaction of its own so that nobody waits for
 * them, and then declared (ledger_file_declare): nothing is read again. Chunks
 * have at most FILE_CHUNK_BYTES, a file FILE_BYTES_MAX. All of it in the
 * caller's transaction.
 */
#ifndef STORE_LEDGER_FILE_H
#define STORE_LEDGER_FILE_H

#include "db/db.h"
#include "ledger/commitment.h"

#define FILE_UNNAMED_US (INT64_C(24) * 3600 * 1000000) /* how long an upload waits */

/* Stores a file that is in memory, whole. */
NODISCARD Status ledger_file_put(Op *op, Db *db, int64_t log, LogId log_id, const Salt *salt,
                                 Instant now, Bytes content, FileRef *out);

/* One chunk of a file under an id that only its uploader knows; n from 0. */
NODISCARD Status ledger_file_chunk_put(Op *op, Db *db, int64_t log, Bytes id, int64_t n,
                                       Bytes chunk, Instant now);
/* After the last chunk. The ref is the caller's word: it made it of the chunks
 * while they came (FileRun), and `lianxi verify` holds it to them. */
NODISCARD Status ledger_file_declare(Op *op, Db *db, int64_t log, Bytes id, const Salt *salt,
                                     const FileRef *ref, Instant now);

typedef enum FileState {
    FILE_ABSENT, /* never stored, or reaped */
    FILE_UNNAMED,
    FILE_NAMED,
    FILE_ERASED,
} FileState;
NODISCARD Status ledger_file_state(Op *op, Db *db, int64_t log, const FileRef *ref,
                                   FileState *out);

/* The whole content; NOT_FOUND with a sentence when it was erased or never
 * stored. */
NODISCARD Status ledger_file_read(Op *op, Db *db, int64_t log, const Digest *digest,
                                  Bytes *out);

/* The content chunk by chunk; lives in the arena of the op it was opened with.
 * What is erased meanwhile ends it with NOT_FOUND. */
typedef struct FileReading {
    int64_t log;
    uint64_t bytes; /* of the whole file */
    uint64_t done;  /* of them given so far */
    int64_t next;
    Bytes under;
} FileReading;
NODISCARD Status ledger_file_open(Op *op, Db *db, int64_t log, const Digest *digest,
                                  FileReading *out);
/* Empty at the end. */
NODISCARD Status ledger_file_next(Op *op, Db *db, FileReading *reading, Bytes *out);

/* Removes what was stored before `before` and no act has named; keeps writers
 * out meanwhile, as ledger_begin does. */
NODISCARD Status ledger_files_reap(Op *op, Db *db, int64_t log, Instant before);

#endif
