/* A meeting asked for, consented to, set, made ready, put off or called off. */
#include "rules/meeting.h"

#include "base/text.h"
#include "rules/frequency.h"
#include "rules/nouns.h"

static const MeetingKind *kind_known(const Ruleset *charter, const char *kind)
{
    for (size_t i = 0; i < charter->kind_count; i++)
        if (text_same(charter->kinds[i].id, kind))
            return &charter->kinds[i];
    return NULL;
}

static const char *kinds_words(const Judgement *j)
{
    TextList words = { 0 };
    for (size_t i = 0; i < j->c->charter->kind_count; i++)
        *LIST_ADD(j->op->arena, &words) =
            arena_printf(j->op->arena, "%s（%s）", j->c->charter->kinds[i].id,
                         j->c->charter->kinds[i].title);
    return text_join(j->op->arena, &words, "、");
}

/* The most of this kind in a period, and who says so. */
typedef struct Ceiling {
    const Frequency *most; /* NULL: no clause sets one */
    Force force;
    Source source;
} Ceiling;

static Ceiling ceiling_of(const Rule *every)
{
    const Value *value = every != NULL ? every->value : NULL;
    if (value == NULL || value->kind != VALUE_FREQUENCY)
        return (Ceiling){ 0 };
    if (value->frequency.kind != BOUND_AT_LEAST)
        return (Ceiling){ &value->frequency, every->force, every->source };
    if (value->also != NULL && value->also->frequency.kind != BOUND_AT_LEAST)
        return (Ceiling){ &value->also->frequency, value->also_force, value->also_source };
    return (Ceiling){ 0 };
}

/* No more meetings of a kind in a period than the charter has. */
static void not_too_many(Judgement *j, const char *kind)
{
    Ceiling ceiling = ceiling_of(meeting_rule(j->c, "every"));
    size_t asked = 0;
    if (ceiling.most == NULL)
        return;
    Frequency whole = { ceiling.most->kind, 1, ceiling.most->period, ceiling.most->periods };
    MeetingPeriod period = meeting_period(&whole, NULL, j->c->day, false);
    for (size_t i = 0; i < j->c->meetings.count; i++) {
        const MeetingRow *row = &j->c->meetings.items[i];
        Day day = instant_given(row->at) ? instant_day(row->at) : row->requested_on;
        asked += text_same(row->kind, kind) && !text_same(row->state, "cancelled") &&
                 day_compare(day, period.first) >= 0 && day_compare(day, period.last) <= 0;
    }
    if (asked >= (size_t)ceiling.most->number)
        hold_to(j, ceiling.force, ceiling.source, "改在下一个时期召开。",
                arena_printf(j->op->arena, "本期这种会议至多%d次，已有%zu次。",
                             ceiling.most->number, asked));
}

static void topics_once(Judgement *j, const SubjectList *topics)
{
    for (size_t i = 0; i < topics->count; i++)
        for (size_t k = i + 1; k < topics->count; k++)
            if (subject_equal(topics->items[i], topics->items[k]))
                refuse(j, house_source(HOUSE_ONCE), "同一议题只列一次。", "%s列了两次。",
                       subject_title(j->op->arena, topics->items[i]));
}

void rule_meeting_request(Judgement *j)
{
    const MeetingRequest *f = j->c->fields;
    if (j->opening) {
        if (f->kind != NULL)
            not_too_many(j, f->kind);
        return;
    }
    bool none = j->c->charter->kind_count == 0 && text_same(f->kind, "regular");
    if (!none && kind_known(j->c->charter, f->kind) == NULL)
        refuse(j, house_source(HOUSE_NAMES_EXIST),
               arena_printf(j->op->arena, "可用的会议类型：%s。", kinds_words(j)),
               "制度没有“%s”这种会议。", f->kind);
    topics_once(j, &f->topics);
    not_too_many(j, f->kind);
    end_request_duties(j);
    const Rule *consent = meeting_consent_rule(j->c);
    TextList given = meeting_consents(j->c, j->op->arena);
    if (consent != NULL)
        open_consent_duties(j, "meeting.consent", consent, &given, j->c->made,
                            due_within(j, "meeting.consent", SETTING_CONSENT_DAYS));
    else
        open_duties_of(j, "meeting.schedule", j->c->made, due_none(), SETTING_COUNT);
}

void rule_meeting_consent(Judgement *j)
{
    TextList given = meeting_consents(j->c, j->op->arena);
    if (text_among(&given, j->c->actor.post))
        refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经同意召开这次会议。",
               j->c->actor.title);
    if (meeting_consent_rule(j->c) == NULL)
        refuse(j, order_source("meeting.consent.asked"), "可以直接确定会议时间地点。",
               "制度没有要求这种会议须经同意。");
    Consent consent = consent_after(j, "meeting.consent", &given);
    if (judged(j) || consent.missing.count > 0)
        return;
    to_state(j, "consented");
    excuse_duties(j, j->c->subject, "meeting.consent", NULL);
    open_duties_of(j, "meeting.schedule", j->c->subject, due_none(), SETTING_COUNT);
}

