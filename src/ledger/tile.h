/* Tiles: runs of 256 hashes of a ledger's trees, stored once they are full.
 *
 * Tile (level, index) holds the 256 node hashes 256 × index … of tree level
 * 8 × level: level 0 the leaves, level 1 the roots of full level-0 tiles, and
 * so on. They let a proof read a few rows instead of every leaf. A Tiler
 * meets every leaf once, in order, and hands out tiles as they fill.
 */
#ifndef LEDGER_TILE_H
#define LEDGER_TILE_H

#include "ledger/tree.h"

#define TILE_WIDTH 256u
#define TILE_BYTES (TILE_WIDTH * 32u)
#define TILE_LEVELS 8u /* 8 levels of the tree each: covers TREE_LEVELS */

typedef struct Tile {
    unsigned level;
    uint64_t index;
    Digest hashes[TREE_KINDS][TILE_WIDTH];
} Tile;

/* Root of `count` hashes of one level; count is a power of two, at most 256. */
Digest tile_fold(Digester *digester, DigestKind kind, const Digest *hashes, size_t count);

typedef struct Tiler {
    uint64_t size;
    Tile open[TILE_LEVELS]; /* the one being filled on each level */
} Tiler;

Tiler *tiler_new(Arena *arena);
/* Returns how many tiles this leaf filled: tiler->open[0 … n-1], whole until
 * the next leaf. */
unsigned tiler_add(Digester *digester, Tiler *tiler, const Twin *leaf);
void tiler_frontier(const Tiler *tiler, DigestKind kind, Frontier *out);

#endif
