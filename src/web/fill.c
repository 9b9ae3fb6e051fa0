#include "web/fill.h"

#include "base/text.h"
#include "store/record_sql.h"
#include "store/rows_gen.h"
#include "web/listing.h"

void fill_text(const Visit *visit, FactList *facts, const char *label, const char *value)
{
    if (!text_empty(value))
        *LIST_ADD(visit->op->arena, facts) =
            (Fact){ .label = label, .value = listing_shown(value) };
}

void fill_day(const Visit *visit, FactList *facts, const char *label, Day day)
{
    if (day_given(day))
        fill_text(visit, facts, label, day_chinese_weekday(visit->op->arena, day));
}

void fill_link(const Visit *visit, FactList *facts, const char *label, Link link)
{
    if (!text_empty(link.text))
        *LIST_ADD(visit->op->arena, facts) =
            (Fact){ .label = label, .value = link.text, .url = link.url };
}

Link fill_subject(const Visit *visit, Subject subject, const char *title)
{
    Arena *arena = visit->op->arena;
    return (Link){ arena_printf(arena, "%s（%s）", listing_shown(title),
                                subject_code(arena, subject)),
                   visit_subject_url(visit, subject) };
}

Status fill_file(Visit *visit, Subject subject, const char *verb, const char *actor,
                 const char *field, const char *name, Link *out)
{
    Arena *arena = visit->op->arena;
    RecordSeqRowList rows = { 0 };
    *out = (Link){ NULL, URL_NONE };
    if (text_empty(name))
        return OK;
    TRY(sql_records_about(visit->op, visit->place.db, visit->place.conference,
                          noun_name(subject.noun), subject.number, verb, actor, &rows));
    out->text = listing_shown(name);
    if (rows.count > 0)
        out->url = url_of(arena, "/c/{}/files/{}/{}", visit->place.code,
                          arena_printf(arena, "%lld", (long long)rows.items[0].seq), field);
    return OK;
}

Status fill_day_of_act(Visit *visit, Subject subject, const char *verb, Day *out)
{
    const Place *place = &visit->place;
    RecordSeqRowList rows = { 0 };
    HistoryRow done;
    bool found = false;
    *out = DAY_NONE;
    TRY(sql_records_about(visit->op, place->db, place->conference, noun_name(subject.noun),
                          subject.number, verb, NULL, &rows));
    if (rows.count > 0)
        TRY(history_row_find(visit->op, place->db, place->conference, rows.items[0].seq, &found,
                             &done));
    if (found)
        *out = done.done_on;
    return OK;
}

const char *fill_units(const Visit *visit, const TextList *units)
{
    TextList names = { 0 };
    for (size_t i = 0; i < units->count; i++)
        *LIST_ADD(visit->op->arena, &names) = names_unit(&visit->place.names, units->items[i]);
    return names.count == 0 ? "" : text_join(visit->op->arena, &names, "、");
}

static const char *choice_of(const FieldSpec *field, const char *value)
{
    for (size_t i = 0; i < field->choice_count; i++)
        if (text_same(field->choices[i].name, value))
            return field->choices[i].word;
    return "";
}

const char *fill_choice(const char *verb, const char *name, const char *value)
{
    const ActSpec *act = act_find(verb);
    const char *word = "";
    if (act == NULL || text_empty(value))
        return word;
    for (size_t i = 0; i < act->field_count && text_empty(word); i++) {
        const FieldSpec *field = &act->fields[i];
        const RecordSpec *record = field->record;
        if (text_same(field->name, name))
            word = choice_of(field, value);
        for (size_t k = 0; record != NULL && k < record->field_count; k++)
            if (text_same(record->fields[k].name, name))
                word = choice_of(&record->fields[k], value);
    }
    return word;
}

void fill_stages(const Visit *visit, const Stage *stages, size_t count, StageList *out)
{
    size_t now = 0;
    for (size_t i = 0; i < count; i++)
        now = day_given(stages[i].day) ? i + 1 : now;
    for (size_t i = 0; i < count; i++) {
        Stage *stage = LIST_ADD(visit->op->arena, out);
        *stage = stages[i];
        stage->when = i < now ? STAGE_DONE : i == now ? STAGE_NOW : STAGE_TO_COME;
    }
}
