/* Digests and message authentication: SM3 (GB/T 32905) and SHA-256. */
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
char *digest_hex(Arena *arena, const Digest *digest);

#endif
