#include "db/cache.h"

static size_t place_of(const Cache *cache, const DbStatement *statement)
{
    size_t at = (size_t)(((uintptr_t)statement >> 4) * 0x9E3779B97F4A7C15u >> 20);
    at &= cache->room - 1;
    while (cache->keys[at] != NULL && cache->keys[at] != statement)
        at = (at + 1) & (cache->room - 1);
    return at;
}

static void grow(Cache *cache, Arena *arena)
{
    Cache old = *cache;
    cache->room = old.room == 0 ? 64 : old.room * 2;
    cache->keys = ARENA_ARRAY(arena, const DbStatement *, cache->room);
    cache->values = ARENA_ARRAY(arena, void *, cache->room);
    for (size_t i = 0; i < old.room; i++) {
        if (old.keys[i] == NULL)
            continue;
        size_t at = place_of(cache, old.keys[i]);
        cache->keys[at] = old.keys[i];
        cache->values[at] = old.values[i];
    }
}

void **cache_at(Cache *cache, Arena *arena, const DbStatement *statement)
{
    if (cache->count * 2 >= cache->room)
        grow(cache, arena);
    size_t at = place_of(cache, statement);
    if (cache->keys[at] == NULL) {
        cache->keys[at] = statement;
        cache->count++;
    }
    return &cache->values[at];
}
