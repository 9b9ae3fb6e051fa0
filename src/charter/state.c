#include "charter/compile.h"

#include <string.h>

/* Where a block is being read: whose it is and where its statements go. */
typedef struct Block {
    Compiler *c;
    const char *clause;
    bool names_only;
    StatementList *out;
} Block;

bool force_parse(const char *word, Force *out)
{
    for (Force force = FORCE_MUST; force <= FORCE_IF_NEEDED; force++) {
        if (text_same(word, force_word(force))) {
            *out = force;
            return true;
        }
    }
    return false;
}

static const char *clause_of(const Block *b)
{
    return b->clause == NULL ? "" : b->clause;
}

/* The `force` key of a mapping, when there is one. */
static Force force_in(const Block *b, const Node *map, Force outer)
{
    const Node *node = node_get(map, "force");
    Force force = outer;
    if (node != NULL && !force_parse(node->text, &force))
        report_error(
            &b->c->report, node->line, "wrong-type", "force", clause_of(b),
            "力度“%s”不对：must（应当）、in-principle（原则上）、usually（一般）、may（可以）、"
            "if-needed（必要时）",
            node->text);
    return force;
}

static void unknown_point(const Block *b, const char *name, int line)
{
    if (b->c->report.list.count > REPORT_MAX)
        return;
    if (name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.")] != '\0') {
        report_error(&b->c->report, line, "unknown-point", name, clause_of(b),
                     "“%s”不是要点：要点只用小写字母、数字、连字符和点，冒号后要空一格", name);
        return;
    }
    const char *near = point_nearest(b->c->arena, name);
    report_error(&b->c->report, line, "unknown-point", name, clause_of(b),
                 "没有“%s”这个要点%s%s；全部要点见 docs/charter.md", name,
                 text_empty(near) ? "" : "，相近的有：", near);
}

static bool key_fine(const Block *b, const PointDef *def, const char *name, int line)
{
    const char *key = point_key(b->c->arena, def, name);
    if (key == NULL || text_is_id(key))
        return true;
    report_error(&b->c->report, line, "wrong-type", name, clause_of(b),
                 "代号“%s”不对：小写字母开头，只含小写字母、数字和连字符，至多 40 个字", key);
    return false;
}

static void add_statement(const Block *b, const PointDef *def, const char *name,
                          const Node *node, Force force)
{
    Compiler *c = b->c;
    Statement statement = { .def = def,
                            .point = name,
                            .clause = b->clause,
                            .line = node->line,
                            .force =
                                def->type == POINT_ROLL ? force_in(b, node, force) : force };
    if (!key_fine(b, def, name, node->line))
        return;
    if (b->names_only && def->family != FAMILY_NAME) {
        report_error(&c->report, node->line, "names", name, "",
                     "称谓块（names）只写谁是谁，“%s”是规则，要写在所依据条款的 rules 块里",
                     name);
        return;
    }
    if (b->out->count >= STATEMENTS_MAX) {
        report_error(&c->report, node->line, "too-long", "", clause_of(b), "规则超过 %d 条",
                     STATEMENTS_MAX);
        return;
    }
    if (!value_parse(c, def, name, node, b->clause, &statement.value))
        return;
    c->refs += statement.value.refs.count;
    if (c->refs > REFS_MAX)
        report_error(&c->report, node->line, "too-long", "", clause_of(b),
                     "各条清单里的名称合计超过 %d 个", REFS_MAX);
    else
        *LIST_ADD(c->arena, b->out) = statement;
}

/* A roll may be told in several parts, each with its own force. */
static void add_point(const Block *b, const PointDef *def, const char *name, const Node *node,
                      Force force)
{
    if (def->type != POINT_ROLL || node->kind != NODE_LIST) {
        add_statement(b, def, name, node, force);
        return;
    }
    for (size_t i = 0; i < node->items.count; i++)
        add_statement(b, def, name, node->items.items[i], force);
}

static void state_node(const Block *b, const char *name, const Node *node, Force force);

