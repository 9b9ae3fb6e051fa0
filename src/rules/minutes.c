/* Minutes: drafted, approved by everybody the charter names, issued. */
#include "base/text.h"
#include "rules/meeting.h"
#include "rules/nouns.h"

/* Those who countersign: each once for the text that is before them. */
static void countersigning_owed(Judgement *j)
{
    const Rule *rule = rule_of_doer(j->c, "minutes.countersign");
    excuse_duties(j, j->c->subject, "minutes.countersign", NULL);
    if (rule != NULL && rule->force != FORCE_MAY && rule->force != FORCE_IF_NEEDED)
        open_consent_duties(j, "minutes.countersign", rule, NULL, j->c->subject,
                            due_within(j, "minutes.countersign", SETTING_APPROVE_DAYS));
}

/* Everybody approves the text that is before them: a new draft asks anew. */
void rule_minutes_draft(Judgement *j)
{
    const Case *c = j->c;
    const Rule *approve = rule_of_doer(c, "minutes.approve");
    Due due = due_within(j, "minutes.approve", SETTING_APPROVE_DAYS);
    if (c->meeting == NULL || !text_same(c->meeting->row.state, "closed")) {
        refuse(j, order_source("minutes.draft.closed"), "散会（meeting.close）后再起草纪要。",
               "会议还没有散会，不能起草纪要。");
        return;
    }
    excuse_duties(j, c->subject, "minutes.draft", NULL);
    excuse_duties(j, c->subject, "minutes.approve", NULL);
    countersigning_owed(j);
    if (approve != NULL)
        open_consent_duties(j, "minutes.approve", approve, NULL, c->subject, due);
    else
        open_duties_of(j, "minutes.approve", c->subject, due, SETTING_APPROVE_DAYS);
}

void rule_minutes_countersign(Judgement *j)
{
    int64_t drafted = -1;
    for (size_t i = 0; i < j->c->done.count; i++)
        if (text_same(j->c->done.items[i].verb, "minutes.draft") &&
            j->c->done.items[i].seq > drafted)
            drafted = j->c->done.items[i].seq;
    for (size_t i = 0; i < j->c->done.count; i++) {
        const HistoryRow *row = &j->c->done.items[i];
        if (text_same(row->verb, "minutes.countersign") && row->seq > drafted &&
            text_same(row->actor, j->c->actor.post))
            refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经会签过这份纪要。",
                   j->c->actor.title);
    }
}

void rule_minutes_approve(Judgement *j)
{
    TextList given = { 0 };
    for (size_t i = 0; i < j->c->minutes->approvals.count; i++) {
        const char *post = j->c->minutes->approvals.items[i].post;
        if (text_same(post, j->c->actor.post))
            refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经审定过这份纪要。",
                   j->c->actor.title);
        *LIST_ADD(j->op->arena, &given) = post;
    }
    Consent consent = consent_after(j, "minutes.approve", &given);
    if (j->c->on_behalf)
        resolve(j, "on-paper", "1");
    if (judged(j) || consent.missing.count > 0)
        return;
    to_state(j, "approved");
    excuse_duties(j, j->c->subject, "minutes.approve", NULL);
    open_duties_of(j, "minutes.issue", j->c->subject,
                   due_within(j, "minutes.issue", SETTING_ISSUE_DAYS), SETTING_ISSUE_DAYS);
}

void rule_minutes_return(Judgement *j)
{
    excuse_duties(j, j->c->subject, NULL, NULL);
    open_duties_of(j, "minutes.draft", j->c->subject,
                   due_within(j, "minutes.draft", SETTING_MINUTES_DAYS), SETTING_MINUTES_DAYS);
}

/* Those the charter sends the minutes to are among the copies. */
static void recipients_copied(Judgement *j, const TextList *copies)
{
    const Case *c = j->c;
    const Rule *to = ruleset_act_rule(c->charter, "minutes.issue", "to");
    for (size_t i = 0; to != NULL && i < to->value->item_count; i++) {
        const Item *item = &to->value->items[i];
        TextList missing = { 0 };
        for (size_t k = 0; seat_of_units(item->seat.kind) && k < c->units.count; k++) {
            const char *unit = c->units.items[k].unit;
            if (seat_is(c, &item->seat, unit) && !text_among(copies, unit))
                *LIST_ADD(j->op->arena, &missing) = unit;
        }
        if (missing.count > 0)
            hold_to(j, item->force, item->source, "把它们列入分送单位（copies）。",
                    arena_printf(j->op->arena, "纪要没有分送%s。",
                                 posts_words(c, j->op->arena, &missing)));
    }
}

void rule_minutes_issue(Judgement *j)
{
    const MinutesIssue *f = j->c->fields;
    const Rule *receive = rule_of_doer(j->c, "minutes.receive");
    Source source = receive != NULL ? receive->source : setting_source(SETTING_RECEIVE_DAYS);
    Due due = due_within(j, "minutes.receive", SETTING_RECEIVE_DAYS);
    if (j->opening)
        return;
    for (size_t i = 0; i < f->copies.count; i++)
        for (size_t k = 0; k < i; k++)
            if (text_same(f->copies.items[i], f->copies.items[k]))
                refuse(j, house_source(HOUSE_ONCE), "同一单位只分送一次。",
                       "分送单位%s列了两次。", case_title(j->c, f->copies.items[i]));
    recipients_copied(j, &f->copies);
    excuse_duties(j, j->c->subject, "minutes.issue", NULL);
    for (size_t i = 0; i < f->copies.count; i++)
        open_duty(j, f->copies.items[i], "minutes.receive", j->c->subject, due, source);
    assignment_owed(j);
}

void rule_minutes_receive(Judgement *j)
{
    const MinutesCopyRowList *copies = &j->c->minutes->copies;
    for (size_t i = 0; i < copies->count; i++) {
        const char *unit = copies->items[i].unit;
        const PostRow *post = case_post(j->c, j->c->actor.post);
        bool own =
            text_same(unit, j->c->actor.post) || (post != NULL && text_same(unit, post->body));
        if (!own)
            continue;
        if (day_given(copies->items[i].received_on))
            refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经签收。", case_title(j->c, unit));
        resolve(j, "unit", unit);
        return;
    }
    refuse(j, order_source("minutes.receive.copies"), NULL, "纪要没有分送%s。",
           j->c->actor.title);
}
