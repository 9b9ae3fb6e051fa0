#include "rules/doer.h"

#include "base/text.h"
#include "rules/decision.h"
#include "rules/judge.h"
#include "rules/meeting.h"

/* Whose the act is when no clause says: everyone's daily work is not alike. */
typedef enum DefaultDoer {
    DOER_OFFICE,    /* the daily work: H2 */
    DOER_ADMIN,     /* the deployment's administrator or the office: H11 */
    DOER_CONSULTED, /* a unit for itself: H3 */
    DOER_ASSIGNED,
    DOER_LEAD,
    DOER_INVITED,
    DOER_COPIED,
    DOER_GIVER,   /* who may consent may also return or take back: H14 */
    DOER_SPEAKER, /* who speaks at a meeting: H15 */
    DOER_RULE,    /* the noun's rule decides */
} DefaultDoer;

static const DefaultDoer default_doers[ACT_COUNT] = {
    [ACT_DEPLOYMENT_OPEN] = DOER_ADMIN,
    [ACT_CONFERENCE_FOUND] = DOER_ADMIN,
    [ACT_PERSON_ADD] = DOER_ADMIN,
    [ACT_POST_FILL] = DOER_ADMIN,
    [ACT_POST_VACATE] = DOER_ADMIN,
    [ACT_CONSULTATION_REPLY] = DOER_CONSULTED,
    [ACT_CONSULTATION_HAND_BACK] = DOER_CONSULTED,
    [ACT_DECISION_ACCEPT] = DOER_ASSIGNED,
    [ACT_DECISION_OBJECT] = DOER_ASSIGNED,
    [ACT_DECISION_REPORT] = DOER_ASSIGNED,
    [ACT_DECISION_ASK_EXTENSION] = DOER_LEAD,
    [ACT_DECISION_EXPLAIN] = DOER_LEAD,
    [ACT_DECISION_ASK_CLOSE] = DOER_LEAD,
    [ACT_MEETING_RESPOND] = DOER_INVITED,
    [ACT_MINUTES_RECEIVE] = DOER_COPIED,
    [ACT_MINUTES_COUNTERSIGN] = DOER_INVITED,
    [ACT_TOPIC_RETRACT_CONSENT] = DOER_GIVER,
    [ACT_TOPIC_RETURN] = DOER_GIVER,
    [ACT_TOPIC_DECLINE] = DOER_GIVER,
    [ACT_MINUTES_RETURN] = DOER_GIVER,
    [ACT_DECISION_EXTEND] = DOER_GIVER,
    [ACT_DECISION_CLOSE] = DOER_RULE,
    [ACT_DECISION_VERIFY] = DOER_RULE,
    [ACT_DECISION_RETURN] = DOER_RULE,
    [ACT_INSPECTION_FIND] = DOER_RULE,
    [ACT_MEETING_BRIEF] = DOER_SPEAKER,
    [ACT_MEETING_REQUIRE] = DOER_SPEAKER,
};

bool acts_for(const Case *c, const char *post, const char *unit)
{
    const PostRow *row = case_post(c, post);
    const Unit *spoken = c->charter == NULL ? NULL : ruleset_unit(c->charter, unit);
    return text_same(post, unit) || (row != NULL && text_same(row->body, unit)) ||
           (spoken != NULL && text_same(spoken->speaks_through, post));
}

static bool in_consultation(const Case *c)
{
    for (size_t i = 0; c->consultation != NULL && i < c->consultation->units.count; i++)
        if (acts_for(c, c->actor.post, c->consultation->units.items[i].unit))
            return true;
    return false;
}

static bool in_decision(const Case *c, bool lead_only)
{
    for (size_t i = 0; c->decision != NULL && i < c->decision->units.count; i++) {
        const DecisionUnitRow *row = &c->decision->units.items[i];
        if (acts_for(c, c->actor.post, row->unit) &&
            (!lead_only || text_same(row->part, "lead")))
            return true;
    }
    return false;
}

static bool in_roster(const Case *c)
{
    for (size_t i = 0; c->meeting != NULL && i < c->meeting->roster.count; i++)
        if (acts_for(c, c->actor.post, c->meeting->roster.items[i].who))
            return true;
    return false;
}

