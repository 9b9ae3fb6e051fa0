/* What stands in a record in place of what must be erasable.
 *
 * A private value lies beside the ledger with a fresh salt of 32 bytes; the
 * record holds HMAC-SM3(salt, tag ‖ log ‖ seq ‖ field ‖ value), each part
 * after its length (u32), so that no two values at any two places share a
 * commitment by accident or by design. Once salt and value are gone nothing
 * can be learnt from it, and the ledger still verifies. A file is committed
 * to in the same way through the SM3 digests of its chunks.
 */
#ifndef LEDGER_COMMITMENT_H
#define LEDGER_COMMITMENT_H

#include "ledger/record.h"

typedef struct Salt {
    uint8_t bytes[32];
} Salt;

#define FILE_CHUNK_BYTES (1024u * 1024u)         /* all chunks but the last */
#define FILE_BYTES_MAX (500u * FILE_CHUNK_BYTES) /* one file */

Digest value_commitment(const Salt *salt, LogId log, uint64_t seq, const char *field,
                        Bytes value);

typedef LIST(Digest) ChunkDigests;
/* Of a file of `bytes` bytes, by the SM3 digests of its chunks in order. */
Digest file_commitment(const Salt *salt, LogId log, uint64_t bytes, const ChunkDigests *chunks);
/* Of a file in memory. */
FileRef file_ref_of(Arena *arena, const Salt *salt, LogId log, Bytes content);

/* Of a file that comes piece by piece, in pieces of any size: its chunks are
 * cut here. FILE_RUN_SCOPE(run, arena); … file_run_add … file_run_end, once. */
typedef struct FileRun {
    Arena *arena; /* of the chunks' digests: 32 bytes for each MiB */
    DigestRun chunk;
    size_t in_chunk;
    uint64_t bytes;
    ChunkDigests chunks;
} FileRun;

FileRun file_run_new(Arena *arena);
void file_run_free(FileRun *run); /* twice is fine */
void file_run_add(FileRun *run, Bytes piece);
FileRef file_run_end(FileRun *run, const Salt *salt, LogId log);
#define FILE_RUN_SCOPE(name, arena)                                                            \
    FileRun name __attribute__((cleanup(file_run_free))) = file_run_new(arena)

#endif
