/* The rule set, from groups without an open conflict and from readings. Built
 * only when the findings hold no error. */
#include <stdlib.h>
#include <string.h>

#include "charter/compile.h"

static ValueKind kind_of(const PointDef *def)
{
    switch (def->type) {
    case POINT_TEXT:
        return VALUE_TEXT;
    case POINT_WORD:
    case POINT_POST:
    case POINT_OWNER:
    case POINT_CLASS:
    case POINT_BODY:
        return VALUE_WORD;
    case POINT_NUMBER:
    case POINT_FLAG:
    case POINT_MANY:
        return VALUE_NUMBER;
    case POINT_DAY:
        return VALUE_DAY;
    case POINT_FORCE:
        return VALUE_FORCE;
    case POINT_ACTOR:
        return VALUE_ACTOR;
    case POINT_BOUND_TIME:
    case POINT_BOUND_COUNT:
        return VALUE_BOUND;
    case POINT_FREQUENCY:
        return VALUE_FREQUENCY;
    case POINT_WINDOW:
        return VALUE_WINDOW;
    case POINT_LIST:
        return VALUE_LIST;
    case POINT_ROLL:
        return VALUE_ROLL;
    }
    return VALUE_TEXT;
}

Value *value_of_statement(Compiler *c, const Statement *statement)
{
    Value *value = ARENA_NEW(c->arena, Value);
    const Stated *stated = &statement->value;
    *value = (Value){ .kind = kind_of(statement->def),
                      .word = stated->text,
                      .number = stated->number,
                      .day = stated->day,
                      .force = stated->force,
                      .bound = stated->bound,
                      .frequency = stated->frequency,
                      .window = stated->window,
                      .open = stated->open,
                      .words = words_of_statement(c, statement) };
    if (statement->def->type == POINT_BODY && statement->seats.count > 0)
        value->word = statement->seats.items[0].word;
    if (value->kind == VALUE_ACTOR) {
        Seat *seats = ARENA_ARRAY(c->arena, Seat, statement->seats.count);
        for (size_t i = 0; i < statement->seats.count; i++)
            seats[i] = statement->seats.items[i].seat;
        value->actor = (Actor){ stated->mode, stated->turn, seats, statement->seats.count };
    }
    return value;
}

typedef LIST(Item) ItemList;

static Source source_of(const Statement *statement, const ReadingIn *reading)
{
    if (reading != NULL)
        return (Source){ SOURCE_READING, reading->reading.id };
    return (Source){ SOURCE_CLAUSE, statement_clause(statement) };
}

static void add_item(Compiler *c, ItemList *items, Item item)
{
    for (size_t i = 0; i < items->count; i++) {
        Item *known = &items->items[i];
        if (!text_same(known->word, item.word) || !text_same(known->value, item.value))
            continue;
        if (item.force < known->force) {
            known->force = item.force;
            known->source = item.source;
        }
        return;
    }
    *LIST_ADD(c->arena, items) = item;
}

/* Every item of a list or roll as this statement gives it. */
static void items_of(Compiler *c, const Statement *s, const ReadingIn *reading, ItemList *items)
{
    Item item = { .force = s->force, .source = source_of(s, reading) };
    bool plain = s->seats.count == 0;
    size_t count = plain ? s->value.refs.count : s->seats.count;
    for (size_t i = 0; i < count; i++) {
        const Placed *placed = plain ? NULL : &s->seats.items[i];
        const char *word = plain ? s->value.refs.items[i].name : placed->word;
        item.seat = plain ? (Seat){ .kind = SEAT_CONFERENCE } : placed->seat;
        item.title = plain ? words_of_item(c, s->def, word) : placed->seat.title;
        item.value = plain ? NULL : placed->status;
        bool seat = s->def->item == ITEM_SEAT || s->def->type == POINT_ROLL;
        item.word = seat && item.seat.id != NULL ? item.seat.id : word;
        if (item.seat.title == NULL)
            item.seat.title = item.title;
        add_item(c, items, item);
    }
}

static const char *words_of_items(Compiler *c, const ItemList *items, bool open)
{
    Buf out;
    buf_init(&out, c->arena);
    for (size_t i = 0; i < items->count; i++) {
        const Item *item = &items->items[i];
        buf_printf(&out, "%s%s", i == 0 ? "" : "、", item->title);
        if (item->value != NULL)
            buf_printf(&out, "（%s%s，%s）", force_chinese(item->force),
                       words_of_status(item->value), item->source.ref);
    }
    if (open)
        buf_text(&out, "等");
    return buf_string(&out);
}

static void set_items(Compiler *c, Value *value, const ItemList *items)
{
    value->items = items->items;
    value->item_count = items->count;
    value->words = words_of_items(c, items, value->open);
}

static Conflict *roll_conflict(Compiler *c, const Group *group, const char *key)
{
    for (size_t i = 0; i < c->conflicts.count; i++)
        if (c->conflicts.items[i].group == group && c->conflicts.items[i].key != NULL &&
            text_same(c->conflicts.items[i].key->key, key))
            return &c->conflicts.items[i];
    return NULL;
}

