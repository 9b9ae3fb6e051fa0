/* The joint inspection team: formed after a meeting, finding what was done. */
#include "base/text.h"
#include "rules/doer.h"
#include "rules/nouns.h"
#include "rules/owed.h"

static bool represented(const Case *c, const InspectionForm *f, const char *post)
{
    const Rule *seat = ruleset_rule(c->charter, "office.seat");
    for (size_t i = 0; i < f->members.count; i++) {
        const char *unit = f->members.items[i].unit;
        if (acts_for(c, post, unit))
            return true;
        if (seat != NULL && text_same(post, office_post(c)) &&
            text_same(seat->value->word, unit))
            return true;
    }
    return false;
}

static void bodies_in(Judgement *j, const InspectionForm *f, const TextList *posts,
                      Source source)
{
    for (size_t i = 0; i < posts->count; i++) {
        const PostRow *row = case_post(j->c, posts->items[i]);
        const char *body = row == NULL || text_empty(row->body) ? posts->items[i] : row->body;
        if (!represented(j->c, f, posts->items[i]))
            refuse(j, source,
                   arena_printf(j->op->arena, "把%s列入成员。", case_title(j->c, body)),
                   "联合督查组里应当有%s。", case_title(j->c, body));
    }
}

/* A team the charter describes (teams.ID.members) by the seats it lists. */
static void team_members_in(Judgement *j, const InspectionForm *f, const char *team)
{
    const Rule *rule = ruleset_team_rule(j->c->charter, team, "members");
    for (size_t i = 0; rule != NULL && i < rule->value->item_count; i++) {
        const Item *item = &rule->value->items[i];
        Actor one = { .mode = ACTOR_ANY, .seats = &item->seat, .seat_count = 1 };
        TextList posts = actor_posts(j->c, j->op->arena, &one);
        bodies_in(j, f, &posts, item->source);
    }
}

/* All the parties that the charter has form the team must be in it. */
static void parties_in(Judgement *j, const InspectionForm *f)
{
    const Rule *rule = ruleset_act_rule(j->c->charter, "inspection.form", "owed-by");
    if (rule == NULL)
        rule = rule_of_doer(j->c, "inspection.form");
    if (rule == NULL || rule->value->kind != VALUE_ACTOR)
        return;
    const Actor *actor = &rule->value->actor;
    for (size_t i = 0; i < actor->seat_count; i++)
        if (actor->seats[i].kind == SEAT_TEAM)
            team_members_in(j, f, actor->seats[i].id);
    if (actor->mode != ACTOR_ALL && actor->mode != ACTOR_EACH)
        return;
    TextList posts = actor_posts(j->c, j->op->arena, actor);
    bodies_in(j, f, &posts, rule->source);
}

void rule_inspection_form(Judgement *j)
{
    const InspectionForm *f = j->c->fields;
    if (!j->opening)
        parties_in(j, f);
    if (case_done(j->c, "inspection.form"))
        need_reason(j, house_source(HOUSE_ONCE),
                    "这次会议已经成立联合督查组，再成立一个要写明理由。");
    finish_duties(j, j->c->subject, "inspection.form", NULL);
}

/* Anyone of the team records what it found; the office may, for the team. */
static void finder_fits(Judgement *j)
{
    static const char *const verbs[] = { "inspection.find", "inspection.form",
                                         "decision.supervise" };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        const Rule *rule = rule_of_doer(j->c, verbs[i]);
        if (rule != NULL && actor_holds(j->c, &rule->value->actor, j->c->actor.post)) {
            j->outcome.source = rule->source;
            return;
        }
    }
    Source daily = house_source(HOUSE_OFFICE_DOES_DAILY_WORK);
    if (text_same(j->c->actor.post, office_post(j->c)))
        j->outcome.source = daily;
    else
        refuse(j, daily, "由联合督查组成员或者联席会议办公室登记。",
               "%s不是联合督查组成员，不能登记督查情况。", j->c->actor.title);
}

static void decision_fits(Judgement *j, const DecisionCase *decision)
{
    const char *code =
        subject_code(j->op->arena, (Subject){ NOUN_DECISION, decision->row.number });
    Source source = order_source("inspection.find.decision");
    bool of_meeting = decision->row.meeting == j->c->inspection->meeting;
    bool running =
        text_same(decision->row.state, "assigned") || text_same(decision->row.state, "done");
    if (text_same(decision->row.state, "resolved"))
        refuse(j, source, "交办以后再督查。", "议定事项%s还没有交办。", code);
    else if (!of_meeting && !running)
        refuse(j, source, NULL, "议定事项%s不是这次会议议定的，而且已经销号。", code);
}

void rule_inspection_find(Judgement *j)
{
    const InspectionFind *f = j->c->fields;
    const DecisionCase *decision = case_decision(j->c, f->decision);
    finder_fits(j);
    if (j->opening)
        return;
    if (decision != NULL)
        decision_fits(j, decision);
    if (day_compare(j->c->day, f->found) < 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "督查以后再登记。",
               "督查日%s晚于办理日%s。", day_chinese(j->op->arena, f->found),
               day_chinese(j->op->arena, j->c->day));
    if (day_compare(f->found, j->c->inspection->formed_on) < 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "核对督查日。",
               "督查日%s早于联合督查组成立的%s。", day_chinese(j->op->arena, f->found),
               day_chinese(j->op->arena, j->c->inspection->formed_on));
}
