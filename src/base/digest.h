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

char *digest_hex(Arena *arena, const Digest *digest);

#endif
