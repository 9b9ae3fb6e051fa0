#include "web/drafts.h"

#include "actions/clock.h"
#include "desk/desk.h"
#include "web/upload.h"
#include "web/web_testing.h"

#define DRAFTS "/c/" WEB_TESTING_CODE "/drafts"

static Status keep(WebTesting *web, int64_t account, int64_t conference, const char *verb,
                   const char *subject, const char *title)
{
    const ActText texts[] = { { "title", title, "" } };
    const DraftPlace place = { account, conference, verb, subject };
    return desk_draft_save(test_op(), web->web->db, &place, texts, 1, web_now(web->web));
}

static Status put(WebTesting *web, int64_t account, int64_t conference, UploadId *id)
{
    Uploading *uploading;
    Upload upload;
    TRY(upload_begin(test_op(), web->web->db, &web->web->random, account, conference,
                     "扫描 <1>.pdf", web_now(web->web), &uploading));
    TRY(upload_add(test_op(), uploading, bytes_of_text("%PDF"), web_now(web->web)));
    TRY(upload_finish(test_op(), &uploading, web_now(web->web), &upload));
    *id = upload.id;
    return OK;
}

TEST(drafts_are_listed_for_their_owner_and_thrown_away_by_a_button)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        Session session;
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_get(&web, DRAFTS));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "这里是您填了一半、还没有办理的表，现在没有。"));
        NEED_OK(session_find(test_op(), web.web->db, web.cookie, clock_machine(),
                             instant_day(web_now(web.web)), &session));
        int64_t me = session.account, here = session.conference;
        NEED_OK(keep(&web, me, here, "topic.propose", "", "高温<津贴>"));
        NEED_OK(keep(&web, me, here, "topic.revise", "T1", "改一改"));
        NEED_OK(keep(&web, me + 1, here, "topic.revise", "T1", "别人的"));
        NEED(web_testing_get(&web, DRAFTS));
        CHECK(web_testing_says(&web, "高温&lt;津贴&gt;"));
        CHECK(web_testing_says(&web, "/c/" WEB_TESTING_CODE "/do/topic.revise/T1"));
        CHECK(web_testing_says(&web, "/c/" WEB_TESTING_CODE "/do/topic.propose\""));
        CHECK(web_testing_says(&web, "议题T1"));
        CHECK(!web_testing_says(&web, "别人的"));
        const HttpPair drop[] = { { "draft", "topic.revise T1" } };
        NEED(web_testing_post(&web, DRAFTS, drop, 1));
        CHECK_INT(web.status, 303);
        CHECK_TEXT(web.location, DRAFTS);
        NEED(web_testing_get(&web, DRAFTS));
        CHECK(!web_testing_says(&web, "改一改"));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM draft"), 2);
        const HttpPair forged[] = { { "_token", "0" }, { "draft", "topic.propose " } };
        NEED(web_testing_post(&web, DRAFTS, forged, 2));
        CHECK_INT(web.status, 403);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM draft"), 2);
    }
}

TEST(files_that_wait_are_listed_and_removed_by_a_button)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        Session session;
        UploadId mine, others;
        Upload found;
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED_OK(session_find(test_op(), web.web->db, web.cookie, clock_machine(),
                             instant_day(web_now(web.web)), &session));
        int64_t me = session.account, here = session.conference;
        NEED_OK(put(&web, me, here, &mine));
        NEED_OK(put(&web, me + 1, here, &others));
        NEED(web_testing_get(&web, DRAFTS));
        CHECK(web_testing_says(&web, "扫描 &lt;1&gt;.pdf"));
        CHECK(web_testing_says(&web, "1 KB"));
        CHECK(!web_testing_says(&web, upload_id_hex(test_op()->arena, &others)));
        HttpPair drop[] = { { "upload", upload_id_hex(test_op()->arena, &others) } };
        NEED(web_testing_post(&web, DRAFTS, drop, 1));
        NEED_OK(upload_find(test_op(), t.db, me + 1, here, &others, &found));
        drop[0].value = upload_id_hex(test_op()->arena, &mine);
        NEED(web_testing_post(&web, DRAFTS, drop, 1));
        CHECK_INT(upload_find(test_op(), t.db, me, here, &mine, &found), NOT_FOUND);
    }
}

TEST(a_draft_that_is_kept_says_when_by_the_clock_of_the_page)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        const HttpPair form[] = { { "_do", "keep" }, { "title", "写了一半" } };
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "office"));
        NEED(web_testing_post(&web, "/c/" WEB_TESTING_CODE "/do/topic.propose", form, 2));
        CHECK_INT(web.status, 303);
        NEED(web_testing_get(&web, DRAFTS));
        CHECK(web_testing_says(&web, "写了一半"));
        CHECK(web_testing_says(&web, "2025年11月24日"));
    }
}
