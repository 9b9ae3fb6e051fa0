/* How often a conference meets: which duty one request does, and what is owed
 * when a meeting is closed or called off. */
#include "base/text.h"
#include "rules/frequency.h"
#include "rules/meeting.h"

void owe_next_meeting(Judgement *j)
{
    open_meeting_duty(j, j->c->charter, j->c->meeting->row.kind, j->c->day, true);
}

void assignment_owed(Judgement *j)
{
    for (size_t i = 0; j->c->meeting != NULL && i < j->c->meeting->resolved.count; i++) {
        const DecisionRow *decision = &j->c->meeting->resolved.items[i];
        if (text_same(decision->state, "resolved"))
            open_duties_of(j, "decision.assign", (Subject){ NOUN_DECISION, decision->number },
                           due_within(j, "decision.assign", SETTING_ASSIGN_DAYS),
                           SETTING_ASSIGN_DAYS);
    }
}

static bool held_within(const Case *c, MeetingPeriod period)
{
    for (size_t i = 0; i < c->meetings.count; i++) {
        const MeetingRow *row = &c->meetings.items[i];
        if (row->number == c->subject.number || !text_same(row->kind, c->meeting->row.kind) ||
            !instant_given(row->closed_at))
            continue;
        Day held = instant_day(row->closed_at);
        if (day_compare(held, period.first) >= 0 && day_compare(held, period.last) <= 0)
            return true;
    }
    return false;
}

void owe_meeting_again(Judgement *j)
{
    const Case *c = j->c;
    const char *kind = c->meeting->row.kind;
    if (frequency_rule(c->charter, kind) != NULL &&
        !held_within(c, period_of_kind(c->charter, kind, c->day, false)))
        open_meeting_duty(j, c->charter, kind, c->day, false);
}

static const DutyRow *duty_numbered(const Case *c, int64_t number)
{
    for (size_t i = 0; i < c->duties.count; i++)
        if (c->duties.items[i].number == number)
            return &c->duties.items[i];
    return NULL;
}

/* Is it the round of another kind that this duty keeps? */
static bool of_another_kind(const Case *c, const DutyRow *duty)
{
    const char *kind = ((const MeetingRequest *)c->fields)->kind;
    const Rule *own = frequency_rule(c->charter, kind);
    if (own == NULL)
        return true;
    if (text_same(own->source.ref, duty->source_ref))
        return false;
    for (size_t i = 0; i < c->charter->kind_count; i++) {
        const Rule *other = frequency_rule(c->charter, c->charter->kinds[i].id);
        if (other != NULL && text_same(other->source.ref, duty->source_ref))
            return true;
    }
    return false;
}

static bool earlier(Day a, Day b)
{
    if (!day_given(a) || !day_given(b))
        return day_given(a) && !day_given(b);
    return day_compare(a, b) < 0;
}

void end_request_duties(Judgement *j)
{
    Day first = DAY_NONE;
    DutyEndedList kept = { 0 };
    for (size_t i = 0; i < j->outcome.ends.count; i++) {
        const DutyRow *duty = duty_numbered(j->c, j->outcome.ends.items[i].number);
        if (duty != NULL && !of_another_kind(j->c, duty) && earlier(duty->due, first))
            first = duty->due;
    }
    for (size_t i = 0; i < j->outcome.ends.count; i++) {
        const DutyRow *duty = duty_numbered(j->c, j->outcome.ends.items[i].number);
        if (duty != NULL && !of_another_kind(j->c, duty) && !earlier(first, duty->due))
            *LIST_ADD(j->op->arena, &kept) = j->outcome.ends.items[i];
    }
    j->outcome.ends = kept;
}
