#include "charter/bound.h"
#include "charter/compile.h"

const char *words_of_status(const char *status)
{
    static const char *const words[][2] = { { "attend", "出席" },
                                            { "sit-in", "列席" },
                                            { "take-part", "参加" },
                                            { "invited", "受邀" } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same(words[i][0], status))
            return words[i][1];
    return "";
}

static void add_seat(Buf *out, const Seat *seat)
{
    if (seat->entrusted_by != NULL)
        buf_printf(out, "受委托的");
    buf_text(out, seat->title);
}

const char *words_of_actor(Arena *arena, const Actor *actor)
{
    static const char *const before[] = {
        "", "", "到会的", "", "", "每个", "轮值的", "依次由"
    };
    static const char *const after[] = {
        "（任一）", "（共同）", "（全体）", "（过半数）", "（三分之二以上）", "", "", ""
    };
    Buf out;
    buf_init(&out, arena);
    buf_text(&out, before[actor->mode]);
    for (size_t i = 0; i < actor->seat_count; i++) {
        if (i > 0)
            buf_text(&out, "、");
        add_seat(&out, &actor->seats[i]);
    }
    if (actor->seat_count > 1 || actor->mode != ACTOR_ANY)
        buf_text(&out,
                 actor->seat_count == 1 && actor->mode == ACTOR_ALL ? "" : after[actor->mode]);
    if (actor->mode == ACTOR_TURN)
        buf_text(&out, actor->turn == TURN_MEETING   ? "（按次轮值）"
                       : actor->turn == TURN_QUARTER ? "（按季轮值）"
                                                     : "（按年轮值）");
    return buf_string(&out);
}

const char *words_of_item(Compiler *c, const PointDef *def, const char *word)
{
    const VerbDef *verb = def->item == ITEM_VERB ? point_verb(word) : NULL;
    if (verb != NULL)
        return verb->title;
    if (def->item == ITEM_KIND)
        return names_kind_title(c, word);
    return word;
}

static const char *words_of_refs(Compiler *c, const Statement *statement)
{
    Buf out;
    buf_init(&out, c->arena);
    bool roll = statement->def->type == POINT_ROLL;
    bool plain = statement->seats.count == 0;
    size_t count = plain ? statement->value.refs.count : statement->seats.count;
    const char *status = NULL;
    for (size_t i = 0; i < count; i++) {
        const Placed *placed = plain ? NULL : &statement->seats.items[i];
        if (i > 0)
            buf_text(&out, roll && !text_same(status, placed->status) ? "；" : "、");
        if (roll && !text_same(status, placed->status)) {
            status = placed->status;
            buf_printf(&out, "%s：", words_of_status(status));
        }
        buf_text(&out,
                 plain ? words_of_item(c, statement->def, statement->value.refs.items[i].name)
                       : placed->seat.title);
    }
    if (statement->value.open)
        buf_text(&out, "等");
    return buf_string(&out);
}

static const char *words_of_actor_statement(Compiler *c, const Statement *statement)
{
    Actor actor = { .mode = statement->value.mode, .turn = statement->value.turn };
    Seat *seats = ARENA_ARRAY(c->arena, Seat, statement->seats.count + 1);
    for (size_t i = 0; i < statement->seats.count; i++)
        seats[i] = statement->seats.items[i].seat;
    actor.seats = seats;
    actor.seat_count = statement->seats.count;
    if (statement->def->merge == MERGE_LIST && actor.mode == ACTOR_ANY)
        return words_of_refs(c, statement); /* who they are, not how many of them */
    return words_of_actor(c->arena, &actor);
}

const char *words_of_statement(Compiler *c, const Statement *statement)
{
    const Stated *value = &statement->value;
    switch (statement->def->type) {
    case POINT_TEXT:
        return value->text;
    case POINT_WORD:
        return point_own_word(c->arena, statement->def, value->text);
    case POINT_NUMBER:
        return value->number == 0 ? "最后一项"
                                  : arena_printf(c->arena, "第%d项", (int)value->number);
    case POINT_DAY:
        return day_chinese(c->arena, value->day);
    case POINT_FORCE:
        return force_chinese(value->force);
    case POINT_FLAG:
        return value->number == 0 ? "否" : "是";
    case POINT_MANY:
        return value->number > 0    ? arena_printf(c->arena, "%d个", (int)value->number)
               : value->number == 0 ? "一个"
                                    : "若干";
    case POINT_ACTOR:
        return words_of_actor_statement(c, statement);
    case POINT_BOUND_TIME:
    case POINT_BOUND_COUNT:
        return bound_words(c->arena, &value->bound);
    case POINT_FREQUENCY:
        return frequency_words(c->arena, &value->frequency);
    case POINT_WINDOW:
        return window_words(c->arena, &value->window);
    case POINT_POST:
    case POINT_OWNER:
    case POINT_CLASS:
    case POINT_BODY:
    case POINT_LIST:
    case POINT_ROLL:
        return words_of_refs(c, statement);
    }
    return "";
}

const char *words_of_clauses(Arena *arena, const TextList *clauses)
{
    return text_join(arena, clauses, "、");
}

static void add_origin(Compiler *c, Buf *out, KeySet *done, const char *title,
                       const char *point)
{
    TextList clauses = { 0 };
    for (size_t i = 0; i < c->statements.count; i++)
        if (text_same(c->statements.items[i].point, point))
            clause_ids_add(c->arena, &clauses, statement_clause(&c->statements.items[i]));
    if (keys_have(done, point) || clauses.count == 0)
        return;
    keys_add(c->arena, done, point);
    buf_printf(out, "%s%s见 %s", out->count == 0 ? "（" : "，", title,
               words_of_clauses(c->arena, &clauses));
}

const char *words_of_origin(Compiler *c, const Placed *seats, size_t count)
{
    Buf out;
    KeySet done = { 0 };
    buf_init(&out, c->arena);
    for (size_t i = 0; i < count; i++) {
        const Seat *seat = &seats[i].seat;
        const Name *role = seat->role == NULL ? NULL : names_find(c, NAME_ROLE, seat->role);
        if (role != NULL)
            add_origin(c, &out, &done, role->title,
                       arena_printf(c->arena, "roles.%s", role->id));
        if (seat->kind == SEAT_MEMBER_UNITS)
            add_origin(c, &out, &done, "成员单位", "roster.units");
    }
    if (out.count > 0)
        buf_text(&out, "）");
    return buf_string(&out);
}