static bool in_copies(const Case *c)
{
    for (size_t i = 0; c->minutes != NULL && i < c->minutes->copies.count; i++)
        if (acts_for(c, c->actor.post, c->minutes->copies.items[i].unit))
            return true;
    return false;
}

/* The act whose givers may also take it back, return or extend. */
static const char *giving_verb(ActKind kind)
{
    return kind == ACT_MINUTES_RETURN ? "minutes.approve" : "topic.agree";
}

static bool may_by_default(const Case *c, DefaultDoer doer, HouseRule *rule)
{
    const Rule *giver = rule_of_doer(c, giving_verb(c->act->kind));
    bool office = text_same(c->actor.post, office_post(c));
    *rule = HOUSE_UNIT_SPEAKS_FOR_ITSELF;
    switch (doer) {
    case DOER_CONSULTED:
        return in_consultation(c);
    case DOER_ASSIGNED:
        return in_decision(c, false);
    case DOER_LEAD:
        return in_decision(c, true);
    case DOER_INVITED:
        return in_roster(c);
    case DOER_COPIED:
        return in_copies(c);
    case DOER_ADMIN:
        *rule = HOUSE_FOUNDING;
        return office || text_same(c->actor.post, "admin");
    case DOER_GIVER:
        *rule = HOUSE_GIVER_MAY_REFUSE;
        return giver != NULL ? actor_holds(c, &giver->value->actor, c->actor.post) : office;
    case DOER_SPEAKER:
        *rule = HOUSE_SPEAKER_ATTENDS;
        return office || in_roster(c);
    case DOER_RULE:
        *rule = HOUSE_DOER_NEVER_CLOSES;
        return true;
    case DOER_OFFICE:
        *rule = HOUSE_OFFICE_DOES_DAILY_WORK;
        return office;
    }
    return false;
}

static void refuse_doer(Judgement *j, Source source, const char *who)
{
    refuse(j, source, arena_printf(j->op->arena, "由%s办理。", who), "%s不能%s。",
           j->c->actor.title, j->c->act->label);
}

static const char *default_words(const Case *c, Arena *arena, DefaultDoer doer)
{
    const char *office = case_title(c, office_post(c));
    switch (doer) {
    case DOER_CONSULTED:
        return "被征求意见的单位";
    case DOER_ASSIGNED:
        return "牵头单位或者配合单位";
    case DOER_LEAD:
        return "牵头单位";
    case DOER_INVITED:
        return "参会名单上的单位和人员";
    case DOER_COPIED:
        return "分送单位";
    case DOER_ADMIN:
        return arena_printf(arena, "系统管理员或者%s", office);
    case DOER_GIVER:
        return "有权商定、审定的人";
    case DOER_SPEAKER:
        return arena_printf(arena, "参会的人或者%s", office);
    case DOER_OFFICE:
    case DOER_RULE:
        return office;
    }
    return "";
}

const char *doers_words(const Case *c, Arena *arena)
{
    DefaultDoer doer = default_doers[c->act->kind];
    if (c->charter == NULL)
        return "系统管理员";
    const Rule *rule = rule_of_doer(c, c->act->verb);
    const Rule *daily = ruleset_rule(c->charter, "daily-work.by");
    if (rule != NULL)
        return rule->value->words;
    if (doer == DOER_OFFICE && daily != NULL && daily->value->kind == VALUE_ACTOR)
        return daily->value->words;
    return default_words(c, arena, doer);
}

static void judge_by_default(Judgement *j)
{
    const Case *c = j->c;
    DefaultDoer doer = default_doers[c->act->kind];
    const Rule *daily = ruleset_rule(c->charter, "daily-work.by");
    HouseRule house;
    if (doer == DOER_OFFICE && daily != NULL && daily->value->kind == VALUE_ACTOR) {
        j->outcome.source = daily->source;
        if (!actor_holds(c, &daily->value->actor, c->actor.post))
            refuse_doer(j, daily->source, daily->value->words);
        return;
    }
    bool may = may_by_default(c, doer, &house);
    j->outcome.source = house_source(house);
    if (!may)
        refuse_doer(j, house_source(house), default_words(c, j->op->arena, doer));
}

