#include "web/known.h"

#include <string.h>

#include "actions/charters.h"
#include "store/web_sql.h"

typedef struct Entry {
    Arena *arena; /* NULL: free */
    Heads heads;
    Day day;
    uint64_t renewals; /* of the charter cache when it was made */
    uint64_t used;
    Place place;
} Entry;

struct Known {
    Arena *home;
    uint64_t turn;
    Entry entries[KNOWN_MAX];
};

Known *known_new(void)
{
    Arena *home = arena_new();
    Known *known = ARENA_NEW(home, Known);
    known->home = home;
    return known;
}

void known_free(Known *known)
{
    if (known == NULL)
        return;
    for (size_t i = 0; i < KNOWN_MAX; i++)
        arena_free(known->entries[i].arena);
    arena_free(known->home);
}

static bool still_true(const Entry *entry, const Heads *heads, Day today, uint64_t renewals)
{
    return entry->arena != NULL && entry->heads.size == heads->size &&
           entry->heads.deployment == heads->deployment && entry->day.n == today.n &&
           entry->renewals == renewals;
}

/* The entry of the conference, else a free one, else the longest unused. */
static Entry *entry_for(Known *known, int64_t conference)
{
    Entry *oldest = &known->entries[0];
    for (size_t i = 0; i < KNOWN_MAX; i++) {
        Entry *entry = &known->entries[i];
        if (entry->arena != NULL && entry->heads.conference == conference)
            return entry;
        if (entry->used < oldest->used)
            oldest = entry;
    }
    return oldest;
}

static Status entry_fill(Op *op, Web *web, const char *code, Instant now, const Heads *heads,
                         Entry *entry)
{
    World world = {
        .db = web->reader, .calendar = web->calendar, .charters = web->charters, .now = now
    };
    Arena *arena = arena_new();
    Op lasting = { .arena = arena };
    Place place;
    Status status = place_stand(&lasting, &world, code, &place);
    if (status != OK) {
        status = op_fail(op, status, "%s", op_told(&lasting));
        if (lasting.error.detail != NULL)
            op->error.detail = arena_dup(op->arena, lasting.error.detail);
        arena_free(arena);
        return status;
    }
    arena_free(entry->arena);
    *entry = (Entry){ .arena = arena,
                      .heads = *heads,
                      .day = place.today,
                      .renewals = charter_cache_renewals(web->charters),
                      .place = place };
    return OK;
}

Status known_heads(Op *op, Web *web, const char *code, Heads *heads)
{
    HeadsRow row;
    bool found;
    *heads = (Heads){ 0 };
    TRY(sql_web_heads(op, web->reader, DEPLOYMENT, code, &found, &row));
    if (found)
        *heads = (Heads){ row.conference, row.size, row.deployment };
    return OK;
}

Status known_place(Op *op, Web *web, const char *code, const Heads *heads, Place *out)
{
    Instant now = web_now(web);
    uint64_t renewals = charter_cache_renewals(web->charters);
    Entry *entry = entry_for(web->known, heads->conference);
    if (!still_true(entry, heads, instant_day(now), renewals))
        TRY(entry_fill(op, web, code, now, heads, entry));
    entry->used = ++web->known->turn;
    *out = entry->place;
    out->now = now;
    return OK;
}
