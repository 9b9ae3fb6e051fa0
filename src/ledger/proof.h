/* Proofs over a ledger's trees (RFC 9162 section 2.1; the same as RFC 6962).
 *
 * An inclusion proof shows that a leaf stands at an index of the tree with a
 * given root; a consistency proof shows that a later tree only appended to an
 * earlier one. Making a proof reads hashes from a TreeSource; checking one
 * needs nothing but the proof, and accepts exactly the proof that making it
 * would give.
 */
#ifndef LEDGER_PROOF_H
#define LEDGER_PROOF_H

#include "base/op.h"
#include "ledger/tree.h"

#define PROOF_HASHES_MAX (TREE_LEVELS + 1)

/* Where hashes of complete subtrees are read: the one over the leaves
 * index × 2^level … (index + 1) × 2^level - 1; level 0 is the leaves. */
typedef struct TreeSource {
    DigestKind kind;
    void *state;
    Status (*node)(Op *op, void *state, DigestKind kind, unsigned level, uint64_t index,
                   Digest *out);
} TreeSource;

/* A source over leaves in memory, which must outlive it. */
typedef struct LeafRun {
    const Digest *leaves;
    size_t count;
} LeafRun;
TreeSource tree_source_of_leaves(DigestKind kind, LeafRun *leaves);

typedef struct Proof {
    DigestKind kind;
    size_t count;
    Digest path[PROOF_HASHES_MAX];
} Proof;

NODISCARD Status tree_root_at(Op *op, const TreeSource *source, uint64_t size, Digest *out);
/* INVALID unless index < size, from ≤ to. */
NODISCARD Status tree_prove_inclusion(Op *op, const TreeSource *source, uint64_t index,
                                      uint64_t size, Proof *out);
NODISCARD Status tree_prove_consistency(Op *op, const TreeSource *source, uint64_t from,
                                        uint64_t to, Proof *out);

bool tree_check_inclusion(const Proof *proof, const Digest *leaf, uint64_t index, uint64_t size,
                          const Digest *root);
bool tree_check_consistency(const Proof *proof, uint64_t from, const Digest *from_root,
                            uint64_t to, const Digest *to_root);

#endif
