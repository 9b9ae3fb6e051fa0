/* What a form begins with, act by act: what stands now, the days the office
 * settings give, the rows that have to be answered. */
#include "base/text.h"
#include "rules/doer.h"
#include "rules/meeting.h"
#include "store/rows_gen.h"
#include "web/form.h"

typedef struct Start {
    const FormAsk *ask;
    const Case *c;
    Arena *arena;
    TypedList *typed;
    FormNoteList *notes;
} Start;

/* ---- putting values ------------------------------------------------------------- */

/* A list is begun only when nothing of it is there. */
static bool there(const Start *s, const char *field)
{
    return !text_empty(typed_value(s->typed, field)) || typed_items(s->typed, field) > 0;
}

static void put(const Start *s, const char *key, const char *value)
{
    if (!text_empty(value) && text_empty(typed_value(s->typed, key)))
        typed_put(s->arena, s->typed, key, value);
}

static void put_item(const Start *s, const char *field, size_t n, const char *part,
                     const char *value)
{
    const char *dot = text_empty(part) ? "" : ".";
    put(s, arena_printf(s->arena, "%s.%zu%s%s", field, n, dot, part), value);
}

static void put_day(const Start *s, const char *key, Day day)
{
    if (day_given(day))
        put(s, key, day_text(s->arena, day));
}

static void put_time(const Start *s, const char *key, Instant at)
{
    if (instant_given(at))
        put(s, key, arena_dup_n(s->arena, instant_text(s->arena, at), 16));
}

static const char *number_words(const Start *s, int64_t number)
{
    return arena_printf(s->arena, "%lld", (long long)number);
}

static const char *code_words(const Start *s, Noun noun, int64_t number)
{
    return subject_code(s->arena, (Subject){ noun, number });
}

static void note(const Start *s, const char *key, const char *text)
{
    *LIST_ADD(s->arena, s->notes) = (FormNote){ .key = key, .text = text };
}

/* So many days from a day by an office setting; beyond the published holidays
 * nothing is suggested. */
static Day day_by_setting(const Start *s, SettingKind setting, Day from, int sign)
{
    int32_t days = (int32_t)settings_number(s->c->settings, setting) * sign;
    Day out = DAY_NONE;
    if (setting_spec(setting)->unit != SETTING_WORKING_DAYS)
        return day_plus(from, days);
    return calendar_plus_working(s->c->calendar, from, days, &out) ? out : DAY_NONE;
}

static void put_due(const Start *s, const char *key, SettingKind setting)
{
    put_day(s, key, day_by_setting(s, setting, s->c->today, 1));
    note(s, key,
         arena_printf(s->arena, "办公室设定“%s”是%s，收到当日不计入。",
                      setting_spec(setting)->label,
                      settings_words(s->arena, s->c->settings, setting)));
}

/* ---- topics ---------------------------------------------------------------------- */

static Status measures_put(const Start *s, const char *stage, bool *any)
{
    TopicMeasureRowList rows = { 0 };
    TRY(topic_measure_rows(s->ask->op, s->ask->db, s->ask->conference, s->c->subject.number,
                           stage, &rows));
    *any = rows.count > 0;
    for (size_t i = 0; i < rows.count; i++) {
        put_item(s, "measures", i + 1, "text", rows.items[i].text);
        put_item(s, "measures", i + 1, "unit", rows.items[i].unit);
    }
    return OK;
}

static void topic_units_put(const Start *s)
{
    const TopicCase *topic = s->c->topic;
    for (size_t i = 0; topic != NULL && !there(s, "units") && i < topic->units.count; i++)
        typed_put(s->arena, s->typed, arena_printf(s->arena, "units.%zu", i + 1),
                  topic->units.items[i].unit);
}

static Status start_topic_propose(const Start *s)
{
    if (s->c->charter != NULL && s->c->charter->category_count > 0)
        note(s, "category", "本制度列有会议内容，要选其中一类。");
    return OK;
}

