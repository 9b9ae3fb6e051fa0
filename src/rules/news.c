/* News of a meeting: drafted, cleared, published by the press. */
#include "base/text.h"
#include "rules/nouns.h"
#include "rules/owed.h"

static Subject meeting_of(const Case *c)
{
    return c->news == NULL ? SUBJECT_NONE : (Subject){ NOUN_MEETING, c->news->meeting };
}

void rule_news_draft(Judgement *j)
{
    finish_duties(j, j->c->subject, "news.draft", NULL);
    open_duties_of(j, "news.clear", j->c->made, due_within(j, "news.clear", SETTING_NEWS_DAYS),
                   SETTING_NEWS_DAYS);
}

void rule_news_clear(Judgement *j)
{
    finish_duties(j, j->c->subject, "news.clear", NULL);
    open_duties_of(j, "news.publish", j->c->subject,
                   due_within(j, "news.publish", SETTING_NEWS_DAYS), SETTING_NEWS_DAYS);
}

/* The press publishes; who records it need not be the press. A duty to make
 * the meeting known, owed since the meeting, is met by it too. */
void rule_news_publish(Judgement *j)
{
    const NewsPublish *f = j->c->fields;
    if (j->opening)
        return;
    if (day_compare(j->c->day, f->published) < 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "刊发以后再登记。",
               "刊发日%s晚于办理日%s。", day_chinese(j->op->arena, f->published),
               day_chinese(j->op->arena, j->c->day));
    if (j->c->news != NULL && day_compare(f->published, j->c->news->drafted_on) < 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "核对刊发日。", "刊发日%s早于拟稿日%s。",
               day_chinese(j->op->arena, f->published),
               day_chinese(j->op->arena, j->c->news->drafted_on));
    finish_duties(j, j->c->subject, "news.publish", NULL);
    finish_duties(j, meeting_of(j->c), "news.publish", NULL);
}