/* While those whose consent the charter wants have not all given it. */
static void consent_complete(Judgement *j)
{
    const Rule *rule = meeting_consent_rule(j->c);
    if (rule == NULL || !text_same(j->c->state, "requested"))
        return;
    TextList given = meeting_consents(j->c, j->op->arena);
    TextList posts = actor_posts(j->c, j->op->arena, &rule->value->actor);
    TextList missing = { 0 };
    for (size_t i = 0; i < posts.count; i++)
        if (!text_among(&given, posts.items[i]))
            *LIST_ADD(j->op->arena, &missing) = posts.items[i];
    if (missing.count > 0)
        wait_for(j, rule->source,
                 arena_printf(j->op->arena, "待%s同意召开（meeting.consent）。",
                              posts_words(j->c, j->op->arena, &missing)),
                 "召开这次会议须经%s同意，还差%s。", rule->value->words,
                 posts_words(j->c, j->op->arena, &missing));
}

static void time_ahead(Judgement *j, Instant at)
{
    if (day_compare(instant_day(at), j->c->day) < 0)
        refuse(j, house_source(HOUSE_DEADLINE_AHEAD), "会议时间定在今天或以后。",
               "会议时间%s早于办理日。", instant_chinese(j->op->arena, at));
}

/* The duties that lead to a notice in time. */
static void owe_preparation(Judgement *j, Day meeting)
{
    Subject subject = j->c->subject;
    Due due = due_ahead(j, "meeting.notify", SETTING_NOTICE_DAYS, meeting);
    open_duties_of(j, "meeting.ready", subject, due, SETTING_COUNT);
    if (j->c->meeting->agenda.count == 0)
        open_duties_of(j, "meeting.agenda", subject, due, SETTING_NOTICE_DAYS);
    if (j->c->meeting->roster.count == 0)
        open_duties_of(j, "meeting.roster", subject, due, SETTING_COUNT);
    open_duties_of(j, "meeting.notify", subject, due, SETTING_NOTICE_DAYS);
}

/* Another day for what is still owed; what is done stays done. */
static void move_preparation(Judgement *j, Day meeting)
{
    Due due = due_ahead(j, "meeting.notify", SETTING_NOTICE_DAYS, meeting);
    for (size_t i = 0; i < j->c->duties.count; i++) {
        const DutyRow *duty = &j->c->duties.items[i];
        const Rule *rule = rule_of_doer(j->c, duty->verb);
        if (!text_same(duty->noun, noun_name(NOUN_MEETING)) ||
            duty->subject != j->c->subject.number || text_same(duty->verb, "meeting.schedule"))
            continue;
        excuse_duties(j, j->c->subject, duty->verb, duty->owner);
        open_duty(j, duty->owner, duty->verb, j->c->subject, due,
                  rule != NULL ? rule->source : setting_source(SETTING_NOTICE_DAYS));
    }
}

void rule_meeting_schedule(Judgement *j)
{
    const MeetingSchedule *f = j->c->fields;
    consent_complete(j);
    if (j->opening)
        return;
    time_ahead(j, f->at);
    judge_presider(j, f->presider, f->mandate);
    if (text_same(j->c->state, "scheduled"))
        move_preparation(j, instant_day(f->at));
    else
        owe_preparation(j, instant_day(f->at));
}

void rule_meeting_ready(Judgement *j)
{
    for (size_t i = 0; i < j->c->meeting->ready.count; i++)
        if (text_same(j->c->meeting->ready.items[i].post, j->c->actor.post))
            refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经确认会务就绪。",
                   j->c->actor.title);
}

/* Everyone prepares and is told anew; the answers were for the other day. */
void rule_meeting_postpone(Judgement *j)
{
    const MeetingPostpone *f = j->c->fields;
    if (j->opening)
        return;
    time_ahead(j, f->at);
    if (instant_given(j->c->meeting->row.at) && f->at.us == j->c->meeting->row.at.us)
        refuse(j, order_source("meeting.postpone.at"), "写明新的会议时间。",
               "新时间与原定时间相同。");
    excuse_duties(j, j->c->subject, NULL, NULL);
    owe_preparation(j, instant_day(f->at));
}

void rule_meeting_cancel(Judgement *j)
{
    excuse_duties(j, j->c->subject, NULL, NULL);
    owe_meeting_again(j);
}
