#include "db/owner.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "db/db_testing.h"
#include "db/note_sql.h"
#include "db/tables_gen.h"

/* ---- a little service: each request is a number for the journal ------------------ */

typedef struct Service {
    size_t batches;
    size_t largest;
    Status fail;
} Service;

static Status handle_one(Op *op, Db *db, OwnerRequest *request)
{
    int64_t number = 0;
    DB_SAVEPOINT(part, db);
    TRY(db_savepoint_begin(op, &part));
    const char *text =
        arena_dup_n(op->arena, (const char *)request->request.data, request->request.count);
    number = strtoll(text, NULL, 10);
    Status status = sql_journal_add(op, db, number, request->request, false, 0);
    request->reply = bytes_of_text(status == CONFLICT ? "twice" : "done");
    if (status == CONFLICT)
        return OK;
    return status == OK ? db_savepoint_keep(op, &part) : status;
}

static Status handle(Op *op, Db *db, void *state, OwnerRequest *batch, size_t count)
{
    Service *service = state;
    service->batches++;
    service->largest = count > service->largest ? count : service->largest;
    if (service->fail != OK)
        return op_fail(op, service->fail, "不办。");
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    for (size_t i = 0; i < count; i++)
        TRY(handle_one(op, db, &batch[i]));
    return db_tx_commit(op, &tx);
}

/* ---- a client made by hand, in the same process as the server ---------------------- */

static int dial(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    const char *name = arena_printf(test_op()->arena, "%s.sock", path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    memcpy(address.sun_path, name, strlen(name) + 1);
    if (!CHECK(connect(fd, (struct sockaddr *)&address, sizeof address) == 0))
        return -1;
    return fd;
}

static bool put(int fd, const char *text, size_t announced)
{
    Buf frame;
    buf_init(&frame, test_op()->arena);
    buf_u32(&frame, (uint32_t)announced);
    buf_text(&frame, text);
    return send(fd, frame.data, frame.count, MSG_NOSIGNAL) == (ssize_t)frame.count;
}

/* The reply, "" when closed, NULL when there is none yet. */
static const char *take(int fd)
{
    char data[64] = "";
    ssize_t bytes = recv(fd, data, sizeof data - 1, MSG_DONTWAIT);
    if (bytes < 0)
        return errno == EAGAIN ? NULL : "";
    return bytes <= 4 ? "" : arena_dup(test_op()->arena, data + 4);
}

static bool is_sqlite(const DbTesting *t)
{
    return db_engine(t->db) == DB_SQLITE; /* only files have owners */
}

TEST(requests_that_are_ready_together_are_one_batch)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        enum { COUNT = 70 };
        Service service = { 0 };
        OwnerServer *server = NULL;
        int fds[COUNT];
        if (!is_sqlite(&t))
            continue;
        NEED_OK(owner_listen(test_op(), t.url, t.db, handle, &service, &server));
        for (int i = 0; i < COUNT; i++) {
            const char *text = arena_printf(test_op()->arena, "%d", i);
            fds[i] = dial(t.url);
            CHECK(put(fds[i], text, strlen(text)));
        }
        for (int i = 0; i < 6; i++)
            CHECK_INT(owner_step(test_op(), server, 0), OK);
        CHECK_INT(service.largest, OWNER_BATCH_MAX);
        CHECK_INT(service.batches, 2);
        for (int i = 0; i < COUNT; i++) {
            CHECK_TEXT(take(fds[i]), "done");
            close(fds[i]);
        }
        owner_stop(server);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM journal"), COUNT);
    }
}

