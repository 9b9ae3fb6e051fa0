#include "web/do.h"

#include "base/text.h"
#include "store/rows_gen.h"
#include "web/chronicle.h"
#include "web/listing.h"
#include "web/templates_gen.h"

enum { ABOUT_CHARACTERS = 40 };

/* ---- which act, on what ------------------------------------------------------- */

/* Founding comes before there is anybody who could sign in. */
static bool on_pages(const ActSpec *spec)
{
    return spec->kind != ACT_DEPLOYMENT_OPEN && spec->kind != ACT_CONFERENCE_FOUND;
}

static Status act_look(Doing *d)
{
    const char *verb = visit_arg(d->visit, "verb");
    d->spec = act_find(verb);
    if (d->spec == NULL || !on_pages(d->spec))
        return op_fail(d->op, NOT_FOUND, "没有“%.40s”这张表。", verb);
    return OK;
}

static Status subject_look(Doing *d)
{
    Noun on = d->spec->on;
    d->code = visit_arg(d->visit, "subject");
    d->subject = SUBJECT_CONFERENCE;
    if (on == NOUN_CONFERENCE || on == NOUN_DEPLOYMENT)
        return text_empty(d->code)
                   ? OK
                   : op_fail(d->op, NOT_FOUND, "“%s”不针对具体事项。", d->spec->label);
    if (!subject_parse(d->code, on, &d->subject))
        return op_fail(d->op, NOT_FOUND, "“%s”要写明针对哪一项%s。", d->spec->label,
                       noun_word(on));
    return OK;
}

Status doing_begin(Visit *visit, Doing *out)
{
    World world = visit_world(visit);
    Capacity post = visit_capacity(visit);
    *out = (Doing){ .visit = visit, .op = visit->op };
    TRY(act_look(out));
    TRY(subject_look(out));
    TRY(prospect_facts(visit->op, &world, visit->place.conference, &post, out->subject,
                       &out->c));
    prospect_judge(visit->op, &out->c, out->spec, &out->prospect);
    out->c.act = out->spec;
    return person_rows(visit->op, visit->place.db, DEPLOYMENT, &out->people);
}

/* ---- words ---------------------------------------------------------------------- */

static const char *thing_words(const Doing *d)
{
    if (d->subject.noun == NOUN_CONFERENCE)
        return "";
    return subject_title(d->op->arena, d->subject);
}

/* What it is about, as far as it has a title of its own. */
static const char *about_words(const Doing *d)
{
    bool of_topic = d->subject.noun == NOUN_TOPIC || d->subject.noun == NOUN_CONSULTATION;
    if (of_topic && d->c.topic != NULL)
        return d->c.topic->row.title;
    if (d->subject.noun == NOUN_DECISION && d->c.decision != NULL)
        return listing_cut(d->op->arena, d->c.decision->row.text, ABOUT_CHARACTERS);
    return d->c.meeting != NULL ? d->c.meeting->row.title : NULL;
}

static const char *title_of(const Doing *d)
{
    const char *about = about_words(d);
    return text_empty(about) ? thing_words(d)
                             : arena_printf(d->op->arena, "%s《%s》", thing_words(d), about);
}

static const char *will_words(const Doing *d)
{
    const ActSpec *spec = d->spec;
    const char *word = noun_word(spec->on);
    const char *to = spec->to != NULL ? noun_state_word(spec->on, spec->to) : NULL;
    if (spec->makes != NOUN_NONE)
        return arena_printf(d->op->arena, "办理后登记一项新的%s，代码由系统给出。",
                            noun_word(spec->makes));
    if (to != NULL)
        return arena_printf(d->op->arena, "办理后，%s转为“%s”。", word, to);
    if (spec->to_by_rule)
        return arena_printf(d->op->arena,
                            "办理后记下您这一方的意见；各方都办妥了，%s转入下一状态。", word);
    return arena_printf(d->op->arena, "办理后记入%s的办理经过。", word);
}

static bool lasting(const ActSpec *spec)
{
    static const char *const nouns[] = { "person.", "setting.", "unit.", "post.", "record." };
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (text_starts(spec->verb, nouns[i]))
            return true;
    return false;
}

static const char *capacity_words(const Doing *d)
{
    const FormAsk ask = { .op = d->op, .c = &d->c, .people = &d->people };
    const char *own = form_post_words(&ask, d->c.actor.post);
    const char *other = typed_value(&d->typed, TYPED_FOR);
    if (text_empty(other) || case_post(&d->c, other) == NULL ||
        text_same(other, d->c.actor.post))
        return arena_printf(d->op->arena, "以%s的身份办理。", own);
    return arena_printf(d->op->arena, "由%s代%s登记，要附签字原件的扫描件。", own,
                        form_post_words(&ask, other));
}

