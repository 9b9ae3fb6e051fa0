#include "base/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>

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

static Digest context_digest(EVP_MD_CTX *context, const Bytes *runs, size_t count)
{
    Digest out;
    for (size_t i = 0; i < count; i++)
        if (EVP_DigestUpdate(context, runs[i].data, runs[i].count) != 1)
            abort();
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

Digest digest_hmac(DigestKind kind, Bytes key, const Bytes *runs, size_t count)
{
    ARENA_SCOPE(scratch);
    Buf all;
    buf_init(&all, scratch);
    for (size_t i = 0; i < count; i++)
        buf_add(&all, runs[i].data, runs[i].count);
    Digest out;
    unsigned int length = 0;
    static const unsigned char nothing[1] = { 0 };
    const void *text = all.count > 0 ? (const void *)all.data : nothing;
    if (HMAC(md_of(kind), key.data, (int)key.count, text, all.count, out.bytes, &length) ==
            NULL ||
        length != 32)
        abort();
    return out;
}

char *digest_hex(Arena *arena, const Digest *digest)
{
    return bytes_hex(arena, digest_bytes(digest));
}
