/* Readings meet what they speak about. A reading whose name is defined, whose
 * conflict or gap is not there, or that leaves out a clause that takes part
 * in it, is itself a finding: a charter may be amended, and its readings must
 * not outlive what they were made for. */
#include <stdarg.h>
#include <string.h>

#include "charter/compile.h"

static void wrong(Compiler *c, ReadingIn *in, const char *text, ...) PRINTF_LIKE(3, 4);

static void wrong(Compiler *c, ReadingIn *in, const char *text, ...)
{
    va_list args;
    va_start(args, text);
    const char *what = arena_vprintf(c->arena, text, args);
    va_end(args);
    report_error(&c->report, in->reading.line, "reading", in->reading.id,
                 text_join(c->arena, &in->clauses, " "), "释读 %s（%s）：%s", in->reading.id,
                 in->reading.about, what);
    in->faulty = true;
}

static bool statement_uses(const Statement *statement, const char *name)
{
    for (size_t i = 0; i < statement->value.refs.count; i++)
        if (text_same(statement->value.refs.items[i].name, name) ||
            text_same(statement->value.refs.items[i].entrusted_by, name))
            return true;
    return false;
}

static bool clause_uses(const Compiler *c, const char *clause, const char *name)
{
    for (size_t i = 0; i < c->statements.count; i++)
        if ((clause == NULL || text_same(c->statements.items[i].clause, clause)) &&
            statement_uses(&c->statements.items[i], name))
            return true;
    return false;
}

static void check_name(Compiler *c, ReadingIn *in)
{
    const char *name = in->about.items[0];
    if (resolve_known(c, name))
        wrong(c, in, "“%s”已有条款或称谓定义，不需要释读", name);
    else if (!clause_uses(c, NULL, name))
        wrong(c, in, "没有条款用到“%s”这个名称", name);
    else if (in->clauses.count == 0)
        wrong(c, in, "请写 clauses，列出用到这个名称的条款");
    for (size_t i = 0; i < in->clauses.count && !in->faulty; i++)
        if (!clause_uses(c, in->clauses.items[i], name))
            wrong(c, in, "条款 %s 没有用到“%s”", in->clauses.items[i], name);
    for (size_t i = 0; i < in->means.count && !in->faulty; i++) {
        const char *means = in->means.items[i].name;
        const char *near = names_nearest(c, means);
        if (!resolve_known(c, means))
            wrong(c, in, "means 里的“%s”没有定义%s%s", means,
                  text_empty(near) ? "" : "，相近的有：", near);
    }
}

Conflict *conflict_on(Compiler *c, const char *about)
{
    for (size_t i = 0; i < c->conflicts.count; i++)
        if (text_same(c->conflicts.items[i].about, about))
            return &c->conflicts.items[i];
    return NULL;
}

typedef LIST(Conflict *) ConflictList;

/* “attendance.deputy-convener” speaks of every post the role stands for. */
static void conflicts_of_name(Compiler *c, const char *about, ConflictList *out)
{
    const char *dot = strrchr(about, '.');
    if (dot == NULL)
        return;
    const char *point = arena_dup_n(c->arena, about, (size_t)(dot - about));
    const PointDef *def = point_find(point);
    if (def == NULL || def->type != POINT_ROLL)
        return;
    PlacedList seats = { 0 };
    Ref ref = { .name = dot + 1 };
    resolve_ref(c, &ref, &seats, NULL);
    for (size_t s = 0; s < seats.count; s++)
        for (size_t i = 0; i < c->conflicts.count; i++) {
            Conflict *conflict = &c->conflicts.items[i];
            if (conflict->key != NULL && text_same(conflict->group->point, point) &&
                text_same(conflict->key->key, seats.items[s].key))
                *LIST_ADD(c->arena, out) = conflict;
        }
}

