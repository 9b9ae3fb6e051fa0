#include "actions/moves.h"
#include "actions/service_read.h"
#include "actions/telling.h"
#include "base/text.h"

static const char *status_word(const Answer *answer)
{
    if (answer->done)
        return "done";
    switch (answer->verdict.kind) {
    case VERDICT_NEEDS_REASON:
        return "needs-reason";
    case VERDICT_WAITING:
        return "waiting";
    case VERDICT_ALLOWED:
    case VERDICT_REFUSED:
        return "refused";
    }
    return "refused";
}

static json_t *source_json(Arena *arena, Source source)
{
    return json_pack("{s: s, s: s, s: s}", "kind", source_kind_word(source.kind), "ref",
                     source.ref != NULL ? source.ref : "", "words", tell_source(arena, source));
}

static json_t *day_json(Arena *arena, Day day)
{
    return day_given(day) ? json_string(day_text(arena, day)) : json_null();
}

static const char *verb_label(const char *verb)
{
    const ActSpec *spec = act_find(verb);
    return spec != NULL ? spec->label : verb;
}

static json_t *opened_json(Arena *arena, const Names *names, const DutyOpened *duty)
{
    return json_pack(
        "{s: s, s: s, s: s, s: s, s: s, s: o, s: o, s: o, s: o}", "owner", duty->owner, "title",
        names_unit(names, duty->owner), "verb", duty->verb, "label", verb_label(duty->verb),
        "subject", subject_code(arena, duty->subject), "from", day_json(arena, duty->from),
        "due", day_json(arena, duty->due), "source", source_json(arena, duty->source),
        "due-source", source_json(arena, duty->due_source));
}

static json_t *duties_json(Arena *arena, const Names *names, const Outcome *outcome)
{
    json_t *list = json_array();
    for (size_t i = 0; i < outcome->opens.count; i++)
        json_array_append_new(list, opened_json(arena, names, &outcome->opens.items[i]));
    return list;
}

static void done_json(Op *op, const Names *names, const Answer *answer, json_t *json)
{
    const Outcome *outcome = &answer->outcome;
    Subject main = outcome->has_made ? outcome->made : outcome->on;
    const char *to = outcome->to;
    const char *word = to != NULL ? noun_state_word(main.noun, to) : NULL;
    json_object_set_new(json, "seq", json_integer((json_int_t)answer->seq));
    json_object_set_new(json, "repeated", json_boolean(answer->repeated));
    json_object_set_new(json, "made", json_string(subject_code(op->arena, answer->made)));
    json_object_set_new(json, "state", to != NULL ? json_string(to) : json_null());
    json_object_set_new(json, "state-words", json_string(word != NULL ? word : ""));
    json_object_set_new(json, "flags",
                        json_pack("{s: b, s: b, s: b}", "on-behalf", outcome->on_behalf,
                                  "backdated", outcome->backdated, "breach", outcome->breach));
    json_object_set_new(json, "duties", duties_json(op->arena, names, outcome));
}

Status service_answer(Op *op, Db *db, const Request *request, const Answer *answer,
                      json_t **out)
{
    Names names;
    const Verdict *verdict = &answer->verdict;
    TRY(names_load(op, db, answer->conference, &names));
    *out =
        json_pack("{s: s, s: s, s: s, s: s, s: s, s: s, s: s, s: o}", "status",
                  status_word(answer), "verb", answer->spec->verb, "label", answer->spec->label,
                  "as", request->actor, "subject", subject_code(op->arena, answer->subject),
                  "why", verdict->why != NULL ? verdict->why : "", "remedy",
                  verdict->remedy != NULL ? verdict->remedy : "", "source",
                  source_json(op->arena, verdict->source));
    if (answer->done)
        done_json(op, &names, answer, *out);
    return OK;
}
