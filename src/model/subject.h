/* What an act is about: a noun and its number, written as a short code.
 *
 * "T1" is the first topic of its conference, "D12" the twelfth decision.
 * Codes are counted from 1 in ledger order, at most 999999999, and written in
 * one form only: capital letter, digits, no leading zero. Minutes go with
 * their meeting and share its code: the noun tells "M1" the minutes from "M1"
 * the meeting. The conference and the deployment themselves have the code "".
 * A zeroed Subject is no subject. Nothing here knows whether a thing exists.
 */
#ifndef MODEL_SUBJECT_H
#define MODEL_SUBJECT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/nouns_gen.h"

#define SUBJECT_NUMBER_MAX INT64_C(999999999)

typedef struct Subject {
    Noun noun;
    int64_t number; /* 0 for the conference, the deployment and none */
} Subject;

typedef LIST(Subject) SubjectList;

#define SUBJECT_NONE ((Subject){ NOUN_NONE, 0 })
#define SUBJECT_CONFERENCE ((Subject){ NOUN_CONFERENCE, 0 })
#define SUBJECT_DEPLOYMENT ((Subject){ NOUN_DEPLOYMENT, 0 })

/* Reads a code as the expected noun; false when it is no code of that noun.
 * "" is the conference or the deployment, when that is expected. */
bool subject_parse(const char *code, Noun expected, Subject *out);
/* Reads a code without knowing the noun: the letter tells, "M1" is the
 * meeting, "" the conference. */
bool subject_guess(const char *code, Subject *out);
char *subject_code(Arena *arena, Subject subject); /* "T1"; "" */
/* For people: "议题T1", "会议纪要M1", "联席会议". */
char *subject_title(Arena *arena, Subject subject);

static inline bool subject_given(Subject subject)
{
    return subject.noun != NOUN_NONE;
}
static inline bool subject_equal(Subject a, Subject b)
{
    return a.noun == b.noun && a.number == b.number;
}
int subject_compare(Subject a, Subject b); /* by noun, then number */

#endif
