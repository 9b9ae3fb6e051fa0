#include "charter/compile.h"

#include <string.h>

#include "charter/bound.h"

typedef struct Parse {
    Compiler *c;
    const PointDef *def;
    const char *point;
    const char *clause;
} Parse;

static bool wrong(const Parse *p, int line, const char *want)
{
    const char *clause = p->clause == NULL ? "" : p->clause;
    report_error(&p->c->report, line, "wrong-type", p->point, clause, "%s（%s）%s，例如 %s",
                 p->point, point_label(p->c->arena, p->def, p->point), want, p->def->example);
    return false;
}

static bool want_scalar(const Parse *p, const Node *node, const char *want)
{
    if (node->kind == NODE_SCALAR && !text_empty(node->text))
        return true;
    return wrong(p, node->line, want);
}

/* {entrusted: deputy-convener, by: convener}, {units-of: agenda} */
static bool parse_special(const Parse *p, const Node *node, Ref *ref)
{
    static const char *const units[][2] = { { "agenda", "agenda-units" },
                                            { "consultation", "consulted-units" },
                                            { "attendance", "attending-units" },
                                            { "decision", "responsible-units" } };
    const Node *entrusted = node_get(node, "entrusted"), *by = node_get(node, "by");
    const Node *of = node_get(node, "units-of");
    if (entrusted != NULL && entrusted->kind == NODE_SCALAR &&
        node->items.count == (by == NULL ? 1u : 2u) &&
        (by == NULL || by->kind == NODE_SCALAR)) {
        ref->name = entrusted->text;
        ref->entrusted = true;
        ref->entrusted_by = by == NULL ? NULL : by->text;
        return true;
    }
    for (size_t i = 0; of != NULL && node->items.count == 1 && i < 4; i++) {
        if (text_same(of->text, units[i][0])) {
            ref->name = units[i][1];
            return true;
        }
    }
    return wrong(
        p, node->line,
        "写法不对：可写一个代号、清单 […]，或 any、all、jointly、each、attending、majority、"
        "two-thirds、ranked、turn、entrusted、units-of（units-of 后接 agenda、consultation、"
        "attendance、decision）");
}

static bool parse_ref(const Parse *p, const Node *node, Ref *ref)
{
    *ref = (Ref){ .line = node->line };
    if (node->kind == NODE_MAP)
        return parse_special(p, node, ref);
    if (node->kind == NODE_SCALAR && text_is_id(node->text)) {
        ref->name = node->text;
        return true;
    }
    return wrong(p, node->line, "要写代号（小写字母开头，只含小写字母、数字和连字符）");
}

/* The same name twice in a list says it once. */
static void add_ref(const Parse *p, RefList *out, Ref ref)
{
    for (size_t i = 0; i < out->count; i++) {
        const Ref *known = &out->items[i];
        if (text_same(known->name, ref.name) && text_same(known->status, ref.status) &&
            known->entrusted == ref.entrusted &&
            text_same(known->entrusted_by, ref.entrusted_by))
            return;
    }
    *LIST_ADD(p->c->arena, out) = ref;
}

static bool parse_refs(const Parse *p, const Node *node, const char *status, RefList *out)
{
    Ref ref;
    if (node->kind != NODE_LIST) {
        if (!parse_ref(p, node, &ref))
            return false;
        ref.status = status;
        add_ref(p, out, ref);
        return true;
    }
    if (node->items.count == 0)
        return wrong(p, node->line, "的清单是空的");
    for (size_t i = 0; i < node->items.count; i++) {
        if (!parse_ref(p, node->items.items[i], &ref))
            return false;
        ref.status = status;
        add_ref(p, out, ref);
    }
    return true;
}

static bool parse_turn(const Parse *p, const Node *by, Stated *out)
{
    const char *word = by == NULL ? "year" : by->text;
    bool year = text_same(word, "year"), meeting = text_same(word, "meeting");
    if (!year && !meeting && !text_same(word, "quarter"))
        return wrong(p, by->line,
                     "的轮值要写 by: year（按年）、meeting（按次）或 quarter（按季）");
    out->turn = year ? TURN_YEAR : meeting ? TURN_MEETING : TURN_QUARTER;
    return true;
}