static void find_conflicts(Compiler *c, ReadingIn *in, ConflictList *out)
{
    for (size_t i = 0; i < in->about.count; i++) {
        const char *about = in->about.items[i];
        size_t before = out->count;
        Conflict *exact = conflict_on(c, about);
        if (exact != NULL)
            *LIST_ADD(c->arena, out) = exact;
        else
            conflicts_of_name(c, about, out);
        if (out->count > before)
            continue;
        const char *near = point_find(about) == NULL ? point_nearest(c->arena, about) : "";
        bool known = point_find(about) != NULL || strchr(about, '.') != NULL;
        wrong(c, in, "“%s”上没有分歧，这条释读没有对象%s%s", about,
              text_empty(near) || known ? "" : "；相近的要点有：", known ? "" : near);
        return;
    }
}

static void check_parties(Compiler *c, ReadingIn *in, const ConflictList *conflicts)
{
    TextList missing = { 0 }, involved = { 0 };
    for (size_t i = 0; i < conflicts->count; i++)
        for (size_t k = 0; k < conflicts->items[i]->clauses.count; k++) {
            const char *clause = conflicts->items[i]->clauses.items[k];
            clause_ids_add(c->arena, &involved, clause);
            if (!clause_ids_have(&in->clauses, clause))
                clause_ids_add(c->arena, &missing, clause);
        }
    if (missing.count > 0) {
        wrong(c, in, "牵涉的条款还有 %s，请补进 clauses 并重新考虑取舍",
              words_of_clauses(c->arena, &missing));
        return;
    }
    for (size_t i = 0; i < in->clauses.count && !in->faulty; i++)
        if (!clause_ids_have(&involved, in->clauses.items[i]))
            wrong(c, in, "条款 %s 与这处分歧无关", in->clauses.items[i]);
}

/* What a reading states, as statements of its own. */
static void state_choice(Compiler *c, ReadingIn *in, const char *point, const Node *node)
{
    const PointDef *def = point_find(point);
    Statement statement = { .def = def, .point = point, .line = node->line };
    statement.force = in->has_force ? in->force : FORCE_MUST;
    size_t findings = c->report.list.count;
    if (value_parse(c, def, point, node, NULL, &statement.value))
        *LIST_ADD(c->arena, &in->statements) = statement;
    in->faulty = in->faulty || c->report.list.count > findings;
}

static void state_split(Compiler *c, ReadingIn *in)
{
    size_t findings = c->report.list.count;
    state_block(c, in->split, NULL, false, &in->statements);
    in->faulty = in->faulty || c->report.list.count > findings;
}

static void resolve_statements(Compiler *c, ReadingIn *in)
{
    for (size_t i = 0; i < in->statements.count; i++) {
        Statement *statement = &in->statements.items[i];
        resolve_statement(c, statement);
        for (size_t k = 0; k < statement->seats.count && !in->faulty; k++)
            if (statement->seats.items[k].unknown) {
                const char *near = names_nearest(c, statement->seats.items[k].word);
                wrong(c, in, "“%s”没有定义%s%s", statement->seats.items[k].word,
                      text_empty(near) ? "" : "，相近的有：", near);
            }
    }
}

static const Statement *stated_by(const ReadingIn *in, const char *point)
{
    for (size_t i = 0; i < in->statements.count; i++)
        if (text_same(in->statements.items[i].point, point))
            return &in->statements.items[i];
    return NULL;
}

static void keys_of_group(Compiler *c, const Group *group, KeySet *all)
{
    for (size_t i = 0; group != NULL && i < group->items.count; i++) {
        KeySet keys = keys_of(c, group->items.items[i]);
        for (size_t k = 0; k < keys.count; k++)
            keys_add(c->arena, all, keys.items[k]);
    }
}

