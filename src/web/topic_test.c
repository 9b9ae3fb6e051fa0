#include "web/web_testing.h"

TEST(a_member_sees_the_topics_and_one_of_them_with_its_history)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WEB_TESTING(web);
        NEED(web_testing_begin(&web, &t));
        NEED(web_testing_sign_in(&web, "union-chair"));
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/topics"));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "另一个方案"));
        CHECK(web_testing_says(&web, "演示库，现在是2025年11月24日（周一）"));
        CHECK(web_testing_says(&web, web.form_token));
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/topics?state=withdrawn"));
        CHECK(web_testing_says(&web, "另一个方案"));
        CHECK(!web_testing_says(&web, "第五个方案"));
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/topics/T5"));
        CHECK_INT(web.status, 200);
        CHECK(web_testing_says(&web, "第五个方案"));
        CHECK(web_testing_says(&web, "条件还不成熟"));
        CHECK(web_testing_says(&web, "旗总工会主席（李试）"));
        NEED(web_testing_get(&web, "/c/" WEB_TESTING_CODE "/topics/T99"));
        CHECK_INT(web.status, 404);
        CHECK(web_testing_says(&web, "没有议题T99"));
    }
}
