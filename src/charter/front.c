#include "charter/compile.h"

static const char *const KEYS[] = { "charter", "title",    "short",   "number",     "issuer",
                                    "issued",  "in force", "expires", "supersedes", "version" };

static void front_wrong(Compiler *c, int line, const char *about, const char *text)
{
    report_error(&c->report, line, "front-matter", about, "", "%s", text);
}

static void check_keys(Compiler *c, const Node *front)
{
    size_t count = sizeof KEYS / sizeof *KEYS;
    for (size_t i = 0; i < front->items.count; i++) {
        const Node *node = front->items.items[i];
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known = known || text_same(KEYS[k], node->key);
        const char *near = nearest_of(c->arena, node->key, KEYS, count);
        if (!known)
            report_error(&c->report, node->line, "front-matter", node->key, "",
                         "文件开头没有“%s”这一项%s%s", node->key,
                         text_empty(near) ? "" : "，相近的有：", near);
        else if (node->kind != NODE_SCALAR || text_empty(node->text))
            report_error(&c->report, node->line, "front-matter", node->key, "",
                         "文件开头的“%s”要写成一行文字", node->key);
    }
}

static const char *front_text(Compiler *c, const Node *front, const char *key, const char *need)
{
    const Node *node = node_get(front, key);
    if (node != NULL && node->kind == NODE_SCALAR && !text_empty(node->text))
        return node->text;
    if (need != NULL && node == NULL)
        report_error(&c->report, 1, "front-matter", key, "", "文件开头要写明 %s（%s）", key,
                     need);
    return "";
}

static Day front_day(Compiler *c, const Node *front, const char *key, const char *need)
{
    Day day = DAY_NONE;
    const char *text = front_text(c, front, key, need);
    if (!text_empty(text) && !day_parse(text, &day)) {
        report_error(&c->report, node_get(front, key)->line, "front-matter", key, "",
                     "%s 要写日期，如 2023-04-26", key);
        return DAY_NONE;
    }
    return day;
}

void compile_front(Compiler *c)
{
    const Node *front = c->doc.front;
    Ruleset *rules = ARENA_NEW(c->arena, Ruleset);
    c->front = rules;
    rules->id = rules->title = rules->short_title = rules->number = rules->issuer = "";
    rules->in_force = rules->expires = DAY_NONE;
    if (front == NULL)
        return;
    if (front->kind != NODE_MAP) {
        front_wrong(c, front->line, "", "文件开头的 --- 之间要写成“名称: 值”");
        return;
    }
    check_keys(c, front);
    rules->id = front_text(c, front, "charter", "制度的代号，如 ejin-horo-2023");
    rules->title = front_text(c, front, "title", "制度的名称");
    rules->short_title = front_text(c, front, "short", NULL);
    rules->number = front_text(c, front, "number", NULL);
    rules->issuer = front_text(c, front, "issuer", NULL);
    rules->in_force = front_day(c, front, "in force", "施行日期");
    rules->expires = front_day(c, front, "expires", NULL);
    front_day(c, front, "issued", NULL);
    c->charter->supersedes = front_text(c, front, "supersedes", NULL);
    if (!text_empty(rules->id) && !text_is_id(rules->id))
        front_wrong(c, node_get(front, "charter")->line, "charter",
                    "charter 要写代号：小写字母开头，只含小写字母、数字和连字符");
    if (day_given(rules->expires) && day_given(rules->in_force) &&
        day_compare(rules->expires, rules->in_force) < 0)
        front_wrong(c, node_get(front, "expires")->line, "expires", "失效日期早于施行日期");
}
