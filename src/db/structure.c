#include "db/structure.h"

#include <stdlib.h>
#include <string.h>

/* A table, trigger …: for a PostgreSQL trigger `text` is "table function". */
typedef struct Thing {
    const char *kind;
    const char *name;
    const char *text;
} Thing;
typedef struct ThingList {
    Thing *items;
    size_t count;
    size_t room;
} ThingList;

static const DbField thing_fields[] = {
    { "kind", DB_AS_TEXT, false, offsetof(Thing, kind), 0, false },
    { "name", DB_AS_TEXT, false, offsetof(Thing, name), 0, false },
    { "text", DB_AS_TEXT, false, offsetof(Thing, text), 0, false },
};

static const DbStatement things = {
    .name = "things",
    .place = "db/structure.c",
    .sqlite = "SELECT type AS kind, name, sql AS text FROM sqlite_schema "
              "WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_'",
    .postgres =
        "SELECT CASE WHEN relkind IN ('r', 'p') THEN 'table' ELSE 'view' END AS kind, "
        "relname::text AS name, '' AS text FROM pg_class "
        "WHERE relnamespace = current_schema()::regnamespace AND relkind IN "
        "('r', 'p', 'v', 'm', 'f') "
        "UNION ALL SELECT 'index', relname::text, '' FROM pg_class "
        "WHERE relnamespace = current_schema()::regnamespace AND relkind = 'i' "
        "AND oid NOT IN (SELECT conindid FROM pg_constraint) "
        "UNION ALL SELECT 'trigger', tgname::text, c.relname || ' ' || p.proname "
        "FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid JOIN pg_proc p ON p.oid = tgfoid "
        "WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal "
        "AND tgenabled IN ('O', 'A') "
        "UNION ALL SELECT 'function', proname::text, prosrc FROM pg_proc "
        "WHERE pronamespace = current_schema()::regnamespace "
        "UNION ALL SELECT 'rule', rulename::text, '' FROM pg_rules "
        "WHERE schemaname = current_schema()",
    .fields = thing_fields,
    .field_count = 3,
    .row_bytes = sizeof(Thing),
};

static int thing_compare(const void *a, const void *b)
{
    const Thing *one = a;
    const Thing *other = b;
    int order = strcmp(one->kind, other->kind);
    return order != 0 ? order : strcmp(one->name, other->name);
}

static void things_sort(ThingList *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, thing_compare);
}

static Status things_read(Op *op, Db *db, ThingList *out)
{
    TRY(db_many(op, db, &things, NULL, (void **)&out->items, &out->count, &out->room));
    things_sort(out);
    return OK;
}

/* ---- as the changes make it ------------------------------------------------------ */

static Status made_sqlite(Op *op, const DbChanges *changes, ThingList *out)
{
    size_t applied;
    DB_SCOPE(fresh);
    TRY(db_open(op, ":memory:", DB_OWNER, &fresh));
    TRY(db_migrate(op, fresh, changes, &applied));
    return things_read(op, fresh, out);
}

static const char *word_after(Arena *arena, const char *text, const char *before)
{
    const char *at = strstr(text, before);
    if (at == NULL)
        return "";
    at += strlen(before);
    return arena_dup_n(arena, at, strcspn(at, " (;\n"));
}

/* One statement that begins with CREATE, up to the next one. */
static void made_add(Op *op, const char *statement, ThingList *out)
{
    static const char *const kinds[][2] = { { "CREATE TABLE ", "table" },
                                            { "CREATE INDEX ", "index" },
                                            { "CREATE UNIQUE INDEX ", "index" },
                                            { "CREATE FUNCTION ", "function" },
                                            { "CREATE TRIGGER ", "trigger" } };
    Arena *arena = op->arena;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!text_starts(statement, kinds[i][0]))
            continue;
        Thing *made = LIST_ADD(arena, out);
        *made = (Thing){ kinds[i][1], word_after(arena, statement, kinds[i][0]), "" };
        if (text_same(made->kind, "trigger"))
            made->text = arena_printf(arena, "%s %s", word_after(arena, statement, " ON "),
                                      word_after(arena, statement, "EXECUTE FUNCTION "));
        const char *body = strstr(statement, "$$");
        const char *end = body == NULL ? NULL : strstr(body + 2, "$$");
        if (text_same(made->kind, "function") && end != NULL)
            made->text = arena_dup_n(arena, body + 2, (size_t)(end - body) - 2);
    }
}

/* A statement that begins with DROP: what it names was made before. */
static void made_drop(Op *op, const char *statement, ThingList *out)
{
    static const char *const kinds[][2] = { { "DROP FUNCTION ", "function" },
                                            { "DROP TRIGGER ", "trigger" } };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *name = word_after(op->arena, statement, kinds[i][0]);
        for (size_t k = 0; text_starts(statement, kinds[i][0]) && k < out->count; k++)
            if (text_same(out->items[k].kind, kinds[i][1]) &&
                text_same(out->items[k].name, name))
                out->items[k] = out->items[--out->count];
    }
}

static const char *next_statement(const char *at)
{
    const char *create = strstr(at, "\nCREATE "), *drop = strstr(at, "\nDROP ");
    return create == NULL || (drop != NULL && drop < create) ? drop : create;
}

static void made_postgres(Op *op, const DbChanges *changes, ThingList *out)
{
    for (size_t i = 0; i < changes->count; i++) {
        const char *at = arena_printf(op->arena, "\n%s", changes->items[i].postgres);
        for (at = next_statement(at); at != NULL;) {
            const char *next = next_statement(at + 1);
            size_t bytes = next == NULL ? strlen(at + 1) : (size_t)(next - at) - 1;
            const char *statement = arena_dup_n(op->arena, at + 1, bytes);
            made_add(op, statement, out);
            made_drop(op, statement, out);
            at = next;
        }
    }
    things_sort(out);
}

/* ---- the difference -------------------------------------------------------------- */

static const char *kind_words(const char *kind)
{
    static const char *const words[][2] = { { "table", "表" },      { "index", "索引" },
                                            { "view", "视图" },     { "trigger", "触发器" },
                                            { "function", "函数" }, { "rule", "规则" } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same(words[i][0], kind))
            return words[i][1];
    return kind;
}

static void differ(Op *op, TextList *out, const char *before, const Thing *thing,
                   const char *after)
{
    *LIST_ADD(op->arena, out) = arena_printf(op->arena, "%s%s %s%s。", before,
                                             kind_words(thing->kind), thing->name, after);
}

static void things_compare(Op *op, const ThingList *is, const ThingList *made, TextList *out)
{
    size_t i = 0, k = 0;
    while (i < is->count || k < made->count) {
        int order = i == is->count     ? 1
                    : k == made->count ? -1
                                       : thing_compare(&is->items[i], &made->items[k]);
        if (order < 0) {
            differ(op, out, "多出", &is->items[i++], "");
        } else if (order > 0) {
            differ(op, out, "缺少", &made->items[k++], "");
        } else {
            if (!text_same(is->items[i].text, made->items[k].text))
                differ(op, out, "", &is->items[i], " 与程序所建的不同");
            i++, k++;
        }
    }
}

Status db_structure_check(Op *op, Db *db, const DbChanges *changes, TextList *out)
{
    ThingList is = { 0 }, made = { 0 };
    *out = (TextList){ 0 };
    TRY(things_read(op, db, &is));
    if (db_engine(db) == DB_SQLITE)
        TRY(made_sqlite(op, changes, &made));
    else
        made_postgres(op, changes, &made);
    things_compare(op, &is, &made, out);
    return OK;
}