static Status start_topic_revise(const Start *s)
{
    static const char *const keys[] = { "title",    "category", "basis",
                                        "research", "measures", "units" };
    const TopicCase *topic = s->c->topic;
    bool any;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        note(s, keys[i], "全部留空的，保持原来的内容。");
    put(s, "title", topic->row.title);
    put(s, "category", topic->row.category);
    put(s, "basis", topic->row.basis);
    for (size_t i = 0; i < topic->based_on.count; i++)
        put_item(s, "research", i + 1, "",
                 code_words(s, NOUN_RESEARCH, topic->based_on.items[i].research));
    for (size_t i = 0; i < topic->units.count; i++)
        put_item(s, "units", i + 1, "", topic->units.items[i].unit);
    return there(s, "measures") ? OK : measures_put(s, "proposal", &any);
}

static Status start_topic_draft(const Start *s)
{
    bool any = there(s, "measures");
    put(s, "text", s->c->topic->row.draft);
    if (!any)
        TRY(measures_put(s, "draft", &any));
    return any ? OK : measures_put(s, "proposal", &any);
}

/* ---- consultations ----------------------------------------------------------------- */

static Status start_consultation_send(const Start *s)
{
    topic_units_put(s);
    put(s, "form", "written");
    put_due(s, "reply-by", SETTING_REPLY_DAYS);
    return OK;
}

static Status start_consultation_resend(const Start *s)
{
    put_due(s, "reply-by", SETTING_REPLY_DAYS);
    return OK;
}

static Status start_consultation_remind(const Start *s)
{
    size_t n = 0;
    bool begun = there(s, "units");
    for (size_t i = 0; !begun && i < s->c->consultation->units.count; i++)
        if (text_same(s->c->consultation->units.items[i].state, "waiting"))
            put_item(s, "units", ++n, "", s->c->consultation->units.items[i].unit);
    return OK;
}

static const char *opinion_of(const Start *s, const char *unit, const char *n)
{
    for (size_t i = 0; i < s->c->consultation->points.count; i++) {
        const ReplyPointRow *point = &s->c->consultation->points.items[i];
        if (text_same(point->unit, unit) && text_same(number_words(s, point->n), n))
            return arena_printf(s->arena, "%s的意见：%s", case_title(s->c, unit), point->text);
    }
    return NULL;
}

/* Beside each row the opinion it answers. */
static void opinions_noted(const Start *s)
{
    size_t rows = typed_items(s->typed, "points");
    for (size_t n = 1; n <= rows && n <= s->c->consultation->points.count; n++) {
        const char *key = arena_printf(s->arena, "points.%zu", n);
        const char *opinion =
            opinion_of(s, typed_value(s->typed, arena_printf(s->arena, "%s.unit", key)),
                       typed_value(s->typed, arena_printf(s->arena, "%s.point", key)));
        if (opinion != NULL)
            note(s, arena_printf(s->arena, "%s.outcome", key), opinion);
    }
}

static Status start_consultation_settle(const Start *s)
{
    size_t n = 0;
    bool begun = there(s, "points");
    for (size_t i = 0; !begun && i < s->c->consultation->points.count; i++) {
        const ReplyPointRow *point = &s->c->consultation->points.items[i];
        if (point->outcome != NULL)
            continue;
        put_item(s, "points", ++n, "unit", point->unit);
        put_item(s, "points", n, "point", number_words(s, point->n));
    }
    opinions_noted(s);
    return OK;
}

static Status start_consultation_meet(const Start *s)
{
    put_day(s, "held", s->c->today);
    return OK;
}

/* ---- meetings ------------------------------------------------------------------------ */

static Status start_meeting_schedule(const Start *s)
{
    const MeetingRow *row = &s->c->meeting->row;
    put_time(s, "at", row->at);
    put(s, "place", row->place);
    put(s, "presider", row->presider);
    put(s, "mandate", row->mandate);
    return OK;
}

static void agenda_standing(const Start *s)
{
    const AgendaItemRowList *agenda = &s->c->meeting->agenda;
    for (size_t i = 0; i < agenda->count; i++) {
        const AgendaItemRow *row = &agenda->items[i];
        put_item(s, "items", i + 1, "kind", row->kind);
        put_item(s, "items", i + 1, "title", row->title);
        if (row->has_topic)
            put_item(s, "items", i + 1, "topic", code_words(s, NOUN_TOPIC, row->topic));
        put_item(s, "items", i + 1, "speaker", row->speaker);
        if (row->has_minutes)
            put_item(s, "items", i + 1, "minutes", number_words(s, row->minutes));
    }
}

