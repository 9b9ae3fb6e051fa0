/* One conference as it stands on a day: what every reader of it needs,
 * whether a command or a page.
 *
 * For: its number and title, what its ids are called, the charter in force,
 * the working days, the office setting of nearness, the day. Not for opening
 * databases or for what its nouns hold. Everything in a Place lives as long
 * as what it was made of: the Op's arena, the World and its charters.
 */
#ifndef ACTIONS_PLACE_H
#define ACTIONS_PLACE_H

#include "actions/telling.h"
#include "actions/world.h"

typedef struct Place {
    Db *db;
    int64_t conference;
    const char *code;
    const char *title;
    Names names; /* with the rules of the charter in force */
    const Calendar *calendar;
    int64_t near_days; /* when a day counts as near: an office setting */
    Instant now;
    Day today; /* the day of now, or the one that was asked for */
    bool simulated;
} Place;

/* Stands in the conference of a code at world->now; NULL: the only one there
 * is. NOT_FOUND: no such conference. world->charters may be NULL: the charter
 * is then compiled into the Op's arena. */
NODISCARD Status place_stand(Op *op, World *world, const char *code, Place *out);

/* "演示库，现在是2025年11月20日（周四）" or "2025年11月20日（周四）". */
const char *place_day_words(Arena *arena, const Place *place);

#endif
