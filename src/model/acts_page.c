/* The catalogue as a page (docs/acts.md) and as a graph. */
#include <string.h>

#include "model/act.h"

static void states_text(Buf *out, const ActSpec *spec)
{
    for (size_t i = 0; i < spec->from_count; i++) {
        const char *word = noun_state_word(spec->on, spec->from[i]);
        buf_printf(out, "%s%s", i > 0 ? "、" : "", word == NULL ? "尚无" : word);
    }
}

static void act_facts(Buf *out, const ActSpec *spec)
{
    Noun moved = spec->makes != NOUN_NONE ? spec->makes : spec->on;
    buf_printf(out, "关于%s", noun_word(spec->on));
    if (spec->makes != NOUN_NONE)
        buf_printf(out, "；产生%s（%c）", noun_word(spec->makes), noun_spec(spec->makes)->code);
    if (spec->from_count > 0) {
        buf_text(out, "；起于：");
        states_text(out, spec);
    }
    if (spec->to != NULL)
        buf_printf(out, "；到：%s", noun_state_word(moved, spec->to));
    else if (spec->to_by_rule)
        buf_text(out, "；到：由规则定");
    buf_printf(out, "。历史写作：%s\n", spec->history);
}

static void type_text(Buf *out, const FieldSpec *field)
{
    buf_text(out, field_type_name(field->type));
    switch (field->type) {
    case TYPE_TEXT:
    case TYPE_LINES:
        buf_printf(out, " %zu", field->max);
        return;
    case TYPE_INT:
        buf_printf(out, " %lld..%lld", (long long)field->int_min, (long long)field->int_max);
        return;
    case TYPE_CHOICE:
        for (size_t i = 0; i < field->choice_count; i++)
            buf_printf(out, "%s%s %s", i == 0 ? "：" : "、", field->choices[i].name,
                       field->choices[i].word);
        return;
    case TYPE_SUBJECT:
        buf_printf(out, "(%s)", noun_name(field->noun));
        return;
    case TYPE_LIST:
        buf_printf(out, " %s",
                   field->record != NULL ? field->record->name
                                         : field_type_name(field->element));
        if (field->element == TYPE_SUBJECT)
            buf_printf(out, "(%s)", noun_name(field->noun));
        buf_printf(out, " %zu", field->max);
        return;
    case TYPE_ID:
    case TYPE_UNIT:
    case TYPE_POST:
    case TYPE_PERSON:
    case TYPE_ACTOR:
    case TYPE_CLAUSE:
    case TYPE_DAY:
    case TYPE_TIME:
    case TYPE_MONEY:
    case TYPE_BOOL:
    case TYPE_FILE:
    case TYPE_RECORD:
        return;
    }
}

static void fields_table(Buf *out, const FieldSpec *fields, size_t count)
{
    static const char *const privacy[] = { "入账", "个人", "存档" };
    if (count == 0)
        return;
    buf_text(out, "\n| 栏目 | 名称 | 类型 | 必填 | 存法 | 说明 |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "| `%s` | %s | ", fields[i].name, fields[i].label);
        type_text(out, &fields[i]);
        buf_printf(out, " | %s | %s | %s |\n", fields[i].optional ? "" : "是",
                   fields[i].type == TYPE_LIST && fields[i].record != NULL
                       ? ""
                       : privacy[fields[i].privacy],
                   fields[i].help);
    }
}

static void act_section(Buf *out, const ActSpec *spec)
{
    buf_printf(out, "\n### %s %s\n\n", spec->verb, spec->label);
    act_facts(out, spec);
    fields_table(out, spec->fields, spec->field_count);
}

/* The part of a verb before the dot. */
static bool group_same(const ActSpec *a, const ActSpec *b)
{
    size_t length = strcspn(a->verb, ".") + 1;
    return strncmp(a->verb, b->verb, length) == 0;
}

static void group_heading(Buf *out, const ActSpec *spec)
{
    char *name = arena_dup_n(out->arena, spec->verb, strcspn(spec->verb, "."));
    Noun noun = noun_find(name);
    buf_printf(out, "\n## %s%s%s\n", name, noun == NOUN_NONE ? "" : " ",
               noun == NOUN_NONE ? "" : noun_word(noun));
    const NounSpec *known = noun_spec(noun);
    if (known->state_count > 0)
        buf_text(out, "\n状态：");
    for (size_t i = 0; i < known->state_count; i++)
        buf_printf(out, "%s`%s` %s", i > 0 ? "、" : "", known->states[i].name,
                   known->states[i].word);
    if (known->state_count > 0)
        buf_text(out, "。\n");
}

