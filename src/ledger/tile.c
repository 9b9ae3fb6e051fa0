#include "ledger/tile.h"

#include <assert.h>
#include <string.h>

Digest tile_fold(Digester *digester, DigestKind kind, const Digest *hashes, size_t count)
{
    assert(count > 0 && count <= TILE_WIDTH && (count & (count - 1)) == 0);
    Digest level[TILE_WIDTH];
    memcpy(level, hashes, count * sizeof *hashes);
    for (; count > 1; count /= 2)
        for (size_t i = 0; i < count / 2; i++)
            level[i] = tree_node(digester, kind, &level[2 * i], &level[2 * i + 1]);
    return level[0];
}

Tiler *tiler_new(Arena *arena)
{
    return ARENA_NEW(arena, Tiler);
}

/* How many hashes the open tile of a level holds, after `size` leaves. */
static unsigned filled(uint64_t size, unsigned level)
{
    return (unsigned)(size >> (8 * level) & (TILE_WIDTH - 1));
}

unsigned tiler_add(Digester *digester, Tiler *tiler, const Twin *leaf)
{
    Twin hash = *leaf;
    unsigned full = 0;
    for (unsigned level = 0; level < TILE_LEVELS; level++) {
        Tile *tile = &tiler->open[level];
        unsigned at = filled(tiler->size, level);
        tile->level = level;
        tile->index = tiler->size >> (8 * level) >> 8;
        for (unsigned kind = 0; kind < TREE_KINDS; kind++)
            tile->hashes[kind][at] = hash.of[kind];
        if (at + 1 < TILE_WIDTH)
            break;
        full++;
        for (unsigned kind = 0; kind < TREE_KINDS; kind++)
            hash.of[kind] =
                tile_fold(digester, (DigestKind)kind, tile->hashes[kind], TILE_WIDTH);
    }
    tiler->size++;
    return full;
}

void tiler_frontier(const Tiler *tiler, DigestKind kind, Frontier *out)
{
    DIGESTER_SCOPE(digester);
    frontier_init(out, kind);
    out->size = tiler->size;
    for (unsigned level = 0; level < TILE_LEVELS; level++) {
        const Digest *hashes = tiler->open[level].hashes[kind];
        unsigned count = filled(tiler->size, level);
        for (unsigned bit = 8; bit-- > 0;) {
            if (!(count >> bit & 1) || 8 * level + bit >= TREE_LEVELS)
                continue;
            out->peaks[8 * level + bit] = tile_fold(&digester, kind, hashes, (size_t)1 << bit);
            hashes += (size_t)1 << bit;
        }
    }
}
