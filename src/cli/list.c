#include "actions/light.h"
#include "cli/args.h"
#include "cli/choice.h"
#include "cli/place.h"
#include "cli/runs.h"
#include "cli/sheet.h"
#include "cli/width.h"
#include "store/rows_gen.h"

enum { CODE_COLUMNS = 5, STATE_COLUMNS = 12, TEXT_COLUMNS = 60, ID_COLUMNS = 26 };

typedef Status (*ListOf)(Op *op, const Place *place, Sheet *sheet);

static const char *code_of(Arena *arena, Noun noun, int64_t number)
{
    return subject_code(arena, (Subject){ .noun = noun, .number = number });
}

/* One line "CODE STATE TEXT MORE" and its facts. */
static void row_add(Sheet *sheet, Noun noun, int64_t number, const char *state,
                    const char *text, const char *more)
{
    Arena *arena = sheet->op->arena;
    const char *code = code_of(arena, noun, number);
    const char *word = state_word(noun, state);
    json_t *json = json_pack("{s: s, s: s, s: s, s: s}", "code", code, "state", state,
                             "state-words", word, "text", text);
    sheet_item(sheet, "items", json, "%s %s %s%s%s", width_pad(arena, code, CODE_COLUMNS),
               width_pad(arena, word, STATE_COLUMNS), width_cut(arena, text, TEXT_COLUMNS),
               text_empty(more) ? "" : "  ", more);
}