/* VERB.instead: allowed with a recorded reason. */
static bool judge_instead(Judgement *j)
{
    const Rule *instead = ruleset_act_rule(j->c->charter, j->c->act->verb, "instead");
    if (instead == NULL || instead->value->kind != VALUE_ACTOR ||
        !actor_holds(j->c, &instead->value->actor, j->c->actor.post))
        return false;
    j->outcome.source = instead->source;
    need_reason(j, instead->source, "由%s%s，要写明理由。", j->c->actor.title,
                j->c->act->label);
    return true;
}

/* Where every closer of a decision is also a doer of it, the conveners close. */
static bool judge_conveners_close(Judgement *j)
{
    if (j->c->act->kind != ACT_DECISION_CLOSE ||
        !decision_falls_to(j->c, j->op->arena, j->c->actor.post))
        return false;
    j->outcome.source = house_source(HOUSE_DOER_NEVER_CLOSES);
    return true;
}

/* What a clause has somebody owe, without saying who may do it, is also the
 * daily work of those who do that (ruleset.h), unless a unit or a person can
 * only do it for itself. What several at a meeting resolve they write down. */
static bool judge_daily_work(Judgement *j, const Rule *rule)
{
    const Case *c = j->c;
    const Rule *daily = ruleset_rule(c->charter, "daily-work.by");
    bool owed = rule == ruleset_act_rule(c->charter, c->act->verb, "owed-by");
    bool asked = c->act->kind == ACT_MEETING_REQUEST && rule == meeting_rule(c, "caller");
    bool resolved = c->act->kind == ACT_MEETING_RESOLVE && duty_is_each(c, c->act->verb);
    if ((!owed && !asked && !resolved) || daily == NULL || daily->value->kind != VALUE_ACTOR ||
        default_doers[c->act->kind] != DOER_OFFICE ||
        !actor_holds(c, &daily->value->actor, c->actor.post))
        return false;
    j->outcome.source = resolved ? rule->source : daily->source;
    return true;
}

/* Where those at the meeting do not agree, the charter may let another decide
 * (deadlock.to); the rule of the act says when. */
static bool judge_deadlock(Judgement *j)
{
    const Rule *to = ruleset_rule(j->c->charter, "deadlock.to");
    if (j->c->act->kind != ACT_MEETING_RESOLVE || to == NULL ||
        to->value->kind != VALUE_ACTOR ||
        !actor_holds(j->c, &to->value->actor, j->c->actor.post))
        return false;
    j->outcome.source = to->source;
    return true;
}

void judge_doer(Judgement *j)
{
    const Case *c = j->c;
    if (c->charter == NULL) {
        j->outcome.source = house_source(HOUSE_FOUNDING);
        if (!text_same(c->actor.post, "admin"))
            refuse_doer(j, house_source(HOUSE_FOUNDING), "系统管理员");
        return;
    }
    const Rule *rule = rule_of_doer(c, c->act->verb);
    if (rule == NULL) {
        judge_by_default(j);
        return;
    }
    j->outcome.source = rule->source;
    if (actor_holds(c, &rule->value->actor, c->actor.post)) {
        if (c->act->kind != ACT_DECISION_CLOSE) /* there who does it is passed over */
            judge_rank(j, rule, c->actor.post);
        return;
    }
    if (judge_instead(j) || judge_conveners_close(j) || judge_daily_work(j, rule) ||
        judge_deadlock(j))
        return;
    refuse_doer(j, rule->source, rule->value->words);
}

bool duty_is_each(const Case *c, const char *verb)
{
    const ActSpec *spec = act_find(verb);
    const Rule *owed = ruleset_act_rule(c->charter, verb, "owed-by");
    const Rule *by = meeting_doer_rule(c, verb);
    if (by == NULL)
        by = ruleset_act_rule(c->charter, verb, "by");
    if (owed != NULL && owed->value->kind == VALUE_ACTOR)
        return owed->value->actor.mode != ACTOR_ANY && owed->value->actor.mode != ACTOR_TURN &&
               owed->value->actor.mode != ACTOR_RANKED;
    if (by != NULL && by->value->kind == VALUE_ACTOR)
        return by->value->actor.mode != ACTOR_ANY && by->value->actor.mode != ACTOR_TURN &&
               by->value->actor.mode != ACTOR_RANKED;
    if (spec == NULL)
        return false;
    DefaultDoer doer = default_doers[spec->kind];
    return doer == DOER_CONSULTED || doer == DOER_ASSIGNED || doer == DOER_INVITED ||
           doer == DOER_COPIED || doer == DOER_LEAD;
}
