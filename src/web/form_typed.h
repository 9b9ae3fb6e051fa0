/* What was typed into a form of an act: pairs, as the browser sent them.
 *
 * For: taking the fields of an act out of a posted form, rows that come and
 * go, finding what was typed for a key. Not for what it means: that is
 * act_check. Keys that begin with `_` are the page's own and are left out,
 * but for `_for` (whom the act is entered for) and FIELD._kept (an upload
 * that is on the desk already).
 */
#ifndef WEB_FORM_TYPED_H
#define WEB_FORM_TYPED_H

#include "http/http.h"
#include "model/act.h"

typedef LIST(ActText) TypedList;

#define TYPED_FOR "_for"
#define TYPED_KEPT "._kept"

/* The pairs of a posted form or of a query, in their order. A time comes as
 * 2024-06-14T09:30 and stays as typed. At most ACT_TEXTS_MAX. */
TypedList typed_read(Arena *arena, const HttpPairs *form);

/* The value of a key; "" when there is none. */
const char *typed_value(const TypedList *typed, const char *key);
void typed_put(Arena *arena, TypedList *typed, const char *key, const char *value);
void typed_drop(TypedList *typed, const char *key);

/* The greatest item of a list that was sent, blank ones too; 0: none. */
size_t typed_items(const TypedList *typed, const char *field);
/* Takes item n of a list away; what follows moves up. */
void typed_item_drop(Arena *arena, TypedList *typed, const char *field, size_t n);
/* Leaves out the items that hold nothing, in every list of the act, and
 * numbers the others from 1. */
void typed_tidy(Arena *arena, const ActSpec *spec, TypedList *typed);

/* The pairs act_parse takes: without the page's own, times in their form. */
TypedList typed_of_act(Arena *arena, const ActSpec *spec, const TypedList *typed);

#endif