static bool parse_actor(const Parse *p, const Node *node, Stated *out)
{
    static const struct {
        const char *word;
        ActorMode mode;
    } modes[] = { { "any", ACTOR_ANY },
                  { "all", ACTOR_ALL },
                  { "jointly", ACTOR_ALL },
                  { "each", ACTOR_EACH },
                  { "attending", ACTOR_ATTENDING },
                  { "majority", ACTOR_MAJORITY },
                  { "two-thirds", ACTOR_TWO_THIRDS },
                  { "ranked", ACTOR_RANKED },
                  { "turn", ACTOR_TURN } };
    out->mode = ACTOR_ANY;
    for (size_t i = 0; node->kind == NODE_MAP && i < sizeof modes / sizeof *modes; i++) {
        const Node *inner = node_get(node, modes[i].word);
        bool turn = modes[i].mode == ACTOR_TURN;
        const Node *by = turn ? node_get(node, "by") : NULL;
        if (inner == NULL || node->items.count != (by == NULL ? 1u : 2u))
            continue;
        out->mode = modes[i].mode;
        if (turn && !parse_turn(p, by, out))
            return false;
        return parse_refs(p, inner, NULL, &out->refs);
    }
    return parse_refs(p, node, NULL, &out->refs);
}

static bool check_verb(const Parse *p, const char *verb, int line)
{
    if (point_verb(verb) != NULL)
        return true;
    const char *near = point_nearest(p->c->arena, verb);
    report_error(&p->c->report, line, "unknown-verb", verb, p->clause == NULL ? "" : p->clause,
                 "没有“%s”这个动作%s%s", verb, text_empty(near) ? "" : "，相近的有：", near);
    return false;
}

static bool parse_item(const Parse *p, const Node *node, RefList *out)
{
    ItemKind item = p->def->item;
    if (item == ITEM_TEXT || item == ITEM_VERB) {
        if (!want_scalar(p, node, "的每一项要写成一行文字"))
            return false;
        if (item == ITEM_VERB && !check_verb(p, node->text, node->line))
            return false;
        *LIST_ADD(p->c->arena, out) = (Ref){ .name = node->text, .line = node->line };
        return true;
    }
    return parse_refs(p, node, NULL, out);
}

/* [a, b] is closed; {open: [a, b]} has 等. */
static const Node *open_list(const Node *node, bool *open)
{
    const Node *inner = node_get(node, "open"), *closed = node_get(node, "closed");
    *open = inner != NULL;
    if (node->kind == NODE_MAP && node->items.count == 1 && (inner != NULL || closed != NULL))
        return inner != NULL ? inner : closed;
    *open = false;
    return node;
}

static bool parse_list(const Parse *p, const Node *node, Stated *out)
{
    node = open_list(node, &out->open);
    if (node->kind != NODE_LIST)
        return parse_item(p, node, &out->refs);
    if (node->items.count == 0)
        return wrong(p, node->line, "的清单是空的");
    for (size_t i = 0; i < node->items.count; i++)
        if (!parse_item(p, node->items.items[i], &out->refs))
            return false;
    return true;
}

static bool parse_roll(const Parse *p, const Node *node, Stated *out)
{
    Arena *arena = p->c->arena;
    if (node->kind != NODE_MAP)
        return wrong(p, node->line, "要写成 {attend: […], sit-in: […]}");
    out->open_roll = "";
    for (size_t i = 0; i < node->items.count; i++) {
        const Node *group = node->items.items[i];
        bool open;
        if (text_same(group->key, "force"))
            continue;
        if (text_same(words_of_status(group->key), ""))
            return wrong(
                p, group->line,
                "里只有 attend（出席）、sit-in（列席）、take-part（参加）、invited（受邀）");
        const Node *list = open_list(group, &open);
        if (open)
            out->open_roll = arena_printf(arena, "%s %s", out->open_roll, group->key);
        if (!parse_refs(p, list, group->key, &out->refs))
            return false;
    }
    return out->refs.count > 0 || wrong(p, node->line, "没有写任何人");
}

static bool parse_bound(const Parse *p, const Node *node, Stated *out)
{
    bool ahead = text_same(p->def->pattern, "ahead");
    if (!want_scalar(p, node, "要写一个时限") ||
        !bound_parse_time(p->c->arena, node->text, ahead, &out->bound))
        return wrong(p, node->line,
                     ahead ? "要写“天数 before 动作”，天数如 3 days、2 working days、1 week"
                           : "要写“天数”或“天数 after 动作”，天数如 3 days、5 working days、"
                             "1 month，没有天数的写 promptly");
    return out->bound.verb == NULL || check_verb(p, out->bound.verb, node->line);
}

static bool parse_number(const Parse *p, const Node *node, Stated *out)
{
    if (text_same(node->text, "first") || text_same(node->text, "last")) {
        out->number = text_same(node->text, "first");
        return true;
    }
    bool fine = node->kind == NODE_SCALAR && text_int(node->text, &out->number) &&
                out->number >= 1 && out->number <= 999;
    return fine || wrong(p, node->line, "要写序数 1、2 …，或 first、last");
}

