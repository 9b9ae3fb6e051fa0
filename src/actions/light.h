/* How a day stands, as a word and a sign: words first, so that nothing rests
 * on colour. */
#ifndef ACTIONS_LIGHT_H
#define ACTIONS_LIGHT_H

#include "actions/place.h"
#include "base/day.h"

typedef enum Light {
    LIGHT_WAITING, /* ○ 未开始 */
    LIGHT_FINE,    /* ● 正常 */
    LIGHT_NEAR,    /* ▲ 临期 */
    LIGHT_OVERDUE, /* ■ 逾期 */
    LIGHT_CLOSED,  /* ✓ 已销号 */
} Light;

const char *light_sign(Light light); /* "■" */
const char *light_word(Light light); /* "逾期" */
const char *light_name(Light light); /* "overdue" */

/* The last day that is near from today on: light_of_day says so of it and of
 * none after it. For statements that narrow lists by the light. */
Day light_near_until(const Place *place);

Light light_of_day(const Place *place, Day due);
Light light_of_decision(const Place *place, const DecisionRow *row);

/* "还有3个工作日", "逾期5个工作日", "今天到期"; by days where the working days
 * are not published. */
const char *light_days_words(Arena *arena, const Place *place, Day due);

#endif
