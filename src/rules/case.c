#include "rules/case.h"

#include "base/text.h"

const PostRow *case_post(const Case *c, const char *post)
{
    for (size_t i = 0; i < c->posts.count; i++)
        if (text_same(c->posts.items[i].post, post))
            return &c->posts.items[i];
    return NULL;
}

const UnitRow *case_unit(const Case *c, const char *unit)
{
    for (size_t i = 0; i < c->units.count; i++)
        if (text_same(c->units.items[i].unit, unit))
            return &c->units.items[i];
    return NULL;
}

static const TopicCase *topic_in(const TopicCaseList *list, int64_t number)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].row.number == number)
            return &list->items[i];
    return NULL;
}

const TopicCase *case_topic(const Case *c, Subject subject)
{
    const TopicCase *named = topic_in(&c->named_topics, subject.number);
    if (named != NULL || c->meeting == NULL)
        return named;
    return topic_in(&c->meeting->topics, subject.number);
}

const DecisionCase *case_decision(const Case *c, Subject subject)
{
    for (size_t i = 0; i < c->named_decisions.count; i++)
        if (c->named_decisions.items[i].row.number == subject.number)
            return &c->named_decisions.items[i];
    return NULL;
}

const char *case_title(const Case *c, const char *id)
{
    const PostRow *post = case_post(c, id);
    const UnitRow *unit = case_unit(c, id);
    if (unit != NULL)
        return unit->name;
    if (post != NULL)
        return post->title;
    return c->charter != NULL ? ruleset_title(c->charter, id) : id;
}

bool case_done(const Case *c, const char *verb)
{
    for (size_t i = 0; i < c->done.count; i++)
        if (text_same(c->done.items[i].verb, verb))
            return true;
    return false;
}
