/* Uploads: files that are stored and that no act has named yet.
 *
 * A file is taken in piece by piece, never whole in memory. Each piece is
 * written in a short transaction of its own, so that acts done meanwhile wait
 * little; its digests are made while it arrives, so that finishing neither
 * reads it again nor copies it. A finished upload waits for an act of the
 * same account in the same conference to name it (actions/perform.h,
 * RequestFile), for at most a day. What was begun and not finished, given up,
 * or waited too long is removed by desk_reap.
 *
 * Limits: UPLOAD_BYTES_MAX a file, UPLOADS_BYTES_MAX and UPLOADS_MAX waiting
 * for one account. A limit is INVALID with a sentence.
 */
#ifndef DESK_UPLOAD_H
#define DESK_UPLOAD_H

#include "base/random.h"
#include "store/ledger_file.h"

#define UPLOAD_BYTES_MAX FILE_BYTES_MAX
#define UPLOAD_BYTES_WORDS "500 MB" /* the same, for people */
#define UPLOADS_BYTES_MAX (INT64_C(2) << 30)
#define UPLOADS_MAX 200
#define UPLOAD_PIECE_BYTES (128u * 1024u) /* written at once */
#define UPLOAD_WAITS_US FILE_UNNAMED_US   /* a day, then it is removed */
#define UPLOAD_STALLS_US (INT64_C(3600) * 1000000)

typedef struct UploadId {
    uint8_t bytes[16];
} UploadId;
#define UPLOAD_ID_HEX 32

char *upload_id_hex(Arena *arena, const UploadId *id);
bool upload_id_parse(const char *text, UploadId *out); /* 32 hexadecimal digits */

typedef struct Upload {
    UploadId id;
    const char *name;
    FileRef ref;    /* size, and what a record calls it */
    Digest content; /* SM3 of the bytes */
    Instant begun_at;
} Upload;
typedef LIST(Upload) UploadList;

/* The last part of a name that may have come with folders of either kind.
 * INVALID with a sentence when no act could name a file so. */
NODISCARD Status upload_name(Op *op, const char *typed, const char **out);

/* One file on its way in; the caller ends it with upload_finish or
 * upload_give_up. `name` as the browser gave it. */
typedef struct Uploading Uploading;
NODISCARD Status upload_begin(Op *op, Db *db, Random *random, int64_t account,
                              int64_t conference, const char *name, Instant now,
                              Uploading **out);
NODISCARD Status upload_add(Op *op, Uploading *uploading, Bytes bytes, Instant now);
/* Ends *uploading and makes it NULL, whether it succeeds or not. INVALID: the
 * file is empty. */
NODISCARD Status upload_finish(Op *op, Uploading **uploading, Instant now, Upload *out);
/* What was written of it is removed later. NULL is fine. */
void upload_give_up(Uploading **uploading);

/* A finished upload of this account in this conference, named or not yet;
 * NOT_FOUND with a sentence for every other. */
NODISCARD Status upload_find(Op *op, Db *db, int64_t account, int64_t conference,
                             const UploadId *id, Upload *out);
/* Those that no act has named, the oldest first. */
NODISCARD Status uploads_waiting(Op *op, Db *db, int64_t account, int64_t conference,
                                 UploadList *out);
/* Takes one back; none is fine. */
NODISCARD Status upload_drop(Op *op, Db *db, int64_t account, int64_t conference,
                             const UploadId *id);

/* Removes a little of what nobody waits for, in one short transaction; *more:
 * call it again. `alone`: nobody else can be taking anything in now (a server
 * that starts and owns the file), so what is unfinished stays so. */
NODISCARD Status desk_reap(Op *op, Db *db, Instant now, bool alone, bool *more);

#endif