/* A reading chooses among what the clauses say; it brings in nobody new. */
static void check_choice(Compiler *c, ReadingIn *in, const Conflict *conflict)
{
    const Group *group = conflict->group;
    const Statement *chosen = stated_by(in, group->point);
    if (chosen == NULL) {
        wrong(c, in, "split 里没有说“%s”怎么定", group->point);
        return;
    }
    KeySet all = { 0 }, keys = keys_of(c, chosen);
    keys_of_group(c, group, &all);
    keys_of_group(c, group_on(c, group->def->beside), &all);
    for (size_t i = 0; i < keys.count; i++)
        if (!keys_have(&all, keys.items[i]) && in->choose != NULL &&
            !text_same(keys.items[i], "member-units:等")) {
            wrong(c, in, "只能在各条所说之间取舍，“%s”不是任何一条说的", chosen->value.flow);
            return;
        }
    if (group->def->merge != MERGE_VALUE || keys.count > 0)
        return;
    for (size_t i = 0; i < group->items.count; i++) {
        const Stated *said = &group->items.items[i]->value, *value = &chosen->value;
        if (text_same(said->text, value->text) && said->number == value->number &&
            day_compare(said->day, value->day) == 0)
            return;
    }
    wrong(c, in, "只能在各条所说之间取舍，“%s”不是任何一条说的", chosen->value.flow);
}

/* In rolls the choice is a status, or `none`: not on the roll. */
static void check_status(Compiler *c, ReadingIn *in, const Conflict *conflict)
{
    const char *status = in->choose == NULL ? NULL : in->choose->text;
    if (in->split != NULL) {
        if (stated_by(in, conflict->group->point) == NULL)
            wrong(c, in, "split 里没有说“%s”怎么定", conflict->group->point);
        return;
    }
    if (text_same(status, "none"))
        return;
    for (size_t i = 0; i < conflict->group->items.count; i++) {
        const Statement *s = conflict->group->items.items[i];
        for (size_t k = 0; k < s->seats.count; k++)
            if (text_same(s->seats.items[k].key, conflict->key->key) &&
                text_same(s->seats.items[k].status, status))
                return;
    }
    wrong(c, in,
          "choose 要写条款给它的身份之一（attend、sit-in、take-part、invited），或 "
          "none（不列入）");
}

static bool spoken_of(const Compiler *c, const char *point)
{
    size_t length = strcspn(point, ".");
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *s = &c->statements.items[i];
        if (s->clause != NULL && strncmp(s->point, point, length) == 0 &&
            s->point[length] == '.')
            return true;
    }
    return false;
}

/* A reading may only add what no clause says. */
static void check_new(Compiler *c, ReadingIn *in)
{
    for (size_t i = 0; i < in->statements.count && !in->faulty; i++) {
        const char *point = in->statements.items[i].point;
        const Group *group = group_on(c, point);
        bool ours = false;
        for (size_t k = 0; k < in->about.count; k++)
            ours = ours || (text_starts(in->about.items[k], point) &&
                            in->reading.kind == READING_CONFLICT);
        bool stated = false;
        for (size_t k = 0; group != NULL && k < group->items.count; k++)
            stated = stated || !group->items.items[k]->derived;
        if (stated && !ours) {
            TextList clauses = group_clauses(c->arena, group);
            wrong(c, in, "“%s”已由条款 %s 说明，不是条款没有说的", point,
                  words_of_clauses(c->arena, &clauses));
        }
    }
}

static void settle_conflict(Compiler *c, ReadingIn *in)
{
    ConflictList conflicts = { 0 };
    find_conflicts(c, in, &conflicts);
    if (!in->faulty)
        check_parties(c, in, &conflicts);
    if (in->faulty)
        return;
    if (in->split != NULL)
        state_split(c, in);
    for (size_t i = 0; in->choose != NULL && i < conflicts.count; i++) {
        const Group *group = conflicts.items[i]->group;
        if (conflicts.items[i]->key == NULL && stated_by(in, group->point) == NULL)
            state_choice(c, in, group->point, in->choose);
    }
    resolve_statements(c, in);
    check_new(c, in);
    for (size_t i = 0; i < conflicts.count && !in->faulty; i++) {
        if (conflicts.items[i]->key == NULL)
            check_choice(c, in, conflicts.items[i]);
        else
            check_status(c, in, conflicts.items[i]);
    }
    for (size_t i = 0; i < conflicts.count && !in->faulty; i++)
        conflicts.items[i]->settled = in;
}

