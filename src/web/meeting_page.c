/* The page of one meeting: from the request to what it decided. */
#include "base/text.h"
#include "store/meeting_sql.h"
#include "store/rows_gen.h"
#include "web/listing.h"
#include "web/meeting.h"
#include "web/paper.h"
#include "web/templates_gen.h"

/* ---- what it is ----------------------------------------------------------------- */

static void facts_fill(const Visit *visit, const MeetingRow *row, FactList *facts)
{
    Arena *arena = visit->op->arena;
    const Names *names = &visit->place.names;
    fill_text(visit, facts, "种类", meeting_kind_title(visit, row->kind));
    fill_text(visit, facts, "提请事由", row->cause);
    if (instant_given(row->at))
        fill_text(visit, facts, "时间", instant_chinese(arena, row->at));
    fill_text(visit, facts, "地点", row->place);
    if (!text_empty(row->presider))
        fill_text(visit, facts, "主持人", names_title(names, row->presider));
    fill_text(visit, facts, "委托依据", row->mandate);
    fill_day(visit, facts, "通知印发", row->notified_on);
    fill_text(visit, facts, "通知文号", row->notice);
    fill_day(visit, facts, "回执期限", row->respond_by);
    fill_text(visit, facts, "联系人", row->contact);
    if (instant_given(row->opened_at))
        fill_text(visit, facts, "开会", instant_chinese(arena, row->opened_at));
    if (instant_given(row->closed_at))
        fill_text(visit, facts, "散会", instant_chinese(arena, row->closed_at));
    fill_text(visit, facts, "说明", row->remark);
}

static Day day_when(Instant at)
{
    return instant_given(at) ? instant_day(at) : DAY_NONE;
}

static Status stages_load(Visit *visit, const MeetingRow *row, StageList *out)
{
    Day scheduled, issued = DAY_NONE;
    MinutesRow minutes;
    bool drafted;
    TRY(fill_day_of_act(visit, visit->subject, "meeting.schedule", &scheduled));
    TRY(minutes_row_find(visit->op, visit->place.db, visit->place.conference, row->number,
                         &drafted, &minutes));
    if (drafted)
        issued = minutes.issued_on;
    const Stage stages[] = {
        { .word = "提请", .day = row->requested_on },
        { .word = "定时间", .day = scheduled },
        { .word = "通知", .day = row->notified_on },
        { .word = "开会", .day = day_when(row->opened_at) },
        { .word = "散会", .day = day_when(row->closed_at) },
        { .word = "印发纪要", .day = issued },
    };
    if (!text_same(row->state, "cancelled"))
        fill_stages(visit, stages, sizeof stages / sizeof *stages, out);
    return OK;
}

static void post_fact(const Visit *visit, FactList *facts, const char *post, Day day,
                      const char *word, const char *more)
{
    Arena *arena = visit->op->arena;
    fill_text(visit, facts, names_title(&visit->place.names, post),
              arena_printf(arena, "%s%s%s%s", day_chinese(arena, day), word,
                           text_empty(more) ? "" : "：", listing_shown(more)));
}

static Status consents_load(Visit *visit, int64_t number, MeetingPage *v)
{
    MeetingConsentRowList consents = { 0 };
    MeetingReadyRowList ready = { 0 };
    const Place *place = &visit->place;
    TRY(meeting_consent_rows(visit->op, place->db, place->conference, number, &consents));
    TRY(meeting_ready_rows(visit->op, place->db, place->conference, number, &ready));
    for (size_t i = 0; i < consents.count; i++)
        post_fact(visit, &v->consents, consents.items[i].post, consents.items[i].given_on,
                  "同意召开", consents.items[i].opinion);
    for (size_t i = 0; i < ready.count; i++)
        post_fact(visit, &v->ready, ready.items[i].post, ready.items[i].given_on,
                  "确认会务就绪", ready.items[i].note);
    return OK;
}

/* ---- agenda and people ------------------------------------------------------------ */

