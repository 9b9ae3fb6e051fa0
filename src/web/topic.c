#include "web/topic.h"

#include "base/text.h"
#include "store/rows_gen.h"
#include "store/subject_sql.h"
#include "web/templates_gen.h"

static SignWord state_sign(const char *state)
{
    bool ended = text_same(state, "declined") || text_same(state, "withdrawn");
    Sign sign = text_same(state, "resolved") ? SIGN_DONE
                : ended                      ? SIGN_NONE
                : text_same(state, "agreed") ? SIGN_FINE
                                             : SIGN_WAITING;
    return (SignWord){ .sign = sign, .word = noun_state_word(NOUN_TOPIC, state) };
}

static const char *category_words(const Visit *visit, const char *clause)
{
    const Category *category = ruleset_category(visit->place.names.rules, clause);
    return category == NULL ? clause : category->title;
}

/* ---- the list ---------------------------------------------------------------- */

static bool state_wanted(const char *wanted, const char *state)
{
    return text_empty(wanted) || text_same(wanted, state);
}

static Filter state_filter(Visit *visit, const char *wanted)
{
    const NounSpec *noun = noun_spec(NOUN_TOPIC);
    Filter filter = { .name = "state", .label = "状态" };
    Arena *arena = visit->op->arena;
    *LIST_ADD(arena, &filter.choices) =
        (Choice){ .value = "", .text = "全部", .chosen = text_empty(wanted) };
    for (size_t i = 0; i < noun->state_count; i++)
        *LIST_ADD(arena, &filter.choices) =
            (Choice){ .value = noun->states[i].name,
                      .text = noun->states[i].word,
                      .chosen = text_same(wanted, noun->states[i].name) };
    return filter;
}

static TopicLine line_of(const Visit *visit, const TopicRow *row)
{
    Arena *arena = visit->op->arena;
    Subject subject = { NOUN_TOPIC, row->number };
    return (TopicLine){ .code = subject_code(arena, subject),
                        .url = visit_subject_url(visit, subject),
                        .title = row->title,
                        .state = state_sign(row->state),
                        .category = category_words(visit, row->category),
                        .proposed_by = names_title(&visit->place.names, row->proposed_by),
                        .proposed_on = row->proposed_on };
}

Status topics_show(Visit *visit, HttpReply *reply)
{
    const char *wanted = http_query(visit->http, "state");
    Arena *arena = visit->op->arena;
    TopicRowList rows = { 0 };
    TopicsPage v = {
        .page = visit_page(visit, "议题", NAV_TOPICS),
        .head = { .title = "议题" },
        .filters = { .url = visit_list_url(visit, "topics"), .narrowed = !text_empty(wanted) },
        .empty = { .what = "这里是联席会议的议题，现在还没有。",
                   .how = "议题从调研、建议或者要求中来，先提出议题方案。",
                   .act = { "提出议题方案",
                            visit_act_url(visit, "topic.propose", SUBJECT_CONFERENCE) } }
    };
    TRY(topic_rows(visit->op, visit->place.db, visit->place.conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (state_wanted(wanted, rows.items[i].state))
            *LIST_ADD(arena, &v.lines) = line_of(visit, &rows.items[i]);
    *LIST_ADD(arena, &v.filters.filters) = state_filter(visit, wanted);
    v.filters.found = arena_printf(arena, "共%zu个议题", v.lines.count);
    HTML_PAGE(html, visit);
    tpl_topics_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}

/* ---- one topic --------------------------------------------------------------- */

static void fact_add(const Visit *visit, FactList *facts, const char *label, const char *value)
{
    if (!text_empty(value))
        *LIST_ADD(visit->op->arena, facts) = (Fact){ .label = label, .value = value };
}

static void facts_fill(const Visit *visit, const TopicRow *row, FactList *facts)
{
    Arena *arena = visit->op->arena;
    fact_add(visit, facts, "类别", category_words(visit, row->category));
    fact_add(visit, facts, "提出", names_title(&visit->place.names, row->proposed_by));
    fact_add(visit, facts, "提出日", day_chinese(arena, row->proposed_on));
    if (day_given(row->agreed_on))
        fact_add(visit, facts, "商定日", day_chinese(arena, row->agreed_on));
    fact_add(visit, facts, "理由和依据", row->basis);
    fact_add(visit, facts, "草案", row->draft);
    fact_add(visit, facts, "说明", row->remark);
}

static Status measures_load(Visit *visit, const char *stage, TopicMeasureList *out)
{
    const Place *place = &visit->place;
    TopicMeasureRowList rows = { 0 };
    TRY(topic_measure_rows(visit->op, place->db, place->conference, visit->subject.number,
                           stage, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const char *unit = rows.items[i].unit;
        *LIST_ADD(visit->op->arena, out) =
            (TopicMeasure){ .n = rows.items[i].n,
                            .text = rows.items[i].text,
                            .unit = unit != NULL ? names_unit(&place->names, unit) : "" };
    }
    return OK;
}

static Status consents_load(Visit *visit, FactList *out)
{
    TopicConsentRowList rows = { 0 };
    Arena *arena = visit->op->arena;
    TRY(topic_consent_rows(visit->op, visit->place.db, visit->place.conference,
                           visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const TopicConsentRow *row = &rows.items[i];
        fact_add(visit, out, names_title(&visit->place.names, row->post),
                 text_empty(row->opinion)
                     ? arena_printf(arena, "%s同意", day_chinese(arena, row->given_on))
                     : arena_printf(arena, "%s同意：%s", day_chinese(arena, row->given_on),
                                    row->opinion));
    }
    return OK;
}

Status topic_show(Visit *visit, HttpReply *reply)
{
    const Place *place = &visit->place;
    TopicRow row;
    bool found;
    TRY(topic_row_find(visit->op, place->db, place->conference, visit->subject.number, &found,
                       &row));
    if (!found)
        return visit_absent(visit, visit->subject);
    TopicPage v = { .head = { .kind = "议题",
                              .code = subject_code(visit->op->arena, visit->subject),
                              .title = row.title,
                              .paper = true,
                              .state = state_sign(row.state),
                              .up = { "全部议题", visit_list_url(visit, "topics") } } };
    v.page = visit_page(
        visit, arena_printf(visit->op->arena, "%s（%s）", row.title, v.head.code), NAV_TOPICS);
    facts_fill(visit, &row, &v.facts);
    TRY(measures_load(visit, "proposal", &v.measures));
    TRY(measures_load(visit, "draft", &v.drafted));
    TRY(consents_load(visit, &v.consents));
    TRY(chronicle_of(visit, visit->subject, &v.history));
    HTML_PAGE(html, visit);
    tpl_topic_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
