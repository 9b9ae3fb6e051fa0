/* A whole ledger verified, against the bare digests of the same bytes. */
#include "bench.h"

#include <openssl/evp.h>

#include "store/ledger.h"
#include "store/ledger_verify.h"

enum { BATCH = 1000, ROUNDS = 5 };

/* A real proposal, to be appended again and again. */
typedef struct Pattern {
    Record record;           /* what stands beside it is told apart below */
    PrivateValueList values; /* empty: commitments stand as plain bytes of their length */
} Pattern;

static Status pattern_read(Op *op, Stage *stage, bool with_values, Pattern *out)
{
    LedgerHead head;
    LedgerEntry entry;
    int64_t log;
    bool found;
    DB_TX(tx, stage->db);
    *out = (Pattern){ .record = { .verb = "" } };
    TRY(topic_propose(op, stage, 0, false));
    TRY(ledger_by_code(op, stage->db, "ejin-horo", &found, &log));
    TRY(db_tx_begin(op, &tx));
    TRY(ledger_begin(op, stage->db, log, &head));
    TRY(ledger_read(op, stage->db, head.log, head.size - 1, &found, &entry));
    out->record = entry.record;
    out->record.fields = (RecordFieldList){ 0 };
    for (size_t i = 0; i < entry.record.fields.count; i++) {
        RecordField field = entry.record.fields.items[i];
        const EntryValue *value = entry_value(&entry, field.name);
        if (value != NULL && with_values) {
            *LIST_ADD(op->arena, &out->values) = (PrivateValue){ .field = field.name,
                                                                 .kind = value->kind,
                                                                 .value = value->value };
            continue;
        }
        if (value != NULL)
            field.kind = FIELD_PLAIN;
        *LIST_ADD(op->arena, &out->record.fields) = field;
    }
    return OK;
}

static Status batch_append(Op *op, Stage *stage, int64_t log, Pattern *pattern, size_t n)
{
    LedgerHead head;
    DB_TX(tx, stage->db);
    TRY(db_tx_begin(op, &tx));
    TRY(ledger_begin(op, stage->db, log, &head));
    for (size_t i = 0; i < BATCH; i++) {
        ARENA_SCOPE(memory);
        Op one = { .arena = memory };
        Record record = pattern->record;
        record.recorded_at.us += (int64_t)(n + i);
        random_bytes(stage->world.random, record.key.bytes, sizeof record.key.bytes);
        for (size_t k = 0; k < pattern->values.count; k++) {
            Salt *salt = &pattern->values.items[k].salt;
            random_bytes(stage->world.random, salt->bytes, sizeof salt->bytes);
        }
        if (ledger_append(&one, stage->db, &head, &record, &pattern->values) != OK)
            return op_broken(op, BROKEN, "%s", one.error.detail);
    }
    return db_tx_commit(op, &tx);
}

static Status ledger_fill(Op *op, Stage *stage, const char *code, Pattern *pattern,
                          size_t count, int64_t *log)
{
    LogId id;
    random_bytes(stage->world.random, id.bytes, sizeof id.bytes);
    {
        DB_TX(tx, stage->db);
        TRY(db_tx_begin(op, &tx));
        TRY(ledger_found(op, stage->db, code, id, log));
        TRY(db_tx_commit(op, &tx));
    }
    for (size_t n = 0; n < count; n += BATCH)
        TRY(batch_append(op, stage, *log, pattern, n));
    return OK;
}

/* ---- bare digests ------------------------------------------------------- */

static Status bytes_collect(Op *op, void *state, const LedgerEntry *entry)
{
    (void)op;
    buf_add(state, entry->bytes.data, entry->bytes.count);
    return OK;
}

static double bare_seconds(const EVP_MD *method, Bytes bytes)
{
    uint8_t out[EVP_MAX_MD_SIZE];
    double begun = work_seconds();
    if (EVP_Digest(bytes.data, bytes.count, out, NULL, method, NULL) != 1)
        return 0;
    return work_seconds() - begun;
}

static Status check(Op *op, Stage *stage, int64_t log, size_t count, double *seconds)
{
    ARENA_SCOPE(memory);
    Op one = { .arena = memory };
    LedgerCheck found;
    double begun = work_seconds();
    if (ledger_verify(&one, stage->db, log, &found) != OK)
        return op_broken(op, BROKEN, "%s", one.error.detail);
    *seconds = work_seconds() - begun;
    return found.findings->count == 0 && found.records == count
               ? OK
               : op_broken(op, BROKEN, "the ledger that was made does not verify");
}

/* Bytes of the records of a ledger, one after the other. */
static Status chain_and_trees(Op *op, Stage *stage, size_t records)
{
    Pattern pattern;
    int64_t log;
    Buf all;
    TRY(pattern_read(op, stage, false, &pattern));
    TRY(ledger_fill(op, stage, "plain", &pattern, records, &log));
    buf_init(&all, op->arena);
    TRY(ledger_each(op, stage->db, log, 0, bytes_collect, &all));
    show("record_bytes", (double)all.count / (double)records);
    for (size_t round = 0; round < ROUNDS; round++) {
        double seconds;
        show("bare_seconds", bare_seconds(EVP_sm3(), buf_bytes(&all)) +
                                 bare_seconds(EVP_sha256(), buf_bytes(&all)));
        TRY(check(op, stage, log, records, &seconds));
        show("verify_seconds", seconds);
    }
    return OK;
}

/* The same records with what lies beside them: how much longer it takes. */
static Status values_beside(Op *op, Stage *stage, size_t records)
{
    Pattern plain, pattern;
    int64_t plain_log, log;
    TRY(pattern_read(op, stage, false, &plain));
    TRY(pattern_read(op, stage, true, &pattern));
    TRY(ledger_fill(op, stage, "few", &plain, records, &plain_log));
    TRY(ledger_fill(op, stage, "valued", &pattern, records, &log));
    show("values_a_record", (double)pattern.values.count);
    for (size_t round = 0; round < ROUNDS; round++) {
        double without, with;
        TRY(check(op, stage, plain_log, records, &without));
        TRY(check(op, stage, log, records, &with));
        show("value_us", (with - without) * 1e6 / (double)(records * pattern.values.count));
    }
    return OK;
}

Status bench_ledger(Op *op, const char *folder, size_t count)
{
    STAGE_SCOPE(stage);
    size_t records = (count + BATCH - 1) / BATCH * BATCH;
    size_t few = (records / 10 + BATCH - 1) / BATCH * BATCH;
    TRY(stage_open(op, arena_printf(op->arena, "%s/ledger.db", folder), &stage));
    TRY(chain_and_trees(op, &stage, records));
    return values_beside(op, &stage, few);
}