static void record_sections(Buf *out)
{
    LIST(const RecordSpec *) listed = { 0 };
    buf_text(out, "\n## 列表的一项\n");
    for (ActKind kind = 0; kind < ACT_COUNT; kind++) {
        const ActSpec *spec = act_spec(kind);
        for (size_t i = 0; i < spec->field_count; i++) {
            const RecordSpec *record = spec->fields[i].record;
            bool known = record == NULL;
            for (size_t j = 0; j < listed.count; j++)
                known = known || listed.items[j] == record;
            if (known)
                continue;
            *LIST_ADD(out->arena, &listed) = record;
            buf_printf(out, "\n### %s %s\n", record->name, record->label);
            fields_table(out, record->fields, record->field_count);
        }
    }
}

void acts_markdown(Buf *out)
{
    size_t count;
    const FieldSpec *envelope = envelope_fields(&count);
    buf_text(out,
             "# 事项目录\n\n"
             "本页由 `lianxi acts --markdown` 写成，内容出自 `acts/`；请改那里，不要改这里。\n"
             "`text N`、`lines N` 是一行、多行文字，最多 N 个字；`list X N` 最多 N 项。\n"
             "存法：入账的写进账本；个人的、存档的只把加盐的承诺值写进账本，内容放在一旁。\n"
             "\n## 每件事项都可带的栏目\n");
    fields_table(out, envelope, count);
    for (ActKind kind = 0; kind < ACT_COUNT; kind++) {
        if (kind == 0 || !group_same(act_spec(kind - 1), act_spec(kind)))
            group_heading(out, act_spec(kind));
        act_section(out, act_spec(kind));
    }
    record_sections(out);
}

static void graph_edge(Buf *out, Noun from_noun, const char *from, Noun to_noun, const char *to,
                       const ActSpec *spec, const char *style)
{
    buf_printf(out, "  \"%s.%s\" -> \"%s.%s\" [label=\"%s\\n%s\"%s];\n", noun_name(from_noun),
               from, noun_name(to_noun), to, spec->verb, spec->label, style);
}

static void graph_act(Buf *out, const ActSpec *spec)
{
    if (spec->makes == NOUN_NONE && spec->from_count == 0 && spec->to != NULL)
        graph_edge(out, spec->on, STATE_NONE, spec->on, spec->to, spec, "");
    if (spec->makes != NOUN_NONE)
        graph_edge(out, spec->makes, STATE_NONE, spec->makes, spec->to, spec, "");
    for (size_t i = 0; i < spec->from_count; i++) {
        const char *from = spec->from[i];
        if (spec->makes == NOUN_NONE && spec->to != NULL)
            graph_edge(out, spec->on, from, spec->on, spec->to, spec, "");
        else
            graph_edge(out, spec->on, from, spec->on, from, spec,
                       spec->to_by_rule ? ", style=dashed" : ", style=dotted");
    }
}

void acts_graph(Buf *out)
{
    buf_text(out, "digraph acts {\n  rankdir=LR;\n  node [shape=box];\n");
    for (Noun noun = NOUN_CONFERENCE; noun < NOUN_COUNT; noun++) {
        const NounSpec *spec = noun_spec(noun);
        if (spec->state_count == 0)
            continue;
        buf_printf(out, "  subgraph \"cluster_%s\" {\n    label=\"%s\";\n", spec->name,
                   spec->word);
        buf_printf(out, "    \"%s.none\" [shape=point];\n", spec->name);
        for (size_t i = 0; i < spec->state_count; i++)
            buf_printf(out, "    \"%s.%s\" [label=\"%s\"];\n", spec->name, spec->states[i].name,
                       spec->states[i].word);
        buf_text(out, "  }\n");
    }
    for (ActKind kind = 0; kind < ACT_COUNT; kind++)
        graph_act(out, act_spec(kind));
    buf_text(out, "}\n");
}