static Status list_research(Op *op, const Place *place, Sheet *sheet)
{
    ResearchRowList rows = { 0 };
    TRY(research_rows(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        row_add(sheet, NOUN_RESEARCH, rows.items[i].number, "reported", rows.items[i].title,
                day_chinese(op->arena, rows.items[i].done_on));
    return OK;
}

static Status list_topics(Op *op, const Place *place, Sheet *sheet)
{
    TopicRowList rows = { 0 };
    TRY(topic_rows(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        row_add(sheet, NOUN_TOPIC, rows.items[i].number, rows.items[i].state,
                rows.items[i].title, rows.items[i].category);
    return OK;
}

static Status list_consultations(Op *op, const Place *place, Sheet *sheet)
{
    ConsultationRowList rows = { 0 };
    TRY(consultation_rows(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const ConsultationRow *row = &rows.items[i];
        ConsultationUnitRowList units = { 0 };
        TopicRow topic;
        size_t replied = 0;
        TRY(consultation_unit_rows(op, place->db, place->conference, row->number, &units));
        TRY(topic_row_get(op, place->db, place->conference, row->topic, &topic));
        for (size_t k = 0; k < units.count; k++)
            replied += text_same(units.items[k].state, "replied");
        row_add(sheet, NOUN_CONSULTATION, row->number, row->state, topic.title,
                arena_printf(op->arena, "%s，征求 %zu 家，已答复 %zu 家",
                             code_of(op->arena, NOUN_TOPIC, row->topic), units.count, replied));
    }
    return OK;
}

static Status list_meetings(Op *op, const Place *place, Sheet *sheet)
{
    MeetingRowList rows = { 0 };
    TRY(meeting_rows(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const MeetingRow *row = &rows.items[i];
        row_add(sheet, NOUN_MEETING, row->number, row->state,
                row->title != NULL ? row->title : place->title,
                instant_given(row->at) ? instant_chinese(op->arena, row->at) : "");
    }
    return OK;
}

static Status list_minutes(Op *op, const Place *place, Sheet *sheet)
{
    MinutesRowList rows = { 0 };
    TRY(minutes_rows(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        row_add(sheet, NOUN_MINUTES, rows.items[i].meeting, rows.items[i].state,
                rows.items[i].title, rows.items[i].number != NULL ? rows.items[i].number : "");
    return OK;
}

static void decision_add(Op *op, const Place *place, Sheet *sheet, const DecisionRow *row)
{
    Light light = light_of_decision(place, row);
    const char *code = code_of(op->arena, NOUN_DECISION, row->number);
    const char *state = state_word(NOUN_DECISION, row->state);
    json_t *json = json_pack("{s: s, s: s, s: s, s: s, s: s, s: o, s: s, s: s}", "code", code,
                             "state", row->state, "state-words", state, "text", row->text,
                             "lead", row->lead, "due", sheet_json_day(op->arena, row->due),
                             "light", light_name(light), "light-words", light_word(light));
    sheet_item(
        sheet, "items", json, "%s %s %s %s  %s，%s前", width_pad(op->arena, code, CODE_COLUMNS),
        width_pad(op->arena,
                  arena_printf(op->arena, "%s %s", light_sign(light), light_word(light)), 8),
        width_pad(op->arena, state, STATE_COLUMNS),
        width_cut(op->arena, row->text, TEXT_COLUMNS), names_unit(&place->names, row->lead),
        day_chinese(op->arena, row->due));
}

static Status list_decisions(Op *op, const Place *place, Sheet *sheet)
{
    DecisionRowList rows = { 0 };
    TRY(decision_rows(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        decision_add(op, place, sheet, &rows.items[i]);
    return OK;
}

static Status list_inspections(Op *op, const Place *place, Sheet *sheet)
{
    InspectionRowList rows = { 0 };
    TRY(inspection_rows(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        row_add(sheet, NOUN_INSPECTION, rows.items[i].number, "formed",
                arena_printf(op->arena, "会议%s议定事项的联合督查",
                             code_of(op->arena, NOUN_MEETING, rows.items[i].meeting)),
                day_chinese(op->arena, rows.items[i].formed_on));
    return OK;
}

static Status list_news(Op *op, const Place *place, Sheet *sheet)
{
    NewsRowList rows = { 0 };
    TRY(news_rows(op, place->db, place->conference, &rows));
    for (size_t i = 0; i < rows.count; i++)
        row_add(sheet, NOUN_NEWS, rows.items[i].number, rows.items[i].state,
                rows.items[i].title, "");
    return OK;
}

static Status list_people(Op *op, const Place *place, Sheet *sheet)
{
    const PersonRowList *rows = &place->names.people;
    for (size_t i = 0; i < rows->count; i++) {
        const PersonRow *row = &rows->items[i];
        const char *code = code_of(op->arena, NOUN_PERSON, row->number);
        sheet_item(sheet, "items",
                   json_pack("{s: s, s: s, s: s}", "code", code, "handle", row->handle, "name",
                             names_person(&place->names, op->arena, row->number)),
                   "%s %s %s", width_pad(op->arena, code, CODE_COLUMNS),
                   width_pad(op->arena, row->handle, STATE_COLUMNS),
                   names_person(&place->names, op->arena, row->number));
    }
    return OK;
}

static bool holds(const TenureRow *row, const char *post, Day day)
{
    return text_same(row->post, post) && day_compare(row->since, day) <= 0 &&
           (!day_given(row->until) || day_compare(day, row->until) <= 0);
}

static const char *holders(Op *op, const Place *place, const TenureRowList *tenures,
                           const char *post)
{
    TextList names = { 0 };
    for (size_t i = 0; i < tenures->count; i++)
        if (holds(&tenures->items[i], post, place->today))
            *LIST_ADD(op->arena, &names) =
                names_person(&place->names, op->arena, tenures->items[i].person);
    return names.count == 0 ? "" : text_join(op->arena, &names, "、");
}

static Status list_posts(Op *op, const Place *place, Sheet *sheet)
{
    TenureRowList tenures = { 0 };
    TRY(tenure_rows_whole(op, place->db, place->conference, &tenures));
    for (size_t i = 0; i < place->names.posts.count; i++) {
        const PostRow *row = &place->names.posts.items[i];
        const char *who = holders(op, place, &tenures, row->post);
        sheet_item(sheet, "items",
                   json_pack("{s: s, s: s, s: s, s: s}", "post", row->post, "title", row->title,
                             "body", row->body, "holders", who),
                   "%s %s  %s", width_pad(op->arena, row->post, ID_COLUMNS), row->title,
                   text_empty(who) ? "（空缺）" : who);
    }
    return OK;
}

static Status list_units(Op *op, const Place *place, Sheet *sheet)
{
    for (size_t i = 0; i < place->names.units.count; i++) {
        const UnitRow *row = &place->names.units.items[i];
        sheet_item(sheet, "items",
                   json_pack("{s: s, s: s, s: b}", "unit", row->unit, "name", row->name,
                             "member", (int)row->member),
                   "%s %s%s", width_pad(op->arena, row->unit, ID_COLUMNS), row->name,
                   row->member ? "" : "（非成员单位）");
    }
    return OK;
}

static Status list_conferences(Op *op, const Place *place, Sheet *sheet)
{
    sheet_item(sheet, "items",
               json_pack("{s: s, s: s}", "code", place->code, "title", place->title), "%s  %s",
               width_pad(op->arena, place->code, STATE_COLUMNS), place->title);
    return OK;
}

static const struct {
    const char *word;
    ListOf list;
} lists[] = {
    { "research", list_research },
    { "topics", list_topics },
    { "consultations", list_consultations },
    { "meetings", list_meetings },
    { "minutes", list_minutes },
    { "decisions", list_decisions },
    { "inspections", list_inspections },
    { "news", list_news },
    { "people", list_people },
    { "posts", list_posts },
    { "units", list_units },
    { "conference", list_conferences },
};

static Status list_find(Op *op, const char *word, ListOf *out)
{
    TextList words = { 0 };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        *LIST_ADD(op->arena, &words) = lists[i].word;
        if (text_same(lists[i].word, word)) {
            *out = lists[i].list;
            return OK;
        }
    }
    return op_fail(op, INVALID, "没有“%s”这种清单；可以是 %s。", args_shown(op->arena, word),
                   text_join(op->arena, &words, "、"));
}

Status run_list(Op *op, Cli *cli)
{
    Place place;
    ListOf list = NULL;
    const char *word = cli->words.items[0];
    DB_SCOPE(db);
    SHEET(sheet, op, cli);
    TRY(list_find(op, word, &list));
    TRY(place_read(op, cli, &db));
    DB_TX(snapshot, db);
    TRY(db_tx_begin_snapshot(op, &snapshot));
    TRY(place_load(op, cli, db, &place));
    sheet_set(&sheet, "list", json_string(word));
    sheet_set(&sheet, "day", sheet_json_day(op->arena, place.today));
    sheet_list(&sheet, "items");
    TRY(list(op, &place, &sheet));
    if (json_array_size(json_object_get(sheet.json, "items")) == 0)
        sheet_line(&sheet, "没有。");
    sheet_print(&sheet);
    return OK;
}
