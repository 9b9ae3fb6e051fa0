/* What becomes of a form that was sent. */
#include <string.h>

#include "actions/recording.h"
#include "actions/service_read.h"
#include "base/text.h"
#include "web/do.h"
#include "web/flash.h"
#include "web/templates_gen.h"

/* ---- draft and rows ------------------------------------------------------------- */

static Status draft_keep(Doing *d, HttpReply *reply)
{
    DraftPlace place = doing_draft_place(d);
    Url url = visit_act_url(d->visit, d->spec->verb, d->subject);
    TRY(desk_draft_save(d->op, d->visit->web->db, &place, d->typed.items, d->typed.count,
                        web_now(d->visit->web)));
    return reply_see(d->visit, reply, flash_url(d->op->arena, url, FLASH_DRAFT_KEPT));
}

static Status draft_drop(Doing *d, HttpReply *reply)
{
    DraftPlace place = doing_draft_place(d);
    Url url = visit_act_url(d->visit, d->spec->verb, d->subject);
    TRY(desk_draft_drop(d->op, d->visit->web->db, &place));
    return reply_see(d->visit, reply, flash_url(d->op->arena, url, FLASH_DRAFT_THROWN_AWAY));
}

static const FieldSpec *list_named(const Doing *d, const char *name)
{
    const FieldSpec *field = act_field(d->spec, name);
    return field != NULL && field->record != NULL ? field : NULL;
}

/* One blank row: its first field is there and empty. */
static void row_more(Doing *d, const char *name)
{
    const FieldSpec *field = list_named(d, name);
    size_t count = typed_items(&d->typed, name);
    count = count == 0 ? 1 : count;
    if (field != NULL && count < field->max)
        typed_put(d->op->arena, &d->typed,
                  arena_printf(d->op->arena, "%s.%zu.%s", name, count + 1,
                               field->record->fields[0].name),
                  "");
}

/* "measures.2" is a row, "scan" a file. */
static Status less(Doing *d, const char *what)
{
    const char *dot = strchr(what, '.');
    int64_t n;
    if (dot == NULL) {
        typed_drop(&d->typed, arena_printf(d->op->arena, "%s" UPLOAD_KEPT, what));
        return sent_forget(d->visit, &d->sent, what);
    }
    const char *name = arena_dup_n(d->op->arena, what, (size_t)(dot - what));
    if (list_named(d, name) != NULL && text_int(dot + 1, &n) && n > 0 && n < 100000)
        typed_item_drop(d->op->arena, &d->typed, name, (size_t)n);
    return OK;
}

/* ---- done before ------------------------------------------------------------------ */

static bool fields_equal(const EncodedFieldList *a, const EncodedFieldList *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!text_same(a->items[i].name, b->items[i].name) ||
            a->items[i].erased != b->items[i].erased ||
            !bytes_equal(a->items[i].value, b->items[i].value))
            return false;
    return true;
}

static Status recorded_look(Doing *d, const Answer *answer, Applied *out)
{
    LedgerEntry entry;
    bool found;
    Db *db = d->visit->web->db;
    TRY(ledger_read(d->op, db, answer->conference, (uint64_t)answer->seq, &found, &entry));
    if (!found)
        return op_broken(d->op, BROKEN, "record %lld answers a key and is not there",
                         (long long)answer->seq);
    return entry_decode(d->op, answer->conference, &entry, out);
}

/* Whether what was sent now says the same as what was recorded under its key. */
static Status same_as_recorded(Doing *d, const Request *request, const Answer *answer,
                               bool *out)
{
    Applied recorded;
    void *fields;
    Envelope envelope;
    ActFiles files = upload_files(&d->sent);
    ActInput input = { request->texts, request->text_count, "", &files };
    TRY(recorded_look(d, answer, &recorded));
    *out = false;
    if (recorded.spec != d->spec)
        return OK;
    TRY(act_parse(d->op, d->spec, &input, &fields, &envelope));
    EncodedFieldList now = act_encode(d->op->arena, d->spec, fields, &envelope);
    EncodedFieldList then =
        act_encode(d->op->arena, recorded.spec, recorded.fields, recorded.envelope);
    bool about =
        subject_equal(recorded.outcome->on, d->subject) || d->spec->on == NOUN_DEPLOYMENT;
    bool day = !day_given(envelope.done_on) || day_compare(envelope.done_on, recorded.day) == 0;
    size_t bytes = strcspn(request->actor, "/");
    bool post =
        strlen(recorded.post) == bytes && strncmp(recorded.post, request->actor, bytes) == 0;
    *out = about && day && post && fields_equal(&now, &then);
    return OK;
}

