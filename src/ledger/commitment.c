#include "ledger/commitment.h"

#include <string.h>

static void part_add(Buf *buf, Bytes part)
{
    buf_u32(buf, (uint32_t)part.count);
    buf_add(buf, part.data, part.count);
}

static Bytes u64_bytes(uint64_t value, uint8_t out[8])
{
    for (int i = 0; i < 8; i++)
        out[i] = (uint8_t)(value >> (8 * (7 - i)));
    return (Bytes){ out, 8 };
}

static Digest seal(const Salt *salt, const Buf *message)
{
    Bytes run = buf_bytes(message);
    return digest_hmac(DIGEST_SM3, (Bytes){ salt->bytes, sizeof salt->bytes }, &run, 1);
}

Digest value_commitment(const Salt *salt, LogId log, uint64_t seq, const char *field,
                        Bytes value)
{
    ARENA_SCOPE(scratch);
    uint8_t number[8];
    Buf message;
    buf_init(&message, scratch);
    part_add(&message, bytes_of_text("lianxi.value.1"));
    part_add(&message, (Bytes){ log.bytes, sizeof log.bytes });
    part_add(&message, u64_bytes(seq, number));
    part_add(&message, bytes_of_text(field));
    part_add(&message, value);
    return seal(salt, &message);
}

Digest file_commitment(const Salt *salt, LogId log, uint64_t bytes, const ChunkDigests *chunks)
{
    ARENA_SCOPE(scratch);
    uint8_t number[8];
    Buf message;
    buf_init(&message, scratch);
    part_add(&message, bytes_of_text("lianxi.file.1"));
    part_add(&message, (Bytes){ log.bytes, sizeof log.bytes });
    part_add(&message, u64_bytes(bytes, number));
    for (size_t i = 0; i < chunks->count; i++)
        part_add(&message, digest_bytes(&chunks->items[i]));
    return seal(salt, &message);
}

FileRun file_run_new(Arena *arena)
{
    return (FileRun){ .arena = arena, .chunk = digest_run_new(DIGEST_SM3) };
}

void file_run_free(FileRun *run)
{
    digest_run_free(&run->chunk);
}

static void chunk_end(FileRun *run)
{
    *LIST_ADD(run->arena, &run->chunks) = digest_run_end(&run->chunk);
    run->in_chunk = 0;
}

void file_run_add(FileRun *run, Bytes piece)
{
    run->bytes += piece.count;
    for (size_t at = 0; at < piece.count;) {
        size_t left = piece.count - at, room = FILE_CHUNK_BYTES - run->in_chunk;
        Bytes part = { piece.data + at, left < room ? left : room };
        digest_run_add(&run->chunk, part);
        run->in_chunk += part.count;
        at += part.count;
        if (run->in_chunk == FILE_CHUNK_BYTES)
            chunk_end(run);
    }
}

FileRef file_run_end(FileRun *run, const Salt *salt, LogId log)
{
    if (run->in_chunk > 0)
        chunk_end(run);
    return (FileRef){ run->bytes, file_commitment(salt, log, run->bytes, &run->chunks) };
}

FileRef file_ref_of(Arena *arena, const Salt *salt, LogId log, Bytes content)
{
    FILE_RUN_SCOPE(run, arena);
    file_run_add(&run, content);
    return file_run_end(&run, salt, log);
}
