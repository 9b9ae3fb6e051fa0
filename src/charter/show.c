#include "charter/charter.h"

#include "base/text.h"

void charter_print_findings(const Charter *charter, const Findings *findings, Buf *out)
{
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        buf_printf(out, "%s:%d: %s: %s\n", charter->file_name, finding->line,
                   finding->level == FINDING_ERROR ? "error" : "warning", finding->text);
    }
    buf_printf(out, "%zu clauses, %zu rules, %zu readings, %zu findings\n",
               charter->clause_count, charter->statement_count, charter->reading_count,
               findings->count);
}

static void print_ids(Buf *out, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s%s", i == 0 ? "" : "、", ids[i]);
}

static void print_rule(const Rule *rule, Buf *out)
{
    buf_printf(out, "%s  %s\n    %s\n    〔%s〕", rule->point, rule->label, rule->value->words,
               force_chinese(rule->force));
    print_ids(out, rule->clauses, rule->clause_count);
    if (rule->source.kind == SOURCE_READING)
        buf_printf(out, "%s释读 %s", rule->clause_count == 0 ? "" : "，", rule->source.ref);
    if (rule->name_count > 0) {
        buf_text(out, "（名称据释读 ");
        print_ids(out, rule->names, rule->name_count);
        buf_text(out, "）");
    }
    buf_char(out, '\n');
}

static void print_gates(const Ruleset *rules, Buf *out)
{
    buf_printf(out, "\n关口（先办左边，才可办右边）\n");
    for (size_t i = 0; i < rules->gate_count; i++)
        buf_printf(out, "%s → %s 〔%s〕%s\n", rules->gates[i].needs, rules->gates[i].verb,
                   force_chinese(rules->gates[i].force), rules->gates[i].source.ref);
}

static void print_posts(const Ruleset *rules, Buf *out)
{
    buf_printf(out, "\n席位\n");
    for (size_t i = 0; i < rules->post_count; i++) {
        const Post *post = &rules->posts[i];
        buf_printf(out, "%s  %s", post->id, post->title);
        if (post->many && post->count > 0)
            buf_printf(out, "（%d 席）", post->count);
        else if (post->many)
            buf_text(out, "（席位数在建立时定）");
        buf_char(out, '\n');
    }
}

void charter_print_rules(const Charter *charter, Buf *out)
{
    const Ruleset *rules = charter->rules;
    buf_printf(out, "%s\n%s%s转述，非原文\n\n", rules->title, rules->number,
               text_empty(rules->number) ? "" : "　");
    for (size_t i = 0; i < rules->rule_count; i++)
        print_rule(&rules->rules[i], out);
    if (rules->category_count > 0)
        buf_printf(out, "\n会议内容类别\n");
    for (size_t i = 0; i < rules->category_count; i++) {
        const Category *category = &rules->categories[i];
        buf_printf(out, "%s  %s%s%s\n", category->clause, category->title,
                   category->same == NULL ? "" : " → ",
                   category->same == NULL ? "" : category->same);
    }
    print_gates(rules, out);
    print_posts(rules, out);
}
