/* The facts of one meeting's papers, and how papers call its people. */
#ifndef ACTIONS_PAPER_FACTS_H
#define ACTIONS_PAPER_FACTS_H

#include "actions/world.h"
#include "papers/people.h"
#include "rules/case.h"

typedef struct PaperFacts {
    Op *op;
    World *world;
    int64_t conference;
    Case c; /* as of the day of the meeting */
    MeetingCase meeting;
    const char *title;  /* …人民政府与…总工会联席会议 */
    const char *office; /* …联席会议办公室 */
    const char *name;   /* of the meeting: 2024年第一次会议 */
    bool simulated;
} PaperFacts;

NODISCARD Status paper_facts(Op *op, World *world, int64_t conference, int64_t meeting,
                             PaperFacts *out);

/* The name of who held a post on the day; NULL when nobody or not known. */
const char *holder_name(const PaperFacts *f, const char *post);
/* “联系工会的副旗长巴图苏和” */
const char *post_and_name(const PaperFacts *f, const char *post);
/* Unit and title of a roster's line; the name where the roster or the tenure
 * tells one. */
PaperPerson person_called(const PaperFacts *f, const RosterEntryRow *entry);
/* The same as the sign-in has it: a substitute in somebody's place. */
PaperPerson person_present(const PaperFacts *f, const RosterEntryRow *entry);
/* The unit (or post, where it belongs to none) a line stands for; NULL for
 * people without one. */
const char *unit_called(const PaperFacts *f, const RosterEntryRow *entry);

NODISCARD Status notice_document(PaperFacts *f, Document **out);
NODISCARD Status minutes_document(PaperFacts *f, Document **out);

#endif