static Confirmation confirmation_of(const Doing *d)
{
    return (Confirmation){
        .will = arena_printf(d->op->arena, "%s%s", capacity_words(d), will_words(d)),
        .undo = lasting(d->spec)
                    ? "记下后不能作废；要改变它，另办一件相应的事。原记录都保留。"
                    : "记下后不能删改。还没有后续办理的，可以作废；文字写错了，可以更正。"
                      "原记录都保留。",
    };
}

/* ---- where to go ------------------------------------------------------------------- */

typedef struct ListOfAct {
    const char *verbs;
    const char *list;
    const char *words;
} ListOfAct;

/* The list an act that has no subject yet belongs to; the first row when none. */
static const ListOfAct *list_of(const ActSpec *spec)
{
    static const ListOfAct lists[] = {
        { "", NULL, "我的工作" },
        { "topic.", "topics", "全部议题" },
        { "meeting.request", "meetings", "全部会议" },
        { "research.", "research", "全部调研" },
        { "person.", "people", "单位与人员" },
        { "post.", "people", "单位与人员" },
        { "unit.", "people", "单位与人员" },
        { "liaison.", "people", "单位与人员" },
        { "setting.", "settings", "办公室设定" },
        { "meeting.excuse-year", "duties", "应办事项" },
    };
    for (size_t i = 1; i < sizeof lists / sizeof *lists; i++)
        if (text_starts(spec->verb, lists[i].verbs))
            return &lists[i];
    return &lists[0];
}

static const char *back_words(const Doing *d)
{
    return d->subject.noun == NOUN_CONFERENCE ? list_of(d->spec)->words : thing_words(d);
}

Url doing_back(const Doing *d)
{
    Url url = URL_NONE;
    const char *list = list_of(d->spec)->list;
    if (d->subject.noun != NOUN_CONFERENCE)
        url = visit_subject_url(d->visit, d->subject);
    if (!url_given(url) && list != NULL)
        url = visit_list_url(d->visit, list);
    return url_given(url) ? url : visit_subject_url(d->visit, SUBJECT_CONFERENCE);
}

DraftPlace doing_draft_place(const Doing *d)
{
    return (DraftPlace){ .account = d->visit->session.account,
                         .conference = d->visit->place.conference,
                         .verb = d->spec->verb,
                         .subject = d->code };
}

static NavNoun nav_of(const ActSpec *spec)
{
    Noun noun = spec->on != NOUN_CONFERENCE ? spec->on : spec->makes;
    static const NavNoun navs[NOUN_COUNT] = {
        [NOUN_RESEARCH] = NAV_RESEARCH,
        [NOUN_TOPIC] = NAV_TOPICS,
        [NOUN_CONSULTATION] = NAV_CONSULTATIONS,
        [NOUN_MEETING] = NAV_MEETINGS,
        [NOUN_MINUTES] = NAV_MINUTES,
        [NOUN_DECISION] = NAV_DECISIONS,
        [NOUN_INSPECTION] = NAV_INSPECTIONS,
        [NOUN_NEWS] = NAV_NEWS,
        [NOUN_PERSON] = NAV_PEOPLE,
    };
    if (navs[noun] == NAV_NONE && text_starts(spec->verb, "setting."))
        return NAV_SETTINGS;
    return navs[noun];
}

/* ---- verdicts and faults ------------------------------------------------------------ */

void doing_fault(Doing *d, const char *key, const char *text)
{
    *LIST_ADD(d->op->arena, &d->faults) = (ActFault){ .key = key, .text = text };
}

static VerdictTone tone_of(VerdictKind kind)
{
    switch (kind) {
    case VERDICT_ALLOWED:
        return TONE_NONE;
    case VERDICT_NEEDS_REASON:
        return TONE_REASON;
    case VERDICT_WAITING:
        return TONE_WAITING;
    case VERDICT_REFUSED:
        return TONE_REFUSED;
    }
    return TONE_NONE;
}

void doing_verdict(Doing *d, const Verdict *verdict, bool pressed)
{
    VerdictTone tone = tone_of(verdict->kind);
    d->reason_asked = d->reason_asked || tone == TONE_REASON;
    if (tone == TONE_NONE)
        return;
    const char *title = tone == TONE_REFUSED   ? "现在不能"
                        : tone == TONE_WAITING ? "现在还不能"
                                               : "写明理由后可以";
    d->verdict =
        (VerdictBox){ .tone = tone,
                      .title = arena_printf(d->op->arena, "%s%s", title, d->spec->label),
                      .why = verdict->why,
                      .remedy = verdict->remedy,
                      .source = tell_source(d->op->arena, verdict->source),
                      .source_url = chronicle_source_url(d->visit, verdict->source),
                      .safe = pressed ? "没有办理；填写的内容都还在下面。" : NULL };
}

/* ---- files ----------------------------------------------------------------------------- */

