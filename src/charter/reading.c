/* The readings blocks, as written: each is of one kind, names what it speaks
 * about and gives its cause. Whether what it speaks about is there is asked
 * later, in settle.c. */
#include "charter/compile.h"

static const char *const KEYS[] = {
    "id",    "name",   "conflict", "gap",   "map",   "clauses",
    "means", "choose", "split",    "pairs", "force", "because"
};

static void wrong(Compiler *c, ReadingIn *in, const char *text)
{
    report_error(&c->report, in->reading.line, "reading", in->reading.id, "", "释读 %s %s",
                 in->reading.id, text);
    in->faulty = true;
}

static bool text_list(Compiler *c, const Node *node, TextList *out)
{
    if (node == NULL)
        return true;
    if (node->kind == NODE_SCALAR && !text_empty(node->text)) {
        clause_ids_add(c->arena, out, node->text);
        return true;
    }
    for (size_t i = 0; node->kind == NODE_LIST && i < node->items.count; i++) {
        if (node->items.items[i]->kind != NODE_SCALAR)
            return false;
        clause_ids_add(c->arena, out, node->items.items[i]->text);
    }
    return node->kind == NODE_LIST && node->items.count > 0;
}

static void check_keys(Compiler *c, ReadingIn *in, const Node *node)
{
    size_t count = sizeof KEYS / sizeof *KEYS;
    for (size_t i = 0; i < node->items.count; i++) {
        const char *key = node->items.items[i]->key;
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known = known || text_same(KEYS[k], key);
        const char *near = nearest_of(c->arena, key, KEYS, count);
        if (!known)
            wrong(c, in,
                  arena_printf(c->arena, "里没有“%s”这一项%s%s", key,
                               text_empty(near) ? "" : "，相近的有：", near));
    }
}

/* Exactly one of name, conflict, gap, map says of what kind it is. */
static void read_kind(Compiler *c, ReadingIn *in, const Node *node)
{
    static const char *const kinds[] = { "name", "conflict", "gap", "map" };
    size_t found = 0;
    for (size_t i = 0; i < 4; i++) {
        const Node *about = node_get(node, kinds[i]);
        if (about == NULL)
            continue;
        found++;
        in->reading.kind = (ReadingKind)i;
        if (!text_list(c, about, &in->about))
            wrong(c, in, arena_printf(c->arena, "的 %s 要写一个名称或清单", kinds[i]));
    }
    if (found != 1)
        wrong(c, in,
              "要写明是哪一种，且只写一种：name（名称）、conflict（条款不一）、gap（条款未定）"
              "、map（两份清单的对应）");
}

static void read_answer(Compiler *c, ReadingIn *in, const Node *node)
{
    const Node *means = node_get(node, "means");
    in->choose = node_get(node, "choose");
    in->split = node_get(node, "split");
    in->pairs = node_get(node, "pairs");
    switch (in->reading.kind) {
    case READING_NAME:
        if (means == NULL || in->about.count != 1)
            wrong(c, in, "是 name 释读，要写一个名称和 means（它指谁）");
        else if (!refs_parse(c, means, "", &in->means))
            in->faulty = true;
        return;
    case READING_CONFLICT:
    case READING_GAP:
        if ((in->choose == NULL) == (in->split == NULL))
            wrong(c, in, "要写 choose（取什么）或 split（分开怎么定），两样只写一样");
        return;
    case READING_MAP:
        if (in->pairs == NULL || in->pairs->kind != NODE_MAP || in->pairs->items.count == 0)
            wrong(c, in, "是 map 释读，要写 pairs: {N3.1: A4.5, …}");
        return;
    }
}

