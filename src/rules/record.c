/* Mending mistakes: a record corrected in its words, or voided. */
#include <string.h>

#include "base/text.h"
#include "rules/nouns.h"

static bool found(Judgement *j, int64_t seq)
{
    const RecordCase *record = j->c->record;
    bool there = record != NULL && record->found;
    if (!there)
        refuse(j, house_source(HOUSE_NAMES_EXIST), "核对记录序号（seq）。",
               "没有第%lld号记录。", (long long)seq);
    else if (record->row.has_voided_by)
        refuse(j, house_source(HOUSE_ONCE), NULL, "第%lld号记录“%s”已经作废。", (long long)seq,
               record->spec->label);
    return !judged(j);
}

static bool of_noun(const ActSpec *spec, const char *const *nouns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(nouns[i]);
        if (strncmp(spec->verb, nouns[i], length) == 0 && spec->verb[length] == '.')
            return true;
    }
    return false;
}

/* A later record relies on the earlier unless it was itself voided. */
static const HistoryRow *relying(const RecordCase *record)
{
    for (size_t i = 0; i < record->later.count; i++)
        if (!record->later.items[i].has_voided_by)
            return &record->later.items[i];
    return NULL;
}

void rule_record_void(Judgement *j)
{
    static const char *const standing[] = { "deployment", "conference", "charter", "setting",
                                            "unit",       "post",       "person",  "record" };
    const RecordVoid *f = j->c->fields;
    if (j->opening || !found(j, f->seq))
        return;
    const RecordCase *record = j->c->record;
    if (of_noun(record->spec, standing, sizeof standing / sizeof *standing)) {
        refuse(j, house_source(HOUSE_NOTHING_RELIES_ON_IT), "另办一件相应的事来改变它。",
               "“%s”的记录不能作废。", record->spec->label);
        return;
    }
    const HistoryRow *later = relying(record);
    if (later == NULL)
        return;
    const ActSpec *spec = act_find(later->verb);
    refuse(j, house_source(HOUSE_NOTHING_RELIES_ON_IT),
           "先作废后面的记录，或者另办一件事来改变它。",
           "第%lld号记录之后已经有第%lld号记录“%s”，不能作废。", (long long)f->seq,
           (long long)later->seq, spec != NULL ? spec->label : later->verb);
}

static const char *text_of(const RecordCase *record, const FieldSpec *field)
{
    const char *text;
    memcpy(&text, (const char *)record->fields + field->offset, sizeof text);
    return text;
}

static bool correctable(Judgement *j, const RecordCase *record, const FieldSpec *field,
                        const char *name)
{
    static const char *const fixed[] = { "deployment", "conference", "charter", "setting",
                                         "record" };
    Source source = order_source("record.correct.field");
    if (field == NULL)
        refuse(j, source, "核对栏目名称（field）。", "“%s”没有“%s”这个栏目。",
               record->spec->label, name);
    else if (of_noun(record->spec, fixed, sizeof fixed / sizeof *fixed) ||
             (field->type != TYPE_TEXT && field->type != TYPE_LINES))
        refuse(j, source, "作废这条记录后重新办理，或者另办一件事来改变它。",
               "“%s”的“%s”关系到办理结果，不能更正。", record->spec->label, field->label);
    return !judged(j);
}

void rule_record_correct(Judgement *j)
{
    const RecordCorrect *f = j->c->fields;
    if (j->opening || !found(j, f->seq))
        return;
    const RecordCase *record = j->c->record;
    const FieldSpec *field = act_field(record->spec, f->field);
    if (!correctable(j, record, field, f->field))
        return;
    const char *old = text_of(record, field);
    Source source = order_source("record.correct.value");
    if (act_is_erased(old))
        refuse(j, source, NULL, "“%s”已经清除，不能更正。", field->label);
    if (text_same(old, f->value))
        refuse(j, source, "写明更正后的内容（value）。", "“%s”更正前后相同。", field->label);
    if (text_characters(f->value) > field->max)
        refuse(j, source, "缩短更正后的内容。", "“%s”最多%zu个字。", field->label, field->max);
    if (field->type == TYPE_TEXT && strchr(f->value, '\n') != NULL)
        refuse(j, source, "写成一行。", "“%s”只能写一行。", field->label);
}
