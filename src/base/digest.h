/* Digests and message authentication: SM3 (GB/T 32905) and SHA-256.
 *
 * digest_of is for single uses: each call asks the library for the algorithm
 * anew, which costs as much as hashing a hundred bytes. Who makes many (a
 * ledger's trees) keeps a Digester, one for each thread of work.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

typedef enum DigestKind { DIGEST_SM3, DIGEST_SHA256 } DigestKind;

typedef struct Digest {
    uint8_t bytes[32];
} Digest;

/* Digest of the concatenation of `count` runs. */
Digest digest_of(DigestKind kind, const Bytes *runs, size_t count);
Digest digest_one(DigestKind kind, Bytes bytes);
/* HMAC (RFC 2104) over the concatenation of `count` runs. */
Digest digest_hmac(DigestKind kind, Bytes key, const Bytes *runs, size_t count);

static inline Bytes digest_bytes(const Digest *d)
{
    return (Bytes){ d->bytes, 32 };
}

/* The algorithms, asked for once and used again and again: until the scope
 * ends. DIGESTER_SCOPE(digester); … digester_one(&digester, kind, bytes) */
typedef struct Digester {
    struct evp_md_ctx_st *contexts[2]; /* by DigestKind */
} Digester;

Digester digester_new(void);
void digester_free(Digester *digester); /* twice is fine */
#define DIGESTER_SCOPE(name)                                                                   \
    Digester name __attribute__((cleanup(digester_free))) = digester_new()
Digest digester_of(Digester *digester, DigestKind kind, const Bytes *runs, size_t count);
Digest digester_one(Digester *digester, DigestKind kind, Bytes bytes);

/* A digest of bytes that come one after the other, for what is never in memory
 * whole. DIGEST_RUN_SCOPE(run, kind); … digest_run_add … digest_run_end, which
 * begins it anew. */
typedef struct DigestRun {
    struct evp_md_ctx_st *context;
} DigestRun;

DigestRun digest_run_new(DigestKind kind);
void digest_run_free(DigestRun *run); /* twice is fine */
void digest_run_add(DigestRun *run, Bytes bytes);
Digest digest_run_end(DigestRun *run);
#define DIGEST_RUN_SCOPE(name, kind)                                                           \
    DigestRun name __attribute__((cleanup(digest_run_free))) = digest_run_new(kind)

char *digest_hex(Arena *arena, const Digest *digest);

#endif