static Status agenda_load(Visit *visit, int64_t number, MeetingPage *v)
{
    Arena *arena = visit->op->arena;
    AgendaLineRowList rows = { 0 };
    WantedTopicRowList wanted = { 0 };
    const Place *place = &visit->place;
    TRY(sql_meeting_agenda(visit->op, place->db, place->conference, number, &rows));
    TRY(sql_meeting_wanted(visit->op, place->db, place->conference, number, &wanted));
    for (size_t i = 0; i < rows.count; i++) {
        const AgendaLineRow *row = &rows.items[i];
        AgendaLine *line = LIST_ADD(arena, &v->agenda);
        *line = (AgendaLine){ .n = row->n,
                              .kind = fill_choice("meeting.agenda", "kind", row->kind),
                              .title = listing_shown(row->title),
                              .speaker = listing_shown(row->speaker) };
        if (row->has_minutes)
            line->minutes = arena_printf(arena, "%lld分钟", (long long)row->minutes);
        if (row->has_topic)
            line->topic =
                fill_subject(visit, (Subject){ NOUN_TOPIC, row->topic }, row->topic_title);
    }
    for (size_t i = 0; i < wanted.count; i++)
        *LIST_ADD(arena, &v->wanted) = fill_subject(
            visit, (Subject){ NOUN_TOPIC, wanted.items[i].number }, wanted.items[i].title);
    return OK;
}

static SignWord answer_sign(const RosterEntryRow *row)
{
    if (text_empty(row->answer))
        return (SignWord){ SIGN_WAITING, "未回执" };
    Sign sign = text_same(row->answer, "attend")  ? SIGN_DONE
                : text_same(row->answer, "leave") ? SIGN_BREACH
                                                  : SIGN_FINE;
    return (SignWord){ sign, fill_choice("meeting.respond", "answer", row->answer) };
}

static const char *roster_note(Arena *arena, const RosterEntryRow *row)
{
    if (!text_empty(row->substitute))
        return arena_printf(arena, "由%s代会", listing_shown(row->substitute));
    return text_empty(row->cause) ? ""
                                  : arena_printf(arena, "原因：%s", listing_shown(row->cause));
}

static const char *signed_words(Arena *arena, const RosterEntryRow *row)
{
    if (text_empty(row->signed_by))
        return "";
    return arena_printf(arena, "%s（%s）", listing_shown(row->signed_by),
                        fill_choice("meeting.signin", "as",
                                    text_empty(row->signed_as) ? "self" : row->signed_as));
}

