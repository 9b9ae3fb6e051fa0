#include "cli/summary.h"

#include "actions/inquiry.h"
#include "cli/choice.h"
#include "cli/width.h"
#include "store/rows_gen.h"

enum { CODE_COLUMNS = 5, STATE_COLUMNS = 12, TEXT_COLUMNS = 50, OWNER_COLUMNS = 30 };

static const char *code_of(Arena *arena, Noun noun, int64_t number)
{
    return subject_code(arena, (Subject){ .noun = noun, .number = number });
}

static Status meetings_add(Op *op, const Place *place, Sheet *sheet)
{
    MeetingRowList rows = { 0 };
    TRY(meeting_rows(op, place->db, place->conference, &rows));
    sheet_line(sheet, "\n会议 %zu 次", rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const MeetingRow *row = &rows.items[i];
        const char *code = code_of(op->arena, NOUN_MEETING, row->number);
        sheet_item(sheet, "meetings",
                   json_pack("{s: s, s: s}", "code", code, "state", row->state), "  %s %s %s",
                   width_pad(op->arena, code, CODE_COLUMNS),
                   width_pad(op->arena, state_word(NOUN_MEETING, row->state), STATE_COLUMNS),
                   instant_given(row->at) ? instant_chinese(op->arena, row->at) : "");
    }
    return OK;
}

static Status topics_add(Op *op, const Place *place, Sheet *sheet)
{
    TopicRowList rows = { 0 };
    const NounSpec *noun = noun_spec(NOUN_TOPIC);
    TRY(topic_rows(op, place->db, place->conference, &rows));
    sheet_line(sheet, "\n议题 %zu 个", rows.count);
    for (size_t s = 0; s < noun->state_count; s++) {
        TextList codes = { 0 };
        for (size_t i = 0; i < rows.count; i++)
            if (text_same(rows.items[i].state, noun->states[s].name))
                *LIST_ADD(op->arena, &codes) =
                    code_of(op->arena, NOUN_TOPIC, rows.items[i].number);
        if (codes.count > 0)
            sheet_item(sheet, "topics",
                       json_pack("{s: s, s: I}", "state", noun->states[s].name, "count",
                                 (json_int_t)codes.count),
                       "  %s %zu 个：%s",
                       width_pad(op->arena, noun->states[s].word, STATE_COLUMNS), codes.count,
                       text_join(op->arena, &codes, "、"));
    }
    return OK;
}

static Status decisions_add(Op *op, const Place *place, Sheet *sheet)
{
    DecisionRowList rows = { 0 };
    TRY(decision_rows(op, place->db, place->conference, &rows));
    sheet_line(sheet, "\n议定事项 %zu 项", rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const DecisionRow *row = &rows.items[i];
        Light light = light_of_decision(place, row);
        const char *code = code_of(op->arena, NOUN_DECISION, row->number);
        sheet_item(
            sheet, "decisions",
            json_pack("{s: s, s: s, s: s}", "code", code, "state", row->state, "light",
                      light_name(light)),
            "  %s %s %s %s  %s，%s前", width_pad(op->arena, code, CODE_COLUMNS),
            width_pad(op->arena,
                      arena_printf(op->arena, "%s %s", light_sign(light), light_word(light)),
                      8),
            width_pad(op->arena, state_word(NOUN_DECISION, row->state), STATE_COLUMNS),
            width_cut(op->arena, row->text, TEXT_COLUMNS), names_unit(&place->names, row->lead),
            day_chinese(op->arena, row->due));
    }
    return OK;
}

/* ---- duties ------------------------------------------------------------------ */

typedef struct Owed {
    const char *owner;
    size_t open, overdue;
} Owed;
typedef LIST(Owed) OwedList;

static Owed *owed_of(Op *op, OwedList *list, const char *owner)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i].owner, owner))
            return &list->items[i];
    Owed *owed = LIST_ADD(op->arena, list);
    *owed = (Owed){ .owner = owner };
    return owed;
}

static void overdue_add(Op *op, const Place *place, Sheet *sheet, const DutyRow *duty)
{
    const ActSpec *spec = act_find(duty->verb);
    Subject subject = { .noun = noun_find(duty->noun), .number = duty->subject };
    sheet_item(sheet, "overdue",
               json_pack("{s: s, s: s, s: s, s: o}", "owner", duty->owner, "verb", duty->verb,
                         "subject", subject_code(op->arena, subject), "due",
                         sheet_json_day(op->arena, duty->due)),
               "  ■ %s：%s%s，%s前，%s（%s）", names_unit(&place->names, duty->owner),
               spec != NULL ? spec->label : duty->verb, subject_code(op->arena, subject),
               day_chinese(op->arena, duty->due), light_days_words(op->arena, place, duty->due),
               tell_source_kept(op->arena, duty->due_kind, duty->due_ref));
}

static Status duties_add(Op *op, const Place *place, Sheet *sheet)
{
    DutyRowList duties = { 0 };
    OwedList owed = { 0 };
    size_t overdue = 0;
    TRY(inquire_duties(op, place->db, place->conference, &(DutyQuestion){ 0 }, &duties));
    for (size_t i = 0; i < duties.count; i++) {
        Owed *one = owed_of(op, &owed, duties.items[i].owner);
        bool late = duty_standing(&duties.items[i], place->today) == DUTY_MISSING;
        one->open++;
        one->overdue += late;
        overdue += late;
    }
    sheet_line(sheet, "\n待办 %zu 件", duties.count);
    for (size_t i = 0; i < owed.count; i++) {
        const Owed *one = &owed.items[i];
        sheet_item(sheet, "duties",
                   json_pack("{s: s, s: I, s: I}", "owner", one->owner, "open",
                             (json_int_t)one->open, "overdue", (json_int_t)one->overdue),
                   "  %s %zu 件，逾期 %zu 件",
                   width_pad(op->arena, names_unit(&place->names, one->owner), OWNER_COLUMNS),
                   one->open, one->overdue);
    }
    sheet_line(sheet, "\n逾期 %zu 件", overdue);
    sheet_list(sheet, "overdue");
    for (size_t i = 0; i < duties.count; i++)
        if (duty_standing(&duties.items[i], place->today) == DUTY_MISSING)
            overdue_add(op, place, sheet, &duties.items[i]);
    return OK;
}

Status summary_add(Op *op, const Place *place, Sheet *sheet)
{
    sheet_set(sheet, "conference", json_string(place->code));
    sheet_set(sheet, "day", sheet_json_day(op->arena, place->today));
    sheet_line(sheet, "\n%s（%s） %s", place->title, place->code,
               place_day_words(op->arena, place));
    TRY(meetings_add(op, place, sheet));
    TRY(topics_add(op, place, sheet));
    TRY(decisions_add(op, place, sheet));
    return duties_add(op, place, sheet);
}