TEST(one_connection_carries_one_request_after_another)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        Service service = { 0 };
        OwnerServer *server = NULL;
        if (!is_sqlite(&t))
            continue;
        NEED_OK(owner_listen(test_op(), t.url, t.db, handle, &service, &server));
        int fd = dial(t.url);
        CHECK(put(fd, "12", 3)); /* a part … */
        CHECK_INT(owner_step(test_op(), server, 0), OK);
        CHECK_INT(owner_step(test_op(), server, 0), OK);
        CHECK(take(fd) == NULL);
        CHECK_INT(send(fd, "3", 1, 0), 1); /* … and the rest */
        CHECK_INT(owner_step(test_op(), server, 0), OK);
        CHECK_TEXT(take(fd), "done");
        CHECK(put(fd, "123", 3) && put(fd, "124", 3)); /* two at once */
        for (int i = 0; i < 3; i++)
            CHECK_INT(owner_step(test_op(), server, 0), OK);
        CHECK_INT(service.batches, 3);
        CHECK_INT(service.largest, 1);
        CHECK_INT(db_testing_int(t.db, "SELECT max(number) FROM journal"), 124);
        close(fd);
        owner_stop(server);
    }
}

TEST(who_vanishes_or_says_nonsense_is_no_trouble_for_others)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        Service service = { 0 };
        OwnerServer *server = NULL;
        if (!is_sqlite(&t))
            continue;
        NEED_OK(owner_listen(test_op(), t.url, t.db, handle, &service, &server));
        int half = dial(t.url), gone = dial(t.url), huge = dial(t.url), good = dial(t.url);
        CHECK(put(half, "1", 100));
        CHECK(put(gone, "2", 1));
        CHECK(put(huge, "3", OWNER_FRAME_MAX + 1));
        CHECK(put(good, "4", 1));
        close(half);
        close(gone);
        for (int i = 0; i < 4; i++)
            CHECK_INT(owner_step(test_op(), server, 0), OK);
        CHECK_TEXT(take(huge), "");
        CHECK_TEXT(take(good), "done");
        close(huge);
        close(good);
        owner_stop(server);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM journal WHERE number = 4"), 1);
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM journal WHERE number IN (1, 3)"),
                  0);
    }
}

TEST(a_batch_that_fails_is_not_acknowledged)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        Service service = { .fail = UNAVAILABLE };
        OwnerServer *server = NULL;
        if (!is_sqlite(&t))
            continue;
        NEED_OK(owner_listen(test_op(), t.url, t.db, handle, &service, &server));
        int fd = dial(t.url);
        CHECK(put(fd, "1", 1));
        Status status = OK;
        for (int i = 0; i < 3 && status == OK; i++)
            status = owner_step(test_op(), server, 0);
        CHECK_INT(status, UNAVAILABLE);
        CHECK_TEXT(op_told(test_op()), "不办。");
        CHECK_TEXT(take(fd), "");
        close(fd);
        owner_stop(server);
    }
}

TEST(more_connections_than_allowed_wait_for_their_turn)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        enum { COUNT = OWNER_CLIENTS_MAX + 20 };
        Service service = { 0 };
        OwnerServer *server = NULL;
        int fds[COUNT];
        size_t done = 0;
        if (!is_sqlite(&t))
            continue;
        NEED_OK(owner_listen(test_op(), t.url, t.db, handle, &service, &server));
        for (int i = 0; i < COUNT; i++) {
            const char *text = arena_printf(test_op()->arena, "%d", i);
            fds[i] = dial(t.url);
            CHECK(put(fds[i], text, strlen(text)));
            CHECK_INT(owner_step(test_op(), server, 0), OK);
        }
        for (int i = 0; i < COUNT; i++) {
            for (int k = 0; k < 3; k++)
                CHECK_INT(owner_step(test_op(), server, 0), OK);
            const char *reply = take(fds[i]);
            done += reply != NULL && strcmp(reply, "done") == 0 ? 1 : 0;
            close(fds[i]);
        }
        CHECK_INT(done, COUNT);
        owner_stop(server);
    }
}

TEST(a_file_in_the_place_of_the_socket_is_left_alone)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        Service service = { 0 };
        OwnerServer *server = NULL;
        if (!is_sqlite(&t))
            continue;
        const char *name = arena_printf(test_op()->arena, "%s.sock", t.url);
        NEED(mkdir(name, 0700) == 0);
        CHECK_INT(owner_listen(test_op(), t.url, t.db, handle, &service, &server), INVALID);
        CHECK(server == NULL);
        CHECK_INT(rmdir(name), 0);
    }
}

