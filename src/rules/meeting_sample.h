/* A conference made by hand, for the tests of meetings and minutes: two
 * conveners, an office, a government office, two deputies of the union, two
 * member units and one unit that is no member, under a small charter in the
 * manner of charters/ejin-horo-2023.md. Everything lives in the test's arena.
 */
#ifndef RULES_MEETING_SAMPLE_H
#define RULES_MEETING_SAMPLE_H

#include "rules/judge.h"

typedef struct Sample {
    Op *op;
    Ruleset charter;
    Settings settings;
    Envelope envelope;
    MeetingCase meeting;
    MinutesCase minutes;
    Case c;
    Verdict verdict; /* of the last sample_judge */
    Outcome outcome;
} Sample;

/* On 2024-06-03, a Monday; the meeting M1 is regular and was requested. */
Sample *sample_new(Op *op);
/* Judges an act of the meeting (or its minutes) in a state. */
void sample_judge(Sample *s, const char *post, ActKind act, const char *state,
                  const void *fields);

void sample_roster(Sample *s, const char *who, const char *status);
void sample_item(Sample *s, const char *kind, int64_t topic);
TopicCase *sample_topic(Sample *s, int64_t number, const char *state);
void sample_pending(Sample *s, int64_t number, const char *state);
void sample_duty(Sample *s, int64_t number, const char *owner, const char *verb, Noun noun);
/* Makes a rule of the charter softer. */
void sample_force(Sample *s, const char *point, Force force);
void sample_without(Sample *s, const char *point);                /* takes a rule out */
void sample_word(Sample *s, const char *point, const char *word); /* adds one */

/* Adds who by a clause: ids of posts, separated by spaces. */
void sample_actors(Sample *s, const char *point, const char *ref, ActorMode mode,
                   const char *ids);

/* How many duties of a verb the last act opened, and to whom ("a b"). */
size_t sample_opened(const Sample *s, const char *verb);
const char *sample_owners(const Sample *s, const char *verb);
const DutyOpened *sample_duty_opened(const Sample *s, const char *verb);

#endif
