#include "charter/compile.h"

#include <string.h>

#define RESOLVE_DEPTH_MAX 8

const char *statement_clause(const Statement *statement)
{
    return statement->clause == NULL ? "称谓" : statement->clause;
}

const ReadingIn *resolve_alias(const Compiler *c, const char *name)
{
    for (size_t i = 0; i < c->readings.count; i++) {
        const ReadingIn *reading = &c->readings.items[i];
        if (reading->reading.kind == READING_NAME && !reading->faulty &&
            reading->about.count == 1 && text_same(reading->about.items[0], name))
            return reading;
    }
    return NULL;
}

/* What a seat is compared by. Entrusted seats are others than their own. */
static const char *seat_key(Arena *arena, const Seat *seat)
{
    static const char *const kinds[] = { "post",          "class",     "member-units",
                                         "consulted",     "agenda",    "agenda-members",
                                         "agenda-others", "attending", "lead",
                                         "supporting",    "proposer",  "presider",
                                         "attendees",     "liaisons",  "group",
                                         "team",          "outside",   "conference" };
    return arena_printf(arena, "%s%s%s%s",
                        seat->entrusted_by == NULL ? "" : "entrusted:", kinds[seat->kind],
                        seat->id == NULL ? "" : ":", seat->id == NULL ? "" : seat->id);
}

typedef struct Resolve {
    Compiler *c;
    const Ref *ref;
    const char *role;
    PlacedList *out;
    TextList *via;
} Resolve;

static void place(Resolve *r, SeatKind kind, const char *id, const char *title)
{
    Seat seat = { .kind = kind, .id = id, .title = title, .role = r->role };
    if (r->ref->entrusted)
        seat.entrusted_by = r->ref->entrusted_by == NULL ? "" : r->ref->entrusted_by;
    Placed placed = { .seat = seat, .status = r->ref->status, .word = r->ref->name };
    placed.key = seat_key(r->c->arena, &seat);
    for (size_t i = 0; i < r->out->count; i++)
        if (text_same(r->out->items[i].key, placed.key) &&
            text_same(r->out->items[i].status, placed.status))
            return;
    *LIST_ADD(r->c->arena, r->out) = placed;
}

static bool place_name(Resolve *r, const char *name, int depth);

static void find_holders(Compiler *c, Holders *holders, int depth)
{
    const char *point = arena_printf(c->arena, "roles.%s", holders->role);
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *statement = &c->statements.items[i];
        for (size_t k = 0;
             text_same(statement->point, point) && k < statement->value.refs.count; k++) {
            const Ref *ref = &statement->value.refs.items[k];
            Resolve resolve = { c, ref, NULL, &holders->seats, NULL };
            bool role = names_find(c, NAME_ROLE, ref->name) != NULL;
            if (!place_name(&resolve, ref->name, depth + 1) && !role)
                place(&resolve, SEAT_GROUP, ref->name, ref->name);
        }
    }
    if (holders->seats.count > HOLDERS_MAX)
        holders->seats.count = HOLDERS_MAX;
}

static const Holders *holders_of(Compiler *c, const char *role, int depth)
{
    for (size_t i = 0; i < c->holders.count; i++)
        if (text_same(c->holders.items[i]->role, role))
            return c->holders.items[i];
    Holders *holders = ARENA_NEW(c->arena, Holders);
    *holders = (Holders){ .role = role, .busy = true };
    *LIST_ADD(c->arena, &c->holders) = holders;
    find_holders(c, holders, depth);
    holders->busy = false;
    return holders;
}

static bool place_role(Resolve *r, const char *name, int depth)
{
    const Holders *holders = holders_of(r->c, name, depth);
    const char *outer = r->role;
    r->role = name;
    for (size_t i = 0; !holders->busy && i < holders->seats.count; i++) {
        const Seat *seat = &holders->seats.items[i].seat;
        place(r, seat->kind, seat->id, seat->title);
    }
    r->role = outer;
    return !holders->busy && holders->seats.count > 0;
}

static void place_post(Resolve *r, const Name *post)
{
    place(r, post->many ? SEAT_CLASS : SEAT_POST, post->id, post->title);
}

/* The post that speaks for a body or unit: named, or of the same id. */
static void place_spoken(Resolve *r, const Name *name)
{
    const char *through = name->through == NULL ? name->id : name->through;
    const Name *post = names_find(r->c, NAME_POST, through);
    if (post != NULL)
        place_post(r, post);
    else
        place(r, SEAT_POST, through, name->title);
}

