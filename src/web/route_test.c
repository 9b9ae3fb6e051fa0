#include "web/route.h"

#include "base/test.h"
#include "web/visit.h"

static Status nothing(Visit *visit, HttpReply *reply)
{
    (void)visit;
    (void)reply;
    return OK;
}

static const Route table[] = {
    { HTTP_GET, "/", PERMIT_ANYONE, BODY_NONE, nothing, false },
    { HTTP_GET, "/sign-in", PERMIT_ANYONE, BODY_NONE, nothing, false },
    { HTTP_POST, "/sign-in", PERMIT_ANYONE, BODY_SMALL, nothing, false },
    { HTTP_GET, "/c/{conference}/", PERMIT_MEMBER, BODY_NONE, nothing, false },
    { HTTP_GET, "/c/{conference}/topics", PERMIT_MEMBER, BODY_NONE, nothing, true },
    { HTTP_GET, "/c/{conference}/topics/{topic}", PERMIT_MEMBER, BODY_NONE, nothing, true },
    { HTTP_POST, "/c/{conference}/do/{verb}/{subject}", PERMIT_MEMBER, BODY_FILES, nothing,
      false },
};
enum { ROWS = sizeof table / sizeof *table };

static RouteMatch find(HttpMethod method, const char *path)
{
    return route_find(test_op()->arena, table, ROWS, method, path);
}

TEST(a_route_is_found_by_its_segments_and_says_what_stood_in_them)
{
    RouteMatch match = find(HTTP_GET, "/c/ejin-horo/topics/T1");
    NEED(match.found == ROUTE_FOUND);
    CHECK_TEXT(match.route->pattern, "/c/{conference}/topics/{topic}");
    CHECK_TEXT(route_arg(&match, "conference"), "ejin-horo");
    CHECK_TEXT(route_arg(&match, "topic"), "T1");
    CHECK(route_arg(&match, "verb") == NULL);
    match = find(HTTP_POST, "/c/x/do/topic.agree/T1");
    NEED(match.found == ROUTE_FOUND);
    CHECK_TEXT(route_arg(&match, "verb"), "topic.agree");
    CHECK(find(HTTP_GET, "/c/ejin-horo/").found == ROUTE_FOUND);
    CHECK(find(HTTP_GET, "/").found == ROUTE_FOUND);
}

TEST(a_path_that_is_nearly_a_route_leads_nowhere)
{
    static const char *const wrong[] = { "/c/ejin-horo",
                                         "/c/ejin-horo/topics/",
                                         "/c//topics",
                                         "/c/ejin-horo/topics/T1/x",
                                         "//",
                                         "/c/ejin-horo/Topics",
                                         "/sign-in/",
                                         "c/ejin-horo/",
                                         "" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(find(HTTP_GET, wrong[i]).found == ROUTE_NOWHERE);
}

TEST(a_path_with_another_method_says_which_it_has)
{
    RouteMatch match = find(HTTP_POST, "/c/ejin-horo/topics");
    CHECK(match.found == ROUTE_OTHER_METHOD);
    CHECK_TEXT(match.allowed, "GET, HEAD");
    match = find(HTTP_GET, "/c/ejin-horo/do/topic.agree/T1");
    CHECK(match.found == ROUTE_OTHER_METHOD);
    CHECK_TEXT(match.allowed, "POST");
    CHECK(find(HTTP_POST, "/sign-in").found == ROUTE_FOUND);
}

static void refused(const Route *row)
{
    Route rows[ROWS + 1];
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = table[i];
    rows[ROWS] = *row;
    CHECK(routes_check(test_op(), rows, ROWS + 1) == BROKEN);
    op_clear(test_op());
}

TEST(a_row_that_leaves_something_out_keeps_the_server_from_starting)
{
    static const Route wrong[] = {
        { HTTP_GET, "/a", PERMIT_MISSING, BODY_NONE, nothing, false },
        { HTTP_GET, "/a", PERMIT_ANYONE, BODY_MISSING, nothing, false },
        { HTTP_POST, "/a", PERMIT_ANYONE, BODY_NONE, nothing, false },
        { HTTP_GET, "/a", PERMIT_ANYONE, BODY_SMALL, nothing, false },
        { HTTP_GET, "/a", PERMIT_ANYONE, BODY_NONE, NULL, false },
        { HTTP_GET, "a", PERMIT_ANYONE, BODY_NONE, nothing, false },
        { HTTP_GET, NULL, PERMIT_ANYONE, BODY_NONE, nothing, false },
        { HTTP_GET, "/a", PERMIT_ANYONE, BODY_NONE, nothing, true },
        { HTTP_GET, "/a/{nobody}", PERMIT_ANYONE, BODY_NONE, nothing, false },
        { HTTP_GET, "/c/{conference}/a", PERMIT_SIGNED_IN, BODY_NONE, nothing, false },
        { HTTP_GET, "/a", PERMIT_MEMBER, BODY_NONE, nothing, false },
        { HTTP_GET, "/c/{conference}/topics", PERMIT_MEMBER, BODY_NONE, nothing, false },
        { HTTP_GET, "/c/{conference}/topics/{subject}", PERMIT_MEMBER, BODY_NONE, nothing,
          false },
    };
    NEED_OK(routes_check(test_op(), table, ROWS));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        refused(&wrong[i]);
}

TEST(the_table_of_this_program_says_everything)
{
    CHECK(routes_check(test_op(), routes, routes_count) == OK);
}
