/* Acts made up at random within the catalogue's limits; for tests only. */
#ifndef MODEL_ACT_SAMPLE_H
#define MODEL_ACT_SAMPLE_H

#include "base/random.h"
#include "model/act.h"

void *act_sample(Arena *arena, Random *random, const ActSpec *spec);
char *text_sample(Arena *arena, Random *random, size_t characters_max, bool lines);
uint64_t test_seed(void); /* LIANXI_SEED or drawn; printed once */

#endif
