#include "ledger/tree.h"

#include <assert.h>
#include <string.h>

#include "ledger/reader.h"

Digest tree_leaf(Digester *digester, DigestKind kind, Bytes record)
{
    static const uint8_t tag = 0;
    Bytes runs[] = { { &tag, 1 }, record };
    return digester_of(digester, kind, runs, 2);
}

Twin tree_leaf_twin(Digester *digester, Bytes record)
{
    return (Twin){ { tree_leaf(digester, DIGEST_SM3, record),
                     tree_leaf(digester, DIGEST_SHA256, record) } };
}

Digest tree_node(Digester *digester, DigestKind kind, const Digest *left, const Digest *right)
{
    uint8_t both[1 + 2 * sizeof left->bytes] = { 1 };
    memcpy(both + 1, left->bytes, sizeof left->bytes);
    memcpy(both + 1 + sizeof left->bytes, right->bytes, sizeof right->bytes);
    return digester_one(digester, kind, (Bytes){ both, sizeof both });
}

Digest tree_empty(DigestKind kind)
{
    return digest_of(kind, NULL, 0);
}

bool digest_same(const Digest *a, const Digest *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

Digest tree_root(DigestKind kind, const Digest *leaves, size_t count)
{
    DIGESTER_SCOPE(digester);
    Frontier frontier;
    frontier_init(&frontier, kind);
    for (size_t i = 0; i < count; i++)
        frontier_append(&digester, &frontier, &leaves[i]);
    return frontier_root(&frontier);
}

void frontier_init(Frontier *frontier, DigestKind kind)
{
    *frontier = (Frontier){ .kind = kind };
}

void frontier_append(Digester *digester, Frontier *frontier, const Digest *leaf)
{
    assert(frontier->size < TREE_SIZE_MAX);
    Digest carry = *leaf;
    unsigned level = 0;
    while (frontier->size >> level & 1) {
        carry = tree_node(digester, frontier->kind, &frontier->peaks[level], &carry);
        level++;
    }
    frontier->peaks[level] = carry;
    frontier->size++;
}

Digest frontier_root(const Frontier *frontier)
{
    DIGESTER_SCOPE(digester);
    Digest root = tree_empty(frontier->kind);
    bool begun = false;
    for (unsigned level = 0; level < TREE_LEVELS; level++) {
        if (!(frontier->size >> level & 1))
            continue;
        const Digest *peak = &frontier->peaks[level];
        root = begun ? tree_node(&digester, frontier->kind, peak, &root) : *peak;
        begun = true;
    }
    return root;
}

bool frontier_same(const Frontier *a, const Frontier *b)
{
    if (a->kind != b->kind || a->size != b->size)
        return false;
    for (unsigned level = 0; level < TREE_LEVELS; level++)
        if ((a->size >> level & 1) && !digest_same(&a->peaks[level], &b->peaks[level]))
            return false;
    return true;
}

Bytes frontier_encode(Arena *arena, const Frontier *frontier)
{
    Buf buf;
    buf_init(&buf, arena);
    buf_u64(&buf, frontier->size);
    for (unsigned level = TREE_LEVELS; level-- > 0;)
        if (frontier->size >> level & 1)
            buf_add(&buf, frontier->peaks[level].bytes, sizeof(Digest));
    return buf_bytes(&buf);
}

bool frontier_decode(DigestKind kind, Bytes bytes, Frontier *out)
{
    Reader reader = reader_of(bytes);
    frontier_init(out, kind);
    out->size = reader_unsigned(&reader, 8);
    if (out->size > TREE_SIZE_MAX)
        return false;
    for (unsigned level = TREE_LEVELS; level-- > 0;)
        if (out->size >> level & 1)
            out->peaks[level] = reader_digest(&reader);
    return reader_done(&reader);
}