static Url done_url(const Doing *d, const Answer *answer)
{
    Url next = url_local(d->op->arena, http_form(d->visit->http, "_next"));
    Url made =
        subject_given(answer->made) ? visit_subject_url(d->visit, answer->made) : URL_NONE;
    return url_given(next) ? next : url_given(made) ? made : doing_back(d);
}

static Status done_before_page(Doing *d, const Answer *answer, HttpReply *reply)
{
    Visit *visit = d->visit;
    const char *what = arena_printf(d->op->arena, "第%lld号记录“%s”", (long long)answer->seq,
                                    answer->spec->label);
    Subject subject = subject_given(answer->made) ? answer->made : answer->subject;
    DonePage v = {
        .page = visit_page(visit, "已经办过", NAV_NONE),
        .head = { .title = d->spec->label },
        .verdict = { .tone = TONE_DONE,
                     .title = "已经办过",
                     .why = arena_printf(d->op->arena, "这张表已经办理，记为%s。", what),
                     .safe = "这次没有再办一遍。" },
        .subject = { subject.noun == NOUN_CONFERENCE ? "回到上一页"
                                                     : subject_title(d->op->arena, subject),
                     done_url(d, answer) },
        .again = { "另填一张", visit_act_url(visit, d->spec->verb, d->subject) },
    };
    HTML_PAGE(html, visit);
    tpl_done_page(&html, &v);
    return reply_page(visit, reply, 200, &html);
}

/* The key is spent; what was typed since gets a new one, and is not done. */
static Status changed_since(Doing *d, const Answer *answer, HttpReply *reply)
{
    d->key = NULL;
    d->verdict = (VerdictBox){
        .tone = TONE_REFUSED,
        .title = "这张表已经办过",
        .why = arena_printf(d->op->arena,
                            "它已经记为第%lld号记录“%s”，当时的内容和现在填的不一样。",
                            (long long)answer->seq, answer->spec->label),
        .remedy = "要更正，办理“更正记录”；确实要另办一件，核对后再按一次按钮。",
        .source_url = URL_NONE,
        .safe = "这次没有办理；填写的内容都还在下面。",
    };
    return doing_page(d, 409, reply);
}

static Status repeated(Doing *d, const Request *request, const Answer *answer, HttpReply *reply)
{
    bool same;
    TRY(same_as_recorded(d, request, answer, &same));
    return same ? done_before_page(d, answer, reply) : changed_since(d, answer, reply);
}

/* ---- performing ---------------------------------------------------------------------- */

/* Who acts, and who typed it where that is somebody else: the session says it,
 * never the form. */
static void actor_name(Doing *d, Request *request, TypedList *texts)
{
    const Session *session = &d->visit->session;
    const char *behalf = typed_value(&d->typed, TYPED_FOR);
    const char *own =
        text_same(session->post, CAPACITY_ADMIN)
            ? session->post
            : arena_printf(d->op->arena, "%s/P%lld", session->post, (long long)session->person);
    bool other = !text_empty(behalf) && !text_same(behalf, session->post);
    request->actor = other ? behalf : own;
    typed_drop(texts, "entered-by");
    if (other)
        typed_put(d->op->arena, texts, "entered-by", own);
    if (other && case_post(&d->c, behalf) == NULL)
        doing_fault(d, TYPED_FOR, "“代谁办理”：没有登记这个职务。");
}

