#include "web/known.h"

#include <string.h>

#include "actions/charters.h"
#include "store/web_sql.h"

enum { STEPS_MAX = 64 }; /* more acts than these: read all again */

typedef struct Entry {
    Arena *arena; /* NULL: free */
    Heads heads;
    Day day;
    int64_t changes;   /* of the owner's connection when its heads were read */
    uint64_t renewals; /* of the charter cache when it was made */
    uint64_t used;
    Place place;
} Entry;

/* What a request may still point to: ended between requests. */
typedef struct Retired {
    Arena *arena; /* this struct too */
    struct Retired *next;
} Retired;

struct Known {
    Arena *home;
    Retired *retired;
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

static void retire(Known *known, Arena *arena)
{
    if (arena == NULL)
        return;
    Retired *retired = ARENA_NEW(arena, Retired);
    *retired = (Retired){ .arena = arena, .next = known->retired };
    known->retired = retired;
}

void known_tidy(Known *known)
{
    while (known->retired != NULL) {
        Arena *arena = known->retired->arena;
        known->retired = known->retired->next;
        arena_free(arena);
    }
}

void known_free(Known *known)
{
    if (known == NULL)
        return;
    known_tidy(known);
    for (size_t i = 0; i < KNOWN_MAX; i++)
        arena_free(known->entries[i].arena);
    arena_free(known->home);
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

static Status entry_fill(Op *op, Web *web, const char *code, const Heads *heads, Entry *entry)
{
    TRY(web_look_at_clock(op, web));
    World world = { .db = web->reader,
                    .calendar = web->calendar,
                    .charters = web->charters,
                    .now = web_now(web) };
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
    retire(web->known, entry->arena);
    *entry = (Entry){ .arena = arena,
                      .heads = *heads,
                      .day = place.today,
                      .renewals = charter_cache_renewals(web->charters),
                      .place = place };
    return OK;
}

bool known_recall(Web *web, const char *code, Heads *heads, Place *out)
{
    Known *known = web->known;
    Instant now = web_now(web);
    int64_t changes = db_changes(web->db);
    uint64_t renewals = charter_cache_renewals(web->charters);
    for (size_t i = 0; changes >= 0 && i < KNOWN_MAX; i++) {
        Entry *entry = &known->entries[i];
        if (entry->arena == NULL || entry->changes != changes ||
            entry->day.n != instant_day(now).n || entry->renewals != renewals ||
            !text_same(entry->place.code, code))
            continue;
        entry->used = ++known->turn;
        *heads = entry->heads;
        *out = entry->place;
        out->now = now;
        return true;
    }
    return false;
}

/* What only these nouns' acts do leaves names, settings and charter alone. */
static bool leaves_institution(const char *verb)
{
    static const char *const nouns[] = { "research.", "topic.",    "consultation.", "meeting.",
                                         "minutes.",  "decision.", "inspection.",   "news." };
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (text_starts(verb, nouns[i]))
            return true;
    return false;
}

/* Whether all that was done since is such: then the Place stands as it is. */
static Status stands(Op *op, Web *web, const Entry *entry, const Heads *heads, Day today,
                     bool *out)
{
    VerbRowList verbs = { 0 };
    *out = entry->arena != NULL && entry->heads.conference == heads->conference &&
           entry->heads.deployment == heads->deployment && entry->day.n == today.n &&
           entry->renewals == charter_cache_renewals(web->charters) &&
           heads->size >= entry->heads.size && heads->size - entry->heads.size <= STEPS_MAX;
    if (!*out || heads->size == entry->heads.size)
        return OK;
    TRY(sql_web_verbs_since(op, web->reader, heads->conference, entry->heads.size, &verbs));
    *out = (int64_t)verbs.count == heads->size - entry->heads.size;
    for (size_t i = 0; i < verbs.count; i++)
        *out = *out && leaves_institution(verbs.items[i].verb);
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
    bool fine;
    Instant now = web_now(web);
    Entry *entry = entry_for(web->known, heads->conference);
    TRY(stands(op, web, entry, heads, instant_day(now), &fine));
    if (!fine)
        TRY(entry_fill(op, web, code, heads, entry));
    entry->heads = *heads;
    entry->changes = db_changes(web->db);
    entry->used = ++web->known->turn;
    *out = entry->place;
    out->now = web_now(web);
    return OK;
}
