/* Decisions coming to an end: said to be done, looked at, sent back, closed.
 *
 * The doer never closes its own decision (H1). Where everyone who may close
 * is a doer, somebody else must have found it done, and all the conveners
 * close together: each but the last by a verification that it is so
 * (decision.verify, passed), the last by decision.close.
 */
#include "base/text.h"
#include "rules/decision.h"
#include "rules/nouns.h"
#include "rules/owed.h"

void rule_decision_ask_close(Judgement *j)
{
    const DecisionAskClose *f = j->c->fields;
    Subject decision = j->c->subject;
    if (j->opening)
        return;
    content_needed(j, "evidence", act_file_given(&f->evidence));
    /* the result is the lead's last report; the others need none any more */
    finish_duties(j, decision, "decision.report", j->c->decision->row.lead);
    excuse_duties(j, decision, "decision.report", NULL);
    excuse_duties(j, decision, "decision.extend", NULL);
    excuse_duties(j, decision, "decision.chase", NULL);
    Closers closers = decision_closers(j->c, j->op->arena);
    const TextList *owners = closers.by_conveners ? &closers.posts : &closers.free;
    Due due = due_within(j, "decision.close", SETTING_CLOSE_DAYS);
    for (size_t i = 0; i < owners->count; i++)
        open_duty(
            j, owners->items[i], "decision.close", decision, due,
            duty_source(j->c, "decision.close", NULL, setting_source(SETTING_CLOSE_DAYS)));
}

/* ---- looking at it ------------------------------------------------------- */

static bool may_look(const Case *c, Arena *arena, const char *post)
{
    static const char *const verbs[] = { "decision.verify", "decision.supervise",
                                         "inspection.form", "decision.close" };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        const Rule *rule = rule_of_doer(c, verbs[i]);
        if (rule != NULL && actor_holds(c, &rule->value->actor, post))
            return true;
    }
    return text_same(post, office_post(c)) || decision_falls_to(c, arena, post);
}

static const char *who_can(Judgement *j, const Closers *closers)
{
    if (closers->by_conveners)
        return arena_printf(j->op->arena, "凭不承办的人的核实结论，由全体召集人（%s）销号。",
                            posts_words(j->c, j->op->arena, &closers->posts));
    return arena_printf(j->op->arena, "由%s办理。",
                        posts_words(j->c, j->op->arena, &closers->free));
}

static void refuse_doing(Judgement *j, const Closers *closers)
{
    refuse(j, house_source(HOUSE_DOER_NEVER_CLOSES), who_can(j, closers),
           "%s是这项议定事项的承办方，不能%s。", j->c->actor.title, j->c->act->label);
}

void rule_decision_verify(Judgement *j)
{
    const char *post = j->c->actor.post;
    Closers closers = decision_closers(j->c, j->op->arena);
    bool convener = closers.by_conveners && text_listed(&closers.posts, post);
    if (decision_doer(j->c, post) && !convener)
        refuse_doing(j, &closers);
    else if (!may_look(j->c, j->op->arena, post))
        refuse(j, house_source(HOUSE_DOER_NEVER_CLOSES), who_can(j, &closers),
               "%s没有负责督促检查，不能%s。", j->c->actor.title, j->c->act->label);
}

/* Who may close may send back; so may the office, which only keeps order. */
void rule_decision_return(Judgement *j)
{
    Closers closers = decision_closers(j->c, j->op->arena);
    const char *post = j->c->actor.post;
    if (!text_listed(&closers.posts, post) && !text_same(post, office_post(j->c)))
        refuse(j, house_source(HOUSE_DOER_NEVER_CLOSES), who_can(j, &closers), "%s不能%s。",
               j->c->actor.title, j->c->act->label);
    excuse_duties(j, j->c->subject, "decision.close", NULL);
    running_owed(j, j->c->decision->row.due);
}

/* ---- closing ------------------------------------------------------------- */

/* The record of this decision's last act of that verb; -1: there is none. */
static int64_t last_seq(const Case *c, const char *verb)
{
    int64_t seq = -1;
    for (size_t i = 0; i < c->done.count; i++) {
        const HistoryRow *row = &c->done.items[i];
        if (text_same(row->verb, verb) && text_same(row->noun, "decision") &&
            row->number == c->subject.number && row->seq > seq)
            seq = row->seq;
    }
    return seq;
}

