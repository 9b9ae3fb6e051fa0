#include "actions/moves.h"

const char *source_kind_word(SourceKind kind)
{
    switch (kind) {
    case SOURCE_CLAUSE:
        return "clause";
    case SOURCE_READING:
        return "reading";
    case SOURCE_SETTING:
        return "setting";
    case SOURCE_HOUSE:
        return "house";
    case SOURCE_ORDER:
        return "order";
    }
    return "";
}

static Status topic_move(Op *op, Db *db, int64_t conference, const StateMove *move)
{
    TopicRow row;
    TRY(topic_row_get(op, db, conference, move->subject.number, &row));
    row.state = move->to;
    return topic_row_update(op, db, &row);
}

static Status consultation_move(Op *op, Db *db, int64_t conference, const StateMove *move)
{
    ConsultationRow row;
    TRY(consultation_row_get(op, db, conference, move->subject.number, &row));
    row.state = move->to;
    return consultation_row_update(op, db, &row);
}

static Status meeting_move(Op *op, Db *db, int64_t conference, const StateMove *move)
{
    MeetingRow row;
    TRY(meeting_row_get(op, db, conference, move->subject.number, &row));
    row.state = move->to;
    return meeting_row_update(op, db, &row);
}

static Status minutes_move(Op *op, Db *db, int64_t conference, const StateMove *move)
{
    MinutesRow row;
    TRY(minutes_row_get(op, db, conference, move->subject.number, &row));
    row.state = move->to;
    return minutes_row_update(op, db, &row);
}

static Status decision_move(Op *op, Db *db, int64_t conference, const StateMove *move)
{
    DecisionRow row;
    TRY(decision_row_get(op, db, conference, move->subject.number, &row));
    row.state = move->to;
    return decision_row_update(op, db, &row);
}

Status moves_apply(Op *op, Db *db, const Applied *act)
{
    for (size_t i = 0; i < act->outcome->moves.count; i++) {
        const StateMove *move = &act->outcome->moves.items[i];
        Noun noun = move->subject.noun;
        if (noun == NOUN_TOPIC)
            TRY(topic_move(op, db, act->conference, move));
        else if (noun == NOUN_CONSULTATION)
            TRY(consultation_move(op, db, act->conference, move));
        else if (noun == NOUN_MEETING)
            TRY(meeting_move(op, db, act->conference, move));
        else if (noun == NOUN_MINUTES)
            TRY(minutes_move(op, db, act->conference, move));
        else if (noun == NOUN_DECISION)
            TRY(decision_move(op, db, act->conference, move));
        else
            return op_broken(op, BROKEN, "no state of noun %s moves", noun_name(noun));
    }
    return OK;
}
