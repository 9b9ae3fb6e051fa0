#include "ledger/sample.h"

#include <string.h>

LogId sample_log(void)
{
    LogId log;
    for (unsigned i = 0; i < sizeof log.bytes; i++)
        log.bytes[i] = (uint8_t)(0x10 + i);
    return log;
}

Salt sample_salt(unsigned n)
{
    Salt salt;
    memset(salt.bytes, (int)n, sizeof salt.bytes);
    return salt;
}

ActKey sample_key(uint64_t n)
{
    ActKey key = { { 0 } };
    for (unsigned i = 0; i < 8; i++)
        key.bytes[15 - i] = (uint8_t)(n >> (8 * i));
    return key;
}

Record sample_record(uint64_t n)
{
    Record record = {
        .log = sample_log(),
        .seq = n,
        .recorded_at = { SAMPLE_TIME },
        .done_on = day_of(2024, 3, 1),
        .actor_post = "office",
        .actor_person = "P3",
        .entered_by_post = "",
        .entered_by_person = "",
        .verb = "topic.propose",
        .subject = "",
        .key = sample_key(n),
        .outcome = bytes_of_text("T1"),
    };
    memset(record.charter.bytes, 0xc1, sizeof record.charter.bytes);
    memset(record.settings.bytes, 0xc2, sizeof record.settings.bytes);
    memset(record.holidays.bytes, 0xc3, sizeof record.holidays.bytes);
    return record;
}

Record sample_rich_record(Arena *arena, uint64_t seq)
{
    Record record = sample_record(seq);
    memset(record.prev.bytes, 0xaa, sizeof record.prev.bytes);
    record.entered_by_post = "office";
    record.entered_by_person = "P4";
    record.subject = "T1";
    Salt salt = sample_salt(7);
    Digest phone =
        value_commitment(&salt, record.log, seq, "phone", bytes_of_text("13800000000"));
    Digest opinion = value_commitment(&salt, record.log, seq, "opinion", bytes_of_text("同意"));
    FileRef scan = file_ref_of(arena, &salt, record.log, bytes_of_text("scan"));
    ErasureList erased = { 0 };
    *LIST_ADD(arena, &erased) = (Erasure){ 0, "phone" };
    Op op = { .arena = arena };
    Bytes erasures = { 0 };
    if (erasures_encode(&op, &erased, &erasures) != OK)
        return record;
    record_add(arena, &record, "title", FIELD_PLAIN, bytes_of_text("高温津贴发放"));
    record_add(arena, &record, "phone", FIELD_PRIVATE,
               (Bytes){ arena_copy(arena, phone.bytes, 32), 32 });
    record_add(arena, &record, "opinion", FIELD_ARCHIVAL,
               (Bytes){ arena_copy(arena, opinion.bytes, 32), 32 });
    record_add(arena, &record, "scan", FIELD_FILE, file_ref_encode(arena, &scan));
    record_add(arena, &record, "erases", FIELD_ERASURE, erasures);
    return record;
}
