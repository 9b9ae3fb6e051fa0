#include "rules/frequency.h"

#include "base/text.h"

static int months_of(const Frequency *every)
{
    static const int months[] = {
        [PERIOD_YEAR] = 12, [PERIOD_HALF_YEAR] = 6, [PERIOD_QUARTER] = 3, [PERIOD_MONTH] = 1
    };
    return months[every->period] * (every->periods > 0 ? every->periods : 1);
}

/* The last day of the period of so many months a day lies in, counted from
 * January of an even year, or of the one `steps` periods later. */
static Day period_end(Day day, int months, int steps)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    int from_zero = year * 12 + month - 1;
    int next = (from_zero / months + 1 + steps) * months; /* first month after it */
    return day_plus(day_of(next / 12, next % 12 + 1, 1), -1);
}

static const char *starter(Judgement *j, const Ruleset *charter)
{
    const Rule *by = ruleset_act_rule(charter, "meeting.request", "owed-by");
    if (by == NULL)
        by = ruleset_act_rule(charter, "meeting.request", "by");
    if (by == NULL || by->value->kind != VALUE_ACTOR)
        return office_post(j->c);
    TextList posts = actor_posts(j->c, j->op->arena, &by->value->actor);
    return posts.count > 0 ? posts.items[0] : office_post(j->c);
}

void open_meeting_duties(Judgement *j, const Ruleset *charter, Day after, bool following)
{
    for (size_t i = 0; i < charter->kind_count; i++) {
        const Rule *every = ruleset_kind_rule(charter, charter->kinds[i].id, "every");
        if (every == NULL || every->value->kind != VALUE_FREQUENCY ||
            every->value->frequency.kind == BOUND_AT_MOST)
            continue;
        Day due = period_end(after, months_of(&every->value->frequency), following ? 1 : 0);
        open_duty(j, starter(j, charter), "meeting.request",
                  (Subject){ .noun = NOUN_CONFERENCE }, due_on(due, every->source),
                  every->source);
    }
}
