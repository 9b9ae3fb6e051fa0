/* What the charter leaves out and the procedure cannot do without; gates that
 * wait for each other; lists of categories that nobody related. */
#include <string.h>

#include "charter/compile.h"

static bool begins(const char *point, const char *head)
{
    size_t length = strlen(head);
    return strncmp(point, head, length) == 0 && (point[length] == '.' || point[length] == '\0');
}

/* Up to three clauses that speak of a noun or an act. */
static TextList speaking(Compiler *c, const char *head, bool *spoken)
{
    TextList clauses = { 0 };
    *spoken = false;
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *s = &c->statements.items[i];
        if (s->clause == NULL || s->def->family != FAMILY_ASPECT || !begins(s->point, head))
            continue;
        *spoken = true;
        clause_ids_add(c->arena, &clauses, s->clause);
    }
    if (clauses.count > 3)
        clauses.count = 3;
    return clauses;
}

static bool supplied(const Compiler *c, const char *point)
{
    if (group_on(c, point) != NULL)
        return true;
    for (size_t i = 0; i < c->readings.count; i++) {
        const ReadingIn *in = &c->readings.items[i];
        for (size_t k = 0; k < in->statements.count && !in->faulty; k++)
            if (text_same(in->statements.items[k].point, point))
                return true;
    }
    return false;
}

/* Who presides may be said once for all meetings or kind by kind. */
static bool kinds_preside(const Compiler *c)
{
    for (size_t i = 0; i < c->groups.count; i++)
        if (text_starts(c->groups.items[i].point, "meetings.") &&
            text_ends(c->groups.items[i].point, ".preside"))
            return true;
    return false;
}

static void check_need(Compiler *c, const NeedDef *need)
{
    bool spoken = true;
    TextList clauses = { 0 };
    if (!text_empty(need->with))
        clauses = speaking(c, need->with, &spoken);
    if (!spoken || supplied(c, need->point) ||
        (text_same(need->point, "meeting.preside.by") && kinds_preside(c)))
        return;
    const PointDef *def = point_find(need->point);
    int line = 1;
    for (size_t i = 0; i < c->doc.clauses.count && clauses.count > 0; i++)
        if (text_same(c->doc.clauses.items[i].clause.id, clauses.items[0]))
            line = c->doc.clauses.items[i].clause.line;
    report_error(&c->report, line, "gap", need->point, text_join(c->arena, &clauses, " "),
                 "没有条款写明 %s（%s）%s%s%s，而%s；请写一条释读：- {gap: %s, choose: 代号, "
                 "because: 理由}",
                 need->point, point_label(c->arena, def, need->point),
                 clauses.count == 0 ? "" : "（", words_of_clauses(c->arena, &clauses),
                 clauses.count == 0 ? "" : " 说到这一环节）", need->why, need->point);
}

/* A kind of meeting called upon consent needs somebody whose consent it is. */
static void check_consents(Compiler *c)
{
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *s = &c->statements.items[i];
        if (s->clause == NULL || !text_starts(s->point, "meetings.") ||
            !text_ends(s->point, ".called-on") || !text_same(s->value.text, "consent"))
            continue;
        const char *kind = point_key(c->arena, s->def, s->point);
        const char *point = arena_printf(c->arena, "meetings.%s.consent-of", kind);
        if (supplied(c, point) || supplied(c, "meeting.consent.by") ||
            supplied(c, "meeting.convene.by") ||
            supplied(c, arena_printf(c->arena, "meetings.%s.caller", kind)))
            continue;
        report_error(&c->report, s->line, "gap", point, s->clause,
                     "条款 %s 说这种会议经同意才召开，没有条款写明 %s（须谁同意）；"
                     "请补上，或者写一条释读：- {gap: %s, choose: 代号, because: 理由}",
                     s->clause, point, point);
    }
}