/* The opening report where decisions wait for it, then the topics asked for. */
static Status start_meeting_agenda(const Start *s)
{
    const MeetingCase *meeting = s->c->meeting;
    size_t n = 0;
    if (there(s, "items"))
        return OK;
    if (meeting->agenda.count > 0) {
        agenda_standing(s);
        return OK;
    }
    if (opening_report_owed(s->c)) {
        put_item(s, "items", ++n, "kind", "last-decisions");
        put_item(s, "items", n, "title", "通报上次议定事项落实情况");
    }
    for (size_t i = 0; i < meeting->topics.count; i++) {
        const TopicRow *row = &meeting->topics.items[i].row;
        put_item(s, "items", ++n, "kind", "topic");
        put_item(s, "items", n, "title", row->title);
        put_item(s, "items", n, "topic", code_words(s, NOUN_TOPIC, row->number));
    }
    return OK;
}

static void roster_standing(const Start *s)
{
    const RosterEntryRowList *roster = &s->c->meeting->roster;
    for (size_t i = 0; i < roster->count; i++) {
        const RosterEntryRow *row = &roster->items[i];
        put_item(s, "people", i + 1, "who", row->who);
        put_item(s, "people", i + 1, "status", row->status);
        put_item(s, "people", i + 1, "name", row->name);
        put_item(s, "people", i + 1, "title", row->title);
        put_item(s, "people", i + 1, "basis", row->basis);
    }
}

static const char *holder_of(const Start *s, const char *post)
{
    for (size_t i = 0; i < s->c->tenures.count; i++) {
        const TenureRow *row = &s->c->tenures.items[i];
        if (text_same(row->post, post) && day_compare(row->since, s->c->today) <= 0 &&
            (!day_given(row->until) || day_compare(s->c->today, row->until) <= 0))
            return form_person_words(s->ask, row->person);
    }
    return NULL;
}

static bool called(const TextList *called_already, const char *who)
{
    return text_among(called_already, who);
}

/* One line of the charter's roll: its posts, or its units by their own ids. */
static void roll_line_put(const Start *s, const Item *item, TextList *done)
{
    Actor actor = { .mode = ACTOR_EACH, .seats = &item->seat, .seat_count = 1 };
    TextList posts = actor_posts(s->c, s->arena, &actor);
    for (size_t i = 0; i < posts.count; i++) {
        const PostRow *row = case_post(s->c, posts.items[i]);
        bool unit = seat_of_units(item->seat.kind) && row != NULL && !text_empty(row->body);
        const char *who = unit ? row->body : posts.items[i];
        const char *holder = holder_of(s, posts.items[i]);
        if (called(done, who) || (!unit && holder == NULL))
            continue; /* an empty seat calls nobody */
        *LIST_ADD(s->arena, done) = who;
        put_item(s, "people", done->count, "who", who);
        put_item(s, "people", done->count, "status",
                 text_same(item->value, "attend") ? "attend" : "sit-in");
        put_item(s, "people", done->count, "name", unit ? NULL : holder);
    }
}

static Status start_meeting_roster(const Start *s)
{
    TextList done = { 0 };
    const Rule *roll = s->c->charter != NULL ? meeting_roll(s->c) : NULL;
    if (there(s, "people"))
        return OK;
    if (s->c->meeting->roster.count > 0) {
        roster_standing(s);
        return OK;
    }
    for (size_t i = 0; roll != NULL && i < roll->value->item_count; i++)
        roll_line_put(s, &roll->value->items[i], &done);
    return OK;
}

/* The answers are wanted so many days before the meeting, but not before
 * today. */
static Status start_meeting_notify(const Start *s)
{
    Day meeting = meeting_day(s->c);
    Day by =
        day_given(meeting) ? day_by_setting(s, SETTING_RESPOND_DAYS, meeting, -1) : DAY_NONE;
    if (day_given(by) && day_compare(by, s->c->today) < 0)
        by = s->c->today;
    put_day(s, "respond-by", by);
    return OK;
}

static Status start_meeting_open(const Start *s)
{
    const MeetingRow *row = &s->c->meeting->row;
    bool today = instant_given(row->at) &&
                 day_compare(instant_day(row->at), instant_day(s->ask->now)) == 0;
    put_time(s, "at", today ? s->ask->now : row->at);
    put(s, "presider", row->presider);
    put(s, "mandate", row->mandate);
    return OK;
}

