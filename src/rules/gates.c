#include "rules/gates.h"

#include "base/text.h"

static TextList still_owing(const Case *c, Arena *arena, const char *verb)
{
    TextList owners = { 0 };
    for (size_t i = 0; i < c->duties.count; i++)
        if (text_same(c->duties.items[i].verb, verb))
            *LIST_ADD(arena, &owners) = case_title(c, c->duties.items[i].owner);
    return owners;
}

static void gate_bites(Judgement *j, const Gate *gate, const TextList *owing)
{
    const ActSpec *needed = act_find(gate->needs);
    const char *label = needed != NULL ? needed->label : gate->needs;
    switch (gate->force) {
    case FORCE_MUST:
        if (owing->count > 0)
            wait_for(j, gate->source,
                     arena_printf(j->op->arena, "待%s完成“%s”。",
                                  text_join(j->op->arena, owing, "、"), label),
                     "“%s”之前应当先“%s”，还差%s。", j->c->act->label, label,
                     text_join(j->op->arena, owing, "、"));
        else
            refuse(j, gate->source, arena_printf(j->op->arena, "先办理“%s”。", label),
                   "“%s”之前应当先“%s”。", j->c->act->label, label);
        return;
    case FORCE_IN_PRINCIPLE:
    case FORCE_USUALLY:
        need_reason(j, gate->source, "“%s”之前%s要先“%s”。", j->c->act->label,
                    force_chinese(gate->force), label);
        return;
    case FORCE_MAY:
    case FORCE_IF_NEEDED:
        return;
    }
}

/* Silence is waited for until the consultation is closed, which wants a
 * recorded reason; it stays on record as silence. */
static bool nobody_awaited(const ConsultationCase *consultation)
{
    for (size_t i = 0; i < consultation->units.count; i++)
        if (text_same(consultation->units.items[i].state, "waiting"))
            return text_same(consultation->row.state, "closed");
    return true;
}

/* Whether a topic has behind it what a gate asks for, by its own facts: a
 * meeting has several topics, and each must have come all the way. */
static bool topic_has(const TopicCase *topic, const char *verb)
{
    bool replied = topic->consultations.count > 0;
    for (size_t i = 0; i < topic->consultations.count; i++)
        replied = replied && nobody_awaited(&topic->consultations.items[i]);
    if (text_same(verb, "consultation.reply"))
        return replied;
    if (text_same(verb, "consultation.send"))
        return topic->consultations.count > 0;
    if (text_same(verb, "topic.draft"))
        return topic->row.draft != NULL;
    if (text_same(verb, "topic.agree"))
        return day_given(topic->row.agreed_on);
    if (text_same(verb, "research.report"))
        return topic->based_on.count > 0;
    if (text_same(verb, "research.special"))
        return topic->research.count > 0;
    return true; /* no other act leaves a mark on a topic */
}

static bool about_topics(const char *verb)
{
    return text_starts(verb, "topic.") || text_starts(verb, "consultation.") ||
           text_starts(verb, "research.");
}

/* Of a meeting: the topics of its agenda that lack what the gate asks for. */
static TextList topics_short_of(const Case *c, Arena *arena, const char *verb)
{
    TextList titles = { 0 };
    for (size_t i = 0; i < c->meeting->topics.count; i++)
        if (!topic_has(&c->meeting->topics.items[i], verb))
            *LIST_ADD(arena, &titles) =
                arena_printf(arena, "议题《%s》", c->meeting->topics.items[i].row.title);
    return titles;
}

/* What is begun has no chain behind it yet: a proposal names the research it
 * rests on, a request the topics it is for. Of anything else there is no
 * trace to look at. */
static bool beginning_has(const Case *c, const char *verb)
{
    if (c->act->kind == ACT_TOPIC_PROPOSE && text_starts(verb, "research."))
        return ((const TopicPropose *)c->fields)->research.count > 0;
    for (size_t i = 0; about_topics(verb) && i < c->named_topics.count; i++)
        if (!topic_has(&c->named_topics.items[i], verb))
            return false;
    return true;
}

static bool gate_met(const Case *c, const char *verb, bool by_topic)
{
    if (c->subject.noun == NOUN_CONFERENCE)
        return beginning_has(c, verb);
    return by_topic || case_done(c, verb);
}

void judge_gates(Judgement *j)
{
    const Case *c = j->c;
    size_t count = 0;
    const Gate *gates =
        c->charter == NULL ? NULL : ruleset_gates(c->charter, c->act->verb, &count);
    for (size_t i = 0; i < count && !judged(j); i++) {
        bool by_topic = c->meeting != NULL && c->subject.noun == NOUN_MEETING &&
                        about_topics(gates[i].needs);
        TextList owing = by_topic ? topics_short_of(c, j->op->arena, gates[i].needs)
                                  : still_owing(c, j->op->arena, gates[i].needs);
        bool done = gate_met(c, gates[i].needs, by_topic);
        if (!done || owing.count > 0)
            gate_bites(j, &gates[i], &owing);
        else
            rely_on(j, gates[i].source);
    }
}
