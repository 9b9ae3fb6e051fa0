#include "web/pages.h"

#include <string.h>

#include "base/random.h"
#include "base/text.h"

typedef LIST(size_t) Marks; /* where the mark stands */

/* The bytes of a page; they outlive its being kept while they are sent. */
typedef struct PageText {
    Arena *arena; /* this struct too */
    size_t holders;
    Bytes page;
    Marks marks;
} PageText;

typedef struct KeptPage {
    PageText *text; /* NULL: free */
    uint64_t hash;
    PageKey key;
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

static void text_let_go(void *thing)
{
    PageText *text = thing;
    if (--text->holders == 0)
        arena_free(text->arena);
}

void pages_free(Pages *pages)
{
    if (pages == NULL)
        return;
    for (size_t i = 0; i < PAGES_MAX; i++)
        if (pages->items[i].text != NULL)
            text_let_go(pages->items[i].text);
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

/* The page in pieces: what stands between the marks, and the token for each. */
static void pieces_give(HttpReply *reply, Bytes page, const Marks *marks, const char *token)
{
    size_t from = 0, length = SESSION_FORM_TOKEN_CHARACTERS;
    for (size_t i = 0; i < marks->count; i++) {
        http_body(reply, (Bytes){ page.data + from, marks->items[i] - from });
        http_body(reply, (Bytes){ (const uint8_t *)token, length });
        from = marks->items[i] + length;
    }
    http_body(reply, (Bytes){ page.data + from, page.count - from });
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
        if (item->text != NULL && item->hash == hash && same_viewer(&item->key, key))
            return item;
    }
    return NULL;
}

static void forget(Pages *pages, KeptPage *item)
{
    if (item->text == NULL)
        return;
    pages->bytes -= item->text->page.count;
    text_let_go(item->text);
    *item = (KeptPage){ .text = NULL };
}

static bool token_fits(const char *token)
{
    return token != NULL && strlen(token) == SESSION_FORM_TOKEN_CHARACTERS;
}

bool pages_find(Pages *pages, const PageKey *key, const char *token, HttpReply *reply)
{
    KeptPage *item = page_of(pages, key);
    if (item == NULL || !same_state(&item->key, key) || !token_fits(token))
        return false;
    item->used = ++pages->turn;
    item->text->holders++;
    http_release(reply, text_let_go, item->text);
    pieces_give(reply, item->text->page, &item->text->marks, token);
    return true;
}

static KeptPage *longest_unused(Pages *pages)
{
    KeptPage *oldest = NULL;
    for (size_t i = 0; i < PAGES_MAX; i++) {
        KeptPage *item = &pages->items[i];
        if (item->text != NULL && (oldest == NULL || item->used < oldest->used))
            oldest = item;
    }
    return oldest;
}

static KeptPage *room_for(Pages *pages, size_t bytes)
{
    while (pages->bytes + bytes > PAGES_BYTES_MAX)
        forget(pages, longest_unused(pages));
    for (size_t i = 0; i < PAGES_MAX; i++)
        if (pages->items[i].text == NULL)
            return &pages->items[i];
    KeptPage *item = longest_unused(pages);
    forget(pages, item);
    return item;
}

static PageText *text_new(const Pages *pages, Bytes page)
{
    Arena *arena = arena_new();
    PageText *text = ARENA_NEW(arena, PageText);
    *text = (PageText){ .arena = arena,
                        .holders = 1,
                        .page = { arena_copy(arena, page.data, page.count), page.count } };
    marks_find(pages, arena, text->page, &text->marks);
    return text;
}

void pages_keep(Pages *pages, const PageKey *key, Bytes page)
{
    KeptPage *old = page_of(pages, key);
    if (old != NULL)
        forget(pages, old);
    if (page.count == 0 || page.count > PAGE_BYTES_MAX)
        return;
    KeptPage *item = room_for(pages, page.count);
    PageText *text = text_new(pages, page);
    *item =
        (KeptPage){ .text = text, .hash = hash_of(key), .key = *key, .used = ++pages->turn };
    item->key.address = arena_dup(text->arena, key->address);
    item->key.post = arena_dup(text->arena, key->post);
    pages->bytes += page.count;
}

void pages_put_token(const Pages *pages, HttpReply *reply, const char *token)
{
    Marks marks = { 0 };
    Bytes page = reply->body.items[0];
    marks_find(pages, reply->op->arena, page, &marks);
    reply->body.count = 0;
    pieces_give(reply, page, &marks, token_fits(token) ? token : pages->mark);
}
