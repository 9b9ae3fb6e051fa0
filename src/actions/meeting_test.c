#include <string.h>

#include "actions/charters.h"
#include "actions/load.h"
#include "actions/paper.h"
#include "actions/paper_facts.h"
#include "actions/scenario.h"
#include "base/test.h"
#include "base/text.h"
#include "db/migrate.h"
#include "store/tables_gen.h"

#define SCENARIO LIANXI_SOURCE "/tests/scenarios/meeting.scenario"

/* The whole scenario is played once for each test: two meetings of 2023 and
 * 2024, the first with issued minutes, the second with a draft. */
typedef struct Played {
    Db *db;
    World world;
    Random random;
    ScenarioReport report;
} Played;

static void line_show(void *context, const char *line)
{
    (void)context;
    if (strstr(line, "不符") != NULL)
        CHECK_TEXT(line, "");
}

static Status play(Op *op, Played *p)
{
    size_t applied;
    const Calendar *calendar;
    TRY(db_open(op, ":memory:", DB_OWNER, &p->db));
    TRY(db_migrate(op, p->db, &store_changes, &applied));
    TRY(calendar_embedded(op, &calendar));
    p->random = random_seeded(1);
    p->world = (World){ .db = p->db,
                        .calendar = calendar,
                        .random = &p->random,
                        .charters = charter_cache_new(),
                        .now = instant_at(day_of(2023, 4, 26), 8, 0) };
    return scenario_play(op, &p->world, SCENARIO, NULL, line_show, NULL, &p->report);
}

static void played_end(Played *p)
{
    charter_cache_free(p->world.charters);
    db_close(p->db);
}
#define PLAYED(name) __attribute__((cleanup(played_end))) Played name = { 0 }

static int64_t conference(Op *op, const Played *p)
{
    int64_t number = 0;
    CHECK_INT(load_conference_number(op, p->db, "ejin-horo", &number), OK);
    return number;
}

TEST(two_meetings_are_held_and_their_projections_are_what_the_ledger_says)
{
    PLAYED(p);
    NEED_OK(play(test_op(), &p));
    CHECK_INT(p.report.failures, 0);
    CHECK(p.report.refusals >= 14);
    CHECK(p.report.sources[SOURCE_CLAUSE] && p.report.sources[SOURCE_READING]);
    CHECK(p.report.sources[SOURCE_HOUSE] && p.report.sources[SOURCE_ORDER]);
}

static Status make(Played *p, const char *kind, int64_t meeting, const char *format, Bytes *out)
{
    return paper_make(test_op(), &p->world, conference(test_op(), p), kind,
                      (Subject){ NOUN_MEETING, meeting }, format, out);
}

TEST(papers_are_made_of_what_was_done_and_of_nothing_else)
{
    PLAYED(p);
    Bytes bytes, again;
    NEED_OK(play(test_op(), &p));
    NEED_OK(make(&p, "notice", 1, "docx", &bytes));
    CHECK(bytes.count > 4 && memcmp(bytes.data, "PK", 2) == 0);
    NEED_OK(make(&p, "minutes", 1, "pdf", &bytes));
    CHECK(bytes.count > 4 && memcmp(bytes.data, "%PDF", 4) == 0);
    NEED_OK(make(&p, "minutes", 1, "pdf", &again));
    CHECK(bytes_equal(bytes, again));
    CHECK_INT(make(&p, "notice", 2, "pdf", &bytes), INVALID); /* was cancelled */
    CHECK(strstr(op_told(test_op()), "还没有印发通知") != NULL);
    op_clear(test_op());
    CHECK_INT(make(&p, "minutes", 2, "pdf", &bytes), INVALID);
    CHECK(strstr(op_told(test_op()), "还没有起草纪要") != NULL);
    op_clear(test_op());
    CHECK_INT(make(&p, "minutes", 9, "pdf", &bytes), INVALID);
    op_clear(test_op());
    CHECK_INT(make(&p, "letter", 1, "pdf", &bytes), INVALID);
    op_clear(test_op());
    CHECK_INT(make(&p, "notice", 1, "ofd", &bytes), INVALID);
    op_clear(test_op());
}

static const char *people_text(const Document *document, size_t list)
{
    TextList parts = { 0 };
    const SpanList *spans = &document->people.items[list].spans;
    for (size_t i = 0; i < spans->count; i++)
        *LIST_ADD(test_op()->arena, &parts) = spans->items[i].text;
    return text_join(test_op()->arena, &parts, "");
}

TEST(minutes_name_who_came_in_whose_place_and_who_did_not)
{
    PLAYED(p);
    PaperFacts facts;
    Document *document;
    NEED_OK(play(test_op(), &p));
    NEED_OK(paper_facts(test_op(), &p.world, conference(test_op(), &p), 1, &facts));
    NEED_OK(minutes_document(&facts, &document));
    CHECK(facts.simulated && document->simulated);
    CHECK_TEXT(document->mark, "伊金霍洛旗人民政府与伊金霍洛旗总工会联席会议纪要");
    CHECK_TEXT(facts.name, "2023年第一次会议");
    CHECK_TEXT(document->number, "第1期");
    CHECK_INT(document->people.count, 3);
    CHECK(strstr(people_text(document, 0), "旗总工会 苏日娜（主席）") != NULL);
    CHECK(strstr(people_text(document, 0), "陈国栋（代刘淑珍参会）") != NULL);
    CHECK(strstr(people_text(document, 1), "旗发改委") != NULL);
    CHECK(strstr(people_text(document, 1), "外出") == NULL); /* the cause is private */
    CHECK_TEXT(people_text(document, 2), "马秀兰（职工代表）");
}

TEST(minutes_that_are_not_issued_say_so_instead_of_a_number)
{
    PLAYED(p);
    PaperFacts facts;
    Document *document;
    NEED_OK(play(test_op(), &p));
    NEED_OK(paper_facts(test_op(), &p.world, conference(test_op(), &p), 3, &facts));
    NEED_OK(minutes_document(&facts, &document));
    CHECK_TEXT(document->number, "送审稿");
    CHECK(!day_given(document->head_day));
    CHECK_TEXT(facts.name, "2024年第一次会议"); /* a cancelled one does not count */
}
