#include "rules/judgement.h"

#include <string.h>

#include "base/text.h"
#include "rules/meeting.h"

bool judged(const Judgement *j)
{
    return j->verdict.kind != VERDICT_ALLOWED;
}

static void verdict_set(Judgement *j, VerdictKind kind, Source source, const char *remedy,
                        const char *why, va_list args) PRINTF_LIKE(5, 0);

static void verdict_set(Judgement *j, VerdictKind kind, Source source, const char *remedy,
                        const char *why, va_list args)
{
    if (judged(j))
        return;
    j->verdict = (Verdict){ .kind = kind,
                            .source = source,
                            .why = arena_vprintf(j->op->arena, why, args),
                            .remedy = remedy == NULL ? "" : arena_dup(j->op->arena, remedy) };
}

void refuse(Judgement *j, Source source, const char *remedy, const char *why, ...)
{
    va_list args;
    va_start(args, why);
    verdict_set(j, VERDICT_REFUSED, source, remedy, why, args);
    va_end(args);
}

void wait_for(Judgement *j, Source source, const char *remedy, const char *why, ...)
{
    va_list args;
    va_start(args, why);
    verdict_set(j, VERDICT_WAITING, source, remedy, why, args);
    va_end(args);
}

void need_reason(Judgement *j, Source source, const char *why, ...)
{
    rely_on(j, source);
    if (!text_empty(j->c->envelope->reason))
        return;
    va_list args;
    va_start(args, why);
    verdict_set(j, VERDICT_NEEDS_REASON, source, "写明理由后可以办理。", why, args);
    va_end(args);
}

void rely_on(Judgement *j, Source source)
{
    SourceList *all = &j->outcome.sources;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].kind == source.kind && text_same(all->items[i].ref, source.ref))
            return;
    *LIST_ADD(j->op->arena, all) = source;
}

Source order_source(const char *ref)
{
    return (Source){ .kind = SOURCE_ORDER, .ref = ref };
}

Source setting_source(SettingKind setting)
{
    return (Source){ .kind = SOURCE_SETTING, .ref = setting_spec(setting)->key };
}

/* ---- consequences ------------------------------------------------------ */

void to_state(Judgement *j, const char *state)
{
    j->outcome.to = state;
}

void move_state(Judgement *j, Subject subject, const char *from, const char *to)
{
    *LIST_ADD(j->op->arena, &j->outcome.moves) =
        (StateMove){ .subject = subject, .from = from, .to = to };
}

void resolve(Judgement *j, const char *name, const char *value)
{
    outcome_resolve(j->op->arena, &j->outcome, name, value);
}

static Day day_after(Judgement *j, Day from, int64_t days, bool working)
{
    Day out = DAY_NONE;
    if (!working)
        return day_plus(from, (int32_t)days);
    return calendar_plus_working(j->c->calendar, from, (int32_t)days, &out) ? out : DAY_NONE;
}

static Day months_after(Day from, int64_t months)
{
    int year, month, day;
    day_split(from, &year, &month, &day);
    int64_t at = year * INT64_C(12) + month - 1 + months;
    if (at / 12 > 9999)
        return DAY_NONE;
    while (!day_valid((int)(at / 12), (int)(at % 12) + 1, day))
        day--; /* a month after 31 January is the last of February */
    return day_of((int)(at / 12), (int)(at % 12) + 1, day);
}

/* The day so long after another; NONE: beyond the published working days. */
static Day bound_after(Judgement *j, const Bound *bound, Day from)
{
    switch (bound->unit) {
    case UNIT_DAYS:
        return day_plus(from, bound->number);
    case UNIT_WORKING_DAYS:
        return day_after(j, from, bound->number, true);
    case UNIT_WEEKS:
        return day_plus(from, bound->number * 7);
    case UNIT_MONTHS:
        return months_after(from, bound->number);
    case UNIT_YEARS:
        return months_after(from, bound->number * INT64_C(12));
    case UNIT_COUNT:
        break;
    }
    return DAY_NONE;
}

/* The day a bound counts from: that of the act it names, where that was done
 * before; else `from`. Units asked later count from when they were asked. */
static Day bound_from(const Case *c, const Bound *bound, Day from)
{
    Day last = DAY_NONE;
    bool resent =
        c->act->kind == ACT_CONSULTATION_RESEND && text_same(bound->verb, "consultation.send");
    if (bound->verb == NULL || text_same(bound->verb, c->act->verb) || resent)
        return from;
    for (size_t i = 0; i < c->done.count; i++)
        if (text_same(c->done.items[i].verb, bound->verb) &&
            (!day_given(last) || day_compare(c->done.items[i].done_on, last) > 0))
            last = c->done.items[i].done_on;
    return day_given(last) ? last : from;
}

