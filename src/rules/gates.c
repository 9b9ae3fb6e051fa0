#include "rules/gates.h"

#include <string.h>

#include "base/text.h"
#include "charter/point.h"

/* "meeting" of "meeting.close", as a word that may stand in a chain. */
static const char *noun_of_verb(const char *verb)
{
    static const char *const nouns[] = { "topic",   "research", "consultation", "meeting",
                                         "minutes", "decision", "inspection",   "news" };
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (text_starts(verb, nouns[i]))
            return nouns[i];
    return "none";
}

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
    const VerbDef *matter = point_verb(gate->needs);
    const char *label = needed != NULL   ? needed->label
                        : matter != NULL ? matter->title
                                         : gate->needs;
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

/* Done, or for a matter without an act of its own: one of the acts by which
 * it is seen done. */
static bool seen_done(const Case *c, Arena *arena, const char *verb)
{
    const VerbDef *def = point_verb(verb);
    TextList through = { 0 };
    if (def != NULL && !text_empty(def->through))
        through = text_split(arena, def->through, " ");
    for (size_t i = 0; i < through.count; i++)
        if (case_done(c, through.items[i]))
            return true;
    return case_done(c, verb);
}

static bool gate_met(const Case *c, Arena *arena, const char *verb, bool by_topic, bool opening)
{
    if (c->subject.noun == NOUN_CONFERENCE)
        return opening || beginning_has(c, verb);
    return by_topic || seen_done(c, arena, verb);
}

/* Would what a gate asks for leave a trace where this act can see it: is it
 * an act of the system, about a subject on the same chain? */
static bool traceable(const Case *c, const char *verb)
{
    static const char *const chains[NOUN_COUNT] = {
        [NOUN_TOPIC] = "topic research consultation",
        [NOUN_CONSULTATION] = "topic research consultation",
        [NOUN_MEETING] = "meeting minutes topic research consultation",
        [NOUN_MINUTES] = "meeting minutes",
        [NOUN_DECISION] = "meeting minutes decision inspection",
        [NOUN_INSPECTION] = "meeting minutes inspection",
        [NOUN_NEWS] = "meeting minutes news",
    };
    const char *chain = chains[c->subject.noun];
    const VerbDef *def = point_verb(verb);
    const ActSpec *act = act_find(verb);
    bool matter = def != NULL && !text_empty(def->through);
    if (act == NULL && !matter)
        return false;
    /* what makes a subject of another chain is seen on the one it is made on */
    return chain == NULL || strstr(chain, noun_of_verb(verb)) != NULL ||
           (act != NULL && act->makes != NOUN_NONE && act->on == c->subject.noun);
}

/* What the system cannot see must be told: when and how it was done. */
static void tell_untraced(Judgement *j, const Gate *gate)
{
    const VerbDef *needed = point_verb(gate->needs);
    if (gate->force != FORCE_MAY && gate->force != FORCE_IF_NEEDED)
        need_reason(j, gate->source,
                    "“%s”之前应当先“%s”，这里看不到它的办理记录，"
                    "要写明何时、怎样办的。",
                    j->c->act->label, needed != NULL ? needed->title : gate->needs);
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
        if (!by_topic && !traceable(c, gates[i].needs)) {
            tell_untraced(j, &gates[i]);
            continue;
        }
        TextList owing = by_topic ? topics_short_of(c, j->op->arena, gates[i].needs)
                                  : still_owing(c, j->op->arena, gates[i].needs);
        bool done = gate_met(c, j->op->arena, gates[i].needs, by_topic, j->opening);
        if (!done || owing.count > 0)
            gate_bites(j, &gates[i], &owing);
        else
            rely_on(j, gates[i].source);
    }
}
