/* What the charter says of the meeting in hand, and what its rules share. */
#include "base/text.h"
#include "rules/meeting.h"

static const char *kind_of(const Case *c)
{
    if (c->act != NULL && c->act->kind == ACT_MEETING_REQUEST)
        return ((const MeetingRequest *)c->fields)->kind;
    return c->meeting != NULL ? c->meeting->row.kind : NULL;
}

const Rule *meeting_rule(const Case *c, const char *aspect)
{
    const char *kind = kind_of(c);
    return kind == NULL ? NULL : ruleset_kind_rule(c->charter, kind, aspect);
}

static const Rule *actor_rule(const Rule *rule)
{
    return rule != NULL && rule->value->kind == VALUE_ACTOR ? rule : NULL;
}

/* Where several call the meeting together, each has to agree to it. */
static const Rule *convened_jointly(const Case *c)
{
    const Rule *rule = actor_rule(meeting_rule(c, "caller"));
    if (rule == NULL)
        rule = actor_rule(ruleset_act_rule(c->charter, "meeting.convene", "by"));
    return rule != NULL && rule->value->actor.mode == ACTOR_ALL ? rule : NULL;
}

static bool general_doer(const Case *c, const char *verb)
{
    return ruleset_act_rule(c->charter, verb, "by") != NULL ||
           ruleset_act_rule(c->charter, verb, "owed-by") != NULL;
}

/* Who calls a kind of meeting asks for it and sets its day, unless a clause
 * gives that to somebody else. */
const Rule *meeting_doer_rule(const Case *c, const char *verb)
{
    if (text_same(verb, "meeting.request") && meeting_rule(c, "request-by") != NULL)
        return actor_rule(meeting_rule(c, "request-by"));
    if ((text_same(verb, "meeting.request") || text_same(verb, "meeting.schedule")) &&
        !general_doer(c, verb))
        return actor_rule(meeting_rule(c, "caller"));
    if (text_same(verb, "meeting.consent") && kind_of(c) != NULL) {
        const Rule *of = actor_rule(meeting_rule(c, "consent-of"));
        bool general = ruleset_act_rule(c->charter, verb, "by") != NULL;
        return of != NULL || general ? of : convened_jointly(c);
    }
    return NULL;
}

/* A kind called by need or by plan asks nobody, whatever holds for others. */
const Rule *meeting_consent_rule(const Case *c)
{
    const Rule *called = meeting_rule(c, "called-on");
    const Rule *of = meeting_doer_rule(c, "meeting.consent");
    if (called != NULL && called->value->word != NULL &&
        !text_same(called->value->word, "consent") &&
        !text_same(called->value->word, "request"))
        return NULL;
    return of != NULL ? of : actor_rule(rule_of_doer(c, "meeting.consent"));
}

static const char *requester(const Case *c)
{
    if (c->act->kind == ACT_MEETING_REQUEST)
        return c->actor.post;
    for (size_t i = 0; i < c->done.count; i++)
        if (text_same(c->done.items[i].verb, "meeting.request") &&
            c->done.items[i].number == c->subject.number)
            return c->done.items[i].actor;
    return NULL;
}

TextList meeting_consents(const Case *c, Arena *arena)
{
    TextList given = { 0 };
    const Rule *rule = meeting_consent_rule(c);
    bool request = c->act->kind == ACT_MEETING_REQUEST;
    if (rule != NULL && rule == convened_jointly(c) && requester(c) != NULL)
        *LIST_ADD(arena, &given) = requester(c);
    for (size_t i = 0; !request && i < c->meeting->consents.count; i++)
        *LIST_ADD(arena, &given) = c->meeting->consents.items[i].post;
    return given;
}

const Rule *meeting_roll(const Case *c)
{
    const Rule *roll = meeting_rule(c, "attendance");
    if (roll == NULL)
        roll = ruleset_rule(c->charter, "attendance");
    return roll != NULL && roll->value->kind == VALUE_ROLL ? roll : NULL;
}

Day meeting_day(const Case *c)
{
    if (c->meeting == NULL || !instant_given(c->meeting->row.at))
        return DAY_NONE;
    return instant_day(c->meeting->row.at);
}

