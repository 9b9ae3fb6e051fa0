#include "web/visit.h"

#include <string.h>

#include "web/flash.h"
#include "web/pages.h"

const char *visit_arg(const Visit *visit, const char *name)
{
    const char *value = route_arg(&visit->match, name);
    return value != NULL ? value : "";
}

/* ---- the frame --------------------------------------------------------------- */

static const char *capacity_words(const Visit *visit)
{
    const Session *session = &visit->session;
    if (!session->there || text_empty(session->post))
        return NULL;
    if (text_same(session->post, CAPACITY_ADMIN))
        return "系统管理员";
    return visit->member ? names_title(&visit->place.names, session->post) : NULL;
}

static const char *clock_words(const Visit *visit)
{
    if (!visit->web->simulated)
        return NULL;
    return arena_printf(
        visit->op->arena, "演示库，现在是%s。",
        day_chinese_weekday(visit->op->arena, instant_day(web_now(visit->web))));
}

Page visit_page(Visit *visit, const char *title, NavNoun nav)
{
    const Session *session = &visit->session;
    Page page = { .title = title,
                  .nav = nav,
                  .person = session->there ? session->person_name : NULL,
                  .capacity = capacity_words(visit),
                  .clock = clock_words(visit),
                  .token = session->there ? session->form_token : NULL };
    if (visit->member) {
        page.conference = visit->place.title;
        page.code = visit->place.code;
        page.drafts = visit->drafts;
    } else if (session->there && !text_empty(session->code)) {
        page.back = session->code;
    }
    if (visit->keeps)
        page.token = pages_mark(visit->web->pages);
    else
        flash_show(visit, &page);
    return page;
}

Html visit_html(const Visit *visit, Buf *buf)
{
    buf_init(buf, visit->op->arena);
    return (Html){ .buf = buf, .language = LANGUAGE_CHINESE };
}

/* ---- addresses --------------------------------------------------------------- */

static const char *list_of(Noun noun)
{
    switch (noun) {
    case NOUN_RESEARCH:
        return "research";
    case NOUN_TOPIC:
        return "topics";
    case NOUN_CONSULTATION:
        return "consultations";
    case NOUN_MEETING:
        return "meetings";
    case NOUN_MINUTES:
        return "minutes";
    case NOUN_DECISION:
        return "decisions";
    case NOUN_INSPECTION:
        return "inspections";
    case NOUN_NEWS:
        return "news";
    case NOUN_PERSON:
    case NOUN_CONFERENCE:
    case NOUN_DEPLOYMENT:
    case NOUN_NONE:
    case NOUN_COUNT:
        return NULL;
    }
    return NULL;
}

Url visit_subject_url(const Visit *visit, Subject subject)
{
    Arena *arena = visit->op->arena;
    const char *list = list_of(subject.noun), *code = visit->place.code;
    if (subject.noun == NOUN_CONFERENCE)
        return url_of(arena, "/c/{}/", code);
    if (list == NULL || subject.number <= 0)
        return URL_NONE;
    return url_of(arena, "/c/{}/{}/{}", code, list, subject_code(arena, subject));
}

Url visit_clause_url(const Visit *visit, const char *clause)
{
    return url_of(visit->op->arena, "/c/{}/charter/{}", visit->place.code, clause);
}

Url visit_list_url(const Visit *visit, const char *list)
{
    return url_of(visit->op->arena, "/c/{}/{}", visit->place.code, list);
}

Url visit_act_url(const Visit *visit, const char *verb, Subject subject)
{
    Arena *arena = visit->op->arena;
    const char *code = subject_code(arena, subject);
    if (text_empty(code))
        return url_of(arena, "/c/{}/do/{}", visit->place.code, verb);
    return url_of(arena, "/c/{}/do/{}/{}", visit->place.code, verb, code);
}

/* ---- acts -------------------------------------------------------------------- */

Status visit_absent(Visit *visit, Subject subject)
{
    return op_fail(visit->op, NOT_FOUND, "没有%s。", subject_title(visit->op->arena, subject));
}

Status visit_act(Visit *visit, Request *request, Answer *answer)
{
    const Session *session = &visit->session;
    Arena *arena = visit->op->arena;
    if (!visit->member)
        return op_fail(visit->op, DENIED, "您在这个联席会议里没有职务，不能办理。");
    request->conference = visit->place.code;
    request->actor =
        text_same(session->post, CAPACITY_ADMIN)
            ? session->post
            : arena_printf(arena, "%s/P%lld", session->post, (long long)session->person);
    return service_perform(visit->op, visit->web->service, visit->web->db, request, answer);
}

World visit_world(Visit *visit)
{
    Web *web = visit->web;
    return (World){ .db = web->reader,
                    .calendar = web->calendar,
                    .random = &web->random,
                    .charters = web->charters,
                    .now = visit->place.now };
}

Capacity visit_capacity(const Visit *visit)
{
    const Session *session = &visit->session;
    const PostRowList *posts = &visit->place.names.posts;
    Capacity capacity = { .post = session->post,
                          .post_class = session->post,
                          .title = session->post,
                          .body = "",
                          .person = session->person };
    for (size_t i = 0; i < posts->count; i++) {
        const PostRow *row = &posts->items[i];
        if (!text_same(row->post, session->post))
            continue;
        capacity.post_class = row->post_class;
        capacity.title = row->title;
        capacity.body = row->body;
    }
    return capacity;
}

/* ---- the reader's snapshot --------------------------------------------------- */

Status visit_read(Visit *visit)
{
    if (visit->snapshot.open)
        return OK;
    visit->snapshot = (DbTx){ .db = visit->web->reader };
    return db_tx_begin_snapshot(visit->op, &visit->snapshot);
}

Status visit_open(Visit *visit)
{
    Web *web = visit->web;
    const char *code = route_arg(&visit->match, "conference");
    visit->heads = (Heads){ 0 };
    if (code == NULL || !text_is_id(code) ||
        known_recall(web, code, &visit->heads, &visit->place))
        return OK;
    TRY(visit_read(visit));
    TRY(known_heads(visit->op, web, code, &visit->heads));
    if (visit->heads.conference == 0)
        return OK;
    return known_place(visit->op, web, code, &visit->heads, &visit->place);
}

void visit_close(Visit *visit)
{
    db_tx_end(&visit->snapshot);
}

Status visit_look_again(Visit *visit)
{
    visit_close(visit);
    TRY(visit_read(visit));
    return visit_open(visit);
}
