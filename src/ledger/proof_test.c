#include "ledger/proof.h"

#include <string.h>

#include "base/test.h"

#define SIZE_MAX_TESTED 128u

/* Every node of a small tree, made once. */
typedef struct Nodes {
    Digest at[8][SIZE_MAX_TESTED];
    Digest roots[SIZE_MAX_TESTED + 1];
} Nodes;

static Nodes *nodes_new(Arena *arena, DigestKind kind)
{
    DIGESTER_SCOPE(digester);
    Nodes *nodes = ARENA_NEW(arena, Nodes);
    for (uint64_t i = 0; i < SIZE_MAX_TESTED; i++)
        nodes->at[0][i] = tree_leaf(&digester, kind, (Bytes){ (const uint8_t *)&i, sizeof i });
    for (unsigned level = 1; level < 8; level++)
        for (size_t i = 0; i < SIZE_MAX_TESTED >> level; i++)
            nodes->at[level][i] = tree_node(&digester, kind, &nodes->at[level - 1][2 * i],
                                            &nodes->at[level - 1][2 * i + 1]);
    for (size_t size = 0; size <= SIZE_MAX_TESTED; size++)
        nodes->roots[size] = tree_root(kind, nodes->at[0], size);
    return nodes;
}

static Status nodes_node(Op *op, void *state, DigestKind kind, unsigned level, uint64_t index,
                         Digest *out)
{
    (void)kind;
    const Nodes *nodes = state;
    if (level >= 8 || index >= SIZE_MAX_TESTED >> level)
        return op_broken(op, BROKEN, "no node %u/%llu", level, (unsigned long long)index);
    *out = nodes->at[level][index];
    return OK;
}

/* Proofs that differ from the right one in one place. */
typedef struct Mutants {
    Proof proof;
    size_t next;
    bool left;
} Mutants;

/* Bit flips in every hash, one hash less at either end, one hash more. */
static bool mutant_next(const Proof *right, Mutants *mutants)
{
    Proof *proof = &mutants->proof;
    size_t n = mutants->next++;
    *proof = *right;
    if (n < right->count) {
        proof->path[n].bytes[(n * 7) % 32] ^= (uint8_t)(1u << n % 8);
        return true;
    }
    if (n == right->count) {
        proof->path[proof->count++] = proof->path[0];
        return true;
    }
    if (right->count == 0 || n > right->count + 2)
        return false;
    proof->count--;
    if (n == right->count + 2)
        memmove(proof->path, proof->path + 1, proof->count * sizeof proof->path[0]);
    return true;
}

TEST(every_inclusion_proof_up_to_128_holds_and_no_mutant_does)
{
    Op *op = test_op();
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        Nodes *nodes = nodes_new(op->arena, (DigestKind)kind);
        TreeSource source = { (DigestKind)kind, nodes, nodes_node };
        for (uint64_t size = 1; size <= SIZE_MAX_TESTED; size++)
            for (uint64_t index = 0; index < size; index++) {
                const Digest *leaf = &nodes->at[0][index];
                const Digest *root = &nodes->roots[size];
                Proof proof;
                NEED_OK(tree_prove_inclusion(op, &source, index, size, &proof));
                CHECK(tree_check_inclusion(&proof, leaf, index, size, root));
                Mutants mutants = { .next = 0 };
                while (kind == DIGEST_SM3 && mutant_next(&proof, &mutants))
                    CHECK(!tree_check_inclusion(&mutants.proof, leaf, index, size, root));
            }
    }
}

TEST(every_consistency_proof_up_to_128_holds_and_no_mutant_does)
{
    Op *op = test_op();
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        Nodes *nodes = nodes_new(op->arena, (DigestKind)kind);
        TreeSource source = { (DigestKind)kind, nodes, nodes_node };
        for (uint64_t to = 0; to <= SIZE_MAX_TESTED; to++)
            for (uint64_t from = 0; from <= to; from++) {
                const Digest *old = &nodes->roots[from];
                const Digest *new = &nodes->roots[to];
                Proof proof;
                NEED_OK(tree_prove_consistency(op, &source, from, to, &proof));
                CHECK(tree_check_consistency(&proof, from, old, to, new));
                Mutants mutants = { .next = 0 };
                while (kind == DIGEST_SM3 && mutant_next(&proof, &mutants))
                    CHECK(!tree_check_consistency(&mutants.proof, from, old, to, new));
            }
    }
}

TEST(a_proof_holds_only_at_its_place_and_for_its_roots)
{
    Op *op = test_op();
    Nodes *nodes = nodes_new(op->arena, DIGEST_SM3);
    TreeSource source = { DIGEST_SM3, nodes, nodes_node };
    Proof proof;
    for (uint64_t index = 0; index < 21; index++) {
        NEED_OK(tree_prove_inclusion(op, &source, index, 21, &proof));
        for (uint64_t other = 0; other < 24; other++)
            for (uint64_t size = 1; size <= 24; size++) {
                bool same_leaf = other == index && size == 21;
                CHECK(tree_check_inclusion(&proof, &nodes->at[0][other], other, size,
                                           &nodes->roots[size]) == same_leaf);
                if (other != index)
                    CHECK(!tree_check_inclusion(&proof, &nodes->at[0][index], other, 21,
                                                &nodes->roots[21]));
            }
    }
    NEED_OK(tree_prove_consistency(op, &source, 13, 21, &proof));
    for (uint64_t from = 0; from <= 24; from++)
        for (uint64_t to = from; to <= 24; to++)
            CHECK(tree_check_consistency(&proof, from, &nodes->roots[from], to,
                                         &nodes->roots[to]) == (from == 13 && to == 21));
    CHECK(!tree_check_consistency(&proof, 13, &nodes->roots[12], 21, &nodes->roots[21]));
    CHECK(!tree_check_consistency(&proof, 13, &nodes->roots[13], 21, &nodes->roots[22]));
    CHECK(!tree_check_consistency(&proof, 21, &nodes->roots[21], 13, &nodes->roots[13]));
}

TEST(a_proof_beyond_the_tree_is_not_made)
{
    Op *op = test_op();
    Digest leaves[3] = { 0 };
    LeafRun run = { leaves, 3 };
    TreeSource source = tree_source_of_leaves(DIGEST_SHA256, &run);
    Proof proof;
    Digest root;
    CHECK_INT(tree_prove_inclusion(op, &source, 3, 3, &proof), INVALID);
    CHECK_INT(tree_prove_inclusion(op, &source, 0, 4, &proof), BROKEN);
    CHECK_INT(tree_prove_consistency(op, &source, 4, 3, &proof), INVALID);
    CHECK_INT(tree_root_at(op, &source, TREE_SIZE_MAX + 1, &root), INVALID);
    NEED_OK(tree_root_at(op, &source, 3, &root));
    Digest should = tree_root(DIGEST_SHA256, leaves, 3);
    CHECK(digest_same(&root, &should));
}
