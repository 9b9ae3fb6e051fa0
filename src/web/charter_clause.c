/* One clause, or one reading, and what came of it. */
#include "base/text.h"
#include "store/record_sql.h"
#include "web/charter.h"
#include "web/templates_gen.h"

enum { DONE_MAX = 20, OWED_MAX = 20 };

static bool among(const char *const *ids, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(ids[i], id))
            return true;
    return false;
}

static Link link_of(const Visit *visit, const char *id, const char *text)
{
    return (Link){ arena_printf(visit->op->arena, "%s　%s", id, text),
                   visit_clause_url(visit, id) };
}

static bool rests_on(const Rule *rule, const char *id, bool reading)
{
    if (!reading)
        return among(rule->clauses, rule->clause_count, id);
    return among(rule->names, rule->name_count, id) ||
           (rule->source.kind == SOURCE_READING && text_same(rule->source.ref, id));
}

static void rules_fill(const Visit *visit, const Charter *charter, const char *id, bool reading,
                       RuleLineList *out)
{
    for (size_t i = 0; i < charter->rules->rule_count; i++) {
        const Rule *rule = &charter->rules->rules[i];
        if (!rests_on(rule, id, reading))
            continue;
        RuleLine *line = LIST_ADD(visit->op->arena, out);
        *line = (RuleLine){ .label = rule->label,
                            .words = rule->value->words,
                            .force = force_chinese(rule->force) };
        if (rule->source.kind == SOURCE_READING && !text_same(rule->source.ref, id))
            line->reading = (Link){ arena_printf(visit->op->arena, "释读 %s", rule->source.ref),
                                    visit_clause_url(visit, rule->source.ref) };
    }
}

/* ---- what came of it ----------------------------------------------------------- */

static const char *verb_label(const char *verb)
{
    const ActSpec *act = act_find(verb);
    return act != NULL ? act->label : verb;
}

static Link subject_link(const Visit *visit, const char *noun, int64_t number)
{
    Subject subject = { noun_find(noun), number };
    if (subject.noun == NOUN_CONFERENCE || subject.noun == NOUN_NONE)
        return (Link){ NULL, URL_NONE };
    return (Link){ subject_title(visit->op->arena, subject),
                   visit_subject_url(visit, subject) };
}

static Status done_load(Visit *visit, const char *kind, const char *id, ClausePage *v)
{
    Arena *arena = visit->op->arena;
    const Place *place = &visit->place;
    SourcedRowList rows = { 0 };
    int64_t count;
    TRY(sql_records_by_source_count(visit->op, place->db, place->conference, kind, id, &count));
    TRY(sql_records_by_source(visit->op, place->db, place->conference, kind, id, DONE_MAX,
                              &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const SourcedRow *row = &rows.items[i];
        *LIST_ADD(arena, &v->done) =
            (Note){ .on = row->done_on,
                    .who = verb_label(row->verb),
                    .from = subject_link(visit, row->noun, row->number),
                    .text = names_actor(&place->names, arena, row->actor, row->person) };
    }
    v->done_found = count > DONE_MAX
                        ? arena_printf(arena, "据此办理过%lld次，这里是最近的%d次。",
                                       (long long)count, DONE_MAX)
                        : arena_printf(arena, "据此办理过%lld次。", (long long)count);
    return OK;
}

static Status owed_load(Visit *visit, const char *kind, const char *id, NoteList *out)
{
    Arena *arena = visit->op->arena;
    const Place *place = &visit->place;
    SourcedDutyRowList rows = { 0 };
    TRY(sql_duties_by_source(visit->op, place->db, place->conference, kind, id, OWED_MAX,
                             &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const SourcedDutyRow *row = &rows.items[i];
        const char *who = names_title(&place->names, row->owner);
        *LIST_ADD(arena, out) =
            (Note){ .on = row->due,
                    .who = arena_printf(arena, "%s：%s", who, verb_label(row->verb)),
                    .mark = day_given(row->due) ? outlook_light(visit, DAY_NONE, row->due)
                                                : (SignWord){ SIGN_NONE, NULL },
                    .from = subject_link(visit, row->noun, row->subject) };
    }
    return OK;
}

/* ---- the pages ------------------------------------------------------------------ */

static void clause_fill(const Visit *visit, const Charter *charter, const Clause *clause,
                        ClausePage *v)
{
    v->head = (PageHead){ .title = arena_printf(visit->op->arena, "条款 %s", clause->id),
                          .note = text_empty(clause->official) ? "转述，非原文" : NULL };
    v->text = clause->text;
    v->official = clause->official;
    fill_text(visit, &v->facts, "出处", clause->path);
    if (clause->principle)
        fill_text(visit, &v->facts, "性质", "原则性内容，没有可以核对的要求");
    for (size_t i = 0; i < charter->reading_count; i++) {
        const Reading *reading = &charter->readings[i];
        if (among(reading->clauses, reading->clause_count, clause->id))
            *LIST_ADD(visit->op->arena, &v->clauses) =
                link_of(visit, reading->id, reading->because);
    }
}

static void reading_fill(const Visit *visit, const Charter *charter, const Reading *reading,
                         ClausePage *v)
{
    v->head = (PageHead){ .title = arena_printf(visit->op->arena, "释读 %s", reading->id),
                          .note = "制度没有说清的地方，办公室怎样理解" };
    v->text = reading->because;
    v->official = "";
    for (size_t i = 0; i < reading->clause_count; i++) {
        const Clause *clause = charter_clause(charter, reading->clauses[i]);
        if (clause != NULL)
            *LIST_ADD(visit->op->arena, &v->clauses) = link_of(visit, clause->id, clause->text);
    }
}

Status clause_show(Visit *visit, HttpReply *reply)
{
    const char *id = visit_arg(visit, "clause");
    const Charter *charter;
    ClausePage v = { .official = "" };
    TRY(charter_of(visit, &charter));
    const Clause *clause = charter_clause(charter, id);
    const Reading *reading = charter_reading(charter, id);
    if (clause == NULL && reading == NULL)
        return op_fail(visit->op, NOT_FOUND, "制度里没有这一条。");
    if (clause != NULL)
        clause_fill(visit, charter, clause, &v);
    else
        reading_fill(visit, charter, reading, &v);
    v.head.up = (Link){ charter->rules->title, visit_list_url(visit, "charter") };
    rules_fill(visit, charter, id, clause == NULL, &v.rules);
    TRY(owed_load(visit, clause != NULL ? "clause" : "reading", id, &v.owed));
    TRY(done_load(visit, clause != NULL ? "clause" : "reading", id, &v));
    v.page = visit_page(visit, v.head.title, NAV_CHARTER);
    HTML_PAGE(html, visit);
    tpl_clause_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
