/* The charter as a whole. */
#include "web/charter.h"

#include "actions/charters.h"
#include "base/text.h"
#include "web/templates_gen.h"

Status charter_of(Visit *visit, const Charter **out)
{
    World world = visit_world(visit);
    return charter_whole_in_force(visit->op, &world, visit->place.conference,
                                  visit->place.today, out);
}

static bool names_clause(const char *const *clauses, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(clauses[i], id))
            return true;
    return false;
}

static const char *note_of(const Visit *visit, const Charter *charter, const Clause *clause)
{
    size_t rules = 0;
    for (size_t i = 0; i < charter->rules->rule_count; i++)
        rules += names_clause(charter->rules->rules[i].clauses,
                              charter->rules->rules[i].clause_count, clause->id);
    if (clause->principle)
        return "原则性内容";
    return rules == 0 ? "" : arena_printf(visit->op->arena, "据此有%zu条规则", rules);
}

static void parts_fill(const Visit *visit, const Charter *charter, CharterPartList *out)
{
    Arena *arena = visit->op->arena;
    CharterPart *part = NULL;
    for (size_t i = 0; i < charter->clause_count; i++) {
        const Clause *clause = &charter->clauses[i];
        if (part == NULL || !text_same(part->heading, clause->path)) {
            part = LIST_ADD(arena, out);
            *part = (CharterPart){ .id = arena_printf(arena, "part-%zu", out->count),
                                   .heading = clause->path };
        }
        *LIST_ADD(arena, &part->clauses) =
            (ClauseLine){ .id = clause->id,
                          .url = visit_clause_url(visit, clause->id),
                          .text =
                              text_empty(clause->official) ? clause->text : clause->official,
                          .note = note_of(visit, charter, clause) };
    }
}

static const char *reading_kind_word(ReadingKind kind)
{
    switch (kind) {
    case READING_NAME:
        return "名称";
    case READING_CONFLICT:
        return "两处不一";
    case READING_GAP:
        return "没有写明";
    case READING_MAP:
        return "两份清单";
    }
    return "";
}

static void readings_fill(const Visit *visit, const Charter *charter, ClauseLineList *out)
{
    Arena *arena = visit->op->arena;
    for (size_t i = 0; i < charter->reading_count; i++) {
        const Reading *reading = &charter->readings[i];
        *LIST_ADD(arena, out) = (ClauseLine){ .id = reading->id,
                                              .url = visit_clause_url(visit, reading->id),
                                              .text = reading->because,
                                              .note = reading_kind_word(reading->kind) };
    }
}

static void facts_fill(const Visit *visit, const Charter *charter, FactList *out)
{
    const Ruleset *rules = charter->rules;
    Arena *arena = visit->op->arena;
    fill_text(visit, out, charter->official ? "文号" : "所依文件", rules->number);
    fill_text(visit, out, "发文机关", rules->issuer);
    fill_day(visit, out, "施行", rules->in_force);
    fill_day(visit, out, "有效期至", rules->expires);
    fill_text(visit, out, "取代", charter->supersedes);
    fill_link(visit, out, "此外",
              (Link){ "本系统的通则", visit_list_url(visit, "house-rules") });
    fill_text(visit, out, "规模",
              arena_printf(arena, "%zu条，%zu项规则，%zu条释读", charter->clause_count,
                           rules->rule_count, charter->reading_count));
}

Status charter_show(Visit *visit, HttpReply *reply)
{
    const Charter *charter;
    TRY(charter_of(visit, &charter));
    CharterPage v = {
        .page = visit_page(visit, "制度", NAV_CHARTER),
        .head = { .kind = "制度",
                  .title = charter->rules->title,
                  .paper = true,
                  .note = charter->official
                              ? NULL
                              : "转述，非原文：各条是本系统自己的话，以印发的文件为准。" }
    };
    facts_fill(visit, charter, &v.facts);
    parts_fill(visit, charter, &v.parts);
    readings_fill(visit, charter, &v.readings);
    HTML_PAGE(html, visit);
    tpl_charter_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