/* Who is named only as the member units is nobody where there are none. */
static void check_members(Compiler *c)
{
    if (group_on(c, "roster.units") != NULL)
        return;
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *s = &c->statements.items[i];
        bool nobody = s->def->type == POINT_ACTOR && s->clause != NULL && s->seats.count > 0;
        for (size_t k = 0; k < s->seats.count; k++) {
            SeatKind kind = s->seats.items[k].seat.kind;
            nobody = nobody && (kind == SEAT_MEMBER_UNITS || kind == SEAT_LIAISONS ||
                                kind == SEAT_AGENDA_MEMBERS);
        }
        if (nobody)
            report_error(&c->report, s->line, "gap", "roster.units", s->clause,
                         "条款 %s 的 %s 只有成员单位能办，却没有条款列出成员单位"
                         "（roster.units），这样谁都办不了；请补上成员单位名单",
                         s->clause, s->point);
    }
}

static void add_edges(Compiler *c, const Statement *s, EdgeList *edges)
{
    bool after = text_same(s->def->pattern, "after"),
         before = text_same(s->def->pattern, "before");
    if (s->def->family != FAMILY_ASPECT || (!after && !before))
        return;
    const char *verb = point_verb_of(c->arena, s->point);
    for (size_t i = 0; i < s->value.refs.count; i++) {
        const char *other = s->value.refs.items[i].name;
        Edge edge = { after ? other : verb, after ? verb : other, statement_clause(s),
                      s->line };
        *LIST_ADD(c->arena, edges) = edge;
    }
}

static void check_circles(Compiler *c)
{
    EdgeList edges = { 0 };
    for (size_t i = 0; i < c->statements.count; i++)
        add_edges(c, &c->statements.items[i], &edges);
    TextList circle = graph_circle(c->arena, &edges), clauses = { 0 }, titles = { 0 };
    int line = 0;
    if (circle.count == 0)
        return;
    for (size_t i = 0; i < edges.count; i++) {
        const Edge *edge = &edges.items[i];
        if (!clause_ids_have(&circle, edge->from) || !clause_ids_have(&circle, edge->to))
            continue;
        clause_ids_add(c->arena, &clauses, edge->clause);
        line = line == 0 || edge->line < line ? edge->line : line;
    }
    for (size_t i = 0; i < circle.count; i++)
        *LIST_ADD(c->arena, &titles) = point_verb(circle.items[i])->title;
    report_error(&c->report, line, "circle", circle.items[0],
                 text_join(c->arena, &clauses, " "),
                 "条款 %s 所定的先后绕成了一圈（%s），哪一项都办不成；请改正其中一处",
                 words_of_clauses(c->arena, &clauses), text_join(c->arena, &titles, "、"));
}

/* N3.6 belongs to the list N3, A4a to A4, C6 to C. */
static const char *list_of(Arena *arena, const char *clause)
{
    const char *dot = strrchr(clause, '.');
    size_t length = strlen(clause), end = length;
    if (dot != NULL)
        return arena_dup_n(arena, clause, (size_t)(dot - clause));
    while (end > 0 && clause[end - 1] >= 'a' && clause[end - 1] <= 'z')
        end--;
    while (end == length && length > 0 && clause[length - 1] >= '0' &&
           clause[length - 1] <= '9') {
        length--;
        end--;
    }
    return arena_dup_n(arena, clause, end == 0 ? strlen(clause) : end);
}

static void collect_categories(Compiler *c)
{
    const Group *group = group_on(c, "category");
    for (size_t i = 0; group != NULL && i < group->items.count; i++) {
        const Statement *s = group->items.items[i];
        if (s->clause == NULL)
            continue;
        if (c->categories.count > 0 &&
            text_same(c->categories.items[c->categories.count - 1].clause, s->clause))
            report_error(&c->report, s->line, "category", "category", s->clause,
                         "条款 %s 写了两个类别，一条只能是一类", s->clause);
        else
            *LIST_ADD(c->arena, &c->categories) =
                (Category){ .clause = s->clause,
                            .title = s->value.text,
                            .list = list_of(c->arena, s->clause) };
    }
}

static Category *category_of(Compiler *c, const char *clause)
{
    for (size_t i = 0; i < c->categories.count; i++)
        if (text_same(c->categories.items[i].clause, clause))
            return &c->categories.items[i];
    return NULL;
}

static void map_wrong(Compiler *c, ReadingIn *in, const char *clause, const char *text)
{
    report_error(&c->report, in->reading.line, "reading", in->reading.id, clause,
                 "释读 %s（%s）：%s", in->reading.id, in->reading.about, text);
    in->faulty = true;
}

