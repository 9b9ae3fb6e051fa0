/* Memory of one operation: many small blocks, released together.
 *
 * There are two lifetimes in the program: the process and one operation (a
 * request, a command, one act). Everything an operation makes lives in its
 * arena and is never freed singly. Memory comes zeroed. Running out of
 * memory ends the process: what a stranger can make large is limited where
 * it enters.
 *
 * Under AddressSanitizer released memory is poisoned, so that a use after
 * the operation's end is seen.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);         /* NULL is fine */
void arena_reset(Arena *arena);        /* keeps the first block */
size_t arena_used(const Arena *arena); /* bytes handed out */

void *arena_alloc(Arena *arena, size_t bytes); /* zeroed, aligned for any type */
char *arena_dup(Arena *arena, const char *text);
char *arena_dup_n(Arena *arena, const char *text, size_t bytes);
void *arena_copy(Arena *arena, const void *data, size_t bytes);
char *arena_printf(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(Arena *arena, const char *format, va_list args) PRINTF_LIKE(2, 0);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                                        \
    ((type *)arena_alloc_array((arena), (count), sizeof(type)))
void *arena_alloc_array(Arena *arena, size_t count, size_t bytes);

/* An arena that ends with its scope: ARENA_SCOPE(scratch); */
#define ARENA_SCOPE(name) Arena *name __attribute__((cleanup(arena_free_scope))) = arena_new()
void arena_free_scope(Arena **arena);

/* Lists are plain structs {T *items; size_t count, room;} that grow in an
 * arena: *LIST_ADD(arena, &list) = item; */
#define LIST(type)                                                                             \
    struct {                                                                                   \
        type *items;                                                                           \
        size_t count;                                                                          \
        size_t room;                                                                           \
    }
#define LIST_ADD(arena, list)                                                                  \
    (list_room((arena), (void **)&(list)->items, (list)->count, &(list)->room,                 \
               sizeof *(list)->items),                                                         \
     &(list)->items[(list)->count++])
void list_room(Arena *arena, void **items, size_t count, size_t *room, size_t item_bytes);

#endif
