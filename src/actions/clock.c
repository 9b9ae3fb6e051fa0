#include "actions/clock.h"

#include <time.h>

#include "actions/inquiry.h"
#include "store/clock_sql.h"

Instant clock_machine(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (Instant){ (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 };
}

/* Only a simulated database may have another time, whatever its tables say. */
Status clock_offset(Op *op, Db *db, int64_t *out_us)
{
    ClockOffsetRow row;
    bool found, simulated;
    *out_us = 0;
    TRY(sql_clock_offset(op, db, &found, &row));
    if (!found)
        return OK;
    TRY(database_simulated(op, db, &simulated));
    if (simulated)
        *out_us = row.offset_us;
    return OK;
}

Status clock_now(Op *op, Db *db, Instant *out)
{
    int64_t offset_us;
    TRY(clock_offset(op, db, &offset_us));
    *out = (Instant){ clock_machine().us + offset_us };
    return OK;
}

Status clock_set(Op *op, Db *db, Instant now)
{
    bool simulated;
    TRY(database_simulated(op, db, &simulated));
    if (!simulated)
        return op_fail(op, INVALID, "正式库用机器的时间，不能另定。");
    return sql_clock_offset_put(op, db, now.us - clock_machine().us);
}

Status clock_begin(Op *op, Db *db, Instant earliest)
{
    ClockLastRow last;
    bool found, simulated;
    TRY(database_simulated(op, db, &simulated));
    if (!simulated)
        return OK;
    DB_TX(tx, db);
    TRY(db_tx_begin(op, &tx));
    TRY(sql_clock_last_act(op, db, &found, &last));
    Instant opens = found && instant_given(last.last_time) ? last.last_time : earliest;
    TRY(clock_set(op, db, opens.us < earliest.us ? earliest : opens));
    return db_tx_commit(op, &tx);
}
