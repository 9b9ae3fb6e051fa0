#include "ledger/proof.h"

/* The largest power of two below `size` (which is at least 2): where RFC 6962
 * splits a tree. */
static uint64_t split_of(uint64_t size)
{
    return UINT64_C(1) << (63 - __builtin_clzll(size - 1));
}

static Status leaf_run_node(Op *op, void *state, DigestKind kind, unsigned level,
                            uint64_t index, Digest *out)
{
    const LeafRun *run = state;
    if (index >= run->count >> level)
        return op_broken(op, BROKEN, "tree node %u/%llu is beyond the leaves", level,
                         (unsigned long long)index);
    *out = tree_root(kind, run->leaves + (index << level), (size_t)1 << level);
    return OK;
}

TreeSource tree_source_of_leaves(DigestKind kind, LeafRun *leaves)
{
    return (TreeSource){ .kind = kind, .state = leaves, .node = leaf_run_node };
}

/* Hash of the leaves begin … end-1, where begin is a multiple of a power of
 * two not below end - begin, as every split leaves it. */
static Status range_hash(Op *op, const TreeSource *source, uint64_t begin, uint64_t end,
                         Digest *out)
{
    DIGESTER_SCOPE(digester);
    uint64_t left = end - begin;
    bool begun = false;
    for (unsigned level = 0; left != 0; level++) {
        uint64_t width = UINT64_C(1) << level;
        if (!(left & width))
            continue;
        left -= width;
        end -= width;
        Digest peak;
        TRY(source->node(op, source->state, source->kind, level, end >> level, &peak));
        *out = begun ? tree_node(&digester, source->kind, &peak, out) : peak;
        begun = true;
    }
    return OK;
}

Status tree_root_at(Op *op, const TreeSource *source, uint64_t size, Digest *out)
{
    if (size > TREE_SIZE_MAX)
        return op_fail(op, INVALID, "账本没有这么多笔记录。");
    *out = tree_empty(source->kind);
    return range_hash(op, source, 0, size, out);
}

/* Proofs list hashes from the leaves upward; they are found downward. */
static void proof_reverse(Proof *proof)
{
    for (size_t i = 0; i + 1 < proof->count - i; i++) {
        Digest other = proof->path[proof->count - 1 - i];
        proof->path[proof->count - 1 - i] = proof->path[i];
        proof->path[i] = other;
    }
}

Status tree_prove_inclusion(Op *op, const TreeSource *source, uint64_t index, uint64_t size,
                            Proof *out)
{
    if (index >= size || size > TREE_SIZE_MAX)
        return op_fail(op, INVALID, "账本没有第 %llu 笔记录，不能出具证明。",
                       (unsigned long long)index);
    *out = (Proof){ .kind = source->kind };
    uint64_t begin = 0;
    uint64_t end = size;
    while (end - begin > 1) {
        uint64_t middle = begin + split_of(end - begin);
        Digest *sibling = &out->path[out->count++];
        if (index < middle) {
            TRY(range_hash(op, source, middle, end, sibling));
            end = middle;
        } else {
            TRY(range_hash(op, source, begin, middle, sibling));
            begin = middle;
        }
    }
    proof_reverse(out);
    return OK;
}

Status tree_prove_consistency(Op *op, const TreeSource *source, uint64_t from, uint64_t to,
                              Proof *out)
{
    if (from > to || to > TREE_SIZE_MAX)
        return op_fail(op, INVALID, "账本没有 %llu 笔记录，不能出具证明。",
                       (unsigned long long)from);
    *out = (Proof){ .kind = source->kind };
    if (from == 0 || from == to)
        return OK;
    uint64_t begin = 0;
    uint64_t end = to;
    while (end != from) {
        uint64_t middle = begin + split_of(end - begin);
        Digest *other = &out->path[out->count++];
        if (from <= middle) {
            TRY(range_hash(op, source, middle, end, other));
            end = middle;
        } else {
            TRY(range_hash(op, source, begin, middle, other));
            begin = middle;
        }
    }
    /* Unless the old tree is a whole subtree of the new, whose root the
     * checker knows, the last part of the old tree stands in the proof too. */
    if (begin != 0)
        TRY(range_hash(op, source, begin, end, &out->path[out->count++]));
    proof_reverse(out);
    return OK;
}

/* Goes up to where the node is a right child or the leftmost of its level. */
static void climb(uint64_t *node, uint64_t *last)
{
    while (!(*node & 1) && *node != 0) {
        *node >>= 1;
        *last >>= 1;
    }
}

bool tree_check_inclusion(const Proof *proof, const Digest *leaf, uint64_t index, uint64_t size,
                          const Digest *root)
{
    if (index >= size || size > TREE_SIZE_MAX || proof->count > PROOF_HASHES_MAX)
        return false;
    DIGESTER_SCOPE(digester);
    uint64_t node = index;
    uint64_t last = size - 1;
    Digest hash = *leaf;
    for (size_t i = 0; i < proof->count; i++) {
        if (last == 0)
            return false;
        if ((node & 1) || node == last) {
            hash = tree_node(&digester, proof->kind, &proof->path[i], &hash);
            climb(&node, &last);
        } else {
            hash = tree_node(&digester, proof->kind, &hash, &proof->path[i]);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && digest_same(&hash, root);
}

bool tree_check_consistency(const Proof *proof, uint64_t from, const Digest *from_root,
                            uint64_t to, const Digest *to_root)
{
    if (from > to || to > TREE_SIZE_MAX || proof->count > PROOF_HASHES_MAX)
        return false;
    if (from == to)
        return proof->count == 0 && digest_same(from_root, to_root);
    if (from == 0) {
        Digest empty = tree_empty(proof->kind);
        return proof->count == 0 && digest_same(from_root, &empty);
    }
    bool whole = (from & (from - 1)) == 0; /* its root is the first hash */
    if (!whole && proof->count == 0)
        return false;
    DIGESTER_SCOPE(digester);
    uint64_t node = from - 1;
    uint64_t last = to - 1;
    for (; node & 1; node >>= 1)
        last >>= 1;
    Digest old = whole ? *from_root : proof->path[0];
    Digest new = old;
    for (size_t i = whole ? 0 : 1; i < proof->count; i++) {
        if (last == 0)
            return false;
        if ((node & 1) || node == last) {
            old = tree_node(&digester, proof->kind, &proof->path[i], &old);
            new = tree_node(&digester, proof->kind, &proof->path[i], &new);
            climb(&node, &last);
        } else {
            new = tree_node(&digester, proof->kind, &new, &proof->path[i]);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && digest_same(&old, from_root) && digest_same(&new, to_root);
}
