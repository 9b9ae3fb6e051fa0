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

/* Every noun with a state of its own keeps it in a column of that name. */
#define MOVE_OF(noun, Row)                                                                     \
    static Status noun##_move(Op *op, Db *db, int64_t conference, const StateMove *move)       \
    {                                                                                          \
        Row row;                                                                               \
        TRY(noun##_row_get(op, db, conference, move->subject.number, &row));                   \
        row.state = move->to;                                                                  \
        return noun##_row_update(op, db, &row);                                                \
    }
MOVE_OF(topic, TopicRow)
MOVE_OF(consultation, ConsultationRow)
MOVE_OF(meeting, MeetingRow)
MOVE_OF(minutes, MinutesRow)
MOVE_OF(decision, DecisionRow)

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
