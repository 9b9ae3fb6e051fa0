/* What somebody had typed when the session was over: carried on through the
 * sign-in, and shown again in its form afterwards.
 *
 * For: the fields of a form that was posted without a session, with the token
 * of another one or without a capacity. They travel as hidden inputs of the
 * pages between (their names behind CARRIED_PREFIX) and come back to the
 * address they were meant for with `_do=show`, which does nothing and keeps
 * nothing. Never carried: the token, passwords, files (their names are told).
 *
 * Limits: CARRIED_FIELDS_MAX fields, CARRIED_BYTES_MAX bytes of names and
 * values; beyond them nothing is carried and the page says so.
 */
#ifndef WEB_CARRIED_H
#define WEB_CARRIED_H

#include "web/visit.h"

#define CARRIED_PREFIX "_was."
#define CARRIED_BYTES_MAX ((size_t)1 << 20)
enum { CARRIED_FIELDS_MAX = 2000 };

typedef struct CarriedField {
    const char *name; /* without the prefix */
    const char *value;
} CarriedField;
typedef LIST(CarriedField) CarriedFieldList;

/* {{use carried_fields(&v->carried)}} within a form. */
typedef struct Carried {
    CarriedFieldList fields;
    Url next; /* where to go on; URL_NONE */
    bool too_large;
    bool files_left; /* files were chosen: to be chosen again */
} Carried;

/* Of a form posted to an address of its own, in answer(). */
Carried carried_of_post(Visit *visit);
/* Of one of the pages between: its hidden inputs, and `_next` of form or query. */
Carried carried_again(Visit *visit);

static inline bool carried_any(const Carried *carried)
{
    return carried->fields.count > 0;
}
/* The code of the conference that `next` is in; NULL: in none. */
const char *carried_code(Arena *arena, Url next);
/* What to say of it above the form; NULL: nothing. */
const char *carried_words(const Carried *carried);

/* The page that leads back to the form. */
typedef struct ResumePage {
    Page page;
    const char *title;
    const char *why;
    Carried carried;
} ResumePage;
Status carried_resume(Visit *visit, HttpReply *reply, int status, const char *title,
                      const char *why, const Carried *carried) NODISCARD;

#endif
