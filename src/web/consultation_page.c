/* The page of one consultation. */
#include "base/text.h"
#include "store/consultation_sql.h"
#include "store/rows_gen.h"
#include "web/consultation.h"
#include "web/listing.h"
#include "web/templates_gen.h"

/* ---- the units asked ---------------------------------------------------------- */

static SignWord answer_sign(const Visit *visit, const ConsultationUnitRow *row)
{
    if (text_same(row->state, "replied"))
        return (SignWord){ SIGN_DONE, "已回复" };
    if (text_same(row->state, "handed-back"))
        return (SignWord){ SIGN_FINE, "已退回" };
    SignWord light = outlook_sign(light_of_day(&visit->place, row->reply_by));
    light.word = "未回复";
    return light;
}

static const char *note_words(Arena *arena, const ConsultationUnitRow *row)
{
    const char *cause = text_empty(row->cause)
                            ? ""
                            : arena_printf(arena, "理由：%s", listing_shown(row->cause));
    if (row->reminders == 0)
        return cause;
    return arena_printf(arena, "%s%s催请%lld次", cause, text_empty(cause) ? "" : "；",
                        (long long)row->reminders);
}

static Status answer_of(Visit *visit, const ConsultationUnitRow *row, bool closed,
                        ConsultationAnswer *out)
{
    Arena *arena = visit->op->arena;
    bool silent = !text_same(row->state, "replied") && !text_same(row->state, "handed-back");
    const char *kind = fill_choice("consultation.reply", "kind", row->kind);
    *out = (ConsultationAnswer){
        .unit = names_unit(&visit->place.names, row->unit),
        .state = answer_sign(visit, row),
        .reply_by = row->reply_by,
        .days = silent && !closed ? light_days_words(arena, &visit->place, row->reply_by) : "",
        .answer = day_given(row->answered_on)
                      ? arena_printf(arena, "%s%s%s", kind, text_empty(kind) ? "" : "，",
                                     day_chinese(arena, row->answered_on))
                      : "",
        .note = note_words(arena, row),
        .number = row->letter,
    };
    return fill_file(visit, visit->subject, "consultation.reply", row->unit, "letter",
                     row->annex, &out->letter);
}

