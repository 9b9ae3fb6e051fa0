#include "actions/charters.h"

#include "base/digest.h"
#include "charter/charter.h"
#include "store/institution_sql.h"

enum {
    CACHE_MAX = 64
}; /* beyond it the cache begins anew: a charter compiles in milliseconds */

typedef struct Compiled {
    Digest digest;
    const Charter *charter;
} Compiled;

struct CharterCache {
    Arena *home; /* this struct */
    Arena *kept; /* the charters */
    Arena *old;  /* of before it began anew: somebody may still look at one */
    Compiled items[CACHE_MAX];
    size_t count;
    uint64_t renewals;
};

CharterCache *charter_cache_new(void)
{
    Arena *home = arena_new();
    CharterCache *cache = ARENA_NEW(home, CharterCache);
    cache->home = home;
    cache->kept = arena_new();
    return cache;
}

void charter_cache_free(CharterCache *cache)
{
    if (cache == NULL)
        return;
    arena_free(cache->old);
    arena_free(cache->kept);
    arena_free(cache->home);
}

uint64_t charter_cache_renewals(const CharterCache *cache)
{
    return cache->renewals;
}

static const Charter *cached(const CharterCache *cache, Bytes digest)
{
    for (size_t i = 0; cache != NULL && i < cache->count; i++)
        if (bytes_equal(digest_bytes(&cache->items[i].digest), digest))
            return cache->items[i].charter;
    return NULL;
}

/* The text is copied first: a rule set may point into what it was made of. */
static Status compile(Op *op, World *world, const char *text, const Charter **out)
{
    CharterCache *cache = world->charters;
    Digest digest = digest_one(DIGEST_SM3, bytes_of_text(text));
    *out = cached(cache, digest_bytes(&digest));
    if (*out != NULL)
        return OK;
    if (cache != NULL && cache->count == CACHE_MAX) {
        arena_free(cache->old);
        cache->old = cache->kept;
        cache->kept = arena_new();
        cache->count = 0;
        cache->renewals++;
    }
    Op lasting = { .arena = cache != NULL ? cache->kept : op->arena };
    Charter *charter;
    Findings findings;
    char *copy = arena_dup(lasting.arena, text);
    Status status = charter_compile(&lasting, "制度", bytes_of_text(copy), &charter, &findings);
    if (status != OK)
        return op_fail(op, status, "%s", op_told(&lasting));
    if (findings.errors > 0)
        return op_fail(op, INVALID, "制度有 %zu 处问题，不能据以办理；第一处在第 %d 行：%s",
                       findings.errors, findings.items[0].line, findings.items[0].text);
    if (cache != NULL)
        cache->items[cache->count++] = (Compiled){ .digest = digest, .charter = charter };
    *out = charter;
    return OK;
}

/* A charter is long and every act asks for it: its text is only read when it
 * has not been compiled yet. */
Status charter_whole_in_force(Op *op, World *world, int64_t conference, Day day,
                              const Charter **out)
{
    CharterKeyRowList versions = { 0 };
    const char *text;
    TRY(sql_charter_versions(op, world->db, conference, &versions));
    if (versions.count == 0)
        return op_broken(op, BROKEN, "conference %lld has no charter", (long long)conference);
    const CharterKeyRow *version = &versions.items[0];
    for (size_t i = 1; i < versions.count; i++)
        if (day_compare(versions.items[i].since, day) <= 0)
            version = &versions.items[i];
    *out = cached(world->charters, version->digest);
    if (*out != NULL)
        return OK;
    TRY(sql_charter_text(op, world->db, conference, version->seq, &text));
    Digest digest = digest_one(DIGEST_SM3, bytes_of_text(text));
    if (!bytes_equal(digest_bytes(&digest), version->digest))
        return op_broken(op, BROKEN, "charter %lld of conference %lld is not its digest's",
                         (long long)version->seq, (long long)conference);
    return compile(op, world, text, out);
}

Status charter_in_force(Op *op, World *world, int64_t conference, Day day, const Ruleset **out)
{
    const Charter *charter;
    TRY(charter_whole_in_force(op, world, conference, day, &charter));
    *out = charter->rules;
    return OK;
}

Status charter_for_founding(Op *op, World *world, const char *text, const Ruleset **out)
{
    const Charter *charter;
    TRY(compile(op, world, text, &charter));
    *out = charter->rules;
    return OK;
}