Due due_within_of(Judgement *j, const char *verb, SettingKind setting, Day from)
{
    const Rule *rule = ruleset_act_rule(j->c->charter, verb, "within");
    const Bound *bound = rule == NULL ? NULL : &rule->value->bound;
    if (rule != NULL && rule->value->kind == VALUE_BOUND && bound->kind != BOUND_PROMPTLY &&
        bound->number > 0 && bound->unit != UNIT_COUNT)
        return due_on(bound_after(j, bound, bound_from(j->c, bound, from)), rule->source);
    int64_t days = settings_number(j->c->settings, setting);
    bool working = setting_spec(setting)->unit == SETTING_WORKING_DAYS;
    return due_on(day_after(j, from, days, working), setting_source(setting));
}

Due due_within(Judgement *j, const char *verb, SettingKind setting)
{
    return due_within_of(j, verb, setting, j->c->day);
}

Due due_bound(Judgement *j, const Rule *rule, Day from)
{
    const Bound *bound = &rule->value->bound;
    if (rule->value->kind != VALUE_BOUND || bound->kind == BOUND_PROMPTLY)
        return due_none();
    return due_on(bound_after(j, bound, from), rule->source);
}

Due due_on(Day day, Source source)
{
    return (Due){ .day = day, .source = source };
}

Due due_none(void)
{
    return (Due){ .day = DAY_NONE };
}

/* A stage that the charter never speaks of owes nothing by the office's own
 * habits: who goes through it all the same does so freely. */
static bool stage_missing(const Case *c, const char *verb, Source source)
{
    static const char *const stages[] = { "research", "topic",      "consultation", "minutes",
                                          "decision", "inspection", "news" };
    bool said = source.kind == SOURCE_CLAUSE || source.kind == SOURCE_READING;
    for (size_t i = 0; !said && c->charter != NULL && i < sizeof stages / sizeof *stages; i++)
        if (text_starts(verb, stages[i]) && !ruleset_speaks_of(c->charter, stages[i]))
            return true;
    return false;
}

void open_duty_from(Judgement *j, const char *owner, const char *verb, Subject subject,
                    Day from, Due due, Source source)
{
    if (stage_missing(j->c, verb, source))
        return;
    rely_on(j, source);
    *LIST_ADD(j->op->arena, &j->outcome.opens) =
        (DutyOpened){ .owner = owner,
                      .verb = verb,
                      .subject = subject,
                      .from = from,
                      .due = due.day,
                      .source = source,
                      .due_source = day_given(due.day) ? due.source : source };
}

void open_duty(Judgement *j, const char *owner, const char *verb, Subject subject, Due due,
               Source source)
{
    open_duty_from(j, owner, verb, subject, DAY_NONE, due, source);
}

void open_duties_of(Judgement *j, const char *verb, Subject subject, Due due,
                    SettingKind fallback)
{
    const Ruleset *charter = j->c->charter;
    const Rule *rule = ruleset_act_rule(charter, verb, "owed-by");
    if (rule == NULL)
        rule = meeting_doer_rule(j->c, verb);
    if (rule == NULL)
        rule = ruleset_act_rule(charter, verb, "by");
    if (rule != NULL && (rule->force == FORCE_MAY || rule->force == FORCE_IF_NEEDED))
        return; /* who may, if needed, owes nothing */
    if (rule != NULL && rule->value->kind == VALUE_ACTOR) {
        TextList posts = actor_owners(j->c, j->op->arena, &rule->value->actor);
        for (size_t i = 0; i < posts.count; i++)
            open_duty(j, posts.items[i], verb, subject, due, rule->source);
        if (posts.count > 0)
            return;
    }
    const Rule *done = ruleset_act_rule(charter, verb, "done");
    if (done != NULL && done->force == FORCE_MUST)
        open_duty(j, office_post(j->c), verb, subject, due, done->source);
    else if (fallback != SETTING_COUNT)
        open_duty(j, office_post(j->c), verb, subject, due, setting_source(fallback));
}

static bool ended(const Judgement *j, int64_t number)
{
    for (size_t i = 0; i < j->outcome.ends.count; i++)
        if (j->outcome.ends.items[i].number == number)
            return true;
    return false;
}

static void end_duties(Judgement *j, Subject subject, const char *verb, const char *owner,
                       DutyEnd how)
{
    for (size_t i = 0; i < j->c->duties.count; i++) {
        const DutyRow *duty = &j->c->duties.items[i];
        if (text_same(duty->noun, noun_name(subject.noun)) && duty->subject == subject.number &&
            (verb == NULL || text_same(duty->verb, verb)) &&
            (owner == NULL || text_same(duty->owner, owner)) && !ended(j, duty->number))
            *LIST_ADD(j->op->arena, &j->outcome.ends) =
                (DutyEnded){ .number = duty->number, .how = how };
    }
}

void excuse_duties(Judgement *j, Subject subject, const char *verb, const char *owner)
{
    end_duties(j, subject, verb, owner, DUTY_EXCUSED);
}

void finish_duties(Judgement *j, Subject subject, const char *verb, const char *owner)
{
    end_duties(j, subject, verb, owner, DUTY_DONE);
}
