#include "charter/compile.h"

#include <stdlib.h>
#include <string.h>

/* Which family of names a point belongs to, by the head of its pattern. */
static bool name_kind(const PointDef *def, NameKind *kind)
{
    static const struct {
        const char *head;
        NameKind kind;
    } heads[] = { { "bodies.", NAME_BODY },          { "posts.", NAME_POST },
                  { "classes.", NAME_CLASS },        { "units.", NAME_UNIT },
                  { "groups.", NAME_GROUP },         { "outside.", NAME_OUTSIDE },
                  { "contents.", NAME_CONTENT },     { "forms.", NAME_FORM },
                  { "conditions.", NAME_CONDITION }, { "role-titles.", NAME_ROLE_TITLE },
                  { "teams.", NAME_TEAM },           { "roles.", NAME_ROLE },
                  { "meetings.", NAME_KIND } };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (text_starts(def->pattern, heads[i].head)) {
            *kind = heads[i].kind;
            return true;
        }
    }
    return false;
}

const Name *names_find(const Compiler *c, NameKind kind, const char *id)
{
    for (size_t i = 0; i < c->names.count; i++)
        if (c->names.items[i].kind == kind && text_same(c->names.items[i].id, id))
            return &c->names.items[i];
    return NULL;
}

/* The place a name is told at is the names block, or the first clause by its
 * id: the order of the file plays no part. */
static bool told_earlier(const Statement *statement, const Name *name)
{
    if (statement->clause == NULL || name->clause == NULL)
        return statement->clause == NULL && name->clause != NULL;
    return clause_id_compare(statement->clause, name->clause) < 0;
}

static Name *name_make(Compiler *c, NameKind kind, const char *id, const Statement *statement)
{
    for (size_t i = 0; i < c->names.count; i++) {
        Name *known = &c->names.items[i];
        if (known->kind != kind || !text_same(known->id, id))
            continue;
        if (told_earlier(statement, known)) {
            known->clause = statement->clause;
            known->line = statement->line;
        }
        return known;
    }
    Name *name = LIST_ADD(c->arena, &c->names);
    *name = (Name){ .kind = kind, .id = id, .line = statement->line };
    name->clause = statement->clause;
    return name;
}

static void set_field(Name *name, const Statement *statement)
{
    const char *pattern = statement->def->pattern;
    const Stated *value = &statement->value;
    if (text_ends(pattern, ".title"))
        name->title = value->text;
    else if (text_ends(pattern, ".speaks-through"))
        name->through = value->text;
    else if (text_ends(pattern, ".of"))
        name->of = value->text;
    else if (text_ends(pattern, ".class"))
        name->post_class = value->text;
    else if (text_ends(pattern, ".linked"))
        name->linked = value->number != 0;
    else if (text_ends(pattern, ".party"))
        name->party = value->number != 0;
    else if (text_ends(pattern, ".many")) {
        name->many = value->number != 0;
        name->count = value->number > 0 ? (int32_t)value->number : 0;
    }
}

const char *names_kind_title(const Compiler *c, const char *kind)
{
    const Name *name = names_find(c, NAME_KIND, kind);
    if (name != NULL && name->title != NULL)
        return name->title;
    const char *title = point_title("kind", kind);
    return title == NULL ? kind : title;
}

static void name_title(Compiler *c, Name *name)
{
    const Name *given =
        name->kind == NAME_ROLE ? names_find(c, NAME_ROLE_TITLE, name->id) : NULL;
    const char *kind = name->kind == NAME_ROLE   ? "role"
                       : name->kind == NAME_KIND ? "kind"
                                                 : NULL;
    if (given != NULL)
        name->title = given->title;
    if (name->title == NULL && kind != NULL)
        name->title = point_title(kind, name->id);
    if (name->title != NULL)
        return;
    name->title = name->id;
    const char *where = name->kind == NAME_ROLE ? "在称谓块里写 role-titles: {%s: 名称}"
                        : name->kind == NAME_KIND ? "写明 meetings.%s.title"
                                                  : "写明“%s”的 title（名称）";
    const char *clause = name->clause == NULL ? "" : name->clause;
    Buf todo;
    buf_init(&todo, c->arena);
    const char *gap = strstr(where, "%s");
    buf_add(&todo, where, (size_t)(gap - where));
    buf_printf(&todo, "%s%s", name->id, gap + 2);
    report_error(&c->report, name->line, "no-title", name->id, clause, "“%s”没有中文名称：请%s",
                 name->id, buf_string(&todo));
}

