#include "actions/world.h"
#include "cli/args.h"
#include "cli/choice.h"
#include "cli/runs.h"
#include "cli/show_noun.h"
#include "store/rows_gen.h"

Status show_absent(Op *op, Noun noun, int64_t number)
{
    return op_fail(op, NOT_FOUND, "没有%s%s。", noun_word(noun),
                   show_code(op->arena, noun, number));
}

const char *show_day(Arena *arena, Day day)
{
    return day_given(day) ? day_chinese(arena, day) : "";
}

const char *show_code(Arena *arena, Noun noun, int64_t number)
{
    return subject_code(arena, (Subject){ .noun = noun, .number = number });
}

/* ---- history --------------------------------------------------------------- */

static const char *marks(Op *op, const HistoryLine *line, const CorrectionList *corrections)
{
    Buf buf;
    buf_init(&buf, op->arena);
    if (line->voided_by >= 0)
        buf_printf(&buf, "［已作废，见第%lld号记录］", (long long)line->voided_by);
    if (!text_empty(line->entered_by))
        buf_printf(&buf, "［%s代办］", line->entered_by);
    if (line->backdated)
        buf_text(&buf, "［补记］");
    for (size_t i = 0; i < corrections->count; i++)
        if (corrections->items[i].seq == line->seq)
            buf_printf(&buf, "［“%s”已更正，见第%lld号记录］", corrections->items[i].field,
                       (long long)corrections->items[i].by);
    return buf_string(&buf);
}

static json_t *line_json(Arena *arena, const HistoryLine *line)
{
    return json_pack("{s: I, s: o, s: s, s: s, s: s, s: s, s: s, s: s, s: I, s: b}", "seq",
                     (json_int_t)line->seq, "day", sheet_json_day(arena, line->day), "verb",
                     line->verb, "text", line->text, "actor", line->actor, "entered-by",
                     line->entered_by, "reason", line->reason, "source", line->source,
                     "voided-by", (json_int_t)line->voided_by, "backdated",
                     (int)line->backdated);
}

static Status history_add(Op *op, const Place *place, Subject subject, const char *heading,
                          Sheet *sheet)
{
    HistoryLineList lines;
    CorrectionList corrections;
    Names names = place->names;
    if (subject.noun == NOUN_PERSON)
        names.conference = DEPLOYMENT;
    TRY(history_of(op, &names, subject, &lines));
    TRY(corrections_of(op, &names, &corrections));
    sheet_list(sheet, "history");
    if (lines.count > 0)
        sheet_line(sheet, "%s：", heading);
    for (size_t i = 0; i < lines.count; i++) {
        const HistoryLine *line = &lines.items[i];
        sheet_item(sheet, "history", line_json(op->arena, line),
                   "  %s  %s：%s（%s；第%lld号记录）%s%s%s", day_text(op->arena, line->day),
                   line->actor, line->text, line->source, (long long)line->seq,
                   marks(op, line, &corrections), text_empty(line->reason) ? "" : " 理由：",
                   line->reason);
    }
    return OK;
}

/* ---- what -------------------------------------------------------------------- */

static Status show_person(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    PersonRow row;
    bool found;
    TRY(person_row_find(op, place->db, DEPLOYMENT, number, &found, &row));
    if (!found)
        return show_absent(op, NOUN_PERSON, number);
    sheet_fact(sheet, "handle", "简称", row.handle);
    sheet_fact(sheet, "name", "姓名", names_person(&place->names, op->arena, number));
    return OK;
}

static Status show_conference(Op *op, const Place *place, int64_t number, Sheet *sheet)
{
    ConferenceRow row;
    (void)number;
    TRY(conference_row_get(op, place->db, place->conference, &row));
    sheet_fact(sheet, "title", "名称", row.title);
    sheet_fact(sheet, "state", "状态", state_word(NOUN_CONFERENCE, row.state));
    sheet_day(sheet, "founded", "建立", row.founded_on);
    return OK;
}

static ShowNoun shower_of(Noun noun)
{
    switch (noun) {
    case NOUN_RESEARCH:
        return show_research;
    case NOUN_TOPIC:
        return show_topic;
    case NOUN_CONSULTATION:
        return show_consultation;
    case NOUN_MEETING:
        return show_meeting;
    case NOUN_MINUTES:
        return show_minutes;
    case NOUN_DECISION:
        return show_decision;
    case NOUN_INSPECTION:
        return show_inspection;
    case NOUN_NEWS:
        return show_news;
    case NOUN_PERSON:
        return show_person;
    case NOUN_CONFERENCE:
        return show_conference;
    case NOUN_NONE:
    case NOUN_DEPLOYMENT:
    case NOUN_COUNT:
        return NULL;
    }
    return NULL;
}

static Status subject_read(Op *op, const Cli *cli, Subject *out)
{
    const char *code = cli->words.count > 0 ? cli->words.items[0] : "";
    if (subject_guess(code, out))
        return OK;
    return op_fail(op, INVALID, "“%s”不是代码；代码如 T1、M2、D3。",
                   args_shown(op->arena, code));
}

Status run_show(Op *op, Cli *cli)
{
    Place place;
    Subject subject;
    DB_SCOPE(db);
    SHEET(sheet, op, cli);
    TRY(subject_read(op, cli, &subject));
    TRY(place_read(op, cli, &db));
    DB_TX(snapshot, db);
    TRY(db_tx_begin_snapshot(op, &snapshot));
    TRY(place_load(op, cli, db, &place));
    ShowNoun show = shower_of(subject.noun);
    if (show == NULL)
        return op_fail(op, INVALID, "这种事项看不了。");
    sheet_set(&sheet, "subject", json_string(subject_code(op->arena, subject)));
    sheet_set(&sheet, "day", sheet_json_day(op->arena, place.today));
    sheet_line(&sheet, "%s", subject_title(op->arena, subject));
    TRY(show(op, &place, subject.number, &sheet));
    TRY(history_add(op, &place, subject, "经过", &sheet));
    if (subject.noun == NOUN_MEETING)
        TRY(history_add(op, &place, (Subject){ NOUN_MINUTES, subject.number }, "纪要经过",
                        &sheet));
    sheet_print(&sheet);
    return OK;
}