/* ---- several processes -------------------------------------------------------------- */

/* Runs `work` in a process of its own; ends it with 0 when it returns true. */
static pid_t spawn(bool (*work)(Op *op, const char *url, int number), const char *url,
                   int number)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    Op op = { .arena = arena_new() };
    _exit(work(&op, url, number) ? 0 : 1);
}

static int wait_for(pid_t child)
{
    int status = -1;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

static bool serve(Op *op, const char *url, int number)
{
    Service service = { 0 };
    Db *db = NULL;
    (void)number;
    for (int i = 0; i < 500 && db == NULL; i++) {
        if (owner_try(op, url, &db) != OK)
            return false;
        (void)usleep(db == NULL ? 10000 : 0);
    }
    if (db == NULL || owner_serve(op, url, db, handle, &service) != OK)
        return false;
    db_close(db);
    return true;
}

static bool act_twenty_times(Op *op, const char *url, int number)
{
    Service service = { 0 };
    for (int i = 0; i < 20; i++) {
        Bytes reply = { 0 };
        const char *text = arena_printf(op->arena, "%d", number * 20 + i);
        if (owner_do(op, url, bytes_of_text(text), handle, &service, &reply) != OK)
            return false;
        if (reply.count != 4 && reply.count != 5)
            return false;
    }
    return true;
}

static bool reply_arrives(const char *url, const char *text)
{
    bool reached = false;
    Bytes reply = { 0 };
    for (int i = 0; i < 500 && !reached; i++) { /* the server may still be starting */
        op_clear(test_op());
        if (owner_call(test_op(), url, bytes_of_text(text), &reached, &reply) == OK)
            break;
        if (!reached)
            (void)usleep(10000);
    }
    return reached && reply.count == 4 && memcmp(reply.data, "done", 4) == 0;
}

/* Gives the file free for other processes, as the test's own Db holds it. */
static void let_go(DbTesting *t)
{
    db_close(t->db);
    t->db = NULL;
}

static int64_t count_journal(const char *url)
{
    DB_SCOPE(db);
    if (!test_check_ok(db_open(test_op(), url, DB_READER, &db), __FILE__, __LINE__, url))
        return -1;
    CHECK_INT(db_testing_int(db, "SELECT count(*) FROM pragma_integrity_check WHERE "
                                 "integrity_check <> 'ok'"),
              0);
    return db_testing_int(db, "SELECT count(*) FROM journal");
}

TEST(the_server_stops_cleanly_on_a_signal)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        struct stat info;
        bool reached = true;
        Bytes reply;
        if (!is_sqlite(&t))
            continue;
        const char *name = arena_printf(test_op()->arena, "%s.sock", t.url);
        let_go(&t);
        pid_t server = spawn(serve, t.url, 0);
        CHECK(reply_arrives(t.url, "1"));
        CHECK_INT(stat(name, &info), 0);
        CHECK_INT(info.st_mode & 0777, 0600);
        CHECK_INT(kill(server, SIGTERM), 0);
        CHECK_INT(wait_for(server), 0);
        CHECK(stat(name, &info) != 0);
        CHECK_INT(owner_call(test_op(), t.url, bytes_of_text("2"), &reached, &reply),
                  UNAVAILABLE);
        CHECK(!reached);
        CHECK_INT(count_journal(t.url), 1);
        let_go(&t);
    }
}

TEST(after_a_kill_the_next_owner_replaces_lock_and_socket)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        struct stat info;
        bool reached = true;
        Bytes reply;
        if (!is_sqlite(&t))
            continue;
        let_go(&t);
        pid_t first = spawn(serve, t.url, 0);
        CHECK(reply_arrives(t.url, "1"));
        CHECK_INT(kill(first, SIGKILL), 0);
        (void)wait_for(first);
        CHECK_INT(stat(arena_printf(test_op()->arena, "%s.sock", t.url), &info), 0);
        CHECK_INT(owner_call(test_op(), t.url, bytes_of_text("2"), &reached, &reply),
                  UNAVAILABLE);
        CHECK(!reached);
        pid_t second = spawn(serve, t.url, 0);
        CHECK(reply_arrives(t.url, "2"));
        CHECK_INT(kill(second, SIGINT), 0);
        CHECK_INT(wait_for(second), 0);
        CHECK_INT(count_journal(t.url), 2);
    }
}

