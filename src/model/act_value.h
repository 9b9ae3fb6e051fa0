/* Single values: their C shape, their one written form, the forms people type.
 *
 * Inner header of the model: act_read.c, act_encode.c and act_words.c share
 * it; others use act.h. `at` points to a member of an act's struct or to an
 * item of a list, whose C type follows from the FieldType.
 */
#ifndef MODEL_ACT_VALUE_H
#define MODEL_ACT_VALUE_H

#include "model/act.h"

#define CLAUSE_BYTES_MAX 40u
#define FILE_NAME_CHARACTERS_MAX 120u
#define FILE_SIZE_MAX (INT64_C(1) << 53)

/* The three members every list begins with, read and written by memcpy. */
typedef struct ListHead {
    void *items;
    size_t count;
    size_t room;
} ListHead;

ListHead act_list_load(const void *at);
void act_list_store(const ListHead *list, void *at);
size_t act_list_item_bytes(const FieldSpec *list);

/* Where a value is given: what a fault is about. */
typedef struct Slot {
    const FieldSpec *field;
    FieldType type; /* of the item, for a plain list */
    const char *key;
    const char *place;
} Slot;

/* "PLACE: “label”（key）…" */
NODISCARD Status act_slot_fault(Op *op, const Slot *slot, const char *what, ...)
    PRINTF_LIKE(3, 4);
/* "PLACE: …" */
NODISCARD Status act_place_fault(Op *op, const char *place, const char *what, ...)
    PRINTF_LIKE(3, 4);
/* At most 30 characters of a text, for a message; never an invalid one. */
const char *act_text_shown(Arena *arena, const char *text);
bool act_text_blank(const char *text); /* NULL, "" or only white space */

void act_value_clear(FieldType type, void *at);
/* False when the value is left out. `optional` decides for a bool only. */
bool act_value_load(const FieldSpec *field, FieldType type, const void *at, ActValue *out);
void act_value_store(const ActValue *value, void *at);

/* The one written form, and its reading (which may accept more: compare). */
char *act_value_text(Arena *arena, const ActValue *value);
NODISCARD Status act_value_read(Op *op, const Slot *slot, const char *text, ActValue *out);
/* The written form of what a person typed; what is not understood is left as
 * it is, for act_value_read to refuse. */
NODISCARD Status act_value_tidy(Op *op, const Slot *slot, const ActFiles *files,
                                const char *typed, const char **out);
/* What stands for an erased value of this type; text, lines and file only. */
bool act_value_erased(const Slot *slot, ActValue *out);
bool act_value_is_erased(const ActValue *value);

#endif
