#include <stdio.h>
#include <string.h>

#include "web/do.h"
#include "web/web_testing.h"

#define PROPOSE "/c/" WEB_TESTING_CODE "/do/topic.propose"
#define KEY "0123456789abcdef0123456789abcdef"

static bool post(WebTesting *web, const char *target, const HttpPair *pairs, size_t count)
{
    return web_testing_post(web, target, pairs, count);
}

#define POST(web, target, ...)                                                                 \
    post((web), (target), (const HttpPair[]){ __VA_ARGS__ },                                   \
         sizeof((const HttpPair[]){ __VA_ARGS__ }) / sizeof(HttpPair))

static bool begun(WebTesting *web, const DbTesting *t, const char *post_held)
{
    return web_testing_begin(web, t) && web_testing_sign_in(web, post_held);
}

TEST(the_form_of_every_act_is_shown_with_its_fields)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(begun(&web, &t, "office"));
        for (size_t i = 0; i < ACT_COUNT; i++) {
            const ActSpec *spec = act_spec((ActKind)i);
            bool none = spec->on == NOUN_CONFERENCE || spec->on == NOUN_DEPLOYMENT;
            bool there =
                spec->kind != ACT_DEPLOYMENT_OPEN && spec->kind != ACT_CONFERENCE_FOUND;
            char target[200];
            snprintf(target, sizeof target, "/c/" WEB_TESTING_CODE "/do/%s%s%c%s", spec->verb,
                     none ? "" : "/", none ? '\0' : noun_spec(spec->on)->code,
                     none                     ? ""
                     : spec->on == NOUN_TOPIC ? "2"
                                              : "1");
            if (none)
                snprintf(target, sizeof target, "/c/" WEB_TESTING_CODE "/do/%s", spec->verb);
            NEED(web_testing_get(&web, target));
            if (!test_check_int(web.status, there ? 200 : 404, __FILE__, __LINE__, target))
                continue;
            for (size_t f = 0; there && f < spec->field_count; f++)
                test_check(web_testing_says(&web, spec->fields[f].label), __FILE__, __LINE__,
                           target);
        }
    }
}

TEST(what_is_sent_is_performed_and_shown_at_what_it_made)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(begun(&web, &t, "office"));
        NEED(POST(&web, PROPOSE, { "_key", KEY }, { "title", "夜班津贴" },
                  { "category", "N3.5" }, { "research.1", "R1" }, { "units.4", "hrss" },
                  { "units.7", "finance" }, { "measures.1.text", "" },
                  { "measures.2.text", "按月发放" }, { "_do", "act" }));
        CHECK_INT(web.status, 303);
        NEED(web.location != NULL);
        CHECK(text_starts(web.location, "/c/" WEB_TESTING_CODE "/topics/T6?_said=done-"));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM topic_measure WHERE topic = 6"),
                  1);
    }
}

TEST(a_refused_form_keeps_everything_that_was_typed)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(begun(&web, &t, "office"));
        NEED(POST(&web, PROPOSE, { "_key", KEY }, { "title", "夜班<津贴>" }, { "category", "" },
                  { "research.1", "R1" }, { "basis", "两年\n没有调整" },
                  { "measures.1.text", "按月发放" }, { "_do", "act" }));
        CHECK_INT(web.status, 422);
        CHECK(web_testing_says(&web, "现在不能提出议题方案"));
        CHECK(web_testing_says(&web, "没有写明议题属于制度所列的哪一类。"));
        CHECK(web_testing_says(&web, "value=\"夜班&lt;津贴&gt;\""));
        CHECK(web_testing_says(&web, "两年\n没有调整"));
        CHECK(web_testing_says(&web, "value=\"R1\" checked"));
        CHECK(web_testing_says(&web, "name=\"_key\" value=\"" KEY "\""));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM topic WHERE number = 6"), 0);
    }
}

TEST(every_mistake_stands_beside_its_field_and_in_the_summary)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(begun(&web, &t, "office"));
        NEED(POST(&web, PROPOSE, { "_key", KEY }, { "units.1", "nowhere" },
                  { "measures.1.unit", "hrss" }, { "done-on", "昨天" }, { "_do", "act" }));
        CHECK_INT(web.status, 422);
        CHECK(web_testing_says(&web, "有 4 处要改"));
        CHECK(web_testing_says(&web, "<a href=\"#f-title\">“议题名称”必填，还没有填写。</a>"));
        CHECK(web_testing_says(&web, "id=\"f-measures-1-text-fault\""));
        CHECK(
            web_testing_says(&web, "<a href=\"#f-units\">“涉及单位”：没有登记单位“nowhere”。"));
        CHECK(web_testing_says(&web, "value=\"nowhere\" checked"));
        CHECK(web_testing_says(&web, "<details class=\"envelope\" open>"));
    }
}

