/* Tiles: written when full, read for proofs. */
#include <string.h>

#include "store/ledger_parts.h"

/* Hashes of stored rows, one after the other, for both trees. */
typedef struct Run {
    size_t count;
    Digest hashes[TREE_KINDS][TILE_WIDTH];
} Run;

static Status leaves_read(Op *op, Db *db, int64_t log, uint64_t first, Run *out)
{
    LedgerLeafRowList rows = { 0 };
    TRY(sql_ledger_leaves(op, db, log, (int64_t)first, (int64_t)(first + TILE_WIDTH - 1),
                          &rows));
    out->count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        TRY(digest_read(op, rows.items[i].sm3, &out->hashes[DIGEST_SM3][i]));
        TRY(digest_read(op, rows.items[i].sha256, &out->hashes[DIGEST_SHA256][i]));
    }
    return OK;
}

static Status tile_read(Op *op, Db *db, int64_t log, unsigned level, uint64_t index,
                        bool *found, Run *out)
{
    LedgerTileRow row = { 0 };
    TRY(sql_ledger_tile(op, db, log, level, (int64_t)index, found, &row));
    if (!*found)
        return OK;
    const Bytes hashes[TREE_KINDS] = { row.hashes_sm3, row.hashes_sha256 };
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        if (hashes[kind].count != TILE_BYTES)
            return op_broken(op, BROKEN, "tile %u/%llu has %zu bytes", level,
                             (unsigned long long)index, hashes[kind].count);
        memcpy(out->hashes[kind], hashes[kind].data, TILE_BYTES);
    }
    out->count = TILE_WIDTH;
    return OK;
}

/* A tile of level 1 and up: the roots of the 256 tiles below it. */
static Status roots_read(Op *op, Db *db, int64_t log, unsigned level, uint64_t first, Run *out)
{
    ARENA_SCOPE(scratch);
    DIGESTER_SCOPE(digester);
    Run *below = ARENA_NEW(scratch, Run);
    for (out->count = 0; out->count < TILE_WIDTH; out->count++) {
        bool found = false;
        TRY(tile_read(op, db, log, level - 1, first + out->count, &found, below));
        if (!found)
            return op_broken(op, BROKEN, "tile %u/%llu is missing", level - 1,
                             (unsigned long long)(first + out->count));
        for (unsigned kind = 0; kind < TREE_KINDS; kind++)
            out->hashes[kind][out->count] =
                tile_fold(&digester, (DigestKind)kind, below->hashes[kind], TILE_WIDTH);
    }
    return OK;
}

Status ledger_tiles_write(Op *op, Db *db, const LedgerHead *head)
{
    uint64_t count = head->size; /* of hashes on the level */
    for (unsigned level = 0; level < TILE_LEVELS && count % TILE_WIDTH == 0; level++) {
        Run *run = ARENA_NEW(op->arena, Run);
        uint64_t index = count / TILE_WIDTH - 1;
        if (level == 0)
            TRY(leaves_read(op, db, head->log, index * TILE_WIDTH, run));
        else
            TRY(roots_read(op, db, head->log, level, index * TILE_WIDTH, run));
        if (run->count != TILE_WIDTH)
            return op_broken(op, BROKEN, "ledger %lld lacks records", (long long)head->log);
        TRY(sql_ledger_tile_add(op, db, head->log, level, (int64_t)index,
                                (Bytes){ run->hashes[DIGEST_SM3][0].bytes, TILE_BYTES },
                                (Bytes){ run->hashes[DIGEST_SHA256][0].bytes, TILE_BYTES }));
        count /= TILE_WIDTH;
    }
    return OK;
}

/* The run of hashes that holds a node: its level, and where in it. */
static Status run_read(Op *op, const LedgerTree *tree, unsigned tile_level, uint64_t index,
                       bool *found, Run *run)
{
    TRY(tile_read(op, tree->db, tree->log, tile_level, index, found, run));
    if (*found || tile_level > 0)
        return OK;
    *found = true; /* not full yet: the leaves themselves */
    return leaves_read(op, tree->db, tree->log, index * TILE_WIDTH, run);
}

static Status tree_node_read(Op *op, void *state, DigestKind kind, unsigned level,
                             uint64_t index, Digest *out)
{
    const LedgerTree *tree = state;
    ARENA_SCOPE(scratch);
    DIGESTER_SCOPE(digester);
    Run *run = ARENA_NEW(scratch, Run);
    unsigned tile_level = level / 8;
    size_t width = (size_t)1 << level % 8; /* hashes of the tile under the node */
    uint64_t first = index << level % 8;
    bool found = false;
    TRY(run_read(op, tree, tile_level, first / TILE_WIDTH, &found, run));
    if (found) {
        if (first % TILE_WIDTH + width > run->count)
            return op_broken(op, BROKEN, "tree node %u/%llu is beyond the ledger", level,
                             (unsigned long long)index);
        *out = tile_fold(&digester, kind, run->hashes[kind] + first % TILE_WIDTH, width);
        return OK;
    }
    Digest left;
    Digest right;
    TRY(tree_node_read(op, state, kind, level - 1, 2 * index, &left));
    TRY(tree_node_read(op, state, kind, level - 1, 2 * index + 1, &right));
    *out = tree_node(&digester, kind, &left, &right);
    return OK;
}

TreeSource ledger_tree_source(LedgerTree *tree, DigestKind kind)
{
    return (TreeSource){ .kind = kind, .state = tree, .node = tree_node_read };
}
