#include "rules/judge.h"

#include "base/text.h"
#include "rules/doer.h"
#include "rules/gates.h"
#include "rules/nouns.h"

static NounRule *const noun_rules[ACT_COUNT] = {
    [ACT_CONFERENCE_FOUND] = rule_conference_found,
    [ACT_SETTING_SET] = rule_setting_set,
    [ACT_UNIT_ADD] = rule_unit_add,
    [ACT_PERSON_ADD] = rule_person_add,
    [ACT_POST_FILL] = rule_post_fill,
    [ACT_POST_VACATE] = rule_post_vacate,
    [ACT_LIAISON_NAME] = rule_liaison_name,
    [ACT_MEETING_EXCUSE_YEAR] = rule_meeting_excuse_year,
    [ACT_RECORD_CORRECT] = rule_record_correct,
    [ACT_RECORD_VOID] = rule_record_void,
    [ACT_RESEARCH_REPORT] = rule_research_report,
    [ACT_RESEARCH_SPECIAL] = rule_research_special,
    [ACT_RESEARCH_JOINT] = rule_research_joint,
    [ACT_TOPIC_PROPOSE] = rule_topic_propose,
    [ACT_TOPIC_REVISE] = rule_topic_revise,
    [ACT_TOPIC_SUBMIT] = rule_topic_submit,
    [ACT_TOPIC_AGREE] = rule_topic_agree,
    [ACT_TOPIC_RETRACT_CONSENT] = rule_topic_retract_consent,
    [ACT_TOPIC_RETURN] = rule_topic_return,
    [ACT_TOPIC_DECLINE] = rule_topic_decline,
    [ACT_TOPIC_WITHDRAW] = rule_topic_withdraw,
    [ACT_TOPIC_DEFER] = rule_topic_defer,
    [ACT_TOPIC_DRAFT] = rule_topic_draft,
    [ACT_CONSULTATION_SEND] = rule_consultation_send,
    [ACT_CONSULTATION_EXTEND] = rule_consultation_extend,
    [ACT_CONSULTATION_REMIND] = rule_consultation_remind,
    [ACT_CONSULTATION_REPLY] = rule_consultation_reply,
    [ACT_CONSULTATION_HAND_BACK] = rule_consultation_hand_back,
    [ACT_CONSULTATION_RESEND] = rule_consultation_resend,
    [ACT_CONSULTATION_MEET] = rule_consultation_meet,
    [ACT_CONSULTATION_SETTLE] = rule_consultation_settle,
    [ACT_CONSULTATION_CLOSE] = rule_consultation_close,
    [ACT_MEETING_REQUEST] = rule_meeting_request,
    [ACT_MEETING_CONSENT] = rule_meeting_consent,
    [ACT_MEETING_SCHEDULE] = rule_meeting_schedule,
    [ACT_MEETING_AGENDA] = rule_meeting_agenda,
    [ACT_MEETING_ROSTER] = rule_meeting_roster,
    [ACT_MEETING_READY] = rule_meeting_ready,
    [ACT_MEETING_NOTIFY] = rule_meeting_notify,
    [ACT_MEETING_RESPOND] = rule_meeting_respond,
    [ACT_MEETING_POSTPONE] = rule_meeting_postpone,
    [ACT_MEETING_CANCEL] = rule_meeting_cancel,
    [ACT_MEETING_OPEN] = rule_meeting_open,
    [ACT_MEETING_SIGNIN] = rule_meeting_signin,
    [ACT_MEETING_REPORT] = rule_meeting_report,
    [ACT_MEETING_BRIEF] = rule_meeting_brief,
    [ACT_MEETING_REQUIRE] = rule_meeting_require,
    [ACT_MEETING_DISCUSS] = rule_meeting_discuss,
    [ACT_MEETING_RESOLVE] = rule_meeting_resolve,
    [ACT_MEETING_CLOSE] = rule_meeting_close,
    [ACT_MINUTES_DRAFT] = rule_minutes_draft,
    [ACT_MINUTES_APPROVE] = rule_minutes_approve,
    [ACT_MINUTES_COUNTERSIGN] = rule_minutes_countersign,
    [ACT_MINUTES_RETURN] = rule_minutes_return,
    [ACT_MINUTES_ISSUE] = rule_minutes_issue,
    [ACT_MINUTES_RECEIVE] = rule_minutes_receive,
    [ACT_DECISION_ASSIGN] = rule_decision_assign,
    [ACT_DECISION_ACCEPT] = rule_decision_accept,
    [ACT_DECISION_OBJECT] = rule_decision_object,
    [ACT_DECISION_REPORT] = rule_decision_report,
    [ACT_DECISION_ASK_EXTENSION] = rule_decision_ask_extension,
    [ACT_DECISION_EXTEND] = rule_decision_extend,
    [ACT_DECISION_EXPLAIN] = rule_decision_explain,
    [ACT_DECISION_CHASE] = rule_decision_chase,
    [ACT_DECISION_ASK_CLOSE] = rule_decision_ask_close,
    [ACT_DECISION_VERIFY] = rule_decision_verify,
    [ACT_DECISION_RETURN] = rule_decision_return,
    [ACT_DECISION_CLOSE] = rule_decision_close,
    [ACT_DECISION_REOPEN] = rule_decision_reopen,
    [ACT_INSPECTION_FORM] = rule_inspection_form,
    [ACT_INSPECTION_FIND] = rule_inspection_find,
    [ACT_NEWS_DRAFT] = rule_news_draft,
    [ACT_NEWS_CLEAR] = rule_news_clear,
    [ACT_NEWS_PUBLISH] = rule_news_publish,
};

