#include "ledger/tree.h"

#include <string.h>

#include "base/test.h"
#include "ledger/tile.h"

static Digest numbered(DigestKind kind, uint64_t n)
{
    DIGESTER_SCOPE(digester);
    return tree_leaf(&digester, kind, (Bytes){ (const uint8_t *)&n, sizeof n });
}

/* The definition of RFC 6962 section 2.1, word for word. */
static Digest defined_root(DigestKind kind, const Digest *leaves, size_t count)
{
    DIGESTER_SCOPE(digester);
    if (count == 0)
        return tree_empty(kind);
    if (count == 1)
        return leaves[0];
    size_t k = 1;
    while (k * 2 < count)
        k *= 2;
    Digest left = defined_root(kind, leaves, k);
    Digest right = defined_root(kind, leaves + k, count - k);
    return tree_node(&digester, kind, &left, &right);
}

TEST(the_sha256_tree_is_that_of_certificate_transparency)
{
    DIGESTER_SCOPE(digester);
    static const struct {
        const char *bytes;
        size_t count;
    } entries[] = { { "", 0 },
                    { "\x00", 1 },
                    { "\x10", 1 },
                    { "\x20\x21", 2 },
                    { "\x30\x31", 2 },
                    { "\x40\x41\x42\x43", 4 },
                    { "\x50\x51\x52\x53\x54\x55\x56\x57", 8 },
                    { "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
                      16 } };
    static const char *const roots[] = {
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    };
    Frontier frontier;
    frontier_init(&frontier, DIGEST_SHA256);
    Digest root = frontier_root(&frontier);
    CHECK_TEXT(digest_hex(test_op()->arena, &root),
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (size_t i = 0; i < 8; i++) {
        Bytes entry = { (const uint8_t *)entries[i].bytes, entries[i].count };
        Digest leaf = tree_leaf(&digester, DIGEST_SHA256, entry);
        frontier_append(&digester, &frontier, &leaf);
        root = frontier_root(&frontier);
        CHECK_TEXT(digest_hex(test_op()->arena, &root), roots[i]);
    }
}

TEST(the_frontier_has_the_defined_root_at_every_size)
{
    DIGESTER_SCOPE(digester);
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        Digest leaves[200];
        Frontier frontier;
        frontier_init(&frontier, (DigestKind)kind);
        for (size_t size = 0; size < 200; size++) {
            Digest is = frontier_root(&frontier);
            Digest should = defined_root((DigestKind)kind, leaves, size);
            Digest whole = tree_root((DigestKind)kind, leaves, size);
            CHECK(digest_same(&is, &should));
            CHECK(digest_same(&whole, &should));
            leaves[size] = numbered((DigestKind)kind, size);
            frontier_append(&digester, &frontier, &leaves[size]);
        }
    }
}

TEST(a_frontier_comes_back_from_its_bytes_and_from_nothing_else)
{
    DIGESTER_SCOPE(digester);
    Frontier frontier;
    frontier_init(&frontier, DIGEST_SM3);
    for (uint64_t size = 0; size < 40; size++) {
        Bytes bytes = frontier_encode(test_op()->arena, &frontier);
        Frontier back;
        CHECK(frontier_decode(DIGEST_SM3, bytes, &back) && frontier_same(&back, &frontier));
        CHECK(!frontier_decode(DIGEST_SM3, (Bytes){ bytes.data, bytes.count - 1 }, &back));
        uint8_t *longer = arena_alloc(test_op()->arena, bytes.count + 32);
        memcpy(longer, bytes.data, bytes.count);
        CHECK(!frontier_decode(DIGEST_SM3, (Bytes){ longer, bytes.count + 32 }, &back));
        longer[0] |= 0x40; /* 2^62 leaves and more */
        CHECK(!frontier_decode(DIGEST_SM3, (Bytes){ longer, bytes.count + 32 }, &back));
        Digest leaf = numbered(DIGEST_SM3, size);
        frontier_append(&digester, &frontier, &leaf);
    }
}

TEST(tiles_hold_the_tree_and_lead_to_the_same_frontier)
{
    DIGESTER_SCOPE(digester);
    ARENA_SCOPE(arena);
    Tiler *tiler = tiler_new(arena);
    Frontier frontiers[TREE_KINDS];
    for (unsigned kind = 0; kind < TREE_KINDS; kind++)
        frontier_init(&frontiers[kind], (DigestKind)kind);
    size_t full[TILE_LEVELS] = { 0 };
    for (uint64_t n = 0; n < 65536 + 300; n++) {
        Twin leaf = { { numbered(DIGEST_SM3, n), numbered(DIGEST_SHA256, n) } };
        for (unsigned kind = 0; kind < TREE_KINDS; kind++)
            frontier_append(&digester, &frontiers[kind], &leaf.of[kind]);
        unsigned count = tiler_add(&digester, tiler, &leaf);
        for (unsigned i = 0; i < count; i++) {
            CHECK_INT(tiler->open[i].index, full[i]);
            full[i]++;
        }
        if (count == 0 && n % 97 != 0)
            continue;
        Frontier is;
        tiler_frontier(tiler, (DigestKind)(n % 2), &is);
        CHECK(frontier_same(&is, &frontiers[n % 2]));
    }
    CHECK_INT(full[0], 257);
    CHECK_INT(full[1], 1);
    CHECK_INT(full[2], 0);
}
