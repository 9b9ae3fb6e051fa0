/* Charters compiled once and kept while the process runs; without a cache in
 * the World (NULL) they are compiled into the Op's arena. */
#ifndef ACTIONS_CHARTERS_H
#define ACTIONS_CHARTERS_H

#include "actions/world.h"

CharterCache *charter_cache_new(void);
void charter_cache_free(CharterCache *cache); /* NULL is fine */
/* How often it began anew. What was compiled before lasts until the next time. */
uint64_t charter_cache_renewals(const CharterCache *cache);

/* The charter of a conference in force on a day: the newest version since
 * then or before, else its first. */
NODISCARD Status charter_in_force(Op *op, World *world, int64_t conference, Day day,
                                  const Ruleset **out);

/* The same with its clauses and readings, for showing it (charter/charter.h). */
struct Charter;
NODISCARD Status charter_whole_in_force(Op *op, World *world, int64_t conference, Day day,
                                        const struct Charter **out);

/* Compiles a text that somebody wants to found on. INVALID, with the first
 * finding, when it has any. */
NODISCARD Status charter_for_founding(Op *op, World *world, const char *text,
                                      const Ruleset **out);

#endif
