#include "web/pages.h"

#include <string.h>

#include "base/random.h"
#include "base/text.h"

typedef LIST(size_t) Marks; /* where the mark stands */

typedef struct KeptPage {
    Arena *arena; /* NULL: free */
    uint64_t hash;
    PageKey key;
    Bytes page;
    Marks marks;
    uint64_t used;
} KeptPage;

struct Pages {
    Arena *home;
    const char *mark;
    size_t bytes;
    uint64_t turn;
    KeptPage items[PAGES_MAX];
};

/* Nobody can write the mark into a page: it is drawn anew by each server. */
static const char *mark_draw(Arena *arena)
{
    uint8_t bytes[SESSION_FORM_TOKEN_CHARACTERS / 2];
    Random random = random_system();
    random_bytes(&random, bytes, sizeof bytes);
    return bytes_hex(arena, (Bytes){ bytes, sizeof bytes });
}

Pages *pages_new(void)
{
    Arena *home = arena_new();
    Pages *pages = ARENA_NEW(home, Pages);
    pages->home = home;
    pages->mark = mark_draw(home);
    return pages;
}

void pages_free(Pages *pages)
{
    if (pages == NULL)
        return;
    for (size_t i = 0; i < PAGES_MAX; i++)
        arena_free(pages->items[i].arena);
    arena_free(pages->home);
}

const char *pages_mark(const Pages *pages)
{
    return pages->mark;
}

/* ---- the token -------------------------------------------------------------- */

static void marks_find(const Pages *pages, Arena *arena, Bytes page, Marks *out)
{
    size_t length = strlen(pages->mark);
    const uint8_t *end = page.data + page.count, *from = page.data, *at;
    while (page.count > 0 &&
           (at = memmem(from, (size_t)(end - from), pages->mark, length)) != NULL) {
        *LIST_ADD(arena, out) = (size_t)(at - page.data);
        from = at + length;
    }
}

static Bytes with_token(Arena *arena, Bytes page, const Marks *marks, const char *token)
{
    size_t length = strlen(token);
    if (length != SESSION_FORM_TOKEN_CHARACTERS || page.count == 0)
        return page;
    uint8_t *copy = arena_copy(arena, page.data, page.count);
    for (size_t i = 0; i < marks->count; i++)
        memcpy(copy + marks->items[i], token, length);
    return (Bytes){ copy, page.count };
}

Bytes pages_with_token(const Pages *pages, Arena *arena, Bytes page, const char *token)
{
    Marks marks = { 0 };
    marks_find(pages, arena, page, &marks);
    return with_token(arena, page, &marks, token);
}

/* ---- keeping ---------------------------------------------------------------- */

static uint64_t hash_of(const PageKey *key)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ (uint64_t)key->account;
    for (const char *at = key->address; *at != '\0'; at++)
        hash = (hash ^ (uint8_t)*at) * UINT64_C(1099511628211);
    return hash;
}

static bool same_viewer(const PageKey *a, const PageKey *b)
{
    return a->account == b->account && a->conference == b->conference &&
           text_same(a->post, b->post) && text_same(a->address, b->address);
}

static bool same_state(const PageKey *a, const PageKey *b)
{
    return a->heads.conference == b->heads.conference && a->heads.size == b->heads.size &&
           a->heads.deployment == b->heads.deployment && a->drafts == b->drafts &&
           a->day.n == b->day.n;
}

static KeptPage *page_of(Pages *pages, const PageKey *key)
{
    uint64_t hash = hash_of(key);
    for (size_t i = 0; i < PAGES_MAX; i++) {
        KeptPage *item = &pages->items[i];
        if (item->arena != NULL && item->hash == hash && same_viewer(&item->key, key))
            return item;
    }
    return NULL;
}

static void forget(Pages *pages, KeptPage *item)
{
    if (item->arena == NULL)
        return;
    pages->bytes -= item->page.count;
    arena_free(item->arena);
    *item = (KeptPage){ .arena = NULL };
}

Bytes pages_find(Pages *pages, Arena *arena, const PageKey *key, const char *token)
{
    KeptPage *item = page_of(pages, key);
    if (item == NULL || !same_state(&item->key, key))
        return (Bytes){ .data = NULL };
    item->used = ++pages->turn;
    return with_token(arena, item->page, &item->marks, token);
}

static KeptPage *longest_unused(Pages *pages)
{
    KeptPage *oldest = NULL;
    for (size_t i = 0; i < PAGES_MAX; i++) {
        KeptPage *item = &pages->items[i];
        if (item->arena != NULL && (oldest == NULL || item->used < oldest->used))
            oldest = item;
    }
    return oldest;
}

static KeptPage *room_for(Pages *pages, size_t bytes)
{
    while (pages->bytes + bytes > PAGES_BYTES_MAX)
        forget(pages, longest_unused(pages));
    for (size_t i = 0; i < PAGES_MAX; i++)
        if (pages->items[i].arena == NULL)
            return &pages->items[i];
    KeptPage *item = longest_unused(pages);
    forget(pages, item);
    return item;
}

void pages_keep(Pages *pages, const PageKey *key, Bytes page)
{
    KeptPage *old = page_of(pages, key);
    if (old != NULL)
        forget(pages, old);
    if (page.count == 0 || page.count > PAGE_BYTES_MAX)
        return;
    KeptPage *item = room_for(pages, page.count);
    Arena *arena = arena_new();
    *item = (KeptPage){ .arena = arena,
                        .hash = hash_of(key),
                        .key = *key,
                        .page = { arena_copy(arena, page.data, page.count), page.count },
                        .used = ++pages->turn };
    item->key.address = arena_dup(arena, key->address);
    item->key.post = arena_dup(arena, key->post);
    marks_find(pages, arena, item->page, &item->marks);
    pages->bytes += page.count;
}