static void settle_gap(Compiler *c, ReadingIn *in)
{
    for (size_t i = 0; i < in->about.count; i++) {
        const char *point = in->about.items[i];
        const char *near = point_nearest(c->arena, point);
        const PointDef *def = point_find(point);
        if (def == NULL) {
            wrong(c, in, "没有“%s”这个要点%s%s", point, text_empty(near) ? "" : "，相近的有：",
                  near);
            return;
        }
        if (def->family == FAMILY_ASPECT && !text_starts(point, "meeting.") &&
            !spoken_of(c, point)) {
            wrong(c, in, "制度没有说到这一环节，谈不上没有写明“%s”", point);
            return;
        }
        if (in->choose != NULL)
            state_choice(c, in, point, in->choose);
    }
    if (in->split != NULL)
        state_split(c, in);
    resolve_statements(c, in);
    check_new(c, in);
}

/* “Who” settled as several together settles “how many” as well. */
static void settle_consents(Compiler *c)
{
    for (size_t i = 0; i < c->conflicts.count; i++) {
        Conflict *conflict = &c->conflicts.items[i];
        if (conflict->settled != NULL || conflict->key != NULL ||
            !text_ends(conflict->about, ".consent"))
            continue;
        const char *verb = point_verb_of(c->arena, conflict->about);
        const Conflict *by =
            verb == NULL ? NULL : conflict_on(c, arena_printf(c->arena, "%s.by", verb));
        const Statement *chosen =
            by == NULL || by->settled == NULL ? NULL : stated_by(by->settled, by->about);
        if (chosen != NULL && (chosen->value.mode != ACTOR_ANY || chosen->seats.count == 1))
            conflict->settled = by->settled;
    }
}

static void report_conflict(Compiler *c, const Conflict *conflict)
{
    TextList clauses = conflict->clauses;
    const char *label = point_label(c->arena, conflict->group->def, conflict->group->point);
    const char *ids = text_join(c->arena, &clauses, " ");
    const char *listed = text_join(c->arena, &clauses, ", ");
    const char *who = conflict->key == NULL ? "" : "·";
    const char *title = conflict->key == NULL ? "" : conflict->key->seat.title;
    if (conflict->only_stricter)
        report_warning(
            &c->report, conflict->line, "stricter", conflict->about, ids,
            "%s（%s）各条宽严不一：%s。%s；请写一条释读认可：- {conflict: %s, clauses: [%s], "
            "choose: %s, because: 理由}",
            conflict->about, label, conflict->says, conflict->why, conflict->about, listed,
            merge_of(c, conflict->group).winner->value.flow);
    else
        report_error(
            &c->report, conflict->line, "conflict", conflict->about, ids,
            "%s（%s%s%s）各条说法不一：%s。%s；请在释读里取舍：- {conflict: %s, clauses: [%s], "
            "choose: %s, because: 理由}",
            conflict->about, label, who, title, conflict->says, conflict->why, conflict->about,
            listed, conflict->example);
}

void compile_settle(Compiler *c)
{
    for (size_t i = 0; i < c->readings.count; i++) {
        ReadingIn *in = &c->readings.items[i];
        if (in->faulty)
            continue;
        switch (in->reading.kind) {
        case READING_NAME:
            check_name(c, in);
            break;
        case READING_CONFLICT:
            if (in->clauses.count == 0)
                wrong(c, in, "请写 clauses，列出说法不一的条款");
            else
                settle_conflict(c, in);
            break;
        case READING_GAP:
            settle_gap(c, in);
            break;
        case READING_MAP:
            break; /* complete.c relates the lists */
        }
    }
    settle_consents(c);
    for (size_t i = 0; i < c->conflicts.count && !c->readings_lost; i++)
        if (c->conflicts.items[i].settled == NULL)
            report_conflict(c, &c->conflicts.items[i]);
}
