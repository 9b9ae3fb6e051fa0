#include "rules/owed.h"

#include "base/text.h"

static bool demanded(const Rule *rule)
{
    return rule != NULL && rule->force != FORCE_MAY && rule->force != FORCE_IF_NEEDED;
}

static const Rule *rule_demanding(const Case *c, const char *verb)
{
    static const char *const aspects[] = { "owed-by", "by", "done" };
    for (size_t i = 0; i < sizeof aspects / sizeof *aspects; i++) {
        const Rule *rule = ruleset_act_rule(c->charter, verb, aspects[i]);
        if (demanded(rule))
            return rule;
    }
    return NULL;
}

const Rule *rule_of_duty(const Case *c, const char *verb, const char *matter)
{
    const Rule *rule = rule_demanding(c, verb);
    return rule == NULL && matter != NULL ? rule_demanding(c, matter) : rule;
}

Source duty_source(const Case *c, const char *verb, const char *matter, Source otherwise)
{
    const Rule *rule = rule_of_duty(c, verb, matter);
    return rule != NULL ? rule->source : otherwise;
}

const Item *content_asked(const Case *c, const char *verb, const char *word)
{
    const Rule *rule = ruleset_act_rule(c->charter, verb, "with");
    for (size_t i = 0; rule != NULL && i < rule->value->item_count; i++)
        if (text_same(rule->value->items[i].word, word))
            return &rule->value->items[i];
    return NULL;
}

void content_needed(Judgement *j, const char *word, bool given)
{
    const Item *item = content_asked(j->c, j->c->act->verb, word);
    if (item == NULL || given)
        return;
    switch (item->force) {
    case FORCE_MUST:
        refuse(j, item->source, arena_printf(j->op->arena, "补上“%s”。", item->title),
               "“%s”应当有“%s”，这里没有写。", j->c->act->label, item->title);
        return;
    case FORCE_IN_PRINCIPLE:
    case FORCE_USUALLY:
        need_reason(j, item->source, "“%s”%s要有“%s”，这里没有写。", j->c->act->label,
                    force_chinese(item->force), item->title);
        return;
    case FORCE_MAY:
    case FORCE_IF_NEEDED:
        return;
    }
}

void deadline_ahead(Judgement *j, Day day)
{
    if (day_compare(day, j->c->day) < 0)
        refuse(j, house_source(HOUSE_DEADLINE_AHEAD), "改为办理日或者以后的日期。",
               "期限%s早于办理日%s。", day_chinese(j->op->arena, day),
               day_chinese(j->op->arena, j->c->day));
}

bool text_listed(const TextList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i], text))
            return true;
    return false;
}

void units_once(Judgement *j, const TextList *units)
{
    for (size_t i = 0; i < units->count; i++)
        for (size_t k = 0; k < i; k++)
            if (text_same(units->items[i], units->items[k]))
                refuse(j, house_source(HOUSE_ONCE), "每个单位只写一次。", "%s写了两次。",
                       case_title(j->c, units->items[i]));
}

const char *units_words(const Case *c, Arena *arena, const TextList *units)
{
    TextList words = { 0 };
    for (size_t i = 0; i < units->count; i++)
        *LIST_ADD(arena, &words) = case_title(c, units->items[i]);
    return text_join(arena, &words, "、");
}