/* A stage the charter never speaks of is not part of this conference's
 * procedure. */
static void judge_stage(Judgement *j)
{
    static const char *const optional[] = { "research", "consultation", "inspection" };
    const char *verb = j->c->act->verb;
    for (size_t i = 0; j->c->charter != NULL && i < sizeof optional / sizeof *optional; i++) {
        if (text_starts(verb, optional[i]) && !ruleset_speaks_of(j->c->charter, optional[i]))
            refuse(j, order_source("stage"), NULL, "本制度没有“%s”这一环节。",
                   noun_word(noun_find(optional[i])));
    }
}

/* A charter that has lapsed begins nothing new; what runs is brought to its
 * end. */
static void judge_lapsed(Judgement *j)
{
    const Ruleset *charter = j->c->charter;
    const ActSpec *act = j->c->act;
    bool begins = act->kind == ACT_TOPIC_PROPOSE || act->kind == ACT_MEETING_REQUEST ||
                  act->kind == ACT_RESEARCH_REPORT;
    if (charter == NULL || !begins || !day_given(charter->expires) ||
        day_compare(j->c->day, charter->expires) <= 0)
        return;
    const Rule *rule = ruleset_rule(charter, "expiry");
    if (rule == NULL)
        rule = ruleset_rule(charter, "valid-for");
    refuse(j, rule != NULL ? rule->source : order_source("charter.expires"),
           "先修订制度或者另立新制度。", "制度的有效期到%s，此后不再%s。",
           day_chinese(j->op->arena, charter->expires), act->label);
}

static const char *states_words(Judgement *j, const ActSpec *act)
{
    TextList words = { 0 };
    for (size_t i = 0; i < act->from_count; i++) {
        const char *word = noun_state_word(act->on, act->from[i]);
        *LIST_ADD(j->op->arena, &words) = word != NULL ? word : "尚未开始";
    }
    return text_join(j->op->arena, &words, "、");
}

/* Without a step of submitting in the charter, a proposal stands before those
 * who agree it as it was made or mended. */
static bool stands_submitted(const Case *c, const char *state)
{
    return c->charter != NULL && c->subject.noun == NOUN_TOPIC &&
           (text_same(state, "proposed") || text_same(state, "returned")) &&
           !ruleset_speaks_of(c->charter, "topic.submit");
}

