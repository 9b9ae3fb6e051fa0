#include "actions/apply.h"

#include "actions/moves.h"
#include "base/text.h"
#include "store/record_sql.h"

const char *applied_unit(const Applied *act)
{
    const char *unit = outcome_resolved(act->outcome, "unit");
    return unit != NULL ? unit : act->post;
}

static Subject main_subject(const Applied *act)
{
    return act->outcome->has_made ? act->outcome->made : act->outcome->on;
}

static Status history_write(Op *op, Db *db, const Applied *act)
{
    const Outcome *outcome = act->outcome;
    Subject subject = main_subject(act);
    HistoryRow row = { .conference = act->conference,
                       .seq = act->seq,
                       .recorded_at = act->at,
                       .done_on = act->day,
                       .verb = act->spec->verb,
                       .noun = noun_name(subject.noun),
                       .number = subject.number,
                       .actor = act->post,
                       .person = act->person,
                       .entered_by = act->entered_by,
                       .from_state = outcome->from != NULL ? outcome->from : "",
                       .to_state = outcome->to != NULL ? outcome->to : "",
                       .source_kind = source_kind_word(outcome->source.kind),
                       .source_ref = outcome->source.ref != NULL ? outcome->source.ref : "",
                       .has_voided_by = act->voided_by >= 0,
                       .voided_by = act->voided_by,
                       .backdated = outcome->backdated };
    return history_row_insert(op, db, &row);
}

/* ---- which subjects the act speaks about ------------------------------- */

typedef struct Mentions {
    Db *db;
    const Applied *act;
} Mentions;

static Status mention(Op *op, const Mentions *m, Subject subject)
{
    if (subject.noun == NOUN_NONE || subject.noun == NOUN_CONFERENCE)
        return OK;
    return sql_mention_add(op, m->db, m->act->conference, noun_name(subject.noun),
                           subject.number, m->act->seq);
}

static Status mention_visit(Op *op, void *context, const ActValue *value)
{
    return value->type == TYPE_SUBJECT ? mention(op, context, value->subject) : OK;
}

static Status mentions_write(Op *op, Db *db, const Applied *act)
{
    Mentions m = { .db = db, .act = act };
    TRY(mention(op, &m, act->outcome->on));
    if (act->outcome->has_made)
        TRY(mention(op, &m, act->outcome->made));
    for (size_t i = 0; i < act->outcome->moves.count; i++)
        TRY(mention(op, &m, act->outcome->moves.items[i].subject));
    return act_visit(op, act->spec, act->fields, mention_visit, &m);
}

/* ---- codes and duties -------------------------------------------------- */

static Status counter_next(Op *op, Db *db, int64_t conference, const char *noun, int64_t *out)
{
    bool found;
    CounterRow row;
    TRY(counter_row_find(op, db, conference, noun, &found, &row));
    *out = (found ? row.last : 0) + 1;
    return OK;
}

/* A code is spent even when the record that took it is voided. */
static Status code_spend(Op *op, Db *db, const Applied *act)
{
    if (!act->outcome->has_made)
        return OK;
    Subject made = act->outcome->made;
    return sql_counter_set(op, db, act->conference, noun_name(made.noun), made.number);
}

static Status duty_open(Op *op, Db *db, const Applied *act, int64_t number,
                        const DutyOpened *duty)
{
    DutyRow row = { .conference = act->conference,
                    .number = number,
                    .owner = duty->owner,
                    .verb = duty->verb,
                    .noun = noun_name(duty->subject.noun),
                    .subject = duty->subject.number,
                    .from_day = duty->from,
                    .due = duty->due,
                    .source_kind = source_kind_word(duty->source.kind),
                    .source_ref = duty->source.ref,
                    .due_kind = source_kind_word(duty->due_source.kind),
                    .due_ref = duty->due_source.ref,
                    .opened_seq = act->seq,
                    .state = "open",
                    .ended_on = DAY_NONE };
    return duty_row_insert(op, db, &row);
}

/* Duties are numbered in the order they were opened; those of a voided
 * record keep their numbers, so that later records still mean the same. */
static Status duties_open(Op *op, Db *db, const Applied *act)
{
    const DutyOpenedList *opens = &act->outcome->opens;
    int64_t first;
    if (opens->count == 0)
        return OK;
    TRY(counter_next(op, db, act->conference, "duty", &first));
    for (size_t i = 0; act->voided_by < 0 && i < opens->count; i++)
        TRY(duty_open(op, db, act, first + (int64_t)i, &opens->items[i]));
    return sql_counter_set(op, db, act->conference, "duty", first + (int64_t)opens->count - 1);
}

static Status duties_end(Op *op, Db *db, const Applied *act)
{
    for (size_t i = 0; i < act->outcome->ends.count; i++) {
        const DutyEnded *end = &act->outcome->ends.items[i];
        DutyRow row;
        TRY(duty_row_get(op, db, act->conference, end->number, &row));
        row.state = end->how == DUTY_DONE ? "done" : "excused";
        row.ended_on = act->day;
        row.has_ended_seq = true;
        row.ended_seq = act->seq;
        TRY(duty_row_update(op, db, &row));
    }
    return OK;
}

/* ---- the noun's own tables --------------------------------------------- */

static Status noun_apply(Op *op, Db *db, const Applied *act)
{
    static const struct {
        const char *prefix;
        Status (*apply)(Op *, Db *, const Applied *);
    } appliers[] = {
        { "meeting.excuse-year", apply_institution },
        { "research.", apply_research },
        { "topic.", apply_topic },
        { "consultation.", apply_consultation },
        { "meeting.", apply_meeting },
        { "minutes.", apply_minutes },
        { "decision.", apply_decision },
        { "inspection.", apply_inspection },
        { "news.", apply_news },
        { "", apply_institution },
    };
    for (size_t i = 0;; i++)
        if (text_starts(act->spec->verb, appliers[i].prefix))
            return appliers[i].apply(op, db, act);
}

Status apply(Op *op, Db *db, const Applied *act)
{
    TRY_WHILE(op, history_write(op, db, act), "writing the history of %s", act->spec->verb);
    TRY(mentions_write(op, db, act));
    TRY(code_spend(op, db, act));
    /* Ended first: an act may end a duty and open the next of its kind. */
    if (act->voided_by < 0)
        TRY(duties_end(op, db, act));
    TRY(duties_open(op, db, act));
    if (act->voided_by >= 0)
        return OK;
    TRY_WHILE(op, noun_apply(op, db, act), "applying %s", act->spec->verb);
    return moves_apply(op, db, act);
}