static Status start_meeting_report(const Start *s)
{
    bool begun = there(s, "items");
    for (size_t i = 0; !begun && i < s->c->meeting->pending.count; i++)
        put_item(s, "items", i + 1, "decision",
                 code_words(s, NOUN_DECISION, s->c->meeting->pending.items[i].number));
    return OK;
}

static Status start_meeting_close(const Start *s)
{
    put_time(s, "at", s->ask->now);
    return OK;
}

static Status start_meeting_excuse_year(const Start *s)
{
    int year, month, day;
    day_split(s->c->today, &year, &month, &day);
    put(s, "year", number_words(s, year));
    return OK;
}

/* ---- minutes and decisions --------------------------------------------------------------- */

static Status start_minutes_draft(const Start *s)
{
    const MinutesRow *row = &s->c->minutes->row;
    const char *title = s->c->meeting != NULL ? s->c->meeting->row.title : NULL;
    if (s->c->minutes->drafted) {
        put(s, "title", row->title);
        put(s, "opening", row->opening);
        put(s, "text", row->text);
    } else if (!text_empty(title)) {
        put(s, "title", arena_printf(s->arena, "%s纪要", title));
    }
    return OK;
}

/* To every unit that was called. */
static Status start_minutes_issue(const Start *s)
{
    size_t n = 0;
    bool begun = there(s, "copies") || s->c->meeting == NULL;
    for (size_t i = 0; !begun && i < s->c->meeting->roster.count; i++)
        if (case_unit(s->c, s->c->meeting->roster.items[i].who) != NULL)
            put_item(s, "copies", ++n, "", s->c->meeting->roster.items[i].who);
    return OK;
}

/* The last report of the unit that reports now, or of anybody. */
static const DecisionReportRow *last_report(const Start *s, bool own)
{
    const DecisionReportRowList *rows = &s->c->decision->reports;
    for (size_t i = rows->count; i-- > 0;)
        if (!own || acts_for(s->c, s->c->actor.post, rows->items[i].unit))
            return &rows->items[i];
    return NULL;
}

static void last_report_note(const Start *s, const char *key, const DecisionReportRow *row)
{
    if (row != NULL && !act_is_erased(row->progress))
        note(s, key,
             arena_printf(s->arena, "%s%s报送的：%s", case_title(s->c, row->unit),
                          day_chinese(s->arena, row->given_on), row->progress));
}

static Status start_decision_report(const Start *s)
{
    const DecisionReportRow *row = last_report(s, true);
    last_report_note(s, "progress", row);
    if (row == NULL || !row->has_percent)
        return OK;
    put(s, "percent", number_words(s, row->percent));
    note(s, "percent", "现在填着的是上次报送的，有进展的改一改。");
    return OK;
}

static Status start_decision_ask_close(const Start *s)
{
    last_report_note(s, "result", last_report(s, false));
    return OK;
}

static Status start_decision_assign(const Start *s)
{
    const DecisionCase *decision = s->c->decision;
    TextList supporting = { 0 };
    for (size_t i = 0; i < decision->units.count; i++)
        if (!text_same(decision->units.items[i].unit, decision->row.lead))
            *LIST_ADD(s->arena, &supporting) = case_title(s->c, decision->units.items[i].unit);
    const char *with =
        supporting.count == 0
            ? ""
            : arena_printf(s->arena, "，%s配合", text_join(s->arena, &supporting, "、"));
    note(s, "note",
         arena_printf(s->arena, "会议已定：%s牵头%s，%s前完成。",
                      case_title(s->c, decision->row.lead), with,
                      day_chinese(s->arena, decision->row.due)));
    return OK;
}

static Status start_decision_ask_extension(const Start *s)
{
    const DecisionRow *row = &s->c->decision->row;
    note(s, "until",
         arena_printf(s->arena, "现在的完成时限是%s，已经延期%lld次；办公室设定“%s”是%s。",
                      day_chinese(s->arena, row->due), (long long)row->extensions,
                      setting_spec(SETTING_EXTENSION_MAX)->label,
                      settings_words(s->arena, s->c->settings, SETTING_EXTENSION_MAX)));
    return OK;
}

static Status start_decision_extend(const Start *s)
{
    put_day(s, "until", s->c->decision->row.asked_until);
    return OK;
}

