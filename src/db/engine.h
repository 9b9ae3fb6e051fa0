/* What an engine gives to db.c. Private to src/db.
 *
 * An engine keeps its own state; db.c keeps what is the same for all:
 * transactions, the rule that a failed scope only accepts being undone, and
 * reading rows into structs. An engine sets op's error with engine_fail.
 */
#ifndef DB_ENGINE_H
#define DB_ENGINE_H

#include "db/db.h"

typedef enum BeginKind { BEGIN_WRITE, BEGIN_SNAPSHOT } BeginKind;

struct DbRows {
    Db *db;
    const DbStatement *statement;
    DbValue *values; /* room for the columns of the answer */
    size_t columns;
    int64_t changed; /* known once there are no more rows */
    void *cursor;    /* the engine's; NULL once finished */
};

typedef struct Engine {
    DbEngine kind;
    Status (*begin)(Op *op, void *state, BeginKind kind);
    Status (*commit)(Op *op, void *state);
    Status (*script)(Op *op, void *state, const char *sql);
    /* Must work whatever happened before; false: the transaction is gone. */
    bool (*undo)(void *state, const char *sql);
    Status (*start)(Op *op, void *state, DbRows *rows, const DbValue *values);
    Status (*step)(Op *op, DbRows *rows, bool *more);
    void (*finish)(DbRows *rows);
    bool (*tx_alive)(void *state);   /* the engine itself still has the transaction */
    int64_t (*changes)(void *state); /* rows changed so far; -1: others write too */
    Status (*examine)(Op *op, void *state, const DbStatement *statement, const char **finding);
    void (*close)(void *state);
} Engine;

struct Db {
    const Engine *engine;
    void *state;
    Arena *arena; /* lives as long as the Db */
    DbMode mode;
    int lock_fd; /* FILE.lock, or -1 */
    bool in_tx;
    bool snapshot;
    bool failed; /* the innermost open scope must be undone */
    bool lost;   /* the engine gave the transaction up by itself */
    int depth;   /* open savepoints */
};

Status sqlite_open(Op *op, Arena *arena, const char *path, DbMode mode, void **state) NODISCARD;
Status postgres_open(Op *op, Arena *arena, const char *url, DbMode mode,
                     void **state) NODISCARD;
extern const Engine sqlite_engine;
extern const Engine postgres_engine;

/* A Db over an engine's state. The arena becomes the Db's. */
Db *db_over(Arena *arena, const Engine *engine, void *state, DbMode mode);

/* Opens a SQLite file whose lock is held already; takes the lock over. */
Status db_open_locked(Op *op, const char *path, int lock_fd, Db **out) NODISCARD;

/* Fails with a sentence for the person (NULL: the status's own) and a detail
 * for the log. */
Status engine_fail(Op *op, Status status, const char *told, const char *detail, ...)
    PRINTF_LIKE(4, 5) NODISCARD;
#define TOLD_DISK_FULL "存储空间已满，内容没有改动，请管理员腾出空间后再办。"
#define TOLD_READ_ONLY                                                                         \
    "数据库文件或者它所在的文件夹不能写，内容没有改动，请管理员检查权限和磁盘。"
#define TOLD_CORRUPT "数据库文件已损坏，请管理员用备份恢复。"

#endif