TEST(eight_processes_do_their_work_while_owners_come_and_go)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        pid_t workers[8];
        struct timespec while_serving = { .tv_nsec = 60 * 1000000 };
        if (!is_sqlite(&t))
            continue;
        let_go(&t);
        for (int i = 0; i < 8; i++)
            workers[i] = spawn(act_twenty_times, t.url, i);
        for (int i = 0; i < 4; i++) {
            pid_t server = spawn(serve, t.url, 0);
            (void)nanosleep(&while_serving, NULL);
            CHECK_INT(kill(server, SIGKILL), 0);
            (void)wait_for(server);
        }
        for (int i = 0; i < 8; i++)
            CHECK_INT(wait_for(workers[i]), 0);
        CHECK_INT(count_journal(t.url), 160);
    }
}

TEST(a_path_longer_than_a_socket_address_works)
{
    DB_EACH_ENGINE(t, NULL)
    {
        if (!is_sqlite(&t))
            continue;
        const char *middle =
            "a-folder-with-a-very-long-name-that-fills-the-address-of-a-socket";
        const char *folder = arena_printf(test_op()->arena, "%s/%s", t.folder, middle);
        const char *deep = arena_printf(test_op()->arena, "%s/%s", folder, middle);
        const char *url = arena_printf(test_op()->arena, "%s/x.db", deep);
        Db *db = NULL;
        size_t applied = 0;
        NEED(mkdir(folder, 0700) == 0 && mkdir(deep, 0700) == 0);
        NEED_OK(db_open(test_op(), url, DB_OWNER, &db));
        Status status = db_migrate(test_op(), db, &example_changes, &applied);
        db_close(db);
        NEED_OK(status);
        pid_t server = spawn(serve, url, 0);
        CHECK(reply_arrives(url, "1"));
        CHECK_INT(kill(server, SIGTERM), 0);
        CHECK_INT(wait_for(server), 0);
        CHECK_INT(unlink(url), 0);
        CHECK_INT(unlink(arena_printf(test_op()->arena, "%s.lock", url)), 0);
        CHECK(rmdir(deep) == 0 && rmdir(folder) == 0); /* nothing else is left */
        const char *long_name = arena_printf(test_op()->arena, "%s/%s%s", t.folder, middle,
                                             "-and-is-itself-too-long-for-one.db");
        bool reached = true;
        Bytes reply;
        CHECK_INT(owner_call(test_op(), long_name, bytes_of_text("1"), &reached, &reply),
                  INVALID);
    }
}

static bool call_as_a_stranger(Op *op, const char *url, int number)
{
    bool reached = false;
    Bytes reply;
    (void)number;
    if (setuid(65534) != 0)
        return false;
    Status status = owner_call(op, url, bytes_of_text("1"), &reached, &reply);
    return status == UNAVAILABLE || status == DENIED;
}

TEST(another_user_is_turned_away_even_where_the_file_lets_him)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        Service service = { 0 };
        OwnerServer *server = NULL;
        int status = -1;
        if (!is_sqlite(&t) || geteuid() != 0)
            continue; /* only root can become another */
        NEED_OK(owner_listen(test_op(), t.url, t.db, handle, &service, &server));
        CHECK_INT(chmod(t.folder, 0755), 0);
        CHECK_INT(chmod(arena_printf(test_op()->arena, "%s.sock", t.url), 0666), 0);
        pid_t stranger = spawn(call_as_a_stranger, t.url, 0);
        for (int i = 0; i < 200 && waitpid(stranger, &status, WNOHANG) == 0; i++)
            CHECK_INT(owner_step(test_op(), server, 50), OK);
        CHECK_INT(status, 0);
        CHECK_INT(service.batches, 0);
        owner_stop(server);
    }
}
