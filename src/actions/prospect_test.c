/* What can be done next agrees with what is done: the whole cycle is walked,
 * and before each of its acts every post asks whether it could do it. */
#include <stdio.h>
#include <string.h>

#include "actions/cycle_testing.h"
#include "actions/load.h"
#include "actions/prospect.h"
#include "base/text.h"
#include "db/db_testing.h"
#include "store/rows_gen.h"
#include "store/tables_gen.h"

#define NEED_TRUE(fine)                                                                        \
    do {                                                                                       \
        if (!(fine))                                                                           \
            return false;                                                                      \
    } while (0)

typedef struct Walk {
    CycleTesting cycle;
    Db *db;
    Op *op; /* of one step */
} Walk;

static void walk_end(Walk *walk)
{
    cycle_testing_end(&walk->cycle);
}
#define WALK(name, database)                                                                   \
    Walk name __attribute__((cleanup(walk_end))) = { .db = (database), .op = test_op() }

static int64_t conference_now(const Walk *walk)
{
    int64_t conference = 0;
    if (load_conference_number(walk->op, walk->db, NULL, &conference) != OK)
        op_clear(walk->op);
    return conference;
}

static Subject subject_of(const Step *step)
{
    Subject subject = SUBJECT_CONFERENCE;
    const ActSpec *spec = act_find(step->verb);
    if (spec->on != NOUN_CONFERENCE && spec->on != NOUN_DEPLOYMENT)
        CHECK(subject_parse(step->subject, spec->on, &subject));
    return subject;
}

static World world_of(const Walk *walk)
{
    World world = walk->cycle.world;
    world.db = walk->db;
    return world;
}

/* The prospect of a step's act for a post, "office" or "office/wang". */
static bool asked(const Walk *walk, int64_t conference, const char *actor, const Step *step,
                  Prospect *out)
{
    World world = world_of(walk);
    Case c = { .today = instant_day(world.now), .day = instant_day(world.now) };
    DB_TX(tx, walk->db);
    return test_check_ok(db_tx_begin_snapshot(walk->op, &tx), __FILE__, __LINE__, "begin") &&
           test_check_ok(load_institution(walk->op, &world, conference, &c), __FILE__, __LINE__,
                         step->place) &&
           test_check_ok(load_actor(walk->op, &world, actor, &c), __FILE__, __LINE__,
                         step->place) &&
           test_check_ok(prospect_load(walk->op, &world, conference, &c.actor, subject_of(step),
                                       act_find(step->verb), out),
                         __FILE__, __LINE__, step->place);
}

static bool text_is(const Step *step, const char *key)
{
    for (size_t i = 0; i < step->texts.count; i++)
        if (text_same(step->texts.items[i].key, key))
            return true;
    return false;
}

/* What performing says, and nothing left of it. */
static bool attempted(const Walk *walk, const char *actor, size_t n, Answer *out)
{
    World world = world_of(walk);
    const Step *step = &walk->cycle.steps.items[n];
    Random random = random_seeded((uint64_t)n);
    RequestFile files[REQUEST_FILES_MAX];
    Request request = { .actor = actor,
                        .verb = step->verb,
                        .subject = step->subject,
                        .place = step->place,
                        .texts = step->texts.items,
                        .text_count = step->texts.count,
                        .files = files };
    world.random = &random;
    DB_TX(tx, walk->db);
    return test_check_ok(cycle_testing_files(walk->op, step, files, &request.file_count),
                         __FILE__, __LINE__, step->place) &&
           test_check_ok(db_tx_begin(walk->op, &tx), __FILE__, __LINE__, "begin") &&
           test_check_ok(perform_within(walk->op, &world, &request, out), __FILE__, __LINE__,
                         step->place);
}

static bool agree(const Prospect *prospect, const Answer *answer, const Step *step,
                  const char *actor)
{
    bool reasoned = prospect->verdict.kind == VERDICT_NEEDS_REASON &&
                    answer->verdict.kind == VERDICT_ALLOWED && text_is(step, "reason");
    bool same = prospect->verdict.kind == answer->verdict.kind &&
                text_same(prospect->verdict.why, answer->verdict.why) &&
                text_same(prospect->verdict.source.ref, answer->verdict.source.ref);
    if (same || reasoned)
        return true;
    printf("    %s: %s by %s\n      before: %d %s\n      then:   %d %s\n", step->place,
           step->verb, actor, prospect->verdict.kind, prospect->verdict.why,
           answer->verdict.kind, answer->verdict.why);
    return CHECK(same || reasoned);
}

