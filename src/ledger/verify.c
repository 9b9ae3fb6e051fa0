#include "ledger/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/verify_state.h"

#define NUMBER(n) ((unsigned long long)(n))

static const char *const LEAF_COLUMNS[TREE_KINDS] = { "leaf_sm3", "leaf_sha256" };
static const char *const FRONTIER_COLUMNS[TREE_KINDS] = { "frontier_sm3", "frontier_sha256" };
static const char *const TREE_WORDS[TREE_KINDS] = { "SM3", "SHA-256" };

Verifier *verifier_new(Arena *arena, LogId log)
{
    Verifier *verifier = ARENA_NEW(arena, Verifier);
    verifier->arena = arena;
    verifier->scratch = arena_new();
    verifier->digester = digester_new();
    verifier->log = log;
    verifier->tiler = tiler_new(arena);
    return verifier;
}

void verifier_free(Verifier **verifier)
{
    if (*verifier == NULL)
        return;
    arena_free((*verifier)->scratch);
    (*verifier)->scratch = NULL;
    digester_free(&(*verifier)->digester);
}

static void check_place(Verifier *v, const StoredRow *row)
{
    if (row->seq == v->next_seq)
        return;
    v->gap = true;
    if (row->seq > v->next_seq)
        finding_add(v->arena, &v->findings, FINDING_GAP, (int64_t)row->seq, "seq",
                    "第 %llu 笔之前缺少第 %llu 至 %llu 笔记录。", NUMBER(row->seq),
                    NUMBER(v->next_seq), NUMBER(row->seq - 1));
    else
        finding_add(v->arena, &v->findings, FINDING_GAP, (int64_t)row->seq, "seq",
                    "第 %llu 笔记录重复出现或次序颠倒。", NUMBER(row->seq));
    v->has_prev = false;
}

void verifier_code(Verifier *v, const char *code)
{
    v->code = arena_dup(v->arena, code);
}

/* A name may not be moved from one ledger to another. */
static void check_code(Verifier *v)
{
    static const char own[] = "deployment";
    const RecordField *field = record_field(&v->record, "code");
    bool is_own = strncmp(v->record.verb, own, sizeof own - 1) == 0;
    Bytes code = field != NULL && field->kind == FIELD_PLAIN ? field->bytes
                 : is_own                                    ? bytes_of_text(own)
                                                             : (Bytes){ 0 };
    if (v->code != NULL && code.count > 0 && !bytes_equal(code, bytes_of_text(v->code)))
        finding_add(v->arena, &v->findings, FINDING_LOG, 0, "code",
                    "账本存为“%s”，第 0 笔记录建立的不是它。", v->code);
}

static void check_record(Verifier *v, const StoredRow *row)
{
    const Record *record = &v->record;
    Findings *findings = &v->findings;
    int64_t seq = (int64_t)row->seq;
    if (memcmp(&record->log, &v->log, sizeof v->log) != 0)
        finding_add(v->arena, findings, FINDING_LOG, seq, "record",
                    "第 %llu 笔记录属于另一个账本。", NUMBER(row->seq));
    if (record->seq != row->seq)
        finding_add(v->arena, findings, FINDING_SEQ, seq, "record",
                    "第 %llu 笔记录自称为第 %llu 笔。", NUMBER(row->seq), NUMBER(record->seq));
    if (row->seq == 0)
        check_code(v);
    static const Digest zero;
    if ((v->has_prev || row->seq == 0) &&
        !digest_same(&record->prev, row->seq == 0 ? &zero : &v->prev))
        finding_add(v->arena, findings, FINDING_PREV, seq, "record",
                    "第 %llu 笔记录与前一笔不相衔接。", NUMBER(row->seq));
    if (record->recorded_at.us < v->last_time.us)
        finding_add(v->arena, findings, FINDING_TIME, seq, "record",
                    "第 %llu 笔的记录时间早于前一笔。", NUMBER(row->seq));
    v->last_time = record->recorded_at;
    if (!bytes_equal(row->key, (Bytes){ record->key.bytes, sizeof record->key.bytes }))
        finding_add(v->arena, findings, FINDING_KEY, seq, "idempotency_key",
                    "第 %llu 笔旁存的幂等键与记录不一致。", NUMBER(row->seq));
    *LIST_ADD(v->arena, &v->keys) = (SeenKey){ record->key, row->seq };
}

