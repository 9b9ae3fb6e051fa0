/* Random bytes: from the system, or from a seed.
 *
 * Seeded bytes exist for scenarios and simulations, whose ledger must be the
 * same byte for byte whenever they are played; they are SHA-256 in counter
 * mode over the seed. Nothing else may use them.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Random {
    bool seeded;
    uint64_t seed;
    uint64_t counter;
} Random;

Random random_system(void);
Random random_seeded(uint64_t seed);
void random_bytes(Random *random, void *out, size_t bytes);
uint64_t random_below(Random *random, uint64_t bound); /* 0 … bound-1 */

#endif
