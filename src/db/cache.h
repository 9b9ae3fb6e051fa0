/* Prepared statements of one Db, found by the address of their DbStatement.
 * Private to src/db. Nothing is ever removed: statements are static and
 * their number is that of the program. */
#ifndef DB_CACHE_H
#define DB_CACHE_H

#include "db/db.h"

typedef struct Cache {
    const DbStatement **keys;
    void **values;
    size_t count;
    size_t room; /* a power of two, or 0 */
} Cache;

/* Where the statement's prepared form is kept; holds NULL when it is new. */
void **cache_at(Cache *cache, Arena *arena, const DbStatement *statement);

#endif
