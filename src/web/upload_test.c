#include "web/upload.h"

#include <string.h>

#include "actions/clock.h"
#include "web/files.h"
#include "web/web_testing.h"

/* A form of research.report by who is signed in, as the face hands it over
 * while it arrives. */
typedef struct Sending {
    WebTesting *web;
    Visit visit;
    HttpRequest request;
} Sending;

static bool sending_begin(Sending *sending, WebTesting *web, const char *token)
{
    Op *op = test_op();
    sending->web = web;
    sending->request = (HttpRequest){ .op = op, .method = HTTP_POST };
    sending->visit = (Visit){ .op = op, .web = web->web, .http = &sending->request };
    sending->request.context = &sending->visit;
    sending->visit.match.args[0] = (RouteArg){ "verb", "research.report" };
    sending->visit.match.arg_count = 1;
    sending->visit.member = true;
    *LIST_ADD(op->arena, &sending->request.form) =
        (HttpPair){ "_token", token != NULL ? token : web->form_token };
    bool fine =
        test_check_ok(session_find(op, web->web->db, web->cookie, clock_machine(),
                                   instant_day(web_now(web->web)), &sending->visit.session),
                      __FILE__, __LINE__, "session");
    sending->visit.heads.conference = sending->visit.session.conference;
    return fine;
}

/* A file part, as the face does it: what is refused is skipped. */
static void part(Sending *sending, const char *field, const char *name, const char *content)
{
    Op *op = test_op();
    HttpRequest *request = &sending->request;
    const HttpApp *app = &sending->web->app;
    HttpFile *file = ARENA_NEW(op->arena, HttpFile);
    *file = (HttpFile){ .field = field, .name = name, .type = "" };
    *LIST_ADD(op->arena, &request->files) = file;
    Status status = app->file_begin(sending->web->web, request, file);
    bool began = status == OK;
    if (status == OK)
        status = app->file_piece(sending->web->web, request, file, bytes_of_text(content));
    if (status == OK)
        status = app->file_end(sending->web->web, request, file);
    if (status == OK)
        return;
    file->refused = op_told(op);
    op_clear(op);
    if (began)
        app->file_abort(sending->web->web, request, file);
}

static void kept(Sending *sending, const char *field, const char *value)
{
    *LIST_ADD(test_op()->arena, &sending->request.form) =
        (HttpPair){ arena_printf(test_op()->arena, "%s._kept", field), value };
}

/* "scan=a.pdf(4);" of each file, then "annex!sentence;" of each fault. */
static const char *sent(Sending *sending, SentFiles *out)
{
    Buf buf;
    buf_init(&buf, test_op()->arena);
    if (!test_check_ok(upload_sent(&sending->visit, act_find("research.report"), out), __FILE__,
                       __LINE__, "sent"))
        return "";
    for (size_t i = 0; i < out->files.count; i++)
        buf_printf(&buf, "%s=%s(%d);", out->files.items[i].field, out->files.items[i].name,
                   (int)out->files.items[i].upload.ref.bytes);
    for (size_t i = 0; i < out->faults.count; i++)
        buf_printf(&buf, "%s!%s;", out->faults.items[i].field, out->faults.items[i].text);
    return buf_string(&buf);
}

TEST(files_of_a_form_come_onto_the_desk_and_go_into_its_act)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        Sending first, again;
        SentFiles files;
        ActFile file;
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(sending_begin(&first, &web, NULL));
        part(&first, "annex", "a.pdf", "甲件");
        part(&first, "scan", "a.pdf", "乙件内容");
        CHECK_TEXT(sent(&first, &files), "annex=a.pdf(6);scan=a.pdf(12);");
        const char *annex = files.files.items[0].id, *scan = files.files.items[1].id;
        NEED(sending_begin(&again, &web, NULL)); /* refused: the form comes again */
        kept(&again, "annex", annex);
        kept(&again, "scan", scan);
        part(&again, "scan", "b.pdf", "丙");
        CHECK_TEXT(sent(&again, &files), "scan=b.pdf(3);annex=a.pdf(6);");
        CHECK_TEXT(files.files.items[1].id, annex);
        ActFiles found = upload_files(&files);
        CHECK(found.find(found.context, annex, &file));
        CHECK_INT(file.size, 6);
        CHECK(!found.find(found.context, scan, &file)); /* another came in its place */
        Request request = { .verb = "research.report" };
        upload_hand_over(test_op()->arena, &files, &request);
        NEED(request.file_count == 2 && request.text_count == 2);
        CHECK_TEXT(request.texts[1].key, "annex");
        CHECK_TEXT(request.texts[1].value, request.files[1].handle);
        CHECK(request.files[1].stored && request.files[1].ref.bytes == 6);
    }
}