static void request_make(Doing *d, Request *out)
{
    TypedList texts = typed_of_act(d->op->arena, d->spec, &d->typed);
    *out = (Request){ .conference = d->visit->place.code,
                      .verb = d->spec->verb,
                      .subject = d->code,
                      .place = "",
                      .has_key = true };
    actor_name(d, out, &texts);
    out->texts = texts.items;
    out->text_count = texts.count;
    upload_hand_over(d->op->arena, &d->sent, out);
}

static Status mistakes_look(Doing *d, const Request *request)
{
    World world = visit_world(d->visit);
    ActFaultList faults = { 0 };
    ActFiles files = upload_files(&d->sent);
    ActInput input = { request->texts, request->text_count, "", &files };
    TRY(prospect_check(d->op, &world, d->visit->place.conference, d->spec, &input, &faults));
    for (size_t i = 0; i < faults.count; i++)
        doing_fault(d, faults.items[i].key, faults.items[i].text);
    return OK;
}

static bool key_look(Doing *d, Request *request)
{
    const char *hex = http_form(d->visit->http, "_key");
    if (hex != NULL && service_key_read(hex, &request->key)) {
        d->key = hex;
        return true;
    }
    d->key = NULL;
    doing_fault(d, "", "这张表缺了防止重复办理的编号，没有办理；现在补上了，核对后再按一次。");
    return false;
}

static Status done(Doing *d, const Answer *answer, HttpReply *reply)
{
    DraftPlace place = doing_draft_place(d);
    TRY(desk_draft_drop(d->op, d->visit->web->db, &place));
    return reply_see(d->visit, reply,
                     flash_done_url(d->op->arena, done_url(d, answer), answer->seq));
}

/* What could not be understood after all, or could not be done just now. */
static Status not_performed(Doing *d, Status status, HttpReply *reply)
{
    const char *told = arena_dup(d->op->arena, op_told(d->op));
    if (status != INVALID && status != UNAVAILABLE)
        return status;
    op_clear(d->op);
    if (status == INVALID) {
        doing_fault(d, "", told);
        return doing_page(d, 422, reply);
    }
    d->verdict = (VerdictBox){ .tone = TONE_REFUSED,
                               .title = "现在办不了",
                               .why = told,
                               .remedy = "稍等片刻，再按一次按钮；不会办两遍。",
                               .source_url = URL_NONE,
                               .safe = "没有办理；填写的内容都还在下面。" };
    return doing_page(d, 503, reply);
}

static Status act_do(Doing *d, HttpReply *reply)
{
    Request request;
    Answer answer;
    typed_tidy(d->op->arena, d->spec, &d->typed);
    request_make(d, &request);
    key_look(d, &request);
    TRY(mistakes_look(d, &request));
    if (d->faults.count > 0)
        return doing_page(d, 422, reply);
    Status status =
        service_perform(d->op, d->visit->web->service, d->visit->web->db, &request, &answer);
    if (status != OK)
        return not_performed(d, status, reply);
    if (answer.repeated)
        return repeated(d, &request, &answer, reply);
    if (answer.done)
        return done(d, &answer, reply);
    doing_verdict(d, &answer.verdict, true);
    return doing_page(d, 422, reply);
}

Status do_send(Visit *visit, HttpReply *reply)
{
    Doing d;
    const char *wants = http_form(visit->http, "_do");
    TRY(doing_begin(visit, &d));
    d.typed = typed_read(d.op->arena, &visit->http->form);
    TRY(upload_sent(visit, d.spec, &d.sent));
    if (wants != NULL && text_starts(wants, "less:"))
        TRY(less(&d, wants + strlen("less:")));
    doing_files(&d);
    d.key = http_form(visit->http, "_key");
    if (text_same(wants, "keep"))
        return draft_keep(&d, reply);
    if (text_same(wants, "drop"))
        return draft_drop(&d, reply);
    if (wants == NULL || text_same(wants, "act"))
        return act_do(&d, reply);
    if (text_starts(wants, "more:"))
        row_more(&d, wants + strlen("more:"));
    doing_verdict(&d, &d.prospect.verdict, false);
    return doing_page(&d, 200, reply);
}
