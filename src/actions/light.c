#include "actions/light.h"

#include <stdlib.h>

const char *light_sign(Light light)
{
    static const char *const signs[] = { "○", "●", "▲", "■", "✓" };
    return signs[light];
}

const char *light_word(Light light)
{
    static const char *const words[] = { "未开始", "正常", "临期", "逾期", "已销号" };
    return words[light];
}

const char *light_name(Light light)
{
    static const char *const names[] = { "waiting", "fine", "near", "overdue", "closed" };
    return names[light];
}

static Light light_on(const Place *place, Day today, Day due)
{
    int days;
    if (day_compare(today, due) > 0)
        return LIGHT_OVERDUE;
    if (calendar_working_between(place->calendar, today, due, &days))
        return days <= place->near_days ? LIGHT_NEAR : LIGHT_FINE;
    return LIGHT_FINE;
}

Light light_of_day(const Place *place, Day due)
{
    return day_given(due) ? light_on(place, place->today, due) : LIGHT_FINE;
}

Day light_near_until(const Place *place)
{
    Day day = place->today;
    while (light_on(place, place->today, day_plus(day, 1)) == LIGHT_NEAR)
        day = day_plus(day, 1);
    return light_on(place, place->today, day) == LIGHT_NEAR ? day : day_plus(day, -1);
}

/* Work said to be done stands as on the day it was said. */
Light light_of_decision(const Place *place, const DecisionRow *row)
{
    if (text_same(row->state, "closed"))
        return LIGHT_CLOSED;
    if (text_same(row->state, "resolved"))
        return LIGHT_WAITING;
    if (text_same(row->state, "done") && day_given(row->asked_on))
        return day_compare(row->asked_on, row->due) > 0 ? LIGHT_OVERDUE : LIGHT_FINE;
    return light_of_day(place, row->due);
}

const char *light_days_words(Arena *arena, const Place *place, Day due)
{
    int days;
    const char *unit = "个工作日";
    bool over = day_compare(place->today, due) > 0;
    if (due.n == place->today.n)
        return "今天到期";
    if (!calendar_working_between(place->calendar, place->today, due, &days)) {
        days = due.n - place->today.n;
        unit = "天";
    }
    return arena_printf(arena, "%s%d%s", over ? "逾期" : "还有", abs(days), unit);
}