static Status roster_load(Visit *visit, int64_t number, MeetingPage *v)
{
    Arena *arena = visit->op->arena;
    RosterEntryRowList rows = { 0 };
    size_t answered = 0, signed_in = 0;
    TRY(roster_entry_rows(visit->op, visit->place.db, visit->place.conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const RosterEntryRow *row = &rows.items[i];
        const char *title = text_empty(row->title) ? names_title(&visit->place.names, row->who)
                                                   : listing_shown(row->title);
        answered += !text_empty(row->answer);
        signed_in += !text_empty(row->signed_by);
        *LIST_ADD(arena, &v->roster) =
            (RosterLine){ .who = title,
                          .name = listing_shown(row->name),
                          .status = fill_choice("meeting.roster", "status", row->status),
                          .basis = row->basis,
                          .answer = answer_sign(row),
                          .note = roster_note(arena, row),
                          .signed_as = signed_words(arena, row) };
    }
    v->roster_found =
        arena_printf(arena, "共%zu人，已回执%zu人，签到%zu人", rows.count, answered, signed_in);
    return OK;
}

/* ---- what was said and decided ------------------------------------------------------ */

static const char *more_words(Arena *arena, const ReportLineRow *row)
{
    Buf buf;
    buf_init(&buf, arena);
    if (!text_empty(row->explanation))
        buf_printf(&buf, "未落实的说明：%s", listing_shown(row->explanation));
    if (!text_empty(row->opinion))
        buf_printf(&buf, "%s意见：%s", buf.count > 0 ? "\n" : "", listing_shown(row->opinion));
    return buf_string(&buf);
}

static Status report_load(Visit *visit, int64_t number, NoteList *out)
{
    Arena *arena = visit->op->arena;
    ReportLineRowList rows = { 0 };
    TRY(sql_meeting_report_lines(visit->op, visit->place.db, visit->place.conference, number,
                                 &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const ReportLineRow *row = &rows.items[i];
        bool closed = text_same(row->state, "closed");
        *LIST_ADD(arena, out) = (Note){
            .on = DAY_NONE,
            .who = listing_cut(arena, listing_shown(row->text), 60),
            .mark = { closed ? SIGN_DONE : SIGN_WAITING,
                      noun_state_word(NOUN_DECISION, row->state) },
            .text = listing_shown(row->progress),
            .more = more_words(arena, row),
            .from = { subject_code(arena, (Subject){ NOUN_DECISION, row->decision }),
                      visit_subject_url(visit, (Subject){ NOUN_DECISION, row->decision }) }
        };
    }
    return OK;
}

static const char *note_word(const char *kind)
{
    const ActSpec *act = act_find(text_same(kind, "brief")     ? "meeting.brief"
                                  : text_same(kind, "require") ? "meeting.require"
                                                               : "meeting.discuss");
    return act->label;
}

static Status notes_load(Visit *visit, int64_t number, NoteList *out)
{
    Arena *arena = visit->op->arena;
    NoteLineRowList rows = { 0 };
    TRY(sql_meeting_notes(visit->op, visit->place.db, visit->place.conference, number, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const NoteLineRow *row = &rows.items[i];
        Note *note = LIST_ADD(arena, out);
        *note = (Note){ .on = DAY_NONE,
                        .who = arena_printf(arena, "%s（%s）", note_word(row->kind),
                                            names_title(&visit->place.names, row->by_post)),
                        .text = listing_shown(row->text) };
        if (row->has_topic)
            note->from =
                fill_subject(visit, (Subject){ NOUN_TOPIC, row->topic }, row->topic_title);
    }
    return OK;
}

static Status decisions_load(Visit *visit, int64_t number, MeetingDecisionList *out)
{
    Arena *arena = visit->op->arena;
    MeetingDecisionRowList rows = { 0 };
    TRY(sql_meeting_decisions(visit->op, visit->place.db, visit->place.conference, number,
                              &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const MeetingDecisionRow *row = &rows.items[i];
        Subject subject = { NOUN_DECISION, row->number };
        bool closed = text_same(row->state, "closed");
        SignWord light = closed ? (SignWord){ SIGN_DONE, NULL }
                                : outlook_sign(light_of_day(&visit->place, row->due));
        light.word = noun_state_word(NOUN_DECISION, row->state);
        *LIST_ADD(arena, out) = (MeetingDecision){
            .decision =
                fill_subject(visit, subject, listing_cut(arena, listing_shown(row->text), 90)),
            .lead = names_unit(&visit->place.names, row->lead),
            .due = row->due,
            .state = light
        };
    }
    return OK;
}

/* ---- the page ------------------------------------------------------------------------ */

static Status parts_load(Visit *visit, const MeetingRow *row, MeetingPage *v)
{
    MinutesRow minutes;
    bool drafted;
    facts_fill(visit, row, &v->facts);
    TRY(minutes_row_find(visit->op, visit->place.db, visit->place.conference, row->number,
                         &drafted, &minutes));
    if (drafted)
        fill_link(visit, &v->facts, "会议纪要",
                  (Link){ noun_state_word(NOUN_MINUTES, minutes.state),
                          visit_subject_url(visit, (Subject){ NOUN_MINUTES, row->number }) });
    if (day_given(row->notified_on))
        paper_links(visit, "notice", "会议通知", visit->subject, &v->papers);
    if (drafted)
        paper_links(visit, "minutes", "会议纪要", visit->subject, &v->papers);
    v->held = instant_given(row->opened_at);
    v->closed = text_same(row->state, "closed");
    TRY(stages_load(visit, row, &v->stages));
    TRY(consents_load(visit, row->number, v));
    TRY(agenda_load(visit, row->number, v));
    TRY(roster_load(visit, row->number, v));
    TRY(report_load(visit, row->number, &v->report));
    TRY(notes_load(visit, row->number, &v->notes));
    return decisions_load(visit, row->number, &v->decisions);
}

Status meeting_show(Visit *visit, HttpReply *reply)
{
    MeetingRow row;
    bool found;
    TRY(meeting_row_find(visit->op, visit->place.db, visit->place.conference,
                         visit->subject.number, &found, &row));
    if (!found)
        return visit_absent(visit, visit->subject);
    MeetingPage v = { .head = { .kind = "会议",
                                .code = subject_code(visit->op->arena, visit->subject),
                                .title = meeting_title(visit, row.title, row.kind, row.at),
                                .paper = true,
                                .state = meeting_sign(row.state),
                                .up = { "全部会议", visit_list_url(visit, "meetings") } } };
    TRY(parts_load(visit, &row, &v));
    TRY(outlook_of(visit, visit->subject, &v.outlook));
    outlook_head(&v.outlook, &v.head);
    TRY(chronicle_of(visit, visit->subject, &v.history));
    v.page =
        visit_page(visit, arena_printf(visit->op->arena, "%s（%s）", v.head.title, v.head.code),
                   NAV_MEETINGS);
    HTML_PAGE(html, visit);
    tpl_meeting_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}
