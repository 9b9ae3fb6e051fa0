/* Merkle trees over the records of a ledger, in the shape of RFC 6962.
 *
 * leaf = H(0x00 ‖ record), node = H(0x01 ‖ left ‖ right), the empty tree's
 * root is H(""). Two trees stand over the same records: SM3 first, SHA-256 as
 * its twin. Nothing here is stored: a Frontier is what must be kept to go on
 * appending (the roots of the complete subtrees, at most TREE_LEVELS), a
 * TreeSource is where older hashes are read from. Proofs are in proof.h,
 * stored runs of 256 hashes in tile.h.
 */
#ifndef LEDGER_TREE_H
#define LEDGER_TREE_H

#include "base/buf.h"
#include "base/digest.h"

#define TREE_KINDS 2u   /* DIGEST_SM3 and DIGEST_SHA256 */
#define TREE_LEVELS 62u /* sizes below 2^62 */
#define TREE_SIZE_MAX ((UINT64_C(1) << TREE_LEVELS) - 1)

/* One hash in each tree, indexed by DigestKind. */
typedef struct Twin {
    Digest of[TREE_KINDS];
} Twin;

Digest tree_leaf(Digester *digester, DigestKind kind, Bytes record);
Twin tree_leaf_twin(Digester *digester, Bytes record);
Digest tree_node(Digester *digester, DigestKind kind, const Digest *left, const Digest *right);
Digest tree_empty(DigestKind kind);
bool digest_same(const Digest *a, const Digest *b);

/* Root of leaves held in memory; any count. */
Digest tree_root(DigestKind kind, const Digest *leaves, size_t count);

typedef struct Frontier {
    DigestKind kind;
    uint64_t size;             /* leaves */
    Digest peaks[TREE_LEVELS]; /* peaks[i] counts where bit i of size is set */
} Frontier;

void frontier_init(Frontier *frontier, DigestKind kind);
void frontier_append(Digester *digester, Frontier *frontier, const Digest *leaf);
Digest frontier_root(const Frontier *frontier);
bool frontier_same(const Frontier *a, const Frontier *b);

/* u64 size, then the peaks from the largest subtree to the smallest. Decoding
 * refuses everything else. */
Bytes frontier_encode(Arena *arena, const Frontier *frontier);
bool frontier_decode(DigestKind kind, Bytes bytes, Frontier *out);

#endif
