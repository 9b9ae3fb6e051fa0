#include "rules/frequency.h"

#include "base/text.h"

static int months_of(const Frequency *every)
{
    static const int months[] = {
        [PERIOD_YEAR] = 12, [PERIOD_HALF_YEAR] = 6, [PERIOD_QUARTER] = 3, [PERIOD_MONTH] = 1
    };
    int all = months[every->period] * (every->periods > 0 ? every->periods : 1);
    int part = all / (every->number > 0 ? every->number : 1);
    return part > 0 ? part : 1;
}

/* 29 February, in a year without one, is the 28th. */
static Day real_day(int year, int month, int of_month)
{
    return day_of(year, month, day_valid(year, month, of_month) ? of_month : 28);
}

/* Periods are counted from January of an even year. */
MeetingPeriod meeting_period(const Frequency *every, const Window *window, Day day,
                             bool following)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    int months = months_of(every);
    int begins = ((year * 12 + month - 1) / months + (following ? 1 : 0)) * months;
    int next = begins + months;
    if (window == NULL || months != 12)
        return (MeetingPeriod){ .first = day_of(begins / 12, begins % 12 + 1, 1),
                                .last = day_plus(day_of(next / 12, next % 12 + 1, 1), -1) };
    int in = begins / 12;
    bool across = window->last_month < window->first_month;
    return (MeetingPeriod){ .first = real_day(in, window->first_month, window->first_day),
                            .last = real_day(across ? in + 1 : in, window->last_month,
                                             window->last_day) };
}

const Rule *frequency_rule(const Ruleset *charter, const char *kind)
{
    const Rule *every = ruleset_kind_rule(charter, kind, "every");
    bool at_least = every != NULL && every->value->kind == VALUE_FREQUENCY &&
                    every->value->frequency.kind != BOUND_AT_MOST;
    return at_least ? every : NULL;
}

MeetingPeriod period_of_kind(const Ruleset *charter, const char *kind, Day day, bool following)
{
    const Rule *every = frequency_rule(charter, kind);
    const Rule *window = ruleset_kind_rule(charter, kind, "window");
    bool narrow = window != NULL && window->value->kind == VALUE_WINDOW;
    return meeting_period(&every->value->frequency, narrow ? &window->value->window : NULL, day,
                          following);
}

static const char *first_post(Arena *arena, const Actor *actor)
{
    for (size_t i = 0; i < actor->seat_count; i++) {
        if (actor->seats[i].kind == SEAT_POST)
            return actor->seats[i].id;
        if (actor->seats[i].kind == SEAT_CLASS)
            return arena_printf(arena, "%s-1", actor->seats[i].id);
    }
    return NULL;
}

/* While founding there are no posts yet: the charter itself tells. */
static const char *founding_starter(Arena *arena, const Ruleset *charter, const Rule *by)
{
    const Rule *daily = ruleset_rule(charter, "daily-work.by");
    const Role *convener = ruleset_role(charter, "convener");
    const char *post = by != NULL ? first_post(arena, &by->value->actor) : NULL;
    if (post == NULL && daily != NULL && daily->value->kind == VALUE_ACTOR)
        post = first_post(arena, &daily->value->actor);
    if (post == NULL && convener != NULL)
        post = first_post(arena, &convener->holders);
    return post != NULL ? post : charter->post_count > 0 ? charter->posts[0].id : "admin";
}

/* Whom the charter has ask for this kind of meeting, or call it. */
static const Rule *rule_of_starter(const Ruleset *charter, const char *kind)
{
    const Rule *by = ruleset_kind_rule(charter, kind, "request-by");
    if (by == NULL)
        by = ruleset_act_rule(charter, "meeting.request", "owed-by");
    if (by == NULL)
        by = ruleset_act_rule(charter, "meeting.request", "by");
    if (by == NULL)
        by = ruleset_kind_rule(charter, kind, "caller");
    return by != NULL && by->value->kind == VALUE_ACTOR ? by : NULL;
}

static const char *starter(Judgement *j, const Ruleset *charter, const char *kind)
{
    const Rule *by = rule_of_starter(charter, kind);
    if (j->c->charter == NULL)
        return founding_starter(j->op->arena, charter, by);
    if (by == NULL)
        return office_post(j->c);
    TextList posts = actor_posts(j->c, j->op->arena, &by->value->actor);
    return posts.count > 0 ? posts.items[0] : office_post(j->c);
}

void open_meeting_duty(Judgement *j, const Ruleset *charter, const char *kind, Day after,
                       bool following)
{
    const Rule *every = frequency_rule(charter, kind);
    if (every == NULL)
        return;
    MeetingPeriod period = period_of_kind(charter, kind, after, following);
    if (day_compare(period.last, after) < 0) /* this year's window has passed already */
        period = period_of_kind(charter, kind, after, true);
    open_duty(j, starter(j, charter, kind), "meeting.request",
              (Subject){ .noun = NOUN_CONFERENCE }, due_on(period.last, every->source),
              every->source);
}

void open_meeting_duties(Judgement *j, const Ruleset *charter, Day after, bool following)
{
    for (size_t i = 0; i < charter->kind_count; i++)
        open_meeting_duty(j, charter, charter->kinds[i].id, after, following);
}