static bool parse_flag(const Parse *p, const Node *node, bool many, Stated *out)
{
    bool yes = text_same(node->text, "yes") || text_same(node->text, "true");
    bool no = text_same(node->text, "no") || text_same(node->text, "false");
    if (node->kind == NODE_SCALAR && (yes || no)) {
        out->number = yes ? -1 : 0;
        return true;
    }
    if (many && node->kind == NODE_SCALAR && text_int(node->text, &out->number) &&
        out->number >= 1 && out->number <= 99)
        return true;
    return wrong(p, node->line,
                 many ? "要写 yes（人数在建立时定）或人数（1 至 99）" : "要写 yes 或 no");
}

static bool parse_word(const Parse *p, const Node *node, Stated *out)
{
    out->text = node->text;
    if (node->kind == NODE_SCALAR && point_own_word(p->c->arena, p->def, node->text) != NULL)
        return true;
    Buf want;
    buf_init(&want, p->c->arena);
    buf_text(&want, "只能是 ");
    for (const char *s = p->def->words; *s != '\0'; s = strchr(s, ';') + 1) {
        size_t word = strcspn(s, "="), title = strcspn(s + word + 1, ";");
        buf_printf(&want, "%s%.*s（%.*s）", s == p->def->words ? "" : "、", (int)word, s,
                   (int)title, s + word + 1);
    }
    return wrong(p, node->line, buf_string(&want));
}

static bool parse_id(const Parse *p, const Node *node, Stated *out)
{
    Ref ref;
    if (node->kind != NODE_SCALAR || !parse_ref(p, node, &ref))
        return node->kind == NODE_SCALAR ? false : wrong(p, node->line, "要写一个代号");
    *LIST_ADD(p->c->arena, &out->refs) = ref;
    out->text = node->text;
    return true;
}

static bool parse_plain(const Parse *p, const Node *node, Stated *out)
{
    switch (p->def->type) {
    case POINT_TEXT:
        out->text = node->text;
        return want_scalar(p, node, "要写一行文字");
    case POINT_WORD:
        return parse_word(p, node, out);
    case POINT_NUMBER:
        return parse_number(p, node, out);
    case POINT_DAY:
        return (node->kind == NODE_SCALAR && day_parse(node->text, &out->day)) ||
               wrong(p, node->line, "要写日期，如 2028-12-31");
    case POINT_FORCE:
        return (node->kind == NODE_SCALAR && force_parse(node->text, &out->force)) ||
               wrong(p, node->line,
                     "要写力度：must（应当）、in-"
                     "principle（原则上）、usually（一般）、may（可以）、"
                     "if-needed（必要时）");
    case POINT_FLAG:
    case POINT_MANY:
        return parse_flag(p, node, p->def->type == POINT_MANY, out);
    case POINT_BOUND_COUNT:
        return (node->kind == NODE_SCALAR && bound_parse_count(node->text, &out->bound)) ||
               wrong(p, node->line, "要写数量：3、at most 3、at least 1");
    case POINT_FREQUENCY:
        return (node->kind == NODE_SCALAR && frequency_parse(node->text, &out->frequency)) ||
               wrong(p, node->line,
                     "要写频次：1 per year、2 per year、1 per quarter、1 per 2 years、"
                     "at most 4 per year（另有 half-year、month）");
    case POINT_WINDOW:
        return (node->kind == NODE_SCALAR && window_parse(node->text, &out->window)) ||
               wrong(
                   p, node->line,
                   "要写时段：03-01 to 04-30，或 first-quarter、second-quarter、third-quarter、"
                   "fourth-quarter、first-half、second-half");
    case POINT_POST:
    case POINT_OWNER:
    case POINT_CLASS:
    case POINT_BODY:
        return parse_id(p, node, out);
    case POINT_BOUND_TIME:
        return parse_bound(p, node, out);
    case POINT_ACTOR:
        return parse_actor(p, node, out);
    case POINT_LIST:
        return parse_list(p, node, out);
    case POINT_ROLL:
        return parse_roll(p, node, out);
    }
    return false;
}

bool value_parse(Compiler *c, const PointDef *def, const char *point, const Node *node,
                 const char *clause, Stated *out)
{
    Parse parse = { c, def, point, clause };
    *out = (Stated){ .flow = node_flow(c->arena, node), .day = DAY_NONE };
    return parse_plain(&parse, node, out);
}

bool refs_parse(Compiler *c, const Node *node, const char *clause, RefList *out)
{
    Parse parse = { c, point_find("topic.agree.by"), "means", clause };
    return parse_refs(&parse, node, NULL, out);
}