static void judge_state(Judgement *j)
{
    const ActSpec *act = j->c->act;
    const char *state = text_empty(j->c->state) ? "none" : j->c->state;
    bool submitted = stands_submitted(j->c, state);
    if (act->from_count == 0)
        return;
    for (size_t i = 0; i < act->from_count; i++)
        if (text_same(act->from[i], state) ||
            (submitted && text_same(act->from[i], "submitted")))
            return;
    const char *word = noun_state_word(act->on, state);
    refuse(j, order_source(arena_printf(j->op->arena, "%s.from", act->verb)),
           arena_printf(j->op->arena, "状态为“%s”时才能%s。", states_words(j, act), act->label),
           "%s现在的状态是“%s”，不能%s。", noun_word(act->on), word != NULL ? word : "尚未开始",
           act->label);
}

/* Whoever acts in a post holds it on that day. A post nobody was ever named
 * to acts by its title alone; one that is vacant does not. */
static void judge_held(Judgement *j, const Capacity *actor)
{
    const Case *c = j->c;
    bool filled = false;
    if (actor->post == NULL || text_same(actor->post, "admin"))
        return;
    for (size_t i = 0; i < c->tenures.count; i++) {
        const TenureRow *row = &c->tenures.items[i];
        bool covers = day_compare(row->since, c->day) <= 0 &&
                      (!day_given(row->until) || day_compare(c->day, row->until) <= 0);
        if (!text_same(row->post, actor->post))
            continue;
        if (covers && (actor->person == 0 || actor->person == row->person))
            return;
        filled = true;
    }
    if (filled || actor->person != 0)
        refuse(j, house_source(HOUSE_POST_IS_HELD), "由当日在任的人办理，或者先登记任职。",
               "%s%s不在任。", day_chinese(j->op->arena, c->day), actor->title);
}

static void judge_days(Judgement *j)
{
    const Case *c = j->c;
    if (day_compare(c->day, c->today) > 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "改为今天或以前的日期。",
               "办理日%s晚于登记日。", day_chinese(j->op->arena, c->day));
    for (size_t i = 0; i < c->done.count; i++) {
        const HistoryRow *row = &c->done.items[i];
        if (text_same(row->noun, noun_name(c->subject.noun)) &&
            row->number == c->subject.number && day_compare(c->day, row->done_on) < 0 &&
            c->subject.noun != NOUN_CONFERENCE)
            refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "核对办理日（done-on）。",
                   "办理日%s早于前一环节“%s”的%s。", day_chinese(j->op->arena, c->day),
                   act_find(row->verb)->label, day_chinese(j->op->arena, row->done_on));
    }
    if (day_compare(c->day, c->today) < 0 && !act_file_given(&c->envelope->scan))
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "附上当日原件的扫描件（scan）。",
               "补记%s的办理，应当附原件扫描件。", day_chinese(j->op->arena, c->day));
    if (c->on_behalf && !act_file_given(&c->envelope->scan))
        refuse(j, house_source(HOUSE_SCAN_FOR_OTHERS), "附上签字原件的扫描件（scan）。",
               "代%s登记，应当附其签字原件的扫描件。", c->actor.title);
}

/* What was owed and is now done: the open duties of this verb on this
 * subject that the actor, or the unit it acts for, owes. */
static void end_own_duties(Judgement *j)
{
    const Case *c = j->c;
    for (size_t i = 0; i < c->duties.count; i++) {
        const DutyRow *duty = &c->duties.items[i];
        bool mine = text_same(duty->owner, c->actor.post) ||
                    (!text_empty(c->actor.body) && text_same(duty->owner, c->actor.body)) ||
                    !duty_is_each(c, duty->verb);
        if (mine && text_same(duty->verb, c->act->verb) &&
            text_same(duty->noun, noun_name(c->subject.noun)) &&
            duty->subject == c->subject.number)
            *LIST_ADD(j->op->arena, &j->outcome.ends) =
                (DutyEnded){ .number = duty->number, .how = DUTY_DONE };
    }
}