/* The latest word on whether it is done, since it was said to be. */
static bool found_undone(const Case *c)
{
    int64_t asked = last_seq(c, "decision.ask-close"), latest = asked;
    bool undone = false;
    for (size_t i = 0; i < c->decision->checks.count; i++) {
        const DecisionCheckRow *row = &c->decision->checks.items[i];
        if (row->seq > latest) {
            latest = row->seq;
            undone = !text_same(row->result, "passed");
        }
    }
    for (size_t i = 0; i < c->decision->findings.count; i++) {
        const InspectionFindingRow *row = &c->decision->findings.items[i];
        if (row->seq > latest) {
            latest = row->seq;
            undone = !row->passed;
        }
    }
    return undone;
}

static bool verified_by(const Case *c, const char *post)
{
    int64_t asked = last_seq(c, "decision.ask-close");
    bool passed = false;
    for (size_t i = 0; i < c->decision->checks.count; i++) {
        const DecisionCheckRow *row = &c->decision->checks.items[i];
        if (row->seq > asked && text_same(row->by_post, post))
            passed = text_same(row->result, "passed");
    }
    return passed;
}

/* Somebody who does not do the decision has found it done: the joint team
 * since the decision last began to run, or a verification since it was said
 * to be done. */
static bool found_done_by_others(const Case *c)
{
    int64_t begun = last_seq(c, "decision.reopen"), asked = last_seq(c, "decision.ask-close");
    for (size_t i = 0; i < c->decision->findings.count; i++)
        if (c->decision->findings.items[i].seq > begun && c->decision->findings.items[i].passed)
            return true;
    for (size_t i = 0; i < c->decision->checks.count; i++) {
        const DecisionCheckRow *row = &c->decision->checks.items[i];
        if (row->seq > asked && text_same(row->result, "passed") &&
            !decision_doer(c, row->by_post))
            return true;
    }
    return false;
}

static void all_have_looked(Judgement *j, const Closers *closers)
{
    const TextList *needed = closers->by_conveners ? &closers->posts : &closers->free;
    TextList missing = { 0 };
    for (size_t i = 0; i < needed->count; i++)
        if (!text_same(needed->items[i], j->c->actor.post) &&
            !verified_by(j->c, needed->items[i]))
            *LIST_ADD(j->op->arena, &missing) = needed->items[i];
    if (missing.count > 0)
        wait_for(j, closers->source,
                 arena_printf(j->op->arena, "待%s核实属实（decision.verify）。",
                              posts_words(j->c, j->op->arena, &missing)),
                 "销号要由%s共同办理，还差%s的核实。", posts_words(j->c, j->op->arena, needed),
                 posts_words(j->c, j->op->arena, &missing));
}

static void closer_fits(Judgement *j, const Closers *closers)
{
    const char *post = j->c->actor.post;
    bool listed = text_listed(&closers->posts, post);
    if (closers->by_conveners && !listed)
        refuse_doing(j, closers);
    if (!closers->by_conveners && decision_doer(j->c, post))
        refuse_doing(j, closers);
    if (!closers->by_conveners && !listed && rule_of_doer(j->c, "decision.close") == NULL)
        refuse(j, closers->source, who_can(j, closers), "%s不能%s。", j->c->actor.title,
               j->c->act->label);
    if (closers->ranked && !text_listed(&closers->free, post))
        need_reason(j, closers->source, "%s在先，不能办理的才由%s办理，要写明理由。",
                    posts_words(j->c, j->op->arena, &closers->free), j->c->actor.title);
}

void rule_decision_close(Judgement *j)
{
    Closers closers = decision_closers(j->c, j->op->arena);
    closer_fits(j, &closers);
    if (found_undone(j->c))
        refuse(j, order_source("decision.close.verified"),
               "退回销号申请（decision.return），或者重新核实。",
               "最近一次核实的结论是不属实，不能销号。");
    if (closers.by_conveners && ruleset_speaks_of(j->c->charter, "inspection") &&
        !found_done_by_others(j->c))
        wait_for(j, house_source(HOUSE_DOER_NEVER_CLOSES), "待联合督查组核实。",
                 "能销号的各方都是承办方，还没有联合督查组的核实结论。");
    if (closers.all_needed)
        all_have_looked(j, &closers);
    excuse_duties(j, j->c->subject, NULL, NULL);
}