bool meeting_has_topic(const Case *c, int64_t topic)
{
    for (size_t i = 0; c->meeting != NULL && i < c->meeting->agenda.count; i++) {
        const AgendaItemRow *item = &c->meeting->agenda.items[i];
        if (item->has_topic && item->topic == topic)
            return true;
    }
    return false;
}

const RosterEntryRow *meeting_entry(const Case *c, const char *post)
{
    const PostRow *row = case_post(c, post);
    const RosterEntryRow *of_unit = NULL;
    for (size_t i = 0; c->meeting != NULL && i < c->meeting->roster.count; i++) {
        const RosterEntryRow *entry = &c->meeting->roster.items[i];
        if (text_same(entry->who, post))
            return entry;
        if (of_unit == NULL && row != NULL && !text_empty(row->body) &&
            text_same(entry->who, row->body))
            of_unit = entry;
    }
    return of_unit;
}

void hold_to(Judgement *j, Force force, Source source, const char *remedy, const char *why)
{
    switch (force) {
    case FORCE_MUST:
        refuse(j, source, remedy, "%s", why);
        return;
    case FORCE_IN_PRINCIPLE:
    case FORCE_USUALLY:
        need_reason(j, source, "%s", why);
        return;
    case FORCE_MAY:
    case FORCE_IF_NEEDED:
        return;
    }
}

bool roster_came(const Case *c, const RosterEntryRow *entry)
{
    bool signing = false;
    for (size_t i = 0; i < c->meeting->roster.count; i++)
        signing = signing || c->meeting->roster.items[i].signed_by != NULL;
    return !signing || entry->signed_by != NULL;
}

/* ---- who presides ------------------------------------------------------- */

typedef enum Presiding { PRESIDES_NOT, PRESIDES_ENTRUSTED, PRESIDES } Presiding;

static Presiding presiding(const Case *c, const Actor *actor, const char *post)
{
    Presiding best = PRESIDES_NOT;
    if (actor->mode == ACTOR_TURN)
        return actor_holds(c, actor, post) ? PRESIDES : PRESIDES_NOT;
    for (size_t i = 0; i < actor->seat_count; i++) {
        const Seat *seat = &actor->seats[i];
        if (!seat_is(c, seat, post))
            continue;
        if (seat->entrusted_by == NULL)
            return PRESIDES;
        best = PRESIDES_ENTRUSTED;
    }
    return best;
}

static void mandate_given(Judgement *j, const Rule *rule, const char *presider,
                          const char *mandate)
{
    if (text_empty(mandate))
        refuse(j, rule->source, "在委托依据（mandate）中写明由谁、以什么方式委托。",
               "%s受委托才能主持会议，没有写明委托依据。", case_title(j->c, presider));
}

void judge_presider(Judgement *j, const char *presider, const char *mandate)
{
    const Case *c = j->c;
    const Rule *rule = actor_rule(meeting_rule(c, "preside"));
    const Rule *instead =
        actor_rule(ruleset_act_rule(c->charter, "meeting.preside", "instead"));
    if (rule == NULL)
        rule = actor_rule(ruleset_act_rule(c->charter, "meeting.preside", "by"));
    if (rule == NULL)
        return;
    Presiding by = presiding(c, &rule->value->actor, presider);
    if (by != PRESIDES_NOT) {
        rely_on(j, rule->source);
        judge_rank(j, rule, presider);
        if (by == PRESIDES_ENTRUSTED)
            mandate_given(j, rule, presider, mandate);
        return;
    }
    by = instead == NULL ? PRESIDES_NOT : presiding(c, &instead->value->actor, presider);
    if (by == PRESIDES_ENTRUSTED)
        mandate_given(j, instead, presider, mandate);
    const char *why = arena_printf(j->op->arena, "会议由%s主持，现定由%s主持。",
                                   rule->value->words, case_title(c, presider));
    if (by != PRESIDES_NOT)
        need_reason(j, instead->source, "%s", why);
    else
        hold_to(j, rule->force, rule->source,
                arena_printf(j->op->arena, "改由%s主持。", rule->value->words), why);
}

/* ---- the opening report ------------------------------------------------- */

