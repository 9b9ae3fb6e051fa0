/* Texts spoilt at random, for tests of what reads them.
 *
 * Each round spoils the text anew, from the seed of the run (LIANXI_SEED, else
 * drawn and printed) and its own number, so that a failing round can be had
 * again. A test's rounds go on for LIANXI_RUBBISH_SECONDS, else two seconds.
 * Only files named *_test.c include this header.
 */
#ifndef ACTIONS_RUBBISH_TESTING_H
#define ACTIONS_RUBBISH_TESTING_H

#include "base/buf.h"
#include "base/test.h"

/* False ends the rounds; the op lasts for the round. */
typedef bool (*RubbishCheck)(Op *op, void *state, Bytes text, uint64_t round);
void rubbish_rounds(Bytes text, RubbishCheck check, void *state);

/* A check of a round; says seed and round when it is not so. */
bool rubbish_fits(bool fine, uint64_t round, const char *what);

#endif
