#include "web/files.h"

#include <string.h>

#include "base/file.h"

#include "web/chronicle.h"
#include "web/web_testing.h"

/* The cycle's first file: the annex of the research report. */
static const char *address(Db *db, const char *field)
{
    return arena_printf(test_op()->arena, "/c/" WEB_TESTING_CODE "/files/%lld/%s",
                        (long long)db_testing_int(db, "SELECT min(named_by) FROM file"), field);
}

/* What is pulled, in parts of `room` bytes. */
static const char *pulled(WebTesting *web, size_t room)
{
    Buf buf;
    char part[64];
    size_t got = 1;
    buf_init(&buf, test_op()->arena);
    while (web->reply.pull != NULL && got > 0) {
        if (!test_check_ok(
                web->reply.pull(web->reply.pull_argument, buf.count, part, room, &got),
                __FILE__, __LINE__, "pull"))
            break;
        buf_add(&buf, part, got);
    }
    return buf_string(&buf);
}

TEST(a_file_that_an_act_names_comes_back_as_it_was_sent)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        Bytes should;
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "hrss"));
        NEED_OK(file_read(test_op(), CYCLE_FOLDER "/cycle-annex.txt", 1u << 20, &should));
        NEED(web_testing_get(&web, address(t.db, "annex")));
        CHECK_INT(web.status, 200);
        CHECK_TEXT(web_testing_header(&web, "Content-Type"), "text/plain; charset=utf-8");
        const char *shown = web_testing_header(&web, "Content-Disposition");
        CHECK(shown != NULL && strstr(shown, "attachment") != NULL &&
              strstr(shown, "cycle-annex.txt") != NULL);
        CHECK_INT(web.reply.pull_bytes, should.count);
        CHECK_TEXT(pulled(&web, 7), (const char *)should.data);
        NEED(web_testing_get(&web, address(t.db, "scan")));
        CHECK_INT(web.status, 404);
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/files/99999/annex"));
        CHECK_INT(web.status, 404);
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/files/-1/annex"));
        CHECK_INT(web.status, 404);
        web_testing_sign_out(&web);
        NEED(web_testing_get(&web, address(t.db, "annex")));
        CHECK_INT(web.status, 303);
        CHECK(web.reply.pull == NULL);
    }
}

TEST(a_file_that_was_erased_has_a_page_that_says_so)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, address(t.db, "annex"))); /* and while it is on its way */
        NEED_OK(db_script(test_op(), t.db,
                          "UPDATE file SET salt = NULL WHERE named_by IS NOT NULL; "
                          "DELETE FROM file_chunk"));
        char part[64];
        size_t got;
        CHECK_INT(web.reply.pull(web.reply.pull_argument, 0, part, sizeof part, &got),
                  NOT_FOUND);
        NEED(web_testing_get(&web, address(t.db, "annex")));
        CHECK_INT(web.status, 404);
        CHECK(web_testing_says(&web, "这个文件已经依法删除，取不到了。"));
    }
}

TEST(the_history_of_a_thing_leads_to_the_files_of_its_acts)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        HistoryStepList steps;
        NEED(web_testing_begin(&web, &t));
        World world = { .db = web.reader,
                        .calendar = web.web->calendar,
                        .charters = web.web->charters,
                        .now = web_now(web.web) };
        Visit visit = { .op = test_op(), .web = web.web };
        NEED_OK(place_stand(test_op(), &world, WEB_TESTING_CODE, &visit.place));
        NEED_OK(chronicle_of(&visit, (Subject){ NOUN_RESEARCH, 1 }, &steps));
        NEED(steps.count > 0 && steps.items[0].files.count == 1);
        CHECK_TEXT(steps.items[0].files.items[0].text, "报告全文：cycle-annex.txt（1 KB）");
        CHECK_TEXT(steps.items[0].files.items[0].url.text, address(t.db, "annex"));
    }
}