static void expect_tiles(Verifier *v, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const Tile *tile = &v->tiler->open[i];
        ExpectedTile *expected = LIST_ADD(v->arena, &v->tiles);
        *expected = (ExpectedTile){ .level = tile->level, .index = tile->index };
        for (unsigned kind = 0; kind < TREE_KINDS; kind++)
            expected->sums[kind] =
                digester_one(&v->digester, DIGEST_SHA256,
                             (Bytes){ tile->hashes[kind][0].bytes, TILE_BYTES });
    }
}

void verifier_stray(Verifier *v, const char *place, const char *text)
{
    finding_add(v->arena, &v->findings, FINDING_STRAY, FINDING_WHOLE, place, "%s", text);
}

void verifier_row(Verifier *v, const StoredRow *row)
{
    if (row->seq > RECORD_SEQ_MAX) {
        finding_add(v->arena, &v->findings, FINDING_STRAY, FINDING_WHOLE, "ledger",
                    "编号 %lld 处存有一行，账本里不会有这个编号。", (long long)row->seq);
        return;
    }
    verify_record_close(v);
    check_place(v, row);
    Twin leaf = tree_leaf_twin(&v->digester, row->record);
    for (unsigned kind = 0; kind < TREE_KINDS; kind++)
        if (!bytes_equal(row->leaf[kind], digest_bytes(&leaf.of[kind])))
            finding_add(v->arena, &v->findings, FINDING_LEAF, (int64_t)row->seq,
                        LEAF_COLUMNS[kind], "第 %llu 笔的 %s 叶散列与记录不一致。",
                        NUMBER(row->seq), TREE_WORDS[kind]);
    arena_reset(v->scratch);
    Op inner = { .arena = v->scratch };
    v->has_record = record_decode(&inner, row->record, &v->record) == OK;
    if (v->has_record) {
        check_record(v, row);
        verify_record_note(v);
    } else {
        finding_add(v->arena, &v->findings, FINDING_RECORD, (int64_t)row->seq, "record",
                    "第 %llu 笔不能解读：%s", NUMBER(row->seq), op_told(&inner));
        *LIST_ADD(v->arena, &v->unreadable) = row->seq;
    }
    expect_tiles(v, tiler_add(&v->digester, v->tiler, &leaf));
    v->prev = leaf.of[DIGEST_SM3];
    v->has_prev = true;
    v->next_seq = row->seq + 1;
}

static ExpectedTile *tile_find(Verifier *v, const StoredTile *stored)
{
    for (size_t i = 0; i < v->tiles.count; i++) {
        size_t at = (v->tile_at + i) % v->tiles.count; /* they mostly come in order */
        ExpectedTile *tile = &v->tiles.items[at];
        if ((int64_t)tile->level != stored->level || (int64_t)tile->index != stored->index)
            continue;
        v->tile_at = at + 1;
        return tile;
    }
    return NULL;
}

void verifier_tile(Verifier *v, const StoredTile *stored)
{
    if (v->gap)
        return;
    char place[48];
    ExpectedTile *tile = tile_find(v, stored);
    if (tile == NULL) {
        finding_add(v->arena, &v->findings, FINDING_TILE, FINDING_WHOLE, "tile",
                    "瓦片 %lld/%lld 不应存在。", (long long)stored->level,
                    (long long)stored->index);
        return;
    }
    tile->seen = true;
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        Digest sum = digester_one(&v->digester, DIGEST_SHA256, stored->hashes[kind]);
        if (digest_same(&sum, &tile->sums[kind]))
            continue;
        snprintf(place, sizeof place, "%u/%llu", tile->level, NUMBER(tile->index));
        finding_add(v->arena, &v->findings, FINDING_TILE, FINDING_WHOLE, place,
                    "瓦片 %s 的 %s 散列与记录不一致。", place, TREE_WORDS[kind]);
    }
}

