#include "actions/load.h"
#include "base/text.h"
#include "store/rows_gen.h"

typedef struct Names {
    Db *db;
    int64_t conference;
    const ActInput *input;
    const Case *c;
    ActFaultList *faults; /* NULL: the first one ends it */
} Names;

static const char *place_of(const Names *names, const char *key)
{
    for (size_t i = 0; i < names->input->count; i++)
        if (text_same(names->input->texts[i].key, key))
            return names->input->texts[i].place;
    return names->input->place != NULL ? names->input->place : "";
}

static Status fault(Op *op, const Names *names, const ActValue *value, const char *what)
{
    if (names->faults != NULL) {
        *LIST_ADD(op->arena, names->faults) = (ActFault){
            .key = value->key,
            .text = arena_printf(op->arena, "“%s”：%s", value->field->label, what),
        };
        return OK;
    }
    const char *place = place_of(names, value->key);
    return op_fail(op, INVALID, "%s%s“%s”（%s）：%s", place, text_empty(place) ? "" : "：",
                   value->field->label, value->key, what);
}

static Status missing(Op *op, const Names *names, const ActValue *value, const char *what,
                      const char *which)
{
    return fault(op, names, value, arena_printf(op->arena, "没有登记%s“%s”。", what, which));
}

static Status made_void(Op *op, const Names *names, const ActValue *value)
{
    return fault(op, names, value,
                 arena_printf(op->arena, "%s%s已经作废。", noun_word(value->subject.noun),
                              subject_code(op->arena, value->subject)));
}

static bool person_known(const Case *c, const char *named)
{
    Subject code;
    bool is_code = subject_parse(named, NOUN_PERSON, &code);
    for (size_t i = 0; i < c->people.count; i++)
        if (text_same(c->people.items[i].handle, named) ||
            (is_code && c->people.items[i].number == code.number))
            return true;
    return false;
}

static Status subject_known(Op *op, const Names *names, Subject subject, bool *known)
{
    CounterRow counter;
    TRY(counter_row_find(op, names->db, names->conference, noun_name(subject.noun), known,
                         &counter));
    *known = *known && subject.number >= 1 && subject.number <= counter.last;
    return OK;
}

static Status names_visit(Op *op, void *context, const ActValue *value)
{
    const Names *names = context;
    bool known = true;
    if (value->type == TYPE_UNIT && case_unit(names->c, value->text) == NULL)
        return missing(op, names, value, "单位", value->text);
    if (value->type == TYPE_POST && case_post(names->c, value->text) == NULL)
        return missing(op, names, value, "职务", value->text);
    if (value->type == TYPE_PERSON && !person_known(names->c, value->text))
        return missing(op, names, value, "人员", value->text);
    if (value->type == TYPE_SUBJECT) {
        TRY(subject_known(op, names, value->subject, &known));
        if (!known)
            return missing(op, names, value, noun_word(value->subject.noun),
                           subject_code(op->arena, value->subject));
        TRY(load_subject_stands(op, names->db, names->conference, value->subject, &known));
        if (!known)
            return made_void(op, names, value);
    }
    return OK;
}

Status check_names(Op *op, World *world, int64_t conference, const ActInput *input, Case *c)
{
    Names names = { .db = world->db, .conference = conference, .input = input, .c = c };
    return act_visit(op, c->act, c->fields, names_visit, &names);
}

Status check_names_all(Op *op, World *world, int64_t conference, const Case *c,
                       ActFaultList *faults)
{
    Names names = { .db = world->db, .conference = conference, .c = c, .faults = faults };
    return act_visit(op, c->act, c->fields, names_visit, &names);
}
