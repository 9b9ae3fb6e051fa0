/* The page of one topic. */
#include "base/text.h"
#include "store/rows_gen.h"
#include "store/topic_sql.h"
#include "web/consultation.h"
#include "web/listing.h"
#include "web/meeting.h"
#include "web/templates_gen.h"
#include "web/topic.h"

/* ---- what it is ----------------------------------------------------------------- */

static Status units_words(Visit *visit, const char **out)
{
    TopicUnitRowList rows = { 0 };
    TextList units = { 0 };
    TRY(topic_unit_rows(visit->op, visit->place.db, visit->place.conference,
                        visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, &units) = rows.items[i].unit;
    *out = fill_units(visit, &units);
    return OK;
}

static Status facts_load(Visit *visit, const TopicRow *row, TopicPage *v)
{
    const char *units;
    const char *category = topic_category(visit, row->category);
    TRY(units_words(visit, &units));
    if (!text_empty(category))
        fill_link(visit, &v->facts, "类别",
                  (Link){ category, visit_clause_url(visit, row->category) });
    fill_text(visit, &v->facts, "提出", names_title(&visit->place.names, row->proposed_by));
    fill_day(visit, &v->facts, "提出日", row->proposed_on);
    fill_day(visit, &v->facts, "商定日", row->agreed_on);
    fill_text(visit, &v->facts, "涉及单位", units);
    fill_text(visit, &v->facts, "提出依据", row->basis);
    fill_text(visit, &v->facts, "说明", row->remark);
    v->draft = listing_shown(row->draft);
    return OK;
}

static Status measures_load(Visit *visit, const char *stage, TopicMeasureList *out)
{
    const Place *place = &visit->place;
    TopicMeasureRowList rows = { 0 };
    TRY(topic_measure_rows(visit->op, place->db, place->conference, visit->subject.number,
                           stage, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const char *unit = rows.items[i].unit;
        *LIST_ADD(visit->op->arena, out) =
            (TopicMeasure){ .n = rows.items[i].n,
                            .text = listing_shown(rows.items[i].text),
                            .unit = unit != NULL ? names_unit(&place->names, unit) : "" };
    }
    return OK;
}

static Status consents_load(Visit *visit, FactList *out)
{
    TopicConsentRowList rows = { 0 };
    Arena *arena = visit->op->arena;
    TRY(topic_consent_rows(visit->op, visit->place.db, visit->place.conference,
                           visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const TopicConsentRow *row = &rows.items[i];
        fill_text(visit, out, names_title(&visit->place.names, row->post),
                  arena_printf(arena, "%s同意%s%s", day_chinese(arena, row->given_on),
                               text_empty(row->opinion) ? "" : "：",
                               listing_shown(row->opinion)));
    }
    return OK;
}

/* ---- how far it is -------------------------------------------------------------- */

static Status stages_load(Visit *visit, const TopicRow *row, StageList *out)
{
    static const char *const ended[] = { "declined", "withdrawn", "deferred" };
    Day submitted, drafted, resolved;
    for (size_t i = 0; i < sizeof ended / sizeof *ended; i++)
        if (text_same(row->state, ended[i]))
            return OK;
    TRY(fill_day_of_act(visit, visit->subject, "topic.submit", &submitted));
    TRY(fill_day_of_act(visit, visit->subject, "topic.draft", &drafted));
    TRY(fill_day_of_act(visit, visit->subject, "meeting.resolve", &resolved));
    const Stage stages[] = { { .word = "提出方案", .day = row->proposed_on },
                             { .word = "报请", .day = submitted },
                             { .word = "商定", .day = row->agreed_on },
                             { .word = "形成草案", .day = drafted },
                             { .word = "会议议定", .day = resolved } };
    fill_stages(visit, stages, sizeof stages / sizeof *stages, out);
    return OK;
}

/* ---- what belongs to it ---------------------------------------------------------- */

static Status research_add(Visit *visit, NoteList *out)
{
    TopicResearchLineRowList rows = { 0 };
    TRY(sql_topic_rests_on(visit->op, visit->place.db, visit->place.conference,
                           visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_ADD(visit->op->arena, out) =
            (Note){ .on = DAY_NONE,
                    .who = "调研",
                    .from =
                        fill_subject(visit, (Subject){ NOUN_RESEARCH, rows.items[i].number },
                                     rows.items[i].title) };
    return OK;
}

static Status consultations_add(Visit *visit, NoteList *out)
{
    Arena *arena = visit->op->arena;
    TopicConsultationRowList rows = { 0 };
    TRY(sql_topic_consultations(visit->op, visit->place.db, visit->place.conference,
                                visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const TopicConsultationRow *row = &rows.items[i];
        Subject subject = { NOUN_CONSULTATION, row->number };
        *LIST_ADD(arena, out) =
            (Note){ .on = row->sent_on,
                    .who = "征求意见",
                    .mark = consultation_sign(row->state),
                    .from = { arena_printf(arena, "%s，征求%lld家，已回复%lld家",
                                           subject_code(arena, subject), (long long)row->asked,
                                           (long long)row->replied),
                              visit_subject_url(visit, subject) } };
    }
    return OK;
}

static Status meetings_add(Visit *visit, NoteList *out)
{
    TopicMeetingRowList rows = { 0 };
    TRY(sql_topic_meetings(visit->op, visit->place.db, visit->place.conference,
                           visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const TopicMeetingRow *row = &rows.items[i];
        *LIST_ADD(visit->op->arena, out) = (Note){
            .on = instant_given(row->at) ? instant_day(row->at) : DAY_NONE,
            .who = "会议",
            .mark = meeting_sign(row->state),
            .from = fill_subject(visit, (Subject){ NOUN_MEETING, row->number },
                                 meeting_title(visit, row->title, row->kind, INSTANT_NONE))
        };
    }
    return OK;
}

static Status decisions_add(Visit *visit, NoteList *out)
{
    Arena *arena = visit->op->arena;
    TopicDecisionRowList rows = { 0 };
    TRY(sql_topic_decisions(visit->op, visit->place.db, visit->place.conference,
                            visit->subject.number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const TopicDecisionRow *row = &rows.items[i];
        Subject subject = { NOUN_DECISION, row->number };
        SignWord light = text_same(row->state, "closed")
                             ? (SignWord){ SIGN_DONE, NULL }
                             : outlook_sign(light_of_day(&visit->place, row->due));
        light.word = noun_state_word(NOUN_DECISION, row->state);
        *LIST_ADD(arena, out) =
            (Note){ .on = DAY_NONE,
                    .who = "议定事项",
                    .mark = light,
                    .from = fill_subject(visit, subject,
                                         listing_cut(arena, listing_shown(row->text), 60)),
                    .more = arena_printf(arena, "%s牵头，%s前完成",
                                         names_unit(&visit->place.names, row->lead),
                                         day_chinese(arena, row->due)) };
    }
    return OK;
}

/* ---- the page --------------------------------------------------------------------- */

static Status parts_load(Visit *visit, const TopicRow *row, TopicPage *v)
{
    TRY(facts_load(visit, row, v));
    TRY(stages_load(visit, row, &v->stages));
    TRY(measures_load(visit, "proposal", &v->measures));
    TRY(measures_load(visit, "draft", &v->drafted));
    TRY(consents_load(visit, &v->consents));
    TRY(research_add(visit, &v->related));
    TRY(consultations_add(visit, &v->related));
    TRY(meetings_add(visit, &v->related));
    return decisions_add(visit, &v->related);
}

Status topic_show(Visit *visit, HttpReply *reply)
{
    const Place *place = &visit->place;
    TopicRow row;
    bool found;
    TRY(topic_row_find(visit->op, place->db, place->conference, visit->subject.number, &found,
                       &row));
    if (!found)
        return visit_absent(visit, visit->subject);
    TopicPage v = { .head = { .kind = "议题",
                              .code = subject_code(visit->op->arena, visit->subject),
                              .title = listing_shown(row.title),
                              .paper = true,
                              .state = topic_sign(row.state),
                              .up = { "全部议题", visit_list_url(visit, "topics") } } };
    TRY(parts_load(visit, &row, &v));
    TRY(outlook_of(visit, visit->subject, &v.outlook));
    outlook_head(&v.outlook, &v.head);
    TRY(chronicle_of(visit, visit->subject, &v.history));
    v.page =
        visit_page(visit, arena_printf(visit->op->arena, "%s（%s）", v.head.title, v.head.code),
                   NAV_TOPICS);
    HTML_PAGE(html, visit);
    tpl_topic_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