TEST(a_file_that_may_not_come_is_told_beside_its_field)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        Sending sending;
        SentFiles files;
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(sending_begin(&sending, &web, "forged"));
        part(&sending, "scan", "a.pdf", "甲");
        CHECK_TEXT(sent(&sending, &files),
                   "scan!这张表不是在这次登录里打开的，文件没有收下。;");
        NEED(sending_begin(&sending, &web, NULL));
        part(&sending, "title", "a.pdf", "甲");
        part(&sending, "scan", "空.pdf", "");
        part(&sending, "annex", "a.pdf", "甲");
        part(&sending, "annex", "b.pdf", "乙");
        CHECK_TEXT(sent(&sending, &files),
                   "annex=a.pdf(3);"
                   "title!这一栏不附文件，文件“a.pdf”没有收下。;"
                   "scan!文件“空.pdf”是空的，没有上传。;"
                   "annex!这一栏只能附一个文件，文件“b.pdf”没有收下。;");
        NEED(sending_begin(&sending, &web, NULL));
        kept(&sending, "scan", "00000000000000000000000000000000");
        kept(&sending, "annex", "什么");
        kept(&sending, "title", "00000000000000000000000000000000");
        CHECK_TEXT(sent(&sending, &files),
                   "scan!上传的文件不在了（上传后一天内没有用上就会清理），请重新上传。;"
                   "annex!文件没有传来，请重新选择。;");
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM upload WHERE state = 'finished'"),
                  1);
        for (int i = 0; i < 10 && upload_tidy(web.web) < 1000; i++)
            ;
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM upload"), 1);
        CHECK(upload_tidy(web.web) > UPLOAD_TIDY_MS / 2);
    }
}

TEST(a_form_does_without_one_file_and_keeps_the_other)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        Sending sending;
        SentFiles files;
        Upload found;
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(sending_begin(&sending, &web, NULL));
        part(&sending, "annex", "甲.pdf", "甲件");
        part(&sending, "scan", "乙.pdf", "乙件");
        CHECK_TEXT(sent(&sending, &files), "annex=甲.pdf(6);scan=乙.pdf(6);");
        UploadId annex = files.files.items[0].upload.id;
        const HttpPair form[] = { { "annex._kept", files.files.items[0].id },
                                  { "scan._kept", files.files.items[1].id },
                                  { "title", "写了一半" },
                                  { "_do", "less:annex" } };
        NEED(web_testing_post(&web, "/c/" WEB_TESTING_CODE "/do/research.report", form, 4));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "写了一半"));
        CHECK(!web_testing_says(&web, "甲.pdf"));
        CHECK(web_testing_says(&web, "乙.pdf"));
        CHECK(web_testing_says(&web, form[1].value));
        CHECK_INT(upload_find(test_op(), t.db, sending.visit.session.account,
                              sending.visit.heads.conference, &annex, &found),
                  NOT_FOUND);
    }
}

TEST(only_fields_of_files_take_files)
{
    const ActSpec *spec = act_find("research.report");
    CHECK(upload_is_file(spec, "annex"));
    CHECK(upload_is_file(spec, "scan"));
    CHECK(!upload_is_file(spec, "annex.1"));
    CHECK(!upload_is_file(spec, "title"));
    CHECK(!upload_is_file(spec, "participants.1"));
    CHECK(!upload_is_file(spec, ""));
    CHECK(!upload_is_file(spec, "reason"));
}

TEST(a_size_is_said_in_words)
{
    CHECK_TEXT(upload_size_words(test_op()->arena, 1), "1 KB");
    CHECK_TEXT(upload_size_words(test_op()->arena, 1047552), "1023 KB");
    CHECK_TEXT(upload_size_words(test_op()->arena, 1048576), "1.0 MB");
    CHECK_TEXT(upload_size_words(test_op()->arena, 2516582), "2.4 MB");
    CHECK_TEXT(upload_size_words(test_op()->arena, 524288000), "500 MB");
}