static Status start_decision_chase(const Start *s)
{
    const DecisionRow *row = &s->c->decision->row;
    put_due(s, "reply-by", SETTING_CHASE_REPLY_DAYS);
    put(s, "text",
        arena_printf(s->arena, "%s的完成时限是%s，%s请报送办理情况%s和下步安排。",
                     code_words(s, NOUN_DECISION, row->number), day_chinese(s->arena, row->due),
                     day_compare(s->c->today, row->due) > 0 ? "现已逾期，" : "",
                     day_compare(s->c->today, row->due) > 0 ? "、未完成的原因" : ""));
    return OK;
}

static Status start_inspection_find(const Start *s)
{
    put_day(s, "found", s->c->today);
    return OK;
}

static Status start_news_publish(const Start *s)
{
    put_day(s, "published", s->c->today);
    return OK;
}

/* ---- the institution ------------------------------------------------------------------------
 */

static Status start_since_today(const Start *s)
{
    put_day(s, "since", s->c->today);
    return OK;
}

/* Which setting is told by the address; its value as it stands. */
static Status start_setting_set(const Start *s)
{
    const char *key = typed_value(s->typed, "key");
    const SettingSpec *spec = text_empty(key) ? NULL : setting_find(key);
    if (spec == NULL)
        return OK;
    note(s, "key", arena_printf(s->arena, "%s：%s", spec->label, spec->help));
    if (spec->unit == SETTING_TEXT)
        return OK;
    put(s, "value", number_words(s, settings_number(s->c->settings, spec->kind)));
    note(s, "value",
         arena_printf(s->arena, "现在是%s，建议%lld；可以填%lld到%lld，单位：%s。",
                      settings_words(s->arena, s->c->settings, spec->kind),
                      (long long)spec->suggested, (long long)spec->min, (long long)spec->max,
                      setting_unit_word(spec->unit)));
    return OK;
}

static Status start_until_today(const Start *s)
{
    put_day(s, "until", s->c->today);
    return OK;
}

static Status (*const starts[ACT_COUNT])(const Start *) = {
    [ACT_TOPIC_PROPOSE] = start_topic_propose,
    [ACT_TOPIC_REVISE] = start_topic_revise,
    [ACT_TOPIC_DRAFT] = start_topic_draft,
    [ACT_CONSULTATION_SEND] = start_consultation_send,
    [ACT_CONSULTATION_RESEND] = start_consultation_resend,
    [ACT_CONSULTATION_REMIND] = start_consultation_remind,
    [ACT_CONSULTATION_SETTLE] = start_consultation_settle,
    [ACT_CONSULTATION_MEET] = start_consultation_meet,
    [ACT_MEETING_SCHEDULE] = start_meeting_schedule,
    [ACT_MEETING_AGENDA] = start_meeting_agenda,
    [ACT_MEETING_ROSTER] = start_meeting_roster,
    [ACT_MEETING_NOTIFY] = start_meeting_notify,
    [ACT_MEETING_OPEN] = start_meeting_open,
    [ACT_MEETING_REPORT] = start_meeting_report,
    [ACT_MEETING_CLOSE] = start_meeting_close,
    [ACT_MEETING_EXCUSE_YEAR] = start_meeting_excuse_year,
    [ACT_MINUTES_DRAFT] = start_minutes_draft,
    [ACT_MINUTES_ISSUE] = start_minutes_issue,
    [ACT_DECISION_ASSIGN] = start_decision_assign,
    [ACT_DECISION_REPORT] = start_decision_report,
    [ACT_DECISION_ASK_EXTENSION] = start_decision_ask_extension,
    [ACT_DECISION_ASK_CLOSE] = start_decision_ask_close,
    [ACT_DECISION_EXTEND] = start_decision_extend,
    [ACT_DECISION_CHASE] = start_decision_chase,
    [ACT_INSPECTION_FIND] = start_inspection_find,
    [ACT_NEWS_PUBLISH] = start_news_publish,
    [ACT_SETTING_SET] = start_setting_set,
    [ACT_POST_FILL] = start_since_today,
    [ACT_POST_VACATE] = start_until_today,
    [ACT_LIAISON_NAME] = start_since_today,
};

Status form_start(const FormAsk *ask, TypedList *typed, FormNoteList *notes)
{
    Start start = {
        .ask = ask, .c = ask->c, .arena = ask->op->arena, .typed = typed, .notes = notes
    };
    return starts[ask->c->act->kind] == NULL ? OK : starts[ask->c->act->kind](&start);
}