/* One id for two things would make every rule about it unclear. A body or a
 * unit shares its id with the post that speaks for it. */
static bool may_share(NameKind a, NameKind b)
{
    bool words = a >= NAME_CONTENT && a <= NAME_ROLE_TITLE;
    bool other_words = b >= NAME_CONTENT && b <= NAME_ROLE_TITLE;
    if (words || other_words || a == NAME_KIND || b == NAME_KIND)
        return true;
    return (a == NAME_POST && (b == NAME_BODY || b == NAME_UNIT)) ||
           (b == NAME_POST && (a == NAME_BODY || a == NAME_UNIT));
}

static void check_shared(Compiler *c, size_t at)
{
    const Name *name = &c->names.items[at];
    const char *clause = name->clause == NULL ? "" : name->clause;
    bool builtin =
        point_builtin(name->id) != NULL && may_share(name->kind, NAME_GROUP) == false;
    if (builtin && name->kind != NAME_ROLE)
        report_error(&c->report, name->line, "name-twice", name->id, clause,
                     "“%s”是语言自带的名称，请换一个代号", name->id);
    for (size_t i = 0; i < at; i++) {
        const Name *other = &c->names.items[i];
        if (text_same(name->id, other->id) && !may_share(name->kind, other->kind))
            report_error(&c->report, name->line, "name-twice", name->id, clause,
                         "代号“%s”指了两样东西（另一处在第 %d 行），请给其中一个换代号",
                         name->id, other->line);
    }
}

static void check_link(Compiler *c, const Name *name)
{
    const char *clause = name->clause == NULL ? "" : name->clause;
    if (!name->linked)
        return;
    if (name->post_class == NULL)
        report_error(&c->report, name->line, "linked", name->id, clause,
                     "“%s”写了 linked，还要写 class（它属于哪一类职务）", name->id);
    for (size_t i = 0; i < c->names.count; i++) {
        const Name *other = &c->names.items[i];
        if (other < name && other->linked && text_same(other->post_class, name->post_class))
            report_error(&c->report, name->line, "linked", name->id, clause,
                         "同一类职务“%s”里有两个联系工会的，只能有一个",
                         text_empty(name->post_class) ? "" : name->post_class);
    }
}

static int by_id(const void *left, const void *right)
{
    const Name *a = left, *b = right;
    int order = strcmp(a->id, b->id);
    return order != 0 ? order : (a->kind > b->kind) - (a->kind < b->kind);
}

void compile_names(Compiler *c)
{
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *statement = &c->statements.items[i];
        const char *id = point_key(c->arena, statement->def, statement->point);
        NameKind kind;
        if (id == NULL || !name_kind(statement->def, &kind))
            continue;
        if (c->names.count >= NAMES_MAX) {
            report_error(&c->report, statement->line, "too-long", "", "", "名称超过 %d 个",
                         NAMES_MAX);
            return;
        }
        set_field(name_make(c, kind, id, statement), statement);
    }
    if (c->names.count > 1)
        qsort(c->names.items, c->names.count, sizeof *c->names.items, by_id);
    for (size_t i = 0; i < c->names.count; i++) {
        if (c->names.items[i].kind != NAME_ROLE_TITLE || c->names.items[i].title == NULL)
            name_title(c, &c->names.items[i]);
        check_shared(c, i);
        check_link(c, &c->names.items[i]);
    }
}

const char *names_nearest(Compiler *c, const char *name)
{
    LIST(const char *) known = { 0 };
    for (size_t i = 0; i < c->names.count; i++)
        if (c->names.items[i].kind != NAME_ROLE_TITLE && c->names.items[i].kind != NAME_KIND)
            *LIST_ADD(c->arena, &known) = c->names.items[i].id;
    for (size_t i = 0; i < BUILTIN_DEFS_COUNT; i++)
        *LIST_ADD(c->arena, &known) = BUILTIN_DEFS[i].name;
    return nearest_of(c->arena, name, known.items, known.count);
}