TEST(the_same_form_sent_twice_is_done_once_and_a_changed_one_is_told)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        const HttpPair first[] = { { "_key", KEY },
                                   { "title", "夜班津贴" },
                                   { "category", "N3.5" },
                                   { "research.1", "R1" } };
        const HttpPair other[] = { { "_key", KEY },
                                   { "title", "夜班补贴" },
                                   { "category", "N3.5" },
                                   { "research.1", "R1" } };
        NEED(begun(&web, &t, "office"));
        NEED(post(&web, PROPOSE, first, 4));
        CHECK_INT(web.status, 303);
        NEED(post(&web, PROPOSE, first, 4));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "已经办过"));
        CHECK(web_testing_says(&web, "/topics/T6"));
        NEED(post(&web, PROPOSE, other, 4));
        CHECK_INT(web.status, 409);
        CHECK(web_testing_says(&web, "value=\"夜班补贴\""));
        CHECK(!web_testing_says(&web, KEY));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM topic WHERE number > 5"), 1);
    }
}

TEST(a_form_without_its_key_is_not_done_and_gets_one)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(begun(&web, &t, "office"));
        NEED(POST(&web, PROPOSE, { "_key", "zz" }, { "title", "夜班津贴" },
                  { "category", "N3.5" }, { "research.1", "R1" }));
        CHECK_INT(web.status, 422);
        CHECK(web_testing_says(&web, "没有办理；现在补上了"));
        CHECK(!web_testing_says(&web, "value=\"zz\""));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM topic WHERE number > 5"), 0);
    }
}

TEST(rows_come_and_go_without_losing_what_was_typed)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(begun(&web, &t, "office"));
        NEED(POST(&web, PROPOSE, { "_key", KEY }, { "title", "夜班津贴" },
                  { "measures.1.text", "甲" }, { "measures.2.text", "乙" },
                  { "_do", "more:measures" }));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "name=\"measures.3.text\""));
        CHECK(web_testing_says(&web, KEY));
        NEED(POST(&web, PROPOSE, { "_key", KEY }, { "title", "夜班津贴" },
                  { "measures.1.text", "甲" }, { "measures.2.text", "乙" },
                  { "measures.3.text", "丙" }, { "_do", "less:measures.2" }));
        CHECK(!web_testing_says(&web, "乙"));
        CHECK(!web_testing_says(&web, "name=\"measures.3.text\""));
        CHECK(web_testing_says(&web, "丙"));
    }
}

TEST(a_draft_is_kept_shown_again_and_gone_once_done)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(begun(&web, &t, "office"));
        NEED(POST(&web, PROPOSE, { "_key", KEY }, { "title", "夜班津贴" },
                  { "category", "N3.5" }, { "research.1", "R1" }, { "_do", "keep" }));
        CHECK_INT(web.status, 303);
        NEED(web_testing_get(&web, PROPOSE));
        CHECK(web_testing_says(&web, "存下的草稿"));
        CHECK(web_testing_says(&web, "value=\"夜班津贴\""));
        NEED(POST(&web, PROPOSE, { "_key", KEY }, { "title", "夜班津贴" },
                  { "category", "N3.5" }, { "research.1", "R1" }));
        CHECK_INT(web.status, 303);
        NEED(web_testing_get(&web, PROPOSE));
        CHECK(!web_testing_says(&web, "存下的草稿"));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM draft"), 0);
    }
}

TEST(a_form_says_why_the_act_cannot_be_done_before_it_is_filled)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(begun(&web, &t, "office"));
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/do/topic.agree/T2"));
        CHECK(web_testing_says(&web, "现在不能商定议题"));
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/do/topic.agree/T99"));
        CHECK_INT(web.status, 404);
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/do/topic.agree/M1"));
        CHECK_INT(web.status, 404);
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/do/topic.agre/T2"));
        CHECK_INT(web.status, 404);
    }
}

TEST(who_enters_for_another_is_the_session_and_needs_the_paper)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(begun(&web, &t, "office"));
        NEED(POST(&web, PROPOSE, { "_key", KEY }, { "title", "夜班津贴" },
                  { "category", "N3.5" }, { "research.1", "R1" }));
        NEED(POST(&web, "/c/" WEB_TESTING_CODE "/do/topic.submit/T6",
                  { "_key", "1123456789abcdef0123456789abcdef" }));
        NEED(POST(&web, "/c/" WEB_TESTING_CODE "/do/topic.agree/T6",
                  { "_key", "2123456789abcdef0123456789abcdef" }, { "_for", "union-chair" },
                  { "entered-by", "government-office" }));
        CHECK_INT(web.status, 422);
        CHECK(web_testing_says(&web, "应当附其签字原件的扫描件。"));
        CHECK(web_testing_says(&web, "value=\"union-chair\" selected"));
        NEED(POST(&web, "/c/" WEB_TESTING_CODE "/do/topic.agree/T6",
                  { "_key", "3123456789abcdef0123456789abcdef" }, { "_for", "nobody" }));
        CHECK(web_testing_says(&web, "没有登记这个职务"));
    }
}
