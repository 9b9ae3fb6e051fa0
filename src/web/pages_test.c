#include "web/pages.h"

#include "base/test.h"

static const char token[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

#define PAGES(name) Pages *name __attribute__((cleanup(pages_scope))) = pages_new()
static void pages_scope(Pages **pages)
{
    pages_free(*pages);
}

static PageKey key_of(const char *address)
{
    return (PageKey){ .address = address,
                      .account = 7,
                      .conference = 2,
                      .post = "office",
                      .heads = { .conference = 2, .size = 40, .deployment = 12 },
                      .day = day_of(2025, 11, 20) };
}

/* What is sent; "" when the page is not kept. */
static const char *find(Pages *pages, const PageKey *key)
{
    Buf sent;
    HttpReply reply = { .op = test_op() };
    http_reply_clear(&reply);
    buf_init(&sent, test_op()->arena);
    if (pages_find(pages, key, token, &reply))
        for (size_t i = 0; i < reply.body.count; i++)
            buf_add(&sent, reply.body.items[i].data, reply.body.items[i].count);
    if (reply.release != NULL)
        reply.release(reply.released);
    return buf_string(&sent);
}

TEST(a_kept_page_comes_back_with_the_token_of_who_asks)
{
    PAGES(pages);
    Arena *arena = test_op()->arena;
    PageKey key = key_of("/c/x/topics");
    const char *page =
        arena_printf(arena, "<a>%s</a><b>%s", pages_mark(pages), pages_mark(pages));
    pages_keep(pages, &key, bytes_of_text(page));
    CHECK_TEXT(find(pages, &key), arena_printf(arena, "<a>%s</a><b>%s", token, token));
}

TEST(a_page_that_is_being_sent_outlives_its_being_kept)
{
    PAGES(pages);
    PageKey key = key_of("/c/x/topics");
    HttpReply reply = { .op = test_op() };
    http_reply_clear(&reply);
    pages_keep(pages, &key, bytes_of_text("before"));
    NEED(pages_find(pages, &key, token, &reply));
    pages_keep(pages, &key, bytes_of_text("after"));
    CHECK_INT(reply.body.count, 1);
    CHECK(bytes_equal(reply.body.items[0], bytes_of_text("before")));
    CHECK_TEXT(find(pages, &key), "after");
    reply.release(reply.released);
}

TEST(a_page_is_not_told_to_others_nor_when_anything_it_rests_on_has_moved)
{
    PAGES(pages);
    PageKey key = key_of("/c/x/topics");
    PageKey other[8];
    for (size_t i = 0; i < 8; i++)
        other[i] = key;
    other[0].address = "/c/x/topics?state=agreed";
    other[1].account = 8;
    other[2].conference = 3;
    other[3].post = "union-chair";
    other[4].heads.size++;
    other[5].heads.deployment++;
    other[6].heads.conference = 9;
    other[7].day = day_plus(key.day, 1);
    pages_keep(pages, &key, bytes_of_text("page"));
    for (size_t i = 0; i < 8; i++)
        CHECK(find(pages, &other[i])[0] == '\0');
    CHECK(find(pages, &key)[0] != '\0');
}

TEST(the_longest_unused_pages_go_first_and_memory_stays_bounded)
{
    PAGES(pages);
    Arena *arena = test_op()->arena;
    PageKey first = key_of("/first");
    pages_keep(pages, &first, bytes_of_text("first"));
    for (int i = 0; i < PAGES_MAX + 10; i++) {
        PageKey key = key_of(arena_printf(arena, "/%d", i));
        pages_keep(pages, &key, bytes_of_text("x"));
        CHECK(find(pages, &first)[0] != '\0');
    }
    PageKey gone = key_of("/0");
    CHECK(find(pages, &gone)[0] == '\0');
    size_t large = PAGE_BYTES_MAX + 1;
    PageKey key = key_of("/large");
    pages_keep(pages, &key, (Bytes){ arena_alloc(arena, large), large });
    CHECK(find(pages, &key)[0] == '\0');
    const uint8_t *mebibyte = arena_alloc(arena, PAGE_BYTES_MAX);
    for (size_t i = 0; i < 2 * PAGES_BYTES_MAX / PAGE_BYTES_MAX; i++) {
        PageKey each = key_of(arena_printf(arena, "/many/%zu", i));
        pages_keep(pages, &each, (Bytes){ mebibyte, PAGE_BYTES_MAX });
    }
    CHECK(find(pages, &first)[0] == '\0');
}