static void check_pair(Compiler *c, ReadingIn *in, const Node *pair, const Node *first)
{
    const Category *from = category_of(c, pair->key), *to = category_of(c, pair->text);
    const Category *from_first = category_of(c, first->key),
                   *to_first = category_of(c, first->text);
    const char *bad = from == NULL ? pair->key : pair->text;
    if (from == NULL || to == NULL)
        map_wrong(c, in, bad, arena_printf(c->arena, "条款 %s 不是会议内容的类别", bad));
    else if (text_same(from->list, to->list))
        map_wrong(
            c, in, pair->key,
            arena_printf(c->arena, "%s 与 %s 在同一份清单里，不用对应", pair->key, pair->text));
    else if (from_first != NULL && to_first != NULL &&
             (!text_same(from->list, from_first->list) || !text_same(to->list, to_first->list)))
        map_wrong(c, in, pair->key, "一条释读只对应两份清单，冒号左边是一份，右边是另一份");
}

static void apply_map(Compiler *c, ReadingIn *in)
{
    if (in->about.count != 1 || !text_same(in->about.items[0], "category")) {
        map_wrong(c, in, "", "map 释读只用于会议内容类别：map: category");
        return;
    }
    const Node *first = in->pairs->items.items[0];
    for (size_t i = 0; i < in->pairs->items.count && !in->faulty; i++)
        check_pair(c, in, in->pairs->items.items[i], first);
    if (in->faulty)
        return;
    const char *list = category_of(c, first->key)->list;
    for (size_t i = 0; i < c->categories.count && !in->faulty; i++) {
        const Category *category = &c->categories.items[i];
        if (text_same(category->list, list) && node_get(in->pairs, category->clause) == NULL)
            map_wrong(c, in, category->clause,
                      arena_printf(c->arena, "还缺 %s 的对应", category->clause));
    }
    for (size_t i = 0; i < in->pairs->items.count && !in->faulty; i++)
        category_of(c, in->pairs->items.items[i]->key)->same = in->pairs->items.items[i]->text;
    in->used = !in->faulty;
}

/* Two lists are related when a reading maps one to the other. */
static bool list_related(Compiler *c, const char *list)
{
    for (size_t i = 0; i < c->categories.count; i++) {
        const Category *category = &c->categories.items[i];
        const Category *same = category->same == NULL ? NULL : category_of(c, category->same);
        if (same != NULL && (text_same(category->list, list) || text_same(same->list, list)))
            return true;
    }
    return false;
}

static void check_categories(Compiler *c)
{
    TextList unrelated = { 0 }, clauses = { 0 };
    for (size_t i = 0; i < c->categories.count; i++)
        if (!list_related(c, c->categories.items[i].list)) {
            clause_ids_add(c->arena, &unrelated, c->categories.items[i].list);
            clause_ids_add(c->arena, &clauses, c->categories.items[i].clause);
        }
    bool others = c->categories.count > clauses.count;
    if (unrelated.count == 0 || (unrelated.count == 1 && !others))
        return;
    const Statement *s = group_on(c, "category")->items.items[0];
    report_error(&c->report, s->line, "map", "category", text_join(c->arena, &clauses, " "),
                 "会议内容的类别有不止一份清单（%s），没有说明怎样对应：涉及 %s；请写一条释读："
                 "- {map: category, pairs: {%s: 另一份清单的条款, …}, because: 理由}",
                 words_of_clauses(c->arena, &unrelated), words_of_clauses(c->arena, &clauses),
                 clauses.items[0]);
}

void compile_complete(Compiler *c)
{
    bool asked = c->doc.clauses.count > 0 && !c->readings_lost;
    for (size_t i = 0; i < NEED_DEFS_COUNT && asked; i++)
        check_need(c, &NEED_DEFS[i]);
    check_consents(c);
    check_members(c);
    check_circles(c);
    collect_categories(c);
    for (size_t i = 0; i < c->readings.count; i++)
        if (c->readings.items[i].reading.kind == READING_MAP && !c->readings.items[i].faulty)
            apply_map(c, &c->readings.items[i]);
    if (!c->readings_lost)
        check_categories(c);
}