static void state_map(const Block *b, const char *prefix, const Node *map, Force outer)
{
    Force force = force_in(b, map, outer);
    for (size_t i = 0; i < map->items.count; i++) {
        const Node *child = map->items.items[i];
        if (text_same(child->key, "force"))
            continue;
        state_node(b,
                   prefix == NULL ? child->key
                                  : arena_printf(b->c->arena, "%s.%s", prefix, child->key),
                   child, force);
    }
    const Node *only = node_get(map, "force");
    bool fine = only != NULL && force_parse(only->text, &force);
    if (prefix != NULL && map->items.count == 1 && fine && point_verb(prefix) != NULL) {
        const char *name = arena_printf(b->c->arena, "%s.done", prefix);
        add_statement(b, point_find(name), name, only, force);
    }
}

static void state_node(const Block *b, const char *name, const Node *node, Force force)
{
    const PointDef *def = point_find(name);
    if (def != NULL) {
        add_point(b, def, name, node, force);
        return;
    }
    if (node->kind == NODE_MAP && point_is_prefix(name)) {
        if (node->items.count == 0)
            unknown_point(b, name, node->line);
        state_map(b, name, node, force);
        return;
    }
    /* Short forms: “topic.draft: must”, “bodies: {union: 某县总工会}”. */
    bool verb = point_verb(name) != NULL;
    Force done;
    if (verb && node->kind == NODE_SCALAR && text_is_id(node->text) &&
        !force_parse(node->text, &done)) {
        report_error(&b->c->report, node->line, "wrong-type", name, clause_of(b),
                     "%s 后面要写明说的是什么，如 %s: {by: %s}；只说要办的写 %s: must", name,
                     name, node->text, name);
        return;
    }
    const char *full = arena_printf(b->c->arena, "%s.%s", name, verb ? "done" : "title");
    def = node->kind == NODE_SCALAR ? point_find(full) : NULL;
    if (def != NULL)
        add_point(b, def, full, node, force);
    else
        unknown_point(b, name, node->line);
}

void state_block(Compiler *c, const Node *root, const char *clause, bool names_only,
                 StatementList *out)
{
    Block block = { c, clause, names_only, out };
    if (root->kind == NODE_MAP) {
        state_map(&block, NULL, root, FORCE_MUST);
        return;
    }
    report_error(&c->report, root->line, "yaml", "", clause_of(&block),
                 "这一块要写成“要点: 值”，例如 topic.agree: {by: "
                 "convener}；无可核对内容的条款只写 principle");
}

static void state_clause(Compiler *c, SourceClause *source)
{
    Clause *clause = &source->clause;
    size_t before = c->statements.count;
    if (text_empty(clause->text))
        report_error(&c->report, clause->line, "no-text", clause->id, clause->id,
                     "条款 %s 没有文字：请用自己的话转述它", clause->id);
    bool any = false;
    for (size_t i = 0; i < source->rules.count; i++) {
        const Fence *fence = &source->rules.items[i];
        size_t findings = c->report.list.count;
        const Node *root = yaml_read(&c->report, fence->text, fence->line, clause->id);
        any = any || root != NULL || c->report.list.count > findings;
        if (root == NULL)
            continue;
        if (root->kind == NODE_SCALAR && text_same(root->text, "principle"))
            clause->principle = true;
        else
            state_block(c, root, clause->id, false, &c->statements);
    }
    if (!any)
        report_error(&c->report, clause->line, "no-rules", clause->id, clause->id,
                     "条款 %s 没有说它定了什么：请加一个 rules "
                     "块写明规则；确实没有可核对的内容，块里写 principle",
                     clause->id);
    if (clause->principle && c->statements.count > before)
        report_error(&c->report, clause->line, "principle", clause->id, clause->id,
                     "条款 %s 既写了 principle 又写了规则，只能取一样", clause->id);
}

void compile_statements(Compiler *c)
{
    for (size_t i = 0; i < c->doc.names.count; i++) {
        const Fence *fence = &c->doc.names.items[i];
        const Node *root = yaml_read(&c->report, fence->text, fence->line, "");
        if (root != NULL)
            state_block(c, root, NULL, true, &c->statements);
    }
    for (size_t i = 0; i < c->doc.clauses.count; i++)
        state_clause(c, &c->doc.clauses.items[i]);
    if (c->doc.clauses.count == 0)
        report_error(&c->report, 1, "no-clauses", "", "",
                     "没有一个条款：每个条款是一个四级标题（#### N1），下面写转述和 rules 块");
}