static void outcome_begin(Judgement *j)
{
    const Case *c = j->c;
    Outcome *out = &j->outcome;
    out->on = c->subject;
    out->from = text_empty(c->state) || c->act->makes != NOUN_NONE ? NULL : c->state;
    out->to = c->act->to;
    out->has_made = c->act->makes != NOUN_NONE;
    out->made = c->made;
    out->on_behalf = c->on_behalf;
    out->backdated = day_compare(c->day, c->today) < 0;
    out->reason = c->envelope->reason;
}

static void held_by_both(Judgement *j)
{
    judge_held(j, &j->c->actor);
    if (!judged(j) && j->c->on_behalf)
        judge_held(j, &j->c->enterer);
}

static void judge_noun(Judgement *j)
{
    end_own_duties(j);
    if (noun_rules[j->c->act->kind] != NULL)
        noun_rules[j->c->act->kind](j);
}

/* In the order of judge.h; the step that spoke, or BAR_NONE. */
static Bar judge_all(Judgement *j)
{
    static void (*const steps[])(Judgement *) = {
        [BAR_STAGE] = judge_stage, [BAR_LAPSED] = judge_lapsed, [BAR_STATE] = judge_state,
        [BAR_HELD] = held_by_both, [BAR_DOER] = judge_doer,     [BAR_DAYS] = judge_days,
        [BAR_GATE] = judge_gates,  [BAR_NOUN] = judge_noun,
    };
    outcome_begin(j);
    for (size_t bar = BAR_STAGE; bar < sizeof steps / sizeof *steps; bar++) {
        steps[bar](j);
        if (judged(j))
            return (Bar)bar;
    }
    return BAR_NONE;
}

/* ---- before anything is filled in ---------------------------------------- */

static Opening opening_of(Op *op, const Case *c)
{
    Judgement j = { .op = op, .c = c, .opening = true, .verdict = { .kind = VERDICT_ALLOWED } };
    Bar bar = judge_all(&j);
    if (bar == BAR_NONE)
        j.verdict = (Verdict){
            .kind = VERDICT_ALLOWED, .source = j.outcome.source, .why = "", .remedy = ""
        };
    return (Opening){ .verdict = j.verdict, .bar = bar };
}

/* What only asks for a reason may hide what refuses all the same. */
static Opening opening_alone(Op *op, const Case *c)
{
    Opening opening = opening_of(op, c);
    Envelope reasoned = *c->envelope;
    Case with = *c;
    if (opening.verdict.kind != VERDICT_NEEDS_REASON)
        return opening;
    reasoned.reason = "…";
    with.envelope = &reasoned;
    Opening after = opening_of(op, &with);
    return after.bar == BAR_NONE ? opening : after;
}

/* Of a meeting that nobody has named the kind of: the kind that is nearest to
 * being possible. */
static Opening opening_of_kinds(Op *op, const Case *c)
{
    Opening best = { .verdict = { .kind = VERDICT_REFUSED } };
    for (size_t i = 0; i < c->charter->kind_count; i++) {
        MeetingRequest fields = *(const MeetingRequest *)c->fields;
        Case of_kind = *c;
        fields.kind = c->charter->kinds[i].id;
        of_kind.fields = &fields;
        Opening opening = opening_alone(op, &of_kind);
        if (i == 0 || opening.verdict.kind < best.verdict.kind)
            best = opening;
    }
    return c->charter->kind_count > 0 ? best : opening_alone(op, c);
}

void judge_opening(Op *op, const Case *c, Opening *out)
{
    Envelope envelope = envelope_none();
    Case blank = *c;
    blank.envelope = &envelope;
    blank.fields = act_data_new(op->arena, c->act);
    blank.on_behalf = false;
    *out = c->act->kind == ACT_MEETING_REQUEST && c->charter != NULL
               ? opening_of_kinds(op, &blank)
               : opening_alone(op, &blank);
}

void judge(Op *op, const Case *c, Verdict *verdict, Outcome *outcome)
{
    Judgement j = { .op = op, .c = c, .verdict = { .kind = VERDICT_ALLOWED } };
    judge_all(&j);
    *verdict = j.verdict;
    *outcome = j.outcome;
    if (!judged(&j)) {
        verdict->source = outcome->source;
        verdict->why = verdict->remedy = "";
    }
}
