#include "base/random.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/digest.h"

Random random_system(void)
{
    return (Random){ .seeded = false };
}

Random random_seeded(uint64_t seed)
{
    return (Random){ .seeded = true, .seed = seed };
}

static void seeded_block(Random *random, uint8_t out[32])
{
    uint8_t input[16];
    memcpy(input, &random->seed, 8);
    memcpy(input + 8, &random->counter, 8);
    random->counter++;
    Digest block = digest_one(DIGEST_SHA256, (Bytes){ input, sizeof input });
    memcpy(out, block.bytes, 32);
}

void random_bytes(Random *random, void *out, size_t bytes)
{
    uint8_t *to = out;
    while (bytes > 0) {
        uint8_t block[32];
        size_t part = bytes < sizeof block ? bytes : sizeof block;
        if (random->seeded)
            seeded_block(random, block);
        else if (getrandom(block, sizeof block, 0) != (ssize_t)sizeof block)
            abort(); /* 32 bytes are never cut short once the pool is ready */
        memcpy(to, block, part);
        to += part;
        bytes -= part;
    }
}

uint64_t random_below(Random *random, uint64_t bound)
{
    assert(bound > 0);
    uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    uint64_t value;
    do
        random_bytes(random, &value, sizeof value);
    while (value >= limit);
    return value % bound;
}
