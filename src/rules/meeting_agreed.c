/* What is resolved at a meeting where the charter wants those who attend to
 * agree: all of them, or so many. */
#include "base/text.h"
#include "rules/meeting.h"
#include "rules/owed.h"

/* The lines of the roster whose people came, attend, and have a say. */
static TextList voices(const Case *c, Arena *arena, const Actor *actor)
{
    TextList out = { 0 };
    for (size_t i = 0; i < c->meeting->roster.count; i++) {
        const RosterEntryRow *entry = &c->meeting->roster.items[i];
        if (text_same(entry->status, "attend") && roster_came(c, entry) &&
            actor_holds(c, actor, entry->who))
            *LIST_ADD(arena, &out) = entry->who;
    }
    return out;
}

static bool enough(const Actor *actor, size_t agreed, size_t all)
{
    switch (actor->mode) {
    case ACTOR_MAJORITY:
        return agreed * 2 > all;
    case ACTOR_TWO_THIRDS:
        return agreed * 3 >= all * 2;
    case ACTOR_ALL:
    case ACTOR_EACH:
    case ACTOR_ATTENDING:
        return agreed == all;
    case ACTOR_ANY:
    case ACTOR_TURN:
    case ACTOR_RANKED:
        break;
    }
    return true;
}

/* By the one the charter lets decide where they do not agree; else not. */
static void not_agreed(Judgement *j, const Rule *rule, size_t agreed, size_t all)
{
    const Rule *to = ruleset_rule(j->c->charter, "deadlock.to");
    const char *count =
        arena_printf(j->op->arena, "到会有权表示意见的%zu方，同意的%zu方", all, agreed);
    if (to != NULL && to->value->kind == VALUE_ACTOR &&
        actor_holds(j->c, &to->value->actor, j->c->actor.post)) {
        j->outcome.source = to->source;
        need_reason(j, to->source, "%s；意见不一致，由%s决定的，要写明其决定。", count,
                    to->value->words);
        return;
    }
    hold_to(j, rule->force, rule->source,
            to == NULL ? "协商一致后再议定。"
                       : arena_printf(j->op->arena, "协商不成的，报%s决定。", to->value->words),
            arena_printf(j->op->arena, "议定事项由%s同意；%s。", rule->value->words, count));
}

void agreed_by_enough(Judgement *j, const TextList *agreed)
{
    const Rule *rule = ruleset_act_rule(j->c->charter, "meeting.resolve", "by");
    if (rule == NULL || rule->value->kind != VALUE_ACTOR)
        return;
    TextList all = voices(j->c, j->op->arena, &rule->value->actor);
    size_t count = 0;
    units_once(j, agreed);
    for (size_t i = 0; i < agreed->count; i++) {
        if (!text_listed(&all, agreed->items[i]))
            refuse(j, order_source("meeting.resolve.agreed"), "只列到会出席的人。",
                   "%s没有到会出席，不能列为同意的人。", case_title(j->c, agreed->items[i]));
        count++;
    }
    if (!enough(&rule->value->actor, count, all.count))
        not_agreed(j, rule, count, all.count);
}
