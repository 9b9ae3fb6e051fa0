#include "web/recall.h"

#include <string.h>

#include "actions/clock.h"

typedef struct Recalled {
    Arena *arena; /* NULL: free */
    Digest token;
    int64_t changes;
    Day today;
    uint64_t used;
    Session session;
    int64_t drafts;
} Recalled;

struct Recall {
    Arena *home;
    Digester digester; /* asked at every request */
    uint64_t turn;
    Recalled items[RECALL_MAX];
};

Recall *recall_new(void)
{
    Arena *home = arena_new();
    Recall *recall = ARENA_NEW(home, Recall);
    recall->home = home;
    recall->digester = digester_new();
    return recall;
}

void recall_free(Recall *recall)
{
    if (recall == NULL)
        return;
    for (size_t i = 0; i < RECALL_MAX; i++)
        arena_free(recall->items[i].arena);
    digester_free(&recall->digester);
    arena_free(recall->home);
}

static Session session_copy(Arena *arena, const Session *session)
{
    Session copy = *session;
    copy.name = arena_dup(arena, session->name);
    copy.person_name = arena_dup(arena, session->person_name);
    copy.code = arena_dup(arena, session->code);
    copy.post = arena_dup(arena, session->post);
    copy.form_token = arena_dup(arena, session->form_token);
    return copy;
}

static bool still_true(const Web *web, const Recalled *item, Instant now)
{
    return item->changes == db_changes(web->db) &&
           item->today.n == instant_day(web_now(web)).n &&
           now.us < item->session.expires_at.us && now.us >= item->session.seen_at.us &&
           now.us - item->session.seen_at.us < SESSION_SEEN_US;
}

static Recalled *item_of(Recall *recall, const Digest *token)
{
    for (size_t i = 0; i < RECALL_MAX; i++)
        if (recall->items[i].arena != NULL &&
            bytes_equal(digest_bytes(&recall->items[i].token), digest_bytes(token)))
            return &recall->items[i];
    return NULL;
}

/* A free one first: it was never used. */
static Recalled *longest_unused(Recall *recall)
{
    Recalled *oldest = &recall->items[0];
    for (size_t i = 1; i < RECALL_MAX; i++)
        if (recall->items[i].used < oldest->used)
            oldest = &recall->items[i];
    return oldest;
}

bool recall_session(Visit *visit, const char *token)
{
    Recall *recall = visit->web->recall;
    if (db_changes(visit->web->db) < 0)
        return false;
    Digest digest = digester_one(&recall->digester, DIGEST_SHA256, bytes_of_text(token));
    Recalled *item = item_of(recall, &digest);
    if (item == NULL || !still_true(visit->web, item, clock_machine()))
        return false;
    item->used = ++recall->turn;
    visit->session = session_copy(visit->op->arena, &item->session);
    visit->drafts = item->drafts;
    return true;
}

void recall_keep(const Visit *visit, const char *token)
{
    Recall *recall = visit->web->recall;
    int64_t changes = db_changes(visit->web->db);
    if (changes < 0 || !visit->session.there)
        return;
    Digest digest = digester_one(&recall->digester, DIGEST_SHA256, bytes_of_text(token));
    Recalled *item = item_of(recall, &digest);
    if (item == NULL)
        item = longest_unused(recall);
    if (item->arena == NULL)
        item->arena = arena_new();
    arena_reset(item->arena);
    item->token = digest;
    item->changes = changes;
    item->today = instant_day(web_now(visit->web));
    item->used = ++recall->turn;
    item->session = session_copy(item->arena, &visit->session);
    item->drafts = visit->drafts;
}