const Rule *opening_report_rule(const Case *c)
{
    static const char *const aspects[] = { "place", "with", "owed-by", "done", "by" };
    for (size_t i = 0; i < sizeof aspects / sizeof *aspects; i++) {
        const Rule *rule = ruleset_act_rule(c->charter, "meeting.report", aspects[i]);
        if (rule != NULL)
            return rule;
    }
    return NULL;
}

bool opening_report_owed(const Case *c)
{
    return c->meeting != NULL && !c->meeting->row.reported && c->meeting->pending.count > 0 &&
           opening_report_rule(c) != NULL;
}

/* The order of the agenda may say it where no place does. */
static bool before_topics(const Rule *order, Source *source)
{
    bool report = false;
    for (size_t i = 0; order != NULL && i < order->value->item_count; i++) {
        const Item *item = &order->value->items[i];
        if (text_same(item->word, "meeting.report")) {
            report = true;
            *source = item->source;
        }
        if (text_same(item->word, "meeting.discuss") ||
            text_same(item->word, "meeting.resolve"))
            return report;
    }
    return false;
}

void opening_report_first(Judgement *j)
{
    const Case *c = j->c;
    const Rule *place = ruleset_act_rule(c->charter, "meeting.report", "place");
    Source source;
    if (!opening_report_owed(c))
        return;
    if (place != NULL && place->value->kind == VALUE_NUMBER && place->value->number == 1)
        source = place->source;
    else if (!before_topics(ruleset_rule(c->charter, "agenda.order"), &source))
        return;
    refuse(j, source, "先通报上次议定事项落实情况（meeting.report）。",
           "还有%zu项以前的议定事项没有通报落实情况，不能%s。", c->meeting->pending.count,
           c->act->label);
}

/* ---- days and duties ---------------------------------------------------- */

static Day day_before(const Case *c, Day day, int64_t days, bool working)
{
    Day out = DAY_NONE;
    if (!working)
        return day_plus(day, (int32_t)-days);
    return calendar_plus_working(c->calendar, day, (int)-days, &out) ? out : DAY_NONE;
}

Due due_ahead(Judgement *j, const char *verb, SettingKind setting, Day target)
{
    const Rule *rule = ruleset_act_rule(j->c->charter, verb, "ahead");
    if (!day_given(target))
        return due_none();
    if (rule != NULL && rule->value->kind == VALUE_BOUND) {
        const Bound *bound = &rule->value->bound;
        int64_t days = bound->unit == UNIT_WEEKS ? bound->number * INT64_C(7) : bound->number;
        bool in_days = bound->unit == UNIT_DAYS || bound->unit == UNIT_WEEKS ||
                       bound->unit == UNIT_WORKING_DAYS;
        if (days > 0 && in_days)
            return due_on(day_before(j->c, target, days, bound->unit == UNIT_WORKING_DAYS),
                          rule->source);
    }
    return due_on(day_before(j->c, target, settings_number(j->c->settings, setting),
                             setting_spec(setting)->unit == SETTING_WORKING_DAYS),
                  setting_source(setting));
}

bool text_among(const TextList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i], text))
            return true;
    return false;
}

bool seat_of_units(SeatKind kind)
{
    return kind == SEAT_MEMBER_UNITS || kind == SEAT_CONSULTED_UNITS ||
           kind == SEAT_AGENDA_UNITS || kind == SEAT_AGENDA_MEMBERS ||
           kind == SEAT_AGENDA_OTHERS || kind == SEAT_ATTENDING_UNITS ||
           kind == SEAT_LEAD_UNIT || kind == SEAT_SUPPORTING_UNITS;
}

bool attends(const Case *c, const char *post)
{
    const RosterEntryRow *entry = meeting_entry(c, post);
    return entry != NULL && roster_came(c, entry) && text_same(entry->status, "attend");
}

void open_consent_duties(Judgement *j, const char *verb, const Rule *rule,
                         const TextList *given, Subject subject, Due due)
{
    TextList posts = actor_owners(j->c, j->op->arena, &rule->value->actor);
    for (size_t i = 0; i < posts.count; i++) {
        if (given != NULL && text_among(given, posts.items[i]))
            continue;
        if (rule->value->actor.mode != ACTOR_ATTENDING || attends(j->c, posts.items[i]))
            open_duty(j, posts.items[i], verb, subject, due, rule->source);
    }
}