static bool one_tries(const Walk *walk, size_t n, int64_t conference, const char *post)
{
    const Step *step = &walk->cycle.steps.items[n];
    Prospect prospect;
    Answer answer;
    return asked(walk, conference, post, step, &prospect) &&
           attempted(walk, post, n, &answer) && agree(&prospect, &answer, step, post);
}

/* Every post there is tries the act of this step. */
static bool posts_try(const Walk *walk, size_t n, int64_t conference)
{
    const Step *step = &walk->cycle.steps.items[n];
    PostRowList posts = { 0 };
    if (!one_tries(walk, n, conference, step->actor))
        return false;
    if (act_find(step->verb)->on == NOUN_DEPLOYMENT)
        return true; /* it knows no posts */
    if (text_is(step, "entered-by") || text_is(step, "done-on"))
        return true; /* judged by another day or another post than the page's */
    NEED_TRUE(test_check_ok(post_rows(walk->op, walk->db, conference, &posts), __FILE__,
                            __LINE__, "posts"));
    for (size_t i = 0; i < posts.count; i++)
        NEED_TRUE(one_tries(walk, n, conference, posts.items[i].post));
    return true;
}

/* Of the acts that stand in sight as possible, the one that is done next is
 * one; and what its doer owes is named as its turn. */
static bool walked(Walk *walk)
{
    for (size_t n = 0; n < walk->cycle.steps.count; n++) {
        Answer answer;
        ARENA_SCOPE(arena);
        Op op = { .arena = arena };
        walk->op = &op;
        if (!cycle_testing_turn(&walk->cycle, n))
            continue;
        int64_t conference = conference_now(walk);
        if (conference != 0)
            NEED_TRUE(posts_try(walk, n, conference));
        NEED_TRUE(test_check_ok(cycle_testing_act(&op, &walk->cycle, walk->db, n, &answer),
                                __FILE__, __LINE__, walk->cycle.steps.items[n].place));
        NEED_TRUE(CHECK(answer.done));
    }
    return true;
}

TEST(what_is_told_before_a_form_is_filled_agrees_with_what_performing_says)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WALK(walk, t.db);
        NEED(cycle_testing_begin(&walk.cycle, t.db));
        CHECK(walked(&walk));
    }
}

/* Plays up to the first step of this verb; its number. */
static size_t played_up_to(Walk *walk, const char *verb)
{
    for (size_t n = 0; n < walk->cycle.steps.count; n++) {
        Answer answer;
        if (!cycle_testing_turn(&walk->cycle, n))
            continue;
        if (text_same(walk->cycle.steps.items[n].verb, verb))
            return n;
        CHECK(cycle_testing_act(walk->op, &walk->cycle, walk->db, n, &answer) == OK);
    }
    CHECK(false);
    return 0;
}

static Capacity post_of(const Walk *walk, int64_t conference, const char *post)
{
    World world = world_of(walk);
    Case c = { .today = instant_day(world.now), .day = instant_day(world.now) };
    DB_TX(tx, walk->db);
    CHECK(db_tx_begin_snapshot(walk->op, &tx) == OK &&
          load_institution(walk->op, &world, conference, &c) == OK &&
          load_actor(walk->op, &world, post, &c) == OK);
    return c.actor;
}

static Prospects told_to(const Walk *walk, const char *post, Subject subject, Noun makes)
{
    World world = world_of(walk);
    Prospects out = { 0 };
    int64_t conference = conference_now(walk);
    Capacity capacity = post_of(walk, conference, post);
    DB_TX(tx, walk->db);
    CHECK(db_tx_begin_snapshot(walk->op, &tx) == OK &&
          prospects_load(walk->op, &world, conference, &capacity, subject, makes, &out) == OK);
    return out;
}

static ProspectSight sight(const Prospects *prospects, ActKind kind)
{
    const Prospect *prospect = prospect_of(prospects, kind);
    return prospect != NULL ? prospect->sight : SIGHT_PAST;
}