static void place_builtin(Resolve *r, const BuiltinDef *builtin)
{
    static const SeatKind kinds[] = {
        SEAT_MEMBER_UNITS,  SEAT_CONSULTED_UNITS, SEAT_AGENDA_UNITS, SEAT_AGENDA_MEMBERS,
        SEAT_AGENDA_OTHERS, SEAT_ATTENDING_UNITS, SEAT_LEAD_UNIT,    SEAT_SUPPORTING_UNITS,
        SEAT_LEAD_UNIT,     SEAT_PROPOSER,        SEAT_PRESIDER,     SEAT_ATTENDEES,
        SEAT_LIAISONS,      SEAT_CONFERENCE
    };
    if (builtin->seat == BUILTIN_RESPONSIBLE) {
        place(r, SEAT_LEAD_UNIT, NULL, "牵头单位");
        place(r, SEAT_SUPPORTING_UNITS, NULL, "配合单位");
        return;
    }
    place(r, kinds[builtin->seat], NULL, builtin->title);
}

static bool place_class(Resolve *r, const char *name)
{
    if (names_find(r->c, NAME_CLASS, name) == NULL)
        return false;
    bool found = false;
    for (size_t i = 0; i < r->c->names.count; i++) {
        const Name *post = &r->c->names.items[i];
        if (post->kind == NAME_POST && text_same(post->post_class, name)) {
            place_post(r, post);
            found = true;
        }
    }
    return found;
}

static bool place_simple(Resolve *r, const char *name)
{
    static const struct {
        NameKind kind;
        SeatKind seat;
    } kinds[] = { { NAME_TEAM, SEAT_TEAM },
                  { NAME_GROUP, SEAT_GROUP },
                  { NAME_OUTSIDE, SEAT_OUTSIDE } };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const Name *known = names_find(r->c, kinds[i].kind, name);
        if (known != NULL) {
            place(r, kinds[i].seat, known->id, known->title);
            return true;
        }
    }
    return false;
}

static bool place_name(Resolve *r, const char *name, int depth)
{
    if (depth > RESOLVE_DEPTH_MAX)
        return false;
    if (names_find(r->c, NAME_ROLE, name) != NULL)
        return place_role(r, name, depth);
    const Name *post = names_find(r->c, NAME_POST, name);
    const Name *body = names_find(r->c, NAME_BODY, name);
    const Name *unit = names_find(r->c, NAME_UNIT, name);
    if (post != NULL)
        place_post(r, post);
    else if (body != NULL)
        place_spoken(r, body);
    else if (unit != NULL)
        place_spoken(r, unit);
    else if (!place_class(r, name) && !place_simple(r, name)) {
        const BuiltinDef *builtin = point_builtin(name);
        const ReadingIn *alias = builtin == NULL ? resolve_alias(r->c, name) : NULL;
        if (builtin != NULL)
            place_builtin(r, builtin);
        else if (alias == NULL)
            return false;
        else if (r->via != NULL)
            clause_ids_add(r->c->arena, r->via, alias->reading.id);
        for (size_t i = 0; alias != NULL && i < alias->means.count; i++)
            if (!place_name(r, alias->means.items[i].name, depth + 1))
                return false;
    }
    return true;
}

void resolve_ref(Compiler *c, const Ref *ref, PlacedList *out, TextList *via)
{
    Resolve resolve = { c, ref, NULL, out, via };
    if (place_name(&resolve, ref->name, 0))
        return;
    Placed unknown = { .seat = { .kind = SEAT_GROUP, .id = ref->name, .title = ref->name },
                       .key = arena_printf(c->arena, "name:%s", ref->name),
                       .status = ref->status,
                       .word = ref->name,
                       .unknown = true };
    *LIST_ADD(c->arena, out) = unknown;
}

bool resolve_known(const Compiler *c, const char *name)
{
    for (size_t i = 0; i < c->names.count; i++)
        if (c->names.items[i].kind != NAME_KIND && c->names.items[i].kind != NAME_ROLE_TITLE &&
            text_same(c->names.items[i].id, name))
            return true;
    return point_builtin(name) != NULL;
}

const Name *resolve_name(const Compiler *c, NameKind kind, const char *name)
{
    const Name *known = names_find(c, kind, name);
    const ReadingIn *alias = known == NULL ? resolve_alias(c, name) : NULL;
    if (alias != NULL && alias->means.count == 1)
        known = names_find(c, kind, alias->means.items[0].name);
    return known;
}

