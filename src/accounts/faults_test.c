/* Whichever call to the database fails: all of it stands, or nothing. */
#include "accounts/accounts_testing.h"
#include "accounts/password_change.h"
#include "db/fake.h"
#include "store/tables_gen.h"

static const char old_password[] = "k7mq2zpx9w";

typedef struct Standing {
    int64_t sessions;
    int64_t failures;
    int64_t password_since;
    int64_t chosen; /* sessions with a capacity in conference 3 */
} Standing;

static Standing standing(Db *db)
{
    return (Standing){
        .sessions = db_testing_int(db, "SELECT count(*) FROM session"),
        .failures = db_testing_int(db, "SELECT failures FROM account"),
        .password_since = db_testing_int(db, "SELECT password_since FROM account"),
        .chosen = db_testing_int(db, "SELECT count(*) FROM session WHERE conference = 3"),
    };
}

static bool stands_as(const Standing *is, const Standing *should)
{
    return is->sessions == should->sessions && is->failures == should->failures &&
           is->password_since == should->password_since && is->chosen == should->chosen;
}

typedef struct Asked {
    Db *db; /* fails */
    Session session;
    SignInAttempt right, wrong;
    PasswordChange change;
} Asked;

typedef Status (*Work)(Asked *asked);

static Status work_sign_in(Asked *asked)
{
    SignInResult result;
    Random random = random_system();
    return sign_in_finish(test_op(), asked->db, &random, &asked->right, "::1",
                          testing_later(testing_now(), 60), testing_day(), &result);
}

static Status work_fail(Asked *asked)
{
    SignInResult result;
    Random random = random_system();
    return sign_in_finish(test_op(), asked->db, &random, &asked->wrong, "::1",
                          testing_later(testing_now(), 60), testing_day(), &result);
}

static Status work_choose(Asked *asked)
{
    const char *token;
    Random random = random_system();
    return session_choose(test_op(), asked->db, &random, &asked->session, 3, "chair",
                          testing_later(testing_now(), 60), testing_day(), &token);
}

static Status work_change(Asked *asked)
{
    bool done;
    return password_change_finish(test_op(), asked->db, &asked->change, &asked->session,
                                  testing_later(testing_now(), 60), &done);
}

/* Two sessions of one account, one of them asking; what the workers found. */
static Status prepare(Db *db, Asked *asked)
{
    int64_t number;
    SignInResult first, second;
    TRY(testing_deployment(test_op(), db));
    TRY(testing_account(test_op(), db, "wang", WANG, old_password, false, &number));
    TRY(testing_sign_in(test_op(), db, "wang", old_password, testing_now(), &first));
    TRY(testing_sign_in(test_op(), db, "wang", old_password, testing_now(), &second));
    TRY(testing_sign_in(test_op(), db, "wang", "wrong", testing_now(), &first));
    TRY(session_find(test_op(), db, second.token, testing_now(), testing_day(),
                     &asked->session));
    TRY(sign_in_read(test_op(), db, "wang", old_password, &asked->right));
    TRY(sign_in_hash(test_op(), &asked->right));
    TRY(sign_in_read(test_op(), db, "wang", "wrong", &asked->wrong));
    TRY(sign_in_hash(test_op(), &asked->wrong));
    TRY(password_change_read(test_op(), db, &asked->session, old_password, "bamboo-and-ink",
                             &asked->change));
    return password_change_hash(test_op(), &asked->change);
}

/* Fails at the first call, the second …, until it runs through. */
static void each_call_fails(Db *inner, Asked *asked, Work work)
{
    DbFake fake = { 0 };
    Db *db = db_fake(inner, &fake);
    const Standing before = standing(inner);
    asked->db = db;
    for (uint64_t n = 1; n < 100; n++) {
        fake = (DbFake){ .fail_at = n };
        Status status = work(asked);
        Standing now = standing(inner);
        op_clear(test_op());
        if (status == OK) {
            CHECK_INT(fake.failed, 0);
            CHECK(n > 3); /* there were calls to fail */
            CHECK(!stands_as(&now, &before));
            break;
        }
        CHECK(stands_as(&now, &before));
    }
    db_close(db);
}

TEST(a_sign_in_a_failure_a_choice_and_a_change_happen_wholly_or_not)
{
    static const Work works[] = { work_fail, work_choose, work_sign_in, work_change };
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        DB_SCOPE(inner);
        size_t applied;
        Asked asked = { 0 };
        NEED_OK(db_open(test_op(), ":memory:", DB_OWNER, &inner));
        NEED_OK(db_migrate(test_op(), inner, &store_changes, &applied));
        NEED_OK(prepare(inner, &asked));
        each_call_fails(inner, &asked, works[i]);
    }
}
