#include "actions/inquiry.h"

#include "actions/recording.h"
#include "actions/world.h"
#include "base/text.h"
#include "store/record_sql.h"
#include "store/rows_gen.h"

static Status absent(Op *op, Subject subject)
{
    return op_fail(op, NOT_FOUND, "没有%s%s。", noun_word(subject.noun),
                   subject_code(op->arena, subject));
}

#define STATE_OF(noun_name, Row)                                                               \
    static Status noun_name##_state(Op *op, Db *db, int64_t conference, Subject subject,       \
                                    const char **out)                                          \
    {                                                                                          \
        Row row;                                                                               \
        bool found;                                                                            \
        TRY(noun_name##_row_find(op, db, conference, subject.number, &found, &row));           \
        *out = found ? row.state : NULL;                                                       \
        return OK;                                                                             \
    }
STATE_OF(topic, TopicRow)
STATE_OF(consultation, ConsultationRow)
STATE_OF(meeting, MeetingRow)
STATE_OF(minutes, MinutesRow)
STATE_OF(decision, DecisionRow)
STATE_OF(news, NewsRow)

/* Those with one state only have it while they stand. */
#define STANDS(noun_name, Row, word)                                                           \
    static Status noun_name##_state(Op *op, Db *db, int64_t conference, Subject subject,       \
                                    const char **out)                                          \
    {                                                                                          \
        Row row;                                                                               \
        bool found;                                                                            \
        TRY(noun_name##_row_find(op, db, conference, subject.number, &found, &row));           \
        *out = found ? (word) : NULL;                                                          \
        return OK;                                                                             \
    }
STANDS(research, ResearchRow, "reported")
STANDS(inspection, InspectionRow, "formed")
STANDS(person, PersonRow, "active")

static Status state_find(Op *op, Db *db, int64_t conference, Subject subject, const char **out)
{
    switch (subject.noun) {
    case NOUN_TOPIC:
        return topic_state(op, db, conference, subject, out);
    case NOUN_CONSULTATION:
        return consultation_state(op, db, conference, subject, out);
    case NOUN_MEETING:
        return meeting_state(op, db, conference, subject, out);
    case NOUN_MINUTES:
        return minutes_state(op, db, conference, subject, out);
    case NOUN_DECISION:
        return decision_state(op, db, conference, subject, out);
    case NOUN_NEWS:
        return news_state(op, db, conference, subject, out);
    case NOUN_RESEARCH:
        return research_state(op, db, conference, subject, out);
    case NOUN_INSPECTION:
        return inspection_state(op, db, conference, subject, out);
    case NOUN_PERSON:
        return person_state(op, db, DEPLOYMENT, subject, out);
    case NOUN_NONE:
    case NOUN_CONFERENCE:
    case NOUN_DEPLOYMENT:
    case NOUN_COUNT:
        *out = "running";
        return OK;
    }
    return OK;
}

Status inquire_state(Op *op, Db *db, int64_t conference, Subject subject, const char **out)
{
    *out = NULL;
    TRY(state_find(op, db, conference, subject, out));
    return *out != NULL ? OK : absent(op, subject);
}

/* ---- duties ---------------------------------------------------------------- */

DutyStanding duty_standing(const DutyRow *duty, Day today)
{
    bool dated = day_given(duty->due);
    if (text_same(duty->state, "excused"))
        return DUTY_WAS_EXCUSED;
    if (text_same(duty->state, "done"))
        return dated && day_compare(duty->ended_on, duty->due) > 0 ? DUTY_DONE_LATE
                                                                   : DUTY_DONE_IN_TIME;
    return dated && day_compare(today, duty->due) > 0 ? DUTY_MISSING : DUTY_OPEN;
}

const char *duty_standing_name(DutyStanding standing)
{
    static const char *const names[] = { "open", "missing", "done", "late", "excused" };
    return names[standing];
}

const char *duty_standing_word(DutyStanding standing)
{
    static const char *const words[] = { "待办", "逾期", "已办", "迟办", "免办" };
    return words[standing];
}

static bool asked_for(const DutyQuestion *question, const DutyRow *row)
{
    return (question->owner == NULL || text_same(question->owner, row->owner)) &&
           (question->verb == NULL || text_same(question->verb, row->verb)) &&
           (question->subject.noun == NOUN_NONE ||
            (text_same(noun_name(question->subject.noun), row->noun) &&
             question->subject.number == row->subject));
}

static Status numbers_read(Op *op, Db *db, int64_t conference, const DutyQuestion *question,
                           const char *state, DutyNumberRowList *out)
{
    *out = (DutyNumberRowList){ 0 };
    if (question->owner != NULL)
        return sql_duties_of_owner(op, db, conference, question->owner, state, out);
    return sql_duties_in_state(op, db, conference, state, out);
}

Status inquire_duties(Op *op, Db *db, int64_t conference, const DutyQuestion *question,
                      DutyRowList *out)
{
    static const char *const states[] = { "open", "done", "excused" };
    for (size_t s = 0; s < (question->ended_too ? 3u : 1u); s++) {
        DutyNumberRowList numbers;
        TRY(numbers_read(op, db, conference, question, states[s], &numbers));
        for (size_t i = 0; i < numbers.count; i++) {
            DutyRow row;
            TRY(duty_row_get(op, db, conference, numbers.items[i].number, &row));
            if (asked_for(question, &row))
                *LIST_ADD(op->arena, out) = row;
        }
    }
    return OK;
}

/* ---- the database ------------------------------------------------------------ */

static Status first_record(Op *op, Db *db, bool *found, Applied *out)
{
    LedgerEntry entry;
    TRY(ledger_read(op, db, DEPLOYMENT, 0, found, &entry));
    return *found ? entry_decode(op, DEPLOYMENT, &entry, out) : OK;
}

Status database_simulated(Op *op, Db *db, bool *out)
{
    Applied act;
    bool found;
    *out = false;
    TRY(first_record(op, db, &found, &act));
    if (found && act.spec->kind == ACT_DEPLOYMENT_OPEN)
        *out = ((const DeploymentOpen *)act.fields)->simulated;
    return OK;
}

Status database_opened(Op *op, Db *db, bool *out)
{
    Applied act;
    return first_record(op, db, out, &act);
}