/* What the readings say of the groups of people the clauses disagree about. */
static void settled_items(Compiler *c, const Group *group, ItemList *items)
{
    for (size_t i = 0; i < c->conflicts.count; i++) {
        const Conflict *conflict = &c->conflicts.items[i];
        const ReadingIn *in = conflict->settled;
        if (conflict->group != group || conflict->key == NULL || in == NULL)
            continue;
        for (size_t k = 0; k < in->statements.count; k++)
            if (text_same(in->statements.items[k].point, group->point))
                items_of(c, &in->statements.items[k], in, items);
        if (in->choose == NULL || text_same(in->choose->text, "none"))
            continue;
        Item item = { .word = conflict->key->seat.id == NULL ? conflict->key->word
                                                             : conflict->key->seat.id,
                      .value = in->choose->text,
                      .title = conflict->key->seat.title,
                      .seat = conflict->key->seat,
                      .force = in->has_force ? in->force : conflict->force,
                      .source = { SOURCE_READING, in->reading.id } };
        add_item(c, items, item);
    }
}

static Value *roll_value(Compiler *c, const Group *group)
{
    Value *value = value_of_statement(c, group->items.items[0]);
    ItemList items = { 0 };
    for (size_t i = 0; i < group->items.count; i++) {
        Statement part = *group->items.items[i];
        PlacedList agreed = { 0 };
        for (size_t k = 0; k < part.seats.count; k++)
            if (roll_conflict(c, group, part.seats.items[k].key) == NULL)
                *LIST_ADD(c->arena, &agreed) = part.seats.items[k];
        part.seats = agreed;
        value->open = value->open || !text_empty(part.value.open_roll);
        if (agreed.count > 0)
            items_of(c, &part, NULL, &items);
    }
    settled_items(c, group, &items);
    set_items(c, value, &items);
    return value;
}

static Value *list_value(Compiler *c, const Group *group)
{
    Value *value = value_of_statement(c, group->items.items[0]);
    ItemList items = { 0 };
    value->open = true;
    for (size_t i = 0; i < group->items.count; i++) {
        items_of(c, group->items.items[i], NULL, &items);
        value->open = value->open && group->items.items[i]->value.open;
    }
    set_items(c, value, &items);
    return value;
}

static Value *order_value(Compiler *c, const Group *group)
{
    Value *value = list_value(c, group);
    EdgeList edges = order_edges(c->arena, group);
    TextList sorted = graph_sorted(c->arena, &edges);
    ItemList items = { 0 };
    for (size_t n = 0; n < sorted.count; n++)
        for (size_t i = 0; i < value->item_count; i++)
            if (text_same(value->items[i].word, sorted.items[n]))
                *LIST_ADD(c->arena, &items) = value->items[i];
    if (items.count > 0)
        set_items(c, value, &items);
    return value;
}

static Value *group_value(Compiler *c, const Group *group, const Merge *merge)
{
    bool lists = group->def->merge == MERGE_ALL_OF ||
                 (group->def->merge == MERGE_LIST && group->def->type == POINT_LIST);
    if (group->def->merge == MERGE_ROLL)
        return roll_value(c, group);
    if (group->def->merge == MERGE_ORDER)
        return order_value(c, group);
    if (lists)
        return list_value(c, group);
    Value *value = value_of_statement(c, merge->winner);
    if (value->kind == VALUE_LIST) {
        ItemList items = { 0 };
        items_of(c, merge->winner, NULL, &items);
        set_items(c, value, &items);
    }
    if (merge->also != NULL) {
        value->also = value_of_statement(c, merge->also);
        value->also_source = source_of(merge->also, NULL);
        value->also_force = merge->also->force;
        value->words = arena_printf(c->arena, "%s，%s", value->words, value->also->words);
    }
    return value;
}

static Value *stated_value(Compiler *c, const Statement *statement, const ReadingIn *reading)
{
    Value *value = value_of_statement(c, statement);
    ItemList items = { 0 };
    if (value->kind != VALUE_LIST && value->kind != VALUE_ROLL)
        return value;
    items_of(c, statement, reading, &items);
    set_items(c, value, &items);
    return value;
}

static Rule *add_rule(Compiler *c, const PointDef *def, const char *point, const Value *value)
{
    Rule *rule = LIST_ADD(c->arena, &c->rules);
    *rule = (Rule){ .point = point, .value = value };
    rule->verb = point_verb_of(c->arena, point);
    rule->label = point_label(c->arena, def, point);
    return rule;
}

static void set_clauses(Rule *rule, const TextList *clauses)
{
    rule->clauses = clauses->items;
    rule->clause_count = clauses->count;
}

static const Statement *reading_states(const ReadingIn *in, const char *point)
{
    for (size_t i = 0; i < in->statements.count; i++)
        if (text_same(in->statements.items[i].point, point))
            return &in->statements.items[i];
    return NULL;
}