void doing_files(Doing *d)
{
    Arena *arena = d->op->arena;
    for (size_t i = 0; i < d->sent.files.count; i++) {
        const SentFile *file = &d->sent.files.items[i];
        const char *key = arena_printf(arena, "%s" UPLOAD_KEPT, file->field);
        typed_drop(&d->typed, key);
        typed_put(arena, &d->typed, key, file->id);
        *LIST_ADD(arena, &d->kept) =
            (FormKept){ .key = file->field,
                        .upload = file->id,
                        .words = arena_printf(arena, "%s，%s", file->name, file->size) };
    }
    for (size_t i = 0; i < d->sent.faults.count; i++)
        doing_fault(d, d->sent.faults.items[i].field, d->sent.faults.items[i].text);
}

/* ---- the page ---------------------------------------------------------------------------- */

static const char *key_new(Doing *d)
{
    uint8_t bytes[16];
    random_bytes(&d->visit->web->random, bytes, sizeof bytes);
    char *hex = arena_alloc(d->op->arena, 2 * sizeof bytes + 1);
    for (size_t i = 0; i < sizeof bytes; i++) {
        hex[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    return hex;
}

static FormAsk ask_of(Doing *d)
{
    return (FormAsk){ .op = d->op,
                      .db = d->visit->place.db,
                      .conference = d->visit->place.conference,
                      .c = &d->c,
                      .people = &d->people,
                      .now = d->visit->place.now,
                      .typed = &d->typed,
                      .notes = &d->notes,
                      .faults = &d->faults,
                      .kept = &d->kept,
                      .reason_asked = d->reason_asked };
}

/* What is said beside fields is said again when the form comes back; what it
 * would have begun with is not: that may have been taken out on purpose. */
static Status form_fill(Doing *d, Form *out)
{
    FormAsk ask = ask_of(d);
    TypedList begun = { 0 };
    for (size_t i = 0; i < d->typed.count; i++)
        *LIST_ADD(d->op->arena, &begun) = d->typed.items[i];
    TRY(form_start(&ask, &begun, &d->notes));
    return form_make(&ask, out);
}

Status doing_page(Doing *d, int status, HttpReply *reply)
{
    Visit *visit = d->visit;
    Arena *arena = d->op->arena;
    Url next = url_local(arena, d->visit->http->method == HTTP_POST
                                    ? http_form(visit->http, "_next")
                                    : http_query(visit->http, "_next"));
    DoPage v = {
        .page = visit_page(visit, d->spec->label, nav_of(d->spec)),
        .head = { .title = d->spec->label,
                  .note = title_of(d),
                  .up = { back_words(d), doing_back(d) } },
        .verdict = d->verdict,
        .action = visit_act_url(visit, d->spec->verb, d->subject),
        .back = doing_back(d),
        .back_words = arena_printf(arena, "不办了，回到%s", back_words(d)),
        .key = d->key != NULL ? d->key : key_new(d),
        .next = url_given(next) ? next.text : NULL,
        .confirm = confirmation_of(d),
        .button = d->spec->label,
        .kept = d->draft,
        .facing = arena_printf(arena, "有 %zu 处要改，改好再办理。填写的内容都还在。",
                               d->faults.count),
    };
    TRY(form_fill(d, &v.form));
    HTML_PAGE(html, visit);
    tpl_do_page(&html, &v);
    return reply_page(visit, reply, status, &html);
}

/* ---- the form, first shown ------------------------------------------------------------------
 */

static Status draft_look(Doing *d, bool *found)
{
    DraftPlace place = doing_draft_place(d);
    Draft draft;
    TRY(desk_draft_find(d->op, d->visit->place.db, &place, found, &draft));
    if (!*found)
        return OK;
    for (size_t i = 0; i < draft.text_count; i++)
        typed_put(d->op->arena, &d->typed, draft.texts[i].key, draft.texts[i].value);
    d->draft = arena_printf(d->op->arena, "这是%s存下的草稿，还没有办理。",
                            instant_chinese(d->op->arena, draft.saved_at));
    TRY(upload_kept(d->visit, d->spec, draft.texts, draft.text_count, &d->sent));
    doing_files(d);
    return OK;
}

static Status start_fill(Doing *d)
{
    FormAsk ask = ask_of(d);
    FormNoteList notes = { 0 };
    d->typed = typed_read(d->op->arena, &d->visit->http->query);
    return form_start(&ask, &d->typed, &notes);
}

Status do_show(Visit *visit, HttpReply *reply)
{
    Doing d;
    bool found;
    TRY(doing_begin(visit, &d));
    TRY(draft_look(&d, &found));
    if (!found)
        TRY(start_fill(&d));
    bool behalf = !text_empty(typed_value(&d.typed, TYPED_FOR));
    if (!behalf || !d.prospect.others) /* what the other may is told when it is sent */
        doing_verdict(&d, &d.prospect.verdict, false);
    return doing_page(&d, 200, reply);
}