TEST(a_topic_before_its_agreement_says_whose_turn_it_is_and_what_others_may_do)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WALK(walk, t.db);
        Subject topic = { NOUN_TOPIC, 2 };
        NEED(cycle_testing_begin(&walk.cycle, t.db));
        played_up_to(&walk, "topic.agree");
        Prospects chair = told_to(&walk, "union-chair", topic, NOUN_NONE);
        CHECK_TEXT(chair.state_word, "已报请商定");
        CHECK_INT(sight(&chair, ACT_TOPIC_AGREE), SIGHT_NOW);
        NEED(prospect_of(&chair, ACT_TOPIC_AGREE) != NULL);
        CHECK(prospect_of(&chair, ACT_TOPIC_AGREE)->owed);
        CHECK_INT(sight(&chair, ACT_TOPIC_DRAFT), SIGHT_LATER);
        CHECK(!prospect_of(&chair, ACT_TOPIC_DRAFT)->others);
        CHECK_TEXT(prospect_of(&chair, ACT_TOPIC_DRAFT)->source, "办理次序（形成议题草案）");
        CHECK(chair.turns.count == 2 && chair.turns.items[0].due.n != DAY_NONE.n);
        CHECK_INT(chair.turns.items[0].mine + chair.turns.items[1].mine, 1);
        Prospects office = told_to(&walk, "office", topic, NOUN_NONE);
        CHECK_INT(sight(&office, ACT_TOPIC_AGREE), SIGHT_LATER);
        CHECK(prospect_of(&office, ACT_TOPIC_AGREE)->others);
        CHECK(office.turns.count == 2 && !office.turns.items[0].mine);
    }
}

TEST(what_can_never_be_again_is_past_and_the_normal_course_names_who_is_next)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WALK(walk, t.db);
        NEED(cycle_testing_begin(&walk.cycle, t.db));
        played_up_to(&walk, "inspection.find");
        Prospects meeting = told_to(&walk, "office", (Subject){ NOUN_MEETING, 1 }, NOUN_NONE);
        CHECK_INT(sight(&meeting, ACT_MEETING_NOTIFY), SIGHT_PAST);
        CHECK_INT(sight(&meeting, ACT_INSPECTION_FORM), SIGHT_NOW);
        Prospects team = told_to(&walk, "office", (Subject){ NOUN_INSPECTION, 1 }, NOUN_NONE);
        CHECK(team.turns.count == 1 && team.turns.items[0].spec->kind == ACT_INSPECTION_FIND);
        Prospects begins = told_to(&walk, "office", SUBJECT_CONFERENCE, NOUN_TOPIC);
        CHECK_INT(begins.acts.count, 1);
        CHECK_INT(sight(&begins, ACT_TOPIC_PROPOSE), SIGHT_NOW);
        Prospects all = told_to(&walk, "office", SUBJECT_CONFERENCE, NOUN_NONE);
        CHECK_INT(sight(&all, ACT_CONFERENCE_FOUND), SIGHT_PAST);
    }
}

TEST(a_subject_that_does_not_exist_is_told_as_such)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WALK(walk, t.db);
        Prospects out;
        NEED(cycle_testing_begin(&walk.cycle, t.db));
        played_up_to(&walk, "topic.propose");
        World world = world_of(&walk);
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin_snapshot(test_op(), &tx));
        CHECK_INT(prospects_load(test_op(), &world, conference_now(&walk), NULL,
                                 (Subject){ NOUN_TOPIC, 9 }, NOUN_NONE, &out),
                  NOT_FOUND);
        CHECK_TEXT(op_told(test_op()), "没有议题T9。");
    }
}

TEST(every_name_that_nobody_registered_is_a_fault_of_its_own_field)
{
    DB_EACH_ENGINE(t, &store_changes)
    {
        WALK(walk, t.db);
        const ActText texts[] = { { "title", "秘密★ 高温津贴", "" },
                                  { "units.1", "hrss", "" },
                                  { "units.2", "nowhere", "" },
                                  { "research.1", "R7", "" },
                                  { "measures.1.unit", "nobody", "" } };
        ActInput input = { texts, sizeof texts / sizeof *texts, "", NULL };
        ActFaultList faults;
        NEED(cycle_testing_begin(&walk.cycle, t.db));
        played_up_to(&walk, "topic.agree");
        World world = world_of(&walk);
        DB_TX(tx, t.db);
        NEED_OK(db_tx_begin_snapshot(test_op(), &tx));
        NEED_OK(prospect_check(test_op(), &world, conference_now(&walk),
                               act_find("topic.propose"), &input, &faults));
        NEED(faults.count == 5);
        CHECK_TEXT(faults.items[0].key, "measures.1.text");
        CHECK_TEXT(faults.items[1].text, "“所依据的调研”：没有登记调研“R7”。");
        CHECK_TEXT(faults.items[2].key, "measures.1.unit");
        CHECK_TEXT(faults.items[3].key, "units.2");
        CHECK_TEXT(faults.items[3].text, "“涉及单位”：没有登记单位“nowhere”。");
        CHECK_TEXT(faults.items[4].key, "title");
    }
}
