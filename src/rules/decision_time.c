/* Decisions and time: extensions asked for and granted, and the chase. */
#include "base/text.h"
#include "rules/decision.h"
#include "rules/nouns.h"
#include "rules/owed.h"

static void later_than_due(Judgement *j, Day until)
{
    Day due = j->c->decision->row.due;
    deadline_ahead(j, until);
    if (day_compare(until, due) <= 0)
        refuse(j, order_source("decision.due"), "改为更晚的日期。",
               "现在的完成时限是%s，%s没有延后。", day_chinese(j->op->arena, due),
               day_chinese(j->op->arena, until));
}

/* Nobody is asked for what nobody could grant. */
static void extensions_left(Judgement *j)
{
    int64_t most = settings_number(j->c->settings, SETTING_EXTENSION_MAX);
    if (j->c->decision->row.extensions >= most)
        refuse(j, setting_source(SETTING_EXTENSION_MAX),
               "说明未落实原因（decision.explain），由会议再议。",
               "已经延期%lld次，办公室设定最多延期%lld次。",
               (long long)j->c->decision->row.extensions, (long long)most);
}

/* Who may grant it: the charter's word, else those who agree topics. */
static const Rule *granting_rule(const Case *c)
{
    const Rule *rule = rule_of_doer(c, "decision.extend");
    return rule != NULL ? rule : rule_of_doer(c, "topic.agree");
}

void rule_decision_ask_extension(Judgement *j)
{
    const DecisionAskExtension *f = j->c->fields;
    if (!j->opening)
        later_than_due(j, f->until);
    extensions_left(j);
    if (j->opening)
        return;
    const Rule *rule = granting_rule(j->c);
    Due due = due_within(j, "decision.extend", SETTING_CONSENT_DAYS);
    TextList owners = { 0 };
    if (rule != NULL)
        owners = actor_posts(j->c, j->op->arena, &rule->value->actor);
    if (owners.count == 0)
        *LIST_ADD(j->op->arena, &owners) = office_post(j->c);
    excuse_duties(j, j->c->subject, "decision.extend", NULL);
    for (size_t i = 0; i < owners.count; i++)
        open_duty(
            j, owners.items[i], "decision.extend", j->c->subject, due,
            duty_source(j->c, "decision.extend", NULL, setting_source(SETTING_CONSENT_DAYS)));
}

/* Those who have already agreed to this very day, where several must. */
static TextList agreed_to(const Judgement *j, Day until)
{
    const DecisionExtensionRowList *rows = &j->c->decision->extensions;
    TextList given = { 0 };
    for (size_t i = 0; i < rows->count; i++)
        if (text_same(rows->items[i].kind, "consent") &&
            day_compare(rows->items[i].until, until) == 0 &&
            day_compare(rows->items[i].from_due, j->c->decision->row.due) == 0)
            *LIST_ADD(j->op->arena, &given) = rows->items[i].by_post;
    return given;
}

/* The due day is replaced, and with it what was owed by the old one. */
static void due_replaced(Judgement *j, Day until)
{
    resolve(j, "granted", "1");
    excuse_duties(j, j->c->subject, "decision.extend", NULL);
    excuse_duties(j, j->c->subject, "decision.ask-close", NULL);
    excuse_duties(j, j->c->subject, "decision.chase", NULL);
    closing_application_owed(j, until);
    chasing_owed(j, until);
}

void rule_decision_extend(Judgement *j)
{
    const DecisionExtend *f = j->c->fields;
    if (!j->opening)
        later_than_due(j, f->until);
    extensions_left(j);
    if (j->opening)
        return;
    TextList given = agreed_to(j, f->until);
    if (text_listed(&given, j->c->actor.post))
        refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经同意延期至%s。", j->c->actor.title,
               day_chinese(j->op->arena, f->until));
    Consent consent = consent_after(j, "decision.extend", &given);
    if (consent.missing.count == 0)
        due_replaced(j, f->until);
}

static bool something_late(const Case *c)
{
    if (day_compare(c->day, c->decision->row.due) > 0)
        return true;
    for (size_t i = 0; i < c->duties.count; i++) {
        const DutyRow *duty = &c->duties.items[i];
        bool of_units = text_same(duty->verb, "decision.report") ||
                        text_same(duty->verb, "decision.accept");
        if (of_units && text_same(duty->noun, "decision") &&
            duty->subject == c->subject.number && day_given(duty->due) &&
            day_compare(c->day, duty->due) > 0)
            return true;
    }
    return false;
}

void rule_decision_chase(Judgement *j)
{
    const DecisionChase *f = j->c->fields;
    Source source = setting_source(SETTING_CHASE_REPLY_DAYS);
    if (!something_late(j->c))
        refuse(j, order_source("decision.chase.late"), NULL,
               "完成时限是%s，报送也没有迟，还不到催办的时候。",
               day_chinese(j->op->arena, j->c->decision->row.due));
    if (j->opening)
        return;
    deadline_ahead(j, f->reply_by);
    finish_duties(j, j->c->subject, "decision.chase", NULL);
    open_duty(j, j->c->decision->row.lead, "decision.report", j->c->subject,
              due_on(f->reply_by, source),
              duty_source(j->c, "decision.report", "decision.implement", source));
}

void rule_decision_reopen(Judgement *j)
{
    const DecisionReopen *f = j->c->fields;
    if (j->opening)
        return;
    deadline_ahead(j, f->due);
    running_owed(j, f->due);
}
