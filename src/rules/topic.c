/* Topics: proposed, submitted, agreed by the conveners, drafted. */
#include "base/text.h"
#include "rules/nouns.h"

static bool category_known(const Case *c, const char *clause)
{
    return c->charter->category_count == 0 || ruleset_category(c->charter, clause) != NULL;
}

static void category_checked(Judgement *j, const char *clause)
{
    if (clause != NULL && !category_known(j->c, clause))
        refuse(j, house_source(HOUSE_NAMES_EXIST), "在制度所列的会议内容中选择类别。",
               "“%s”不是制度所列的会议内容。", clause);
}

void rule_topic_propose(Judgement *j)
{
    const TopicPropose *f = j->c->fields;
    category_checked(j, f->category);
    open_duties_of(j, "topic.submit", j->c->made, due_none(), SETTING_COUNT);
}

void rule_topic_revise(Judgement *j)
{
    const TopicRevise *f = j->c->fields;
    category_checked(j, f->category);
}

void rule_topic_submit(Judgement *j)
{
    excuse_duties(j, j->c->subject, "topic.submit", NULL);
    open_duties_of(j, "topic.agree", j->c->subject,
                   due_within(j, "topic.agree", SETTING_CONSENT_DAYS), SETTING_CONSENT_DAYS);
}

static TextList consents(const Judgement *j)
{
    TextList given = { 0 };
    for (size_t i = 0; i < j->c->topic->consents.count; i++)
        *LIST_ADD(j->op->arena, &given) = j->c->topic->consents.items[i].post;
    return given;
}

static bool consented(const Judgement *j, const char *post)
{
    for (size_t i = 0; i < j->c->topic->consents.count; i++)
        if (text_same(j->c->topic->consents.items[i].post, post))
            return true;
    return false;
}

void rule_topic_agree(Judgement *j)
{
    Subject topic = j->c->subject;
    if (consented(j, j->c->actor.post))
        refuse(j, house_source(HOUSE_ONCE), NULL, "%s已经同意过这个议题。", j->c->actor.title);
    TextList given = consents(j);
    Consent consent = consent_after(j, "topic.agree", &given);
    if (judged(j) || consent.missing.count > 0)
        return;
    to_state(j, "agreed");
    open_duties_of(j, "consultation.send", topic, due_none(), SETTING_COUNT);
    open_duties_of(j, "research.special", topic, due_none(), SETTING_COUNT);
    open_duties_of(j, "topic.draft", topic, due_within(j, "topic.draft", SETTING_DRAFT_DAYS),
                   SETTING_DRAFT_DAYS);
}

void rule_topic_retract_consent(Judgement *j)
{
    if (!consented(j, j->c->actor.post)) {
        refuse(j, order_source("topic.retract-consent.given"), NULL,
               "%s没有对这个议题表示过同意，没有可收回的。", j->c->actor.title);
        return;
    }
    const Rule *rule = rule_of_doer(j->c, "topic.agree");
    if (rule != NULL)
        open_duty(j, j->c->actor.post, "topic.agree", j->c->subject,
                  due_within(j, "topic.agree", SETTING_CONSENT_DAYS), rule->source);
}

/* Back to the office, off the list, taken back: nobody owes anything on it. */
void rule_topic_return(Judgement *j)
{
    excuse_duties(j, j->c->subject, NULL, NULL);
    open_duties_of(j, "topic.submit", j->c->subject, due_none(), SETTING_COUNT);
}

void rule_topic_decline(Judgement *j)
{
    excuse_duties(j, j->c->subject, NULL, NULL);
}

void rule_topic_withdraw(Judgement *j)
{
    excuse_duties(j, j->c->subject, NULL, NULL);
}

void rule_topic_defer(Judgement *j)
{
    excuse_duties(j, j->c->subject, NULL, NULL);
}

void rule_topic_draft(Judgement *j)
{
    for (size_t i = 0; i < j->c->topic->consultations.count; i++) {
        const ConsultationCase *consultation = &j->c->topic->consultations.items[i];
        for (size_t k = 0; k < consultation->points.count; k++)
            if (consultation->points.items[k].outcome == NULL)
                refuse(j, house_source(HOUSE_EVERY_POINT_ANSWERED),
                       "先逐条处理收到的意见（consultation.settle）。",
                       "%s提出的意见还没有处理，不能形成草案。",
                       case_title(j->c, consultation->points.items[k].unit));
    }
}