static void use_unknown(Compiler *c, const Statement *statement, const char *name, int line)
{
    Use *use = NULL;
    for (size_t i = 0; i < c->uses.count && use == NULL; i++)
        if (text_same(c->uses.items[i].name, name))
            use = &c->uses.items[i];
    if (use == NULL) {
        use = LIST_ADD(c->arena, &c->uses);
        *use = (Use){ .name = name, .line = line };
    }
    if (line < use->line)
        use->line = line;
    if (statement->clause != NULL)
        clause_ids_add(c->arena, &use->clauses, statement->clause);
}

static void wrong_kind(Compiler *c, const Statement *statement, const Ref *ref,
                       const char *want)
{
    report_error(&c->report, ref->line, "wrong-kind", ref->name,
                 statement->clause == NULL ? "" : statement->clause, "%s 里要写%s，“%s”不是",
                 statement->point, want, ref->name);
}

/* Bodies and units keep their own key here: the point is about them, not about
 * who speaks for them. */
static bool place_own(Compiler *c, Statement *statement, const Ref *ref, NameKind kind,
                      const char *want)
{
    const Name *name = resolve_name(c, kind, ref->name);
    if (name == NULL && kind == NAME_BODY) /* an office may sit in a unit */
        name = resolve_name(c, NAME_UNIT, ref->name);
    if (name == NULL && resolve_known(c, ref->name))
        wrong_kind(c, statement, ref, want);
    if (name == NULL && !resolve_known(c, ref->name))
        use_unknown(c, statement, ref->name, ref->line);
    const ReadingIn *alias = resolve_alias(c, ref->name);
    if (alias != NULL)
        clause_ids_add(c->arena, &statement->via, alias->reading.id);
    const char *id = name == NULL ? ref->name : name->id;
    Placed placed = { .seat = { .kind = SEAT_POST, .id = id },
                      .status = ref->status,
                      .word = id };
    placed.seat.title = name == NULL ? ref->name : name->title;
    if (name != NULL && name->through != NULL)
        placed.seat.id = name->through;
    placed.key = arena_printf(c->arena, "own:%s", id);
    placed.unknown = name == NULL;
    *LIST_ADD(c->arena, &statement->seats) = placed;
    return name != NULL;
}

static void place_word(Compiler *c, Statement *statement, const Ref *ref)
{
    static const struct {
        ItemKind item;
        NameKind kind;
        const char *word;
    } kinds[] = { { ITEM_FORM, NAME_FORM, "form" },
                  { ITEM_CONTENT, NAME_CONTENT, "content" },
                  { ITEM_CONDITION, NAME_CONDITION, "condition" },
                  { ITEM_NATURE, NAME_CONDITION, "nature" },
                  { ITEM_KIND, NAME_KIND, "kind" } };
    const char *title = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].item != statement->def->item)
            continue;
        const Name *name = resolve_name(c, kinds[i].kind, ref->name);
        title = name == NULL ? point_word(kinds[i].word, ref->name) : name->title;
    }
    if (title == NULL)
        use_unknown(c, statement, ref->name, ref->line);
    Placed placed = { .seat = { .kind = SEAT_CONFERENCE },
                      .key = ref->name,
                      .word = ref->name };
    placed.seat.title = title == NULL ? ref->name : title;
    placed.unknown = title == NULL;
    *LIST_ADD(c->arena, &statement->seats) = placed;
}

static void resolve_item(Compiler *c, Statement *statement, const Ref *ref)
{
    const PointDef *def = statement->def;
    if (def->item == ITEM_UNIT)
        place_own(c, statement, ref, NAME_UNIT, "单位的代号");
    else if (def->item == ITEM_BODY || def->type == POINT_BODY)
        place_own(c, statement, ref, NAME_BODY, "机构或单位的代号");
    else if (def->type == POINT_CLASS)
        place_own(c, statement, ref, NAME_CLASS, "职务类别的代号");
    else if (def->type == POINT_LIST && def->item != ITEM_SEAT && def->item != ITEM_GROUP)
        place_word(c, statement, ref);
    else {
        size_t before = statement->seats.count;
        resolve_ref(c, ref, &statement->seats, &statement->via);
        for (size_t i = before; i < statement->seats.count; i++)
            if (statement->seats.items[i].unknown)
                use_unknown(c, statement, ref->name, ref->line);
        if (ref->entrusted_by != NULL && !resolve_known(c, ref->entrusted_by) &&
            resolve_alias(c, ref->entrusted_by) == NULL)
            use_unknown(c, statement, ref->entrusted_by, ref->line);
    }
}

