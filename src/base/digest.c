#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

enum { HMAC_BLOCK_BYTES = 64 }; /* of both algorithms */

static const EVP_MD *md_of(DigestKind kind)
{
    switch (kind) {
    case DIGEST_SM3:
        return EVP_sm3();
    case DIGEST_SHA256:
        return EVP_sha256();
    }
    abort();
}

static EVP_MD_CTX *context_new(DigestKind kind)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context == NULL || EVP_DigestInit_ex(context, md_of(kind), NULL) != 1)
        abort(); /* the library lacks the algorithm: nothing can be trusted */
    return context;
}

static void context_add(EVP_MD_CTX *context, Bytes bytes)
{
    if (EVP_DigestUpdate(context, bytes.data, bytes.count) != 1)
        abort();
}

static Digest context_digest(EVP_MD_CTX *context, const Bytes *runs, size_t count)
{
    Digest out;
    for (size_t i = 0; i < count; i++)
        context_add(context, runs[i]);
    if (EVP_DigestFinal_ex(context, out.bytes, NULL) != 1)
        abort();
    return out;
}

Digester digester_new(void)
{
    return (Digester){
        { [DIGEST_SM3] = context_new(DIGEST_SM3), [DIGEST_SHA256] = context_new(DIGEST_SHA256) }
    };
}

void digester_free(Digester *digester)
{
    for (size_t i = 0; i < 2; i++) {
        EVP_MD_CTX_free(digester->contexts[i]);
        digester->contexts[i] = NULL;
    }
}

Digest digester_of(Digester *digester, DigestKind kind, const Bytes *runs, size_t count)
{
    EVP_MD_CTX *context = digester->contexts[kind];
    if (EVP_DigestInit_ex(context, NULL, NULL) != 1) /* the algorithm it has */
        abort();
    return context_digest(context, runs, count);
}

Digest digester_one(Digester *digester, DigestKind kind, Bytes bytes)
{
    return digester_of(digester, kind, &bytes, 1);
}

Digest digest_of(DigestKind kind, const Bytes *runs, size_t count)
{
    EVP_MD_CTX *context = context_new(kind);
    Digest out = context_digest(context, runs, count);
    EVP_MD_CTX_free(context);
    return out;
}

Digest digest_one(DigestKind kind, Bytes bytes)
{
    return digest_of(kind, &bytes, 1);
}

DigestRun digest_run_new(DigestKind kind)
{
    return (DigestRun){ context_new(kind) };
}

void digest_run_free(DigestRun *run)
{
    EVP_MD_CTX_free(run->context);
    run->context = NULL;
}

void digest_run_add(DigestRun *run, Bytes bytes)
{
    context_add(run->context, bytes);
}

Digest digest_run_end(DigestRun *run)
{
    Digest out = context_digest(run->context, NULL, 0);
    if (EVP_DigestInit_ex(run->context, NULL, NULL) != 1) /* the algorithm it has */
        abort();
    return out;
}

/* The key as a block, each byte turned by `pad`, begins a fresh digest. */
static void hmac_begin(EVP_MD_CTX *context, Bytes key, uint8_t pad)
{
    uint8_t block[HMAC_BLOCK_BYTES];
    memset(block, pad, sizeof block);
    for (size_t i = 0; i < key.count; i++)
        block[i] ^= key.data[i];
    if (EVP_DigestInit_ex(context, NULL, NULL) != 1)
        abort();
    context_add(context, (Bytes){ block, sizeof block });
    OPENSSL_cleanse(block, sizeof block);
}

/* Written out, since asking the library for HMAC by name takes forty times as
 * long as computing it. */
Digest digest_hmac(DigestKind kind, Bytes key, const Bytes *runs, size_t count)
{
    EVP_MD_CTX *context = context_new(kind);
    Digest short_key, inner;
    if (key.count > HMAC_BLOCK_BYTES) {
        short_key = context_digest(context, &key, 1);
        key = digest_bytes(&short_key);
    }
    hmac_begin(context, key, 0x36);
    inner = context_digest(context, runs, count);
    Bytes inner_run = digest_bytes(&inner);
    hmac_begin(context, key, 0x5c);
    Digest out = context_digest(context, &inner_run, 1);
    EVP_MD_CTX_free(context);
    return out;
}

char *digest_hex(Arena *arena, const Digest *digest)
{
    return bytes_hex(arena, digest_bytes(digest));
}
