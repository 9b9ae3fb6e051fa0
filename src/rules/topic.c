/* Topics: proposed, submitted, agreed by the conveners, drafted. */
#include "base/text.h"
#include "rules/nouns.h"
#include "rules/owed.h"

static bool category_known(const Case *c, const char *clause)
{
    return c->charter->category_count == 0 || ruleset_category(c->charter, clause) != NULL;
}

/* Where the charter lists what meetings are about, a topic is one of it. */
static void category_needed(Judgement *j, const char *clause)
{
    if (clause == NULL && j->c->charter->category_count > 0)
        refuse(j, house_source(HOUSE_NAMES_EXIST), "在制度所列的会议内容中选择类别。",
               "没有写明议题属于制度所列的哪一类。");
}

static void category_checked(Judgement *j, const char *clause)
{
    if (clause != NULL && !category_known(j->c, clause))
        refuse(j, house_source(HOUSE_NAMES_EXIST), "在制度所列的会议内容中选择类别。",
               "“%s”不是制度所列的会议内容。", clause);
}

/* A proposal is put before those who agree it: by the office's submission, or
 * at once where the charter has no such step. */
static void agreement_owed(Judgement *j, Subject topic)
{
    open_duties_of(j, "topic.agree", topic, due_within(j, "topic.agree", SETTING_CONSENT_DAYS),
                   SETTING_CONSENT_DAYS);
}

void rule_topic_propose(Judgement *j)
{
    const TopicPropose *f = j->c->fields;
    if (j->opening)
        return;
    category_needed(j, f->category);
    category_checked(j, f->category);
    content_needed(j, "reasons", !text_empty(f->basis));
    content_needed(j, "countermeasures", f->measures.count > 0);
    content_needed(j, "research", f->research.count > 0);
    if (ruleset_speaks_of(j->c->charter, "topic.submit"))
        open_duties_of(j, "topic.submit", j->c->made, due_none(), SETTING_COUNT);
    else
        agreement_owed(j, j->c->made);
}

void rule_topic_revise(Judgement *j)
{
    const TopicRevise *f = j->c->fields;
    category_checked(j, f->category);
    if (ruleset_speaks_of(j->c->charter, "topic.submit"))
        return;
    excuse_duties(j, j->c->subject, "topic.agree", NULL);
    agreement_owed(j, j->c->subject);
}

void rule_topic_submit(Judgement *j)
{
    excuse_duties(j, j->c->subject, "topic.submit", NULL);
    agreement_owed(j, j->c->subject);
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
    excuse_duties(j, topic, "topic.agree", NULL);
    open_duties_of(j, "consultation.send", topic, due_none(), SETTING_COUNT);
    open_duties_of(j, "research.special", topic, due_none(), SETTING_COUNT);
    if (ruleset_speaks_of(j->c->charter, "topic.draft"))
        open_duties_of(j, "topic.draft", topic,
                       due_within(j, "topic.draft", SETTING_DRAFT_DAYS), SETTING_DRAFT_DAYS);
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
    if (ruleset_speaks_of(j->c->charter, "topic.submit"))
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
