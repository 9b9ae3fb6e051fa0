/* Research: before a topic is proposed, on an agreed topic, or jointly. */
#include "base/text.h"
#include "rules/nouns.h"
#include "rules/owed.h"

static void days_in_order(Judgement *j, Day started, Day ended)
{
    if (day_compare(ended, started) < 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "核对调研的开始日和结束日。",
               "调研结束日%s早于开始日%s。", day_chinese(j->op->arena, ended),
               day_chinese(j->op->arena, started));
    if (day_compare(j->c->day, ended) < 0)
        refuse(j, house_source(HOUSE_DAYS_IN_ORDER), "调研结束以后再形成报告。",
               "调研结束日%s晚于办理日%s。", day_chinese(j->op->arena, ended),
               day_chinese(j->op->arena, j->c->day));
}

void rule_research_report(Judgement *j)
{
    const ResearchReport *f = j->c->fields;
    if (j->opening)
        return;
    days_in_order(j, f->started, f->ended);
    units_once(j, &f->participants);
    content_needed(j, "argument", !text_empty(f->argument));
}

void rule_research_special(Judgement *j)
{
    const ResearchSpecial *f = j->c->fields;
    if (j->opening)
        return;
    days_in_order(j, f->started, f->ended);
    units_once(j, &f->participants);
    content_needed(j, "countermeasures", !text_empty(f->proposals));
    finish_duties(j, j->c->subject, "research.special", NULL);
}

/* Never owed unless the charter says so: nothing waits for it here. */
void rule_research_joint(Judgement *j)
{
    const ResearchJoint *f = j->c->fields;
    if (j->opening)
        return;
    days_in_order(j, f->started, f->ended);
    units_once(j, &f->participants);
    finish_duties(j, j->c->subject, "research.joint", NULL);
}
