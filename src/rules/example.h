/* A conference made by hand for the tests of rules: nothing is read from a
 * database or a charter file.
 *
 * Its charter says what the tests need and no more: daily work by the office
 * (N2c), which sits in the union; replies in form by each consulted unit
 * (N4.3d); reports by each unit of a decision (N4.6a); a joint team of both
 * offices (N4.6b); closing by either office (R9); agreement by both conveners
 * (A5.1a). Tests change the case freely; it lives in the test's own arena.
 */
#ifndef RULES_EXAMPLE_H
#define RULES_EXAMPLE_H

#include "rules/judge.h"

typedef struct Example {
    Case c;
    Ruleset charter;
    Settings settings;
    Envelope envelope;
    TopicCase topic;
    ConsultationCase consultation;
    DecisionCase decision;
    MeetingCase meeting;
    MinutesCase minutes;
    InspectionRow inspection;
    NewsRow news;
    RecordCase record;
    Verdict verdict;
    Outcome outcome;
} Example;

/* On 2024-06-03, a Monday. */
Example *example_new(void);
/* A rule of the example's charter. */
void example_rule(Example *s, const char *point, Force force, const char *clause, Value value);
/* Posts and words for the values of rules; the last one is NULL. */
Value example_actor(ActorMode mode, const char *post, ...);
Value example_list(const char *word, ...);

/* D1 led by hrss, supported by finance, due on 2024-09-30, in that state. */
void example_decision(Example *s, const char *state);
void example_decision_unit(Example *s, const char *unit, const char *part);
/* C1 of T1, sent to hrss and finance, to be answered by 2024-06-14. */
void example_consultation(Example *s, const char *state);
void example_duty(Example *s, const char *owner, const char *verb, Subject subject, Day due);

/* The post does the act with these fields: verdict and outcome are in `s`. */
void example_judge(Example *s, ActKind kind, const char *post, const void *fields);
bool example_allowed(const Example *s);
bool example_refused(const Example *s, const char *ref);
bool example_waits(const Example *s, const char *ref);
bool example_wants_reason(const Example *s, const char *ref);
/* The duty the act opened; NULL: none. */
const DutyOpened *example_opened(const Example *s, const char *owner, const char *verb);
size_t example_opened_count(const Example *s, const char *verb);
/* How the act ended the duty of that number: "done", "excused" or "". */
const char *example_ended(const Example *s, int64_t number);
void example_unit(TextList *list, const char *unit);

#endif
