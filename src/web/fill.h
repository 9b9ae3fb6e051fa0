/* Facts, files and stages as the pages of every noun fill them.
 *
 * For: turning a value of a row into a labelled fact – or into nothing when
 * there is no value – in the words of this conference. Not for loading rows.
 * Everything lives as long as the request.
 */
#ifndef WEB_FILL_H
#define WEB_FILL_H

#include "web/pieces.h"
#include "web/visit.h"

/* Nothing is added for NULL, "" and DAY_NONE. */
void fill_text(const Visit *visit, FactList *facts, const char *label, const char *value);
void fill_day(const Visit *visit, FactList *facts, const char *label, Day day);
void fill_link(const Visit *visit, FactList *facts, const char *label, Link link);
/* 《高温津贴发放》（T1）, leading to its page. */
Link fill_subject(const Visit *visit, Subject subject, const char *title);
/* The file that an act on the subject named last; an empty link when no act
 * of that verb did. `actor` is the post that did it; NULL: whichever. */
NODISCARD Status fill_file(Visit *visit, Subject subject, const char *verb, const char *actor,
                           const char *field, const char *name, Link *out);
/* The day on which the act was last done about the subject; DAY_NONE: never. */
NODISCARD Status fill_day_of_act(Visit *visit, Subject subject, const char *verb, Day *out);
/* Names of units, joined. */
const char *fill_units(const Visit *visit, const TextList *units);

/* The word of a choice as the catalogue has it, of a field of the act or of
 * its records: fill_choice("meeting.roster", "status", "sit-in") is 列席; ""
 * when there is none. */
const char *fill_choice(const char *verb, const char *field, const char *value);

/* The days decide: what comes before the last day that is given is done, the
 * next is now. */
void fill_stages(const Visit *visit, const Stage *stages, size_t count, StageList *out);

/* Something said about a thing: who, when, what. */
typedef struct Note {
    Day on;
    const char *who;
    SignWord mark; /* ✓ 已采纳 */
    const char *text;
    const char *more; /* lines of a second kind; "" */
    Link from;
    Link file;
} Note;
typedef LIST(Note) NoteList;

#endif