void verifier_head(Verifier *v, const StoredHead *head)
{
    Findings *findings = &v->findings;
    v->head_seen = true;
    if (head->size != v->next_seq)
        finding_add(v->arena, findings, FINDING_HEAD_SIZE, FINDING_WHOLE, "size",
                    "账本头记有 %llu 笔，实际存有 %llu 笔。", NUMBER(head->size),
                    NUMBER(v->next_seq));
    if (head->last_time.us != v->last_time.us)
        finding_add(v->arena, findings, FINDING_HEAD_TIME, FINDING_WHOLE, "last_time",
                    "账本头的最后时间与最后一笔不一致。");
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        Frontier is = verifier_frontier(v, (DigestKind)kind);
        Frontier stored;
        if (frontier_decode((DigestKind)kind, head->frontier[kind], &stored) &&
            frontier_same(&stored, &is))
            continue;
        finding_add(v->arena, findings, FINDING_FRONTIER, FINDING_WHOLE, FRONTIER_COLUMNS[kind],
                    "账本头的 %s 树与记录不一致。", TREE_WORDS[kind]);
    }
}

/* Any order will do that puts the same keys side by side: as two numbers. */
static int key_compare(const void *a, const void *b)
{
    const SeenKey *one = a;
    const SeenKey *other = b;
    uint64_t x[2];
    uint64_t y[2];
    memcpy(x, one->key.bytes, sizeof x);
    memcpy(y, other->key.bytes, sizeof y);
    if (x[0] != y[0])
        return x[0] < y[0] ? -1 : 1;
    if (x[1] != y[1])
        return x[1] < y[1] ? -1 : 1;
    return (one->seq > other->seq) - (one->seq < other->seq);
}

static void keys_finish(Verifier *v)
{
    if (v->keys.count > 1)
        qsort(v->keys.items, v->keys.count, sizeof(SeenKey), key_compare);
    for (size_t i = 1; i < v->keys.count; i++) {
        const SeenKey *key = &v->keys.items[i];
        if (memcmp(&key->key, &key[-1].key, sizeof key->key) == 0)
            finding_add(v->arena, &v->findings, FINDING_KEY_TWICE, (int64_t)key->seq,
                        "idempotency_key", "第 %llu 笔与第 %llu 笔的幂等键相同。",
                        NUMBER(key->seq), NUMBER(key[-1].seq));
    }
}

static void tiles_finish(Verifier *v)
{
    for (size_t i = 0; i < v->tiles.count && !v->gap; i++) {
        const ExpectedTile *tile = &v->tiles.items[i];
        if (tile->seen)
            continue;
        char place[48];
        snprintf(place, sizeof place, "%u/%llu", tile->level, NUMBER(tile->index));
        finding_add(v->arena, &v->findings, FINDING_TILE_MISSING, FINDING_WHOLE, place,
                    "缺少瓦片 %s。", place);
    }
}

const Findings *verifier_finish(Verifier *v)
{
    verify_record_close(v);
    if (!v->head_seen)
        finding_add(v->arena, &v->findings, FINDING_HEAD_MISSING, FINDING_WHOLE, "head",
                    "账本没有账本头。");
    keys_finish(v);
    tiles_finish(v);
    verify_values_finish(v);
    verify_files_finish(v);
    return &v->findings;
}

Frontier verifier_frontier(const Verifier *verifier, DigestKind kind)
{
    Frontier out;
    tiler_frontier(verifier->tiler, kind, &out);
    return out;
}