/* The consent that comes with “who” when a reading settled both at once. */
static Value *consent_value(Compiler *c, const Group *group, const ReadingIn *in)
{
    static const char *const words[] = { "one", "all", "attending", "majority", "two-thirds" };
    const char *verb = point_verb_of(c->arena, group->point);
    const Statement *by = reading_states(in, arena_printf(c->arena, "%s.by", verb));
    Statement consent = { .def = group->def, .point = group->point };
    consent.value.text =
        words[by == NULL || by->value.mode > ACTOR_TWO_THIRDS ? ACTOR_ANY : by->value.mode];
    consent.value.day = DAY_NONE;
    return value_of_statement(c, &consent);
}

static void build_settled(Compiler *c, const Group *group, const Conflict *conflict)
{
    const ReadingIn *in = conflict->settled;
    const Statement *chosen = reading_states(in, group->point);
    Rule *rule =
        add_rule(c, group->def, group->point,
                 chosen == NULL ? consent_value(c, group, in) : stated_value(c, chosen, in));
    rule->force = in->has_force ? in->force : group_force(group);
    rule->source = (Source){ SOURCE_READING, in->reading.id };
    set_clauses(rule, &conflict->clauses);
}

static void add_names(Compiler *c, Rule *rule, const Group *group)
{
    TextList via = { 0 };
    for (size_t i = 0; i < group->items.count; i++)
        for (size_t k = 0; k < group->items.items[i]->via.count; k++)
            clause_ids_add(c->arena, &via, group->items.items[i]->via.items[k]);
    rule->names = via.items;
    rule->name_count = via.count;
}

static void build_group(Compiler *c, const Group *group)
{
    const Conflict *conflict = conflict_on(c, group->point);
    bool derived = true;
    for (size_t i = 0; i < group->items.count; i++)
        derived = derived && group->items.items[i]->derived;
    if (conflict != NULL && conflict->settled != NULL) {
        build_settled(c, group, conflict);
        add_names(c, &c->rules.items[c->rules.count - 1], group);
        return;
    }
    if (derived)
        return;
    Merge merge = merge_of(c, group);
    Rule *rule = add_rule(c, group->def, group->point, group_value(c, group, &merge));
    TextList clauses = group_clauses(c->arena, group);
    rule->force = group_force(group);
    rule->source = source_of(merge.winner, NULL);
    set_clauses(rule, &clauses);
    add_names(c, rule, group);
}

/* What readings add that no clause says: gaps, and the other parts of a split. */
static void build_added(Compiler *c, const ReadingIn *in)
{
    for (size_t i = 0; i < in->statements.count; i++) {
        const Statement *statement = &in->statements.items[i];
        bool there = false;
        for (size_t k = 0; k < c->rules.count; k++)
            there = there || text_same(c->rules.items[k].point, statement->point);
        if (there)
            continue;
        Rule *rule =
            add_rule(c, statement->def, statement->point, stated_value(c, statement, in));
        rule->force = statement->force;
        rule->source = (Source){ SOURCE_READING, in->reading.id };
        set_clauses(rule, &in->clauses);
    }
}

/* How many must agree is carried over into who. */
static void carry_consent(Compiler *c, Rule *by)
{
    static const char *const words[] = { "one", "all", "attending", "majority", "two-thirds" };
    const char *point = arena_printf(c->arena, "%s.consent", by->verb);
    for (size_t i = 0; i < c->rules.count; i++) {
        const Rule *consent = &c->rules.items[i];
        if (!text_same(consent->point, point) || by->value->actor.mode > ACTOR_TWO_THIRDS)
            continue;
        Value *value = arena_copy(c->arena, by->value, sizeof *by->value);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (text_same(consent->value->word, words[k]))
                value->actor.mode = (ActorMode)k;
        value->words = words_of_actor(c->arena, &value->actor);
        by->value = value;
    }
}

static int by_point(const void *left, const void *right)
{
    return strcmp(((const Rule *)left)->point, ((const Rule *)right)->point);
}

static void build_rules(Compiler *c)
{
    for (size_t i = 0; i < c->groups.count; i++) {
        const Group *group = &c->groups.items[i];
        if (group->def->family != FAMILY_NAME && group->def->merge != MERGE_OWN)
            build_group(c, group);
    }
    for (size_t i = 0; i < c->readings.count; i++)
        if (!c->readings.items[i].faulty)
            build_added(c, &c->readings.items[i]);
    for (size_t i = 0; i < c->rules.count; i++)
        if (c->rules.items[i].verb != NULL && text_ends(c->rules.items[i].point, ".by") &&
            c->rules.items[i].value->kind == VALUE_ACTOR)
            carry_consent(c, &c->rules.items[i]);
    if (c->rules.count > 1)
        qsort(c->rules.items, c->rules.count, sizeof *c->rules.items, by_point);
}

Ruleset *compile_build(Compiler *c)
{
    Ruleset *rules = ARENA_NEW(c->arena, Ruleset);
    *rules = *c->front;
    build_rules(c);
    rules->rules = c->rules.items;
    rules->rule_count = c->rules.count;
    rules->categories = c->categories.items;
    rules->category_count = c->categories.count;
    build_gates(c, rules);
    build_who(c, rules);
    return rules;
}
