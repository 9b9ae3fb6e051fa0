#include "actions/light.h"
#include "store/decision_sql.h"
#include "store/rows_gen.h"
#include "web/listing.h"
#include "web/web_testing.h"

#define DECISIONS "/c/" WEB_TESTING_CODE "/decisions"

TEST(the_list_of_decisions_shows_lights_leads_and_days)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "union-chair"));
        NEED(web_testing_get(&web, DECISIONS));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "/decisions/D1"));
        CHECK(web_testing_says(&web, "延期1次"));
        CHECK(web_testing_says(&web, "60%"));
        CHECK(web_testing_says(&web, "旗人社局"));
    }
}

TEST(filters_narrow_the_list_and_are_remembered_in_it)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "union-chair"));
        NEED(web_testing_get(&web, DECISIONS "?state=closed"));
        CHECK(web_testing_says(&web, "/decisions/D1\""));
        CHECK(!web_testing_says(&web, "/decisions/D2\""));
        CHECK(web_testing_says(&web, "<option value=\"closed\" selected>"));
        NEED(web_testing_get(&web, DECISIONS "?unit=housing&year=2025"));
        CHECK(web_testing_says(&web, "/decisions/D2\""));
        NEED(web_testing_get(&web, DECISIONS "?q=100%25"));
        CHECK(web_testing_says(&web, "没有符合条件的议定事项"));
        NEED(web_testing_get(&web, DECISIONS "?light=overdue&unit=x%27y&year=1&page=-3"));
        CHECK_INT(web.status, 200);
    }
}

TEST(a_decision_tells_its_units_its_days_and_what_was_said_about_it)
{
    static const char *const told[] = {
        "标准已经拟定", "下步措施：七月发放", "会议议定，",           "申请延至2025年9月30日",
        "已过期限",     "三处工地尚未发放",   "联合督查I1",           "一处未发放",
        "抽查三处属实", "测算比预计的慢",     "陈试 0477-0000006",    "资金渠道待定",
        "已经补发",     "为什么没有别的按钮", "2025年10月16日前答复",
    };
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "union-chair"));
        NEED(web_testing_get(&web, DECISIONS "/D1"));
        CHECK_INT(web.status, 200);
        for (size_t i = 0; i < sizeof told / sizeof *told; i++)
            if (!web_testing_says(&web, told[i]))
                test_check(false, __FILE__, __LINE__, told[i]);
        CHECK(!web_testing_says(&web, "(null)"));
    }
}

TEST(codes_of_no_decision_give_a_page_that_says_so)
{
    static const char *const codes[] = {
        "D0", "D99", "D99999999999", "d1", "T1", "D1%2e", "x"
    };
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "union-chair"));
        for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
            NEED(web_testing_get(&web,
                                 arena_printf(test_op()->arena, DECISIONS "/%s", codes[i])));
            CHECK_INT(web.status, 404);
        }
    }
}

/* The statement narrows by the same light that the page shows. */
TEST(the_light_of_the_statement_is_the_light_of_the_rules_on_every_day)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        World world;
        Place place;
        NEED(web_testing_begin(&web, &t));
        world = (World){ .db = web.reader,
                         .calendar = web.web->calendar,
                         .charters = web.web->charters,
                         .now = instant_at(day_of(2025, 4, 1), 9, 0) };
        NEED_OK(place_stand(test_op(), &world, WEB_TESTING_CODE, &place));
        for (int step = 0; step < 300; step += 7) {
            DecisionLineRowList lines = { 0 };
            place.today = day_plus(day_of(2025, 3, 1), step);
            NEED_OK(sql_decision_lines(test_op(), place.db, place.conference, place.today,
                                       light_near_until(&place), NULL, NULL, NULL, DAY_NONE,
                                       DAY_NONE, NULL, 50, 0, &lines));
            CHECK(lines.count >= 2);
            for (size_t i = 0; i < lines.count; i++) {
                DecisionRow row;
                NEED_OK(decision_row_get(test_op(), place.db, place.conference,
                                         lines.items[i].number, &row));
                CHECK_TEXT(lines.items[i].light, light_name(light_of_decision(&place, &row)));
            }
        }
    }
}

TEST(words_to_look_for_are_no_pattern)
{
    CHECK_TEXT(listing_pattern(test_op()->arena, "50%_\\"), "%50\\%\\_\\\\%");
    CHECK_TEXT(listing_cut(test_op()->arena, "一二三四五", 5), "一二三四五");
    CHECK_TEXT(listing_cut(test_op()->arena, "一二三四五六", 5), "一二三四…");
    CHECK_INT(listing_page_within(9, 101), 3);
    CHECK_INT(listing_page_within(2, 100), 2);
    CHECK_INT(listing_page_within(4, 0), 1);
}