/* The statement that says who a role is in order or in turn; NULL: none. */
static const Statement *role_in_order(const Compiler *c, const char *role)
{
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *s = &c->statements.items[i];
        if (text_starts(s->point, "roles.") && text_same(s->point + 6, role) &&
            (s->value.mode == ACTOR_RANKED || s->value.mode == ACTOR_TURN))
            return s;
    }
    return NULL;
}

/* A role named alone carries its own order or turn to what it does. */
static void adopt_order(Compiler *c, Statement *statement)
{
    if (statement->def->type != POINT_ACTOR || statement->value.mode != ACTOR_ANY ||
        statement->value.refs.count != 1 || text_starts(statement->point, "roles."))
        return;
    const char *name = statement->value.refs.items[0].name;
    const ReadingIn *alias = resolve_alias(c, name);
    if (alias != NULL && alias->means.count == 1)
        name = alias->means.items[0].name;
    const Statement *role = role_in_order(c, name);
    if (role == NULL)
        return;
    statement->value.mode = role->value.mode;
    statement->value.turn = role->value.turn;
}

void resolve_statement(Compiler *c, Statement *statement)
{
    const PointDef *def = statement->def;
    const char *key = point_key(c->arena, def, statement->point);
    if (text_starts(def->pattern, "duties.") && !resolve_known(c, key))
        use_unknown(c, statement, key, statement->line);
    bool plain = def->item == ITEM_VERB || def->item == ITEM_TEXT;
    for (size_t i = 0; !plain && i < statement->value.refs.count; i++)
        resolve_item(c, statement, &statement->value.refs.items[i]);
    if ((def->type == POINT_POST || def->type == POINT_OWNER) && statement->seats.count > 0) {
        SeatKind kind = statement->seats.items[0].seat.kind;
        bool post =
            kind == SEAT_POST || kind == SEAT_CLASS || statement->seats.items[0].unknown;
        if (!post)
            wrong_kind(c, statement, &statement->value.refs.items[0], "职务的代号");
    }
    adopt_order(c, statement);
}

/* Consent is read off the actor: one name is one, jointly is all. */
static void derive_consent(Compiler *c, size_t at)
{
    static const char *const words[] = { "one", "all", "attending", "majority", "two-thirds" };
    const Statement *by = &c->statements.items[at];
    const char *verb = point_verb_of(c->arena, by->point);
    if (by->def->family != FAMILY_ASPECT || !text_same(by->def->pattern, "by") ||
        by->value.mode > ACTOR_TWO_THIRDS)
        return;
    const char *point = arena_printf(c->arena, "%s.consent", verb);
    for (size_t i = 0; i < c->statements.count; i++) {
        const Statement *said = &c->statements.items[i];
        if (said->derived || !text_same(said->point, point) ||
            !text_same(said->clause, by->clause))
            continue;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (text_same(said->value.text, words[k]))
                c->statements.items[at].value.mode = (ActorMode)k;
        return;
    }
    Statement consent = { .def = point_find(point), .point = point, .derived = true };
    consent.clause = by->clause;
    consent.line = by->line;
    consent.force = by->force;
    consent.value.text = words[by->value.mode];
    consent.value.flow = consent.value.text;
    consent.value.day = DAY_NONE;
    *LIST_ADD(c->arena, &c->statements) = consent;
}

static void report_use(Compiler *c, const Use *use)
{
    const char *near = names_nearest(c, use->name),
               *like = text_empty(near) ? "" : "，相近的有：";
    TextList clauses = use->clauses;
    if (clauses.count == 0) {
        report_error(&c->report, use->line, "undefined-name", use->name, "",
                     "名称“%s”没有定义%s%s", use->name, like, near);
        return;
    }
    report_error(
        &c->report, use->line, "undefined-name", use->name, text_join(c->arena, &clauses, " "),
        "名称“%s”没有条款定义（%s 用到）%s%s。写错的请改正；条文就这样写、别处又没有设立的，"
        "写一条释读：- {name: %s, clauses: [%s], means: 代号, because: 理由}",
        use->name, words_of_clauses(c->arena, &clauses), like, near, use->name,
        text_join(c->arena, &clauses, ", "));
}

void compile_resolve(Compiler *c)
{
    size_t stated = c->statements.count;
    for (size_t i = 0; i < stated; i++)
        resolve_statement(c, &c->statements.items[i]);
    for (size_t i = 0; i < stated; i++)
        derive_consent(c, i);
    for (size_t i = 0; i < c->uses.count && !c->readings_lost; i++)
        report_use(c, &c->uses.items[i]);
}