static void read_reading(Compiler *c, const Node *node)
{
    if (c->readings.count >= READINGS_MAX) {
        report_error(&c->report, node->line, "too-long", "", "", "释读超过 %d 条",
                     READINGS_MAX);
        return;
    }
    size_t at = c->readings.count;
    ReadingIn *in = LIST_ADD(c->arena, &c->readings);
    *in = (ReadingIn){ .faulty = false };
    in->reading.line = node->line;
    in->reading.id = arena_printf(c->arena, "R%zu", at + 1);
    in->reading.because = "";
    if (node->kind != NODE_MAP) {
        wrong(c, in, "要写成 - {conflict: 要点, clauses: [条款], choose: 值, because: 理由}");
        return;
    }
    check_keys(c, in, node);
    read_kind(c, in, node);
    if (in->faulty)
        return;
    const Node *id = node_get(node, "id");
    if (id != NULL && id->kind == NODE_SCALAR && clause_id_valid(id->text))
        in->reading.id = id->text;
    else if (id != NULL)
        wrong(c, in, "的 id 要以大写字母开头，如 R4");
    const Node *because = node_get(node, "because"), *force = node_get(node, "force");
    if (!text_list(c, node_get(node, "clauses"), &in->clauses))
        wrong(c, in, "的 clauses 要写条款编号的清单，如 [N4.3b, A5.1a]");
    if (because == NULL || because->kind != NODE_SCALAR || text_empty(because->text))
        wrong(c, in, "没有理由：请写 because，说明为什么这样读");
    else
        in->reading.because = because->text;
    in->has_force = force != NULL;
    if (force != NULL && !force_parse(force->text, &in->force))
        wrong(c, in, "的 force 不对：must、in-principle、usually、may、if-needed");
    read_answer(c, in, node);
    in->reading.about = text_join(c->arena, &in->about, "、");
    in->reading.clauses = in->clauses.items;
    in->reading.clause_count = in->clauses.count;
    const Node *choice = in->choose != NULL  ? in->choose
                         : in->split != NULL ? in->split
                         : in->pairs != NULL ? in->pairs
                                             : node_get(node, "means");
    in->reading.choice = choice == NULL ? "" : node_flow(c->arena, choice);
}

static void check_twice(Compiler *c, size_t at)
{
    ReadingIn *in = &c->readings.items[at];
    for (size_t i = 0; i < at && !in->faulty; i++) {
        const ReadingIn *other = &c->readings.items[i];
        for (size_t k = 0; k < in->about.count; k++)
            if (text_same(in->reading.id, other->reading.id))
                wrong(c, in,
                      arena_printf(c->arena, "的编号与第 %d 行的相同", other->reading.line));
            else if (in->reading.kind == other->reading.kind &&
                     in->reading.kind != READING_MAP &&
                     clause_ids_have(&other->about, in->about.items[k]))
                wrong(c, in,
                      arena_printf(c->arena, "与释读 %s（第 %d 行）说的是同一处：%s",
                                   other->reading.id, other->reading.line, in->about.items[k]));
    }
}

/* A reading speaks of clauses that are there. */
static void check_clauses(Compiler *c, ReadingIn *in)
{
    for (size_t i = 0; i < in->clauses.count; i++) {
        bool found = false;
        for (size_t k = 0; k < c->doc.clauses.count; k++)
            found = found || text_same(c->doc.clauses.items[k].clause.id, in->clauses.items[i]);
        if (!found) {
            report_error(&c->report, in->reading.line, "reading", in->reading.id,
                         in->clauses.items[i], "释读 %s 说到条款 %s，但没有这一条",
                         in->reading.id, in->clauses.items[i]);
            in->faulty = in->reading.kind != READING_NAME;
        }
    }
}

void compile_readings(Compiler *c)
{
    for (size_t f = 0; f < c->doc.readings.count; f++) {
        const Fence *fence = &c->doc.readings.items[f];
        size_t findings = c->report.list.count;
        const Node *root = yaml_read(&c->report, fence->text, fence->line, "");
        c->readings_lost = c->readings_lost || c->report.list.count > findings;
        if (root != NULL && root->kind != NODE_LIST) {
            report_error(&c->report, root->line, "reading", "", "",
                         "释读块要写成清单，每条以“- ”开头：- conflict: 要点");
            c->readings_lost = true;
            continue;
        }
        for (size_t i = 0; root != NULL && i < root->items.count; i++)
            read_reading(c, root->items.items[i]);
    }
    for (size_t i = 0; i < c->readings.count; i++) {
        check_twice(c, i);
        check_clauses(c, &c->readings.items[i]);
    }
}
