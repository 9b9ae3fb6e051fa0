/* What only a SQLite file can suffer. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/db_testing.h"
#include "db/note_sql.h"
#include "db/tables_gen.h"

static Status add_committed(Op *op, Db *db, int64_t number, size_t bytes)
{
    uint8_t *line = arena_alloc(op->arena, bytes);
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    TRY(sql_journal_add(op, db, number, (Bytes){ line, bytes }, false, 0));
    return db_tx_commit(op, &tx);
}

TEST(a_missing_or_foreign_file_is_refused_in_words)
{
    DB_EACH_ENGINE(t, NULL)
    {
        Db *other = NULL;
        if (db_engine(t.db) != DB_SQLITE)
            continue;
        CHECK_INT(db_open(test_op(), "/nowhere/x.db", DB_READER, &other), NOT_FOUND);
        CHECK_INT(db_open(test_op(), "/nowhere/x.db", DB_OWNER, &other), NOT_FOUND);
        CHECK_INT(db_open(test_op(), "/proc", DB_READER, &other), INVALID);
        const char *text = arena_printf(test_op()->arena, "%s/text", t.folder);
        FILE *file = fopen(text, "w");
        NEED(file != NULL);
        for (int i = 0; i < 200; i++)
            fputs("this is not a database\n", file);
        fclose(file);
        CHECK_INT(db_open(test_op(), text, DB_OWNER, &other), BROKEN);
        CHECK_TEXT(op_told(test_op()), "数据库文件已损坏，请管理员用备份恢复。");
        CHECK(other == NULL);
        CHECK_INT(remove(text), 0);
        CHECK_INT(remove(arena_printf(test_op()->arena, "%s.lock", text)), 0);
    }
}

TEST(a_file_has_one_owner_and_is_private)
{
    DB_EACH_ENGINE(t, NULL)
    {
        Db *other = NULL;
        struct stat info;
        if (db_engine(t.db) != DB_SQLITE)
            continue;
        CHECK_INT(db_open(test_op(), t.url, DB_OWNER, &other), UNAVAILABLE);
        CHECK_INT(stat(t.url, &info), 0);
        CHECK_INT(info.st_mode & 0777, 0600);
        CHECK_INT(db_testing_int(t.db, "PRAGMA synchronous"), 2);
        CHECK_INT(db_testing_int(t.db, "PRAGMA secure_delete"), 1);
    }
}

TEST(a_full_disk_is_unavailable_and_what_stood_still_stands)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        if (db_engine(t.db) != DB_SQLITE)
            continue;
        NEED_OK(add_committed(test_op(), t.db, 1, 10));
        NEED_OK(db_script(test_op(), t.db, "PRAGMA max_page_count = 20"));
        CHECK_INT(add_committed(test_op(), t.db, 2, 100000), UNAVAILABLE);
        CHECK_TEXT(op_told(test_op()), "存储空间已满，内容没有改动，请管理员腾出空间后再办。");
        CHECK(!db_in_tx(t.db));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM journal"), 1);
        NEED_OK(db_script(test_op(), t.db, "PRAGMA max_page_count = 1000000"));
        NEED_OK(add_committed(test_op(), t.db, 2, 100000));
    }
}

TEST(what_cannot_be_written_is_told_as_that_and_not_as_busy)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        if (db_engine(t.db) != DB_SQLITE)
            continue;
        NEED_OK(db_script(test_op(), t.db, "PRAGMA query_only = ON"));
        CHECK_INT(add_committed(test_op(), t.db, 1, 10), UNAVAILABLE);
        CHECK(strstr(op_told(test_op()), "不能写") != NULL);
    }
}

TEST(a_damaged_page_is_broken_and_said_so)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        uint8_t rubbish[4096];
        if (db_engine(t.db) != DB_SQLITE)
            continue;
        for (int i = 0; i < 50; i++)
            NEED_OK(add_committed(test_op(), t.db, i, 3000));
        db_close(t.db);
        t.db = NULL;
        memset(rubbish, 0xa5, sizeof rubbish);
        int fd = open(t.url, O_RDWR | O_CLOEXEC);
        NEED(fd >= 0);
        for (off_t page = 1; page < 40; page++)
            CHECK(pwrite(fd, rubbish, sizeof rubbish, page * 4096) == 4096);
        close(fd);
        DB_SCOPE(db);
        NEED_OK(db_open(test_op(), t.url, DB_READER, &db));
        CHECK_INT(db_schema_check(test_op(), db, &example_changes), BROKEN);
        CHECK_TEXT(op_told(test_op()), "数据库文件已损坏，请管理员用备份恢复。");
    }
}

/* Writes as the owner and ends without closing anything, as if killed. */
static void write_and_vanish(const char *url)
{
    Op op = { .arena = arena_new() };
    Db *db = NULL;
    bool fine = db_open(&op, url, DB_OWNER, &db) == OK;
    for (int i = 0; fine && i < 10; i++)
        fine = add_committed(&op, db, i, 100) == OK;
    _exit(fine ? 0 : 1);
}

TEST(a_reader_after_a_crash_sees_all_and_leaves_the_log_to_the_owner)
{
    DB_EACH_ENGINE(t, &example_changes)
    {
        struct stat before, after;
        int status = -1;
        if (db_engine(t.db) != DB_SQLITE)
            continue;
        const char *log = arena_printf(test_op()->arena, "%s-wal", t.url);
        db_close(t.db);
        t.db = NULL;
        CHECK(stat(log, &before) != 0); /* a clean end leaves none */
        pid_t child = fork();
        if (child == 0)
            write_and_vanish(t.url);
        CHECK_INT(waitpid(child, &status, 0), child);
        CHECK_INT(status, 0);
        CHECK(stat(log, &before) == 0 && before.st_size > 0);
        NEED_OK(db_open(test_op(), t.url, DB_READER, &t.db));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM journal"), 10);
        db_close(t.db);
        t.db = NULL;
        CHECK(stat(log, &after) == 0);
        CHECK_INT(after.st_size, before.st_size);
        CHECK_INT(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
        NEED_OK(db_open(test_op(), t.url, DB_OWNER, &t.db));
        CHECK_INT(db_testing_int(t.db, "SELECT count(*) FROM journal"), 10);
    }
}
