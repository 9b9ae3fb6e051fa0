#include "base/arena.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define RED_ZONE ((size_t)16)
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define RED_ZONE ((size_t)0)
#endif

enum { BLOCK_BYTES = 32 * 1024, ALIGNMENT = 16 };

typedef struct Block {
    struct Block *next;
    size_t room;
    size_t used;
    _Alignas(16) unsigned char bytes[];
} Block;

struct Arena {
    Block *first;
    Block *current;
    size_t used;
};

static Block *block_new(size_t room)
{
    Block *block = malloc(sizeof(Block) + room);
    if (block == NULL)
        abort();
    block->next = NULL;
    block->room = room;
    block->used = 0;
    POISON(block->bytes, room);
    return block;
}

static void block_free(Block *block)
{
    UNPOISON(block->bytes, block->room);
    free(block);
}

Arena *arena_new(void)
{
    Arena *arena = malloc(sizeof *arena);
    if (arena == NULL)
        abort();
    arena->first = arena->current = block_new(BLOCK_BYTES);
    arena->used = 0;
    return arena;
}

static void blocks_free_after(Block *first)
{
    Block *block = first->next;
    while (block != NULL) {
        Block *next = block->next;
        block_free(block);
        block = next;
    }
    first->next = NULL;
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    blocks_free_after(arena->first);
    block_free(arena->first);
    free(arena);
}

void arena_free_scope(Arena **arena)
{
    arena_free(*arena);
}

void arena_reset(Arena *arena)
{
    blocks_free_after(arena->first);
    arena->current = arena->first;
    arena->first->used = 0;
    arena->used = 0;
    POISON(arena->first->bytes, arena->first->room);
}

size_t arena_used(const Arena *arena)
{
    return arena->used;
}

/* Memory as it comes: for who fills it at once. */
static void *arena_take(Arena *arena, size_t bytes)
{
    assert(bytes < SIZE_MAX / 2);
    size_t need = (bytes + RED_ZONE + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (need == 0)
        need = ALIGNMENT;
    Block *block = arena->current;
    if (block->room - block->used < need) {
        Block *fresh = block_new(need > BLOCK_BYTES ? need : BLOCK_BYTES);
        fresh->next = block->next;
        block->next = fresh;
        arena->current = block = fresh;
    }
    void *result = block->bytes + block->used;
    block->used += need;
    arena->used += bytes;
    UNPOISON(result, bytes);
    return result;
}

void *arena_alloc(Arena *arena, size_t bytes)
{
    return memset(arena_take(arena, bytes), 0, bytes);
}

void *arena_alloc_array(Arena *arena, size_t count, size_t bytes)
{
    assert(bytes == 0 || count < SIZE_MAX / 2 / bytes);
    return arena_alloc(arena, count * bytes);
}

void *arena_copy(Arena *arena, const void *data, size_t bytes)
{
    void *copy = arena_take(arena, bytes);
    if (bytes > 0)
        memcpy(copy, data, bytes);
    return copy;
}

char *arena_dup_n(Arena *arena, const char *text, size_t bytes)
{
    assert(bytes < SIZE_MAX / 2);
    char *copy = arena_take(arena, bytes + 1);
    if (bytes > 0)
        memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    return copy;
}

char *arena_dup(Arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_dup_n(arena, text, strlen(text));
}

char *arena_vprintf(Arena *arena, const char *format, va_list args)
{
    char first[256]; /* most texts fit, and are formatted once */
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(first, sizeof first, format, args);
    assert(length >= 0);
    char *text = arena_alloc(arena, (size_t)length + 1);
    if ((size_t)length < sizeof first)
        memcpy(text, first, (size_t)length);
    else
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void list_room(Arena *arena, void **items, size_t count, size_t *room, size_t item_bytes)
{
    if (count < *room)
        return;
    size_t grown = *room == 0 ? 8 : *room * 2;
    void *fresh = arena_alloc_array(arena, grown, item_bytes);
    if (count > 0)
        memcpy(fresh, *items, count * item_bytes);
    *items = fresh;
    *room = grown;
}