/* Once it is closed nobody is waited for: silence stays on record, days no longer run. */
static Status answers_load(Visit *visit, bool closed, ConsultationPage *v)
{
    ConsultationUnitRowList rows = { 0 };
    size_t silent = 0;
    Day last = DAY_NONE;
    TRY(consultation_unit_rows(visit->op, visit->place.db, visit->place.conference,
                               visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const ConsultationUnitRow *row = &rows.items[i];
        TRY(answer_of(visit, row, closed, LIST_ADD(visit->op->arena, &v->answers)));
        if (text_same(row->state, "replied") || text_same(row->state, "handed-back"))
            continue;
        silent++;
        if (!day_given(last) || day_compare(last, row->reply_by) < 0)
            last = row->reply_by;
    }
    if (silent > 0 && closed)
        v->head.note = arena_printf(visit->op->arena, "有%zu个单位没有回复。", silent);
    else if (silent > 0)
        v->head.note = arena_printf(visit->op->arena, "还差%zu个单位没有回复，最晚一家%s到期。",
                                    silent, day_chinese(visit->op->arena, last));
    return OK;
}

/* ---- what they said ------------------------------------------------------------ */

static SignWord outcome_sign(const char *outcome)
{
    Sign sign = text_same(outcome, "adopted")  ? SIGN_DONE
                : text_same(outcome, "partly") ? SIGN_FINE
                                               : SIGN_BREACH;
    if (text_empty(outcome))
        return (SignWord){ SIGN_WAITING, "尚未处理" };
    return (SignWord){ sign, fill_choice("consultation.settle", "outcome", outcome) };
}

static Status points_load(Visit *visit, ConsultationPage *v)
{
    ConsultationPointRowList rows = { 0 };
    size_t settled = 0;
    TRY(sql_consultation_points(visit->op, visit->place.db, visit->place.conference,
                                visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const ConsultationPointRow *row = &rows.items[i];
        settled += !text_empty(row->outcome);
        *LIST_ADD(visit->op->arena, &v->points) =
            (ConsultationPoint){ .unit = names_unit(&visit->place.names, row->unit),
                                 .n = row->n,
                                 .text = listing_shown(row->text),
                                 .outcome = outcome_sign(row->outcome),
                                 .why = listing_shown(row->why) };
    }
    v->points_found =
        arena_printf(visit->op->arena, "共%zu条，已处理%zu条", rows.count, settled);
    return OK;
}

static const char *kept_units(const Visit *visit, const char *kept)
{
    TextList units = text_split(visit->op->arena, kept, " ");
    return fill_units(visit, &units);
}

static Status meetings_load(Visit *visit, NoteList *out)
{
    ConsultationMeetingRowList rows = { 0 };
    Arena *arena = visit->op->arena;
    TRY(consultation_meeting_rows(visit->op, visit->place.db, visit->place.conference,
                                  visit->subject.number, &rows));
    for (size_t i = rows.count; i-- > 0;) {
        const ConsultationMeetingRow *row = &rows.items[i];
        const char *place =
            text_empty(row->place) ? "" : arena_printf(arena, "（%s）", row->place);
        *LIST_ADD(arena, out) =
            (Note){ .on = row->held,
                    .who = arena_printf(arena, "协调会%s", place),
                    .text = listing_shown(row->record),
                    .more = arena_printf(arena, "参加：%s", kept_units(visit, row->units)) };
    }
    return OK;
}

/* ---- the page ------------------------------------------------------------------ */

static Status facts_load(Visit *visit, const ConsultationRow *row, ConsultationPage *v)
{
    TopicRow topic;
    bool found;
    Arena *arena = visit->op->arena;
    TRY(topic_row_find(visit->op, visit->place.db, visit->place.conference, row->topic, &found,
                       &topic));
    v->head.title = found ? arena_printf(arena, "就《%s》征求意见", listing_shown(topic.title))
                          : "征求意见";
    if (found)
        fill_link(visit, &v->facts, "议题",
                  fill_subject(visit, (Subject){ NOUN_TOPIC, row->topic }, topic.title));
    fill_text(visit, &v->facts, "方式", fill_choice("consultation.send", "form", row->form));
    fill_text(visit, &v->facts, "发文字号", row->letter);
    fill_day(visit, &v->facts, "发出", row->sent_on);
    v->text = listing_shown(row->text);
    return OK;
}

Status consultation_show(Visit *visit, HttpReply *reply)
{
    ConsultationRow row;
    bool found;
    TRY(consultation_row_find(visit->op, visit->place.db, visit->place.conference,
                              visit->subject.number, &found, &row));
    if (!found)
        return visit_absent(visit, visit->subject);
    ConsultationPage v = { .head = { .kind = "征求意见",
                                     .code = subject_code(visit->op->arena, visit->subject),
                                     .paper = true,
                                     .state = consultation_sign(row.state),
                                     .up = { "全部征求意见",
                                             visit_list_url(visit, "consultations") } } };
    TRY(facts_load(visit, &row, &v));
    TRY(answers_load(visit, text_same(row.state, "closed"), &v));
    TRY(points_load(visit, &v));
    TRY(meetings_load(visit, &v.meetings));
    TRY(outlook_of(visit, visit->subject, &v.outlook));
    outlook_head(&v.outlook, &v.head);
    TRY(chronicle_of(visit, visit->subject, &v.history));
    v.page =
        visit_page(visit, arena_printf(visit->op->arena, "%s（%s）", v.head.title, v.head.code),
                   NAV_CONSULTATIONS);
    HTML_PAGE(html, visit);
    tpl_consultation_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
