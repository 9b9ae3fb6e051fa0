#include "ledger/verify.h"

#include <string.h>

#include "base/test.h"
#include "ledger/sample.h"

/* A stored ledger, in memory. */
typedef struct Shelf {
    Arena *arena;
    Digest prev;
    Frontier frontiers[TREE_KINDS];
    Tiler *tiler;
    LIST(StoredRow) rows;
    LIST(StoredValue) values;
    LIST(StoredTile) tiles;
    LIST(StoredFile) files;
    StoredHead head;
    bool no_head;
} Shelf;

static Bytes kept(Arena *arena, const void *data, size_t count)
{
    return (Bytes){ arena_copy(arena, data, count), count };
}

static void shelf_append(Shelf *shelf, Record record)
{
    DIGESTER_SCOPE(digester);
    Arena *arena = shelf->arena;
    record.seq = shelf->rows.count;
    record.prev = shelf->prev;
    StoredRow row = { .seq = record.seq };
    CHECK_INT(record_encode(test_op(), &record, &row.record), OK);
    Twin leaf = tree_leaf_twin(&digester, row.record);
    row.key = kept(arena, record.key.bytes, sizeof record.key.bytes);
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        row.leaf[kind] = kept(arena, leaf.of[kind].bytes, sizeof(Digest));
        frontier_append(&digester, &shelf->frontiers[kind], &leaf.of[kind]);
        shelf->head.frontier[kind] = frontier_encode(arena, &shelf->frontiers[kind]);
    }
    *LIST_ADD(arena, &shelf->rows) = row;
    unsigned full = tiler_add(&digester, shelf->tiler, &leaf);
    for (unsigned i = 0; i < full; i++) {
        const Tile *tile = &shelf->tiler->open[i];
        *LIST_ADD(arena, &shelf->tiles) = (StoredTile){
            .level = tile->level,
            .index = (int64_t)tile->index,
            .hashes = { kept(arena, tile->hashes[0], TILE_BYTES),
                        kept(arena, tile->hashes[1], TILE_BYTES) },
        };
    }
    shelf->prev = leaf.of[DIGEST_SM3];
    shelf->head.size = shelf->rows.count;
    shelf->head.last_time = record.recorded_at;
}

static void shelf_add_value(Shelf *shelf, Record *record, const char *field, FieldKind kind,
                            const char *text)
{
    Arena *arena = shelf->arena;
    uint64_t seq = shelf->rows.count;
    Salt salt = sample_salt((unsigned)seq + 1);
    Digest made = value_commitment(&salt, record->log, seq, field, bytes_of_text(text));
    record_add(arena, record, field, kind, kept(arena, made.bytes, sizeof made.bytes));
    *LIST_ADD(arena, &shelf->values) = (StoredValue){
        .seq = seq,
        .field = field,
        .kind = kind,
        .has_salt = true,
        .has_value = true,
        .salt = kept(arena, salt.bytes, sizeof salt.bytes),
        .value = kept(arena, text, strlen(text)),
    };
}

static void shelf_add_file(Shelf *shelf, Record *record, const char *field, const char *content)
{
    Salt salt = sample_salt(99);
    FileRef ref = file_ref_of(shelf->arena, &salt, record->log, bytes_of_text(content));
    record_add(shelf->arena, record, field, FIELD_FILE, file_ref_encode(shelf->arena, &ref));
    *LIST_ADD(shelf->arena, &shelf->files) = (StoredFile){
        .digest = ref.digest,
        .bytes = ref.bytes,
        .named_by = (int64_t)shelf->rows.count,
        .opened = ref,
    };
}

static void shelf_add_erasure(Shelf *shelf, Record *record, uint64_t seq, const char *field)
{
    ErasureList list = { 0 };
    Bytes bytes = { 0 };
    *LIST_ADD(shelf->arena, &list) = (Erasure){ seq, field };
    CHECK_INT(erasures_encode(test_op(), &list, &bytes), OK);
    record_add(shelf->arena, record, "erases", FIELD_ERASURE, bytes);
}

/* 0 phone and name, 1 a file, 2 an opinion, 3 erases 0's phone, 4 the same file
 * again and a second one, 5 erases that; then plain ones up to `rows`. */
static Shelf *shelf_new(size_t rows)
{
    Shelf *shelf = ARENA_NEW(test_op()->arena, Shelf);
    shelf->arena = test_op()->arena;
    shelf->tiler = tiler_new(shelf->arena);
    for (unsigned kind = 0; kind < TREE_KINDS; kind++)
        frontier_init(&shelf->frontiers[kind], (DigestKind)kind);
    while (shelf->rows.count < rows) {
        Record record = sample_record(shelf->rows.count);
        record.recorded_at.us += (int64_t)shelf->rows.count;
        switch (shelf->rows.count) {
        case 0:
            shelf_add_value(shelf, &record, "name", FIELD_PRIVATE, "王某");
            shelf_add_value(shelf, &record, "phone", FIELD_PRIVATE, "13800000000");
            break;
        case 1:
            shelf_add_file(shelf, &record, "scan", "传签件");
            break;
        case 2:
            shelf_add_value(shelf, &record, "opinion", FIELD_ARCHIVAL, "同意");
            break;
        case 3:
            shelf_add_erasure(shelf, &record, 0, "phone");
            shelf->values.items[1].has_salt = shelf->values.items[1].has_value = false;
            break;
        case 4:
            shelf_add_file(shelf, &record, "again", "传签件");
            shelf->files.count--; /* stored once, named twice */
            shelf_add_file(shelf, &record, "second", "另一件");
            break;
        case 5:
            shelf_add_erasure(shelf, &record, 4, "second");
            shelf->files.items[1].erased = true;
            shelf->files.items[1].opened = (FileRef){ 0 };
            break;
        }
        shelf_append(shelf, record);
    }
    return shelf;
}

static const Findings *shelf_verify(const Shelf *shelf)
{
    VERIFIER(verifier, shelf->arena, sample_log());
    size_t value = 0;
    for (size_t i = 0; i < shelf->rows.count; i++) {
        verifier_row(verifier, &shelf->rows.items[i]);
        for (; value < shelf->values.count &&
               shelf->values.items[value].seq <= shelf->rows.items[i].seq;
             value++)
            verifier_value(verifier, &shelf->values.items[value]);
    }
    for (size_t i = 0; i < shelf->tiles.count; i++)
        verifier_tile(verifier, &shelf->tiles.items[i]);
    for (size_t i = 0; i < shelf->files.count; i++)
        verifier_file(verifier, &shelf->files.items[i]);
    if (!shelf->no_head)
        verifier_head(verifier, &shelf->head);
    return verifier_finish(verifier);
}

/* The findings as "kind seq place; …". */
static char *findings_text(const Findings *findings)
{
    Buf buf;
    buf_init(&buf, test_op()->arena);
    for (size_t i = 0; i < findings->kept.count; i++) {
        const Finding *finding = &findings->kept.items[i];
        buf_printf(&buf, "%s%s %lld %s", i == 0 ? "" : "; ", finding_word(finding->kind),
                   (long long)finding->seq, finding->place);
        CHECK(strstr(finding->text, "。") != NULL);
    }
    return arena_dup(test_op()->arena, buf_string(&buf));
}

#define CHECK_FINDINGS(shelf, should) CHECK_TEXT(findings_text(shelf_verify(shelf)), (should))

TEST(an_honest_ledger_has_no_findings_at_any_size)
{
    for (size_t rows = 6; rows < 20; rows++)
        CHECK_FINDINGS(shelf_new(rows), "");
    Shelf *shelf = shelf_new(600);
    CHECK_INT(shelf->tiles.count, 2);
    CHECK_FINDINGS(shelf, "");
    Shelf empty = { .arena = test_op()->arena };
    Frontier none;
    frontier_init(&none, DIGEST_SM3);
    empty.head.frontier[0] = empty.head.frontier[1] = frontier_encode(test_op()->arena, &none);
    CHECK_FINDINGS(&empty, "");
}

TEST(the_recomputed_root_is_that_of_the_frontier)
{
    Shelf *shelf = shelf_new(9);
    VERIFIER(verifier, shelf->arena, sample_log());
    for (size_t i = 0; i < shelf->rows.count; i++)
        verifier_row(verifier, &shelf->rows.items[i]);
    verifier_finish(verifier);
    Frontier is = verifier_frontier(verifier, DIGEST_SHA256);
    CHECK(frontier_same(&is, &shelf->frontiers[DIGEST_SHA256]));
}

static void flip(Bytes bytes, size_t at)
{
    ((uint8_t *)bytes.data)[at] ^= (uint8_t)(1u << at % 8);
}

/* Flips a bit of every byte; each must be found, at the given seq if not -2. */
static void check_flips(Shelf *shelf, Bytes bytes, int64_t seq, const char *place)
{
    for (size_t at = 0; at < bytes.count; at++) {
        flip(bytes, at);
        const Findings *findings = shelf_verify(shelf);
        bool named = false;
        for (size_t i = 0; i < findings->kept.count; i++) {
            const Finding *finding = &findings->kept.items[i];
            named = named || (finding->seq == seq && strcmp(finding->place, place) == 0);
        }
        CHECK(named);
        flip(bytes, at);
    }
}

TEST(a_bit_flipped_in_any_stored_byte_is_found_at_its_place)
{
    Shelf *shelf = shelf_new(7);
    for (size_t i = 0; i < shelf->rows.count; i++) {
        StoredRow *row = &shelf->rows.items[i];
        check_flips(shelf, row->record, (int64_t)i, "leaf_sm3");
        check_flips(shelf, row->record, (int64_t)i, "leaf_sha256");
        check_flips(shelf, row->leaf[DIGEST_SM3], (int64_t)i, "leaf_sm3");
        check_flips(shelf, row->leaf[DIGEST_SHA256], (int64_t)i, "leaf_sha256");
        check_flips(shelf, row->key, (int64_t)i, "idempotency_key");
    }
    check_flips(shelf, shelf->head.frontier[DIGEST_SM3], FINDING_WHOLE, "frontier_sm3");
    check_flips(shelf, shelf->head.frontier[DIGEST_SHA256], FINDING_WHOLE, "frontier_sha256");
    check_flips(shelf, shelf->values.items[0].salt, 0, "name");
    check_flips(shelf, shelf->values.items[0].value, 0, "name");
    check_flips(shelf, shelf->values.items[2].value, 2, "opinion");
    Bytes digest = { shelf->files.items[0].opened.digest.bytes, 32 };
    check_flips(shelf, digest, 1, "scan");
    CHECK_FINDINGS(shelf, "");
}

TEST(the_head_is_held_to_the_records)
{
    Shelf *shelf = shelf_new(7);
    shelf->head.size++;
    CHECK_FINDINGS(shelf, "head-size -1 size");
    shelf->head.size--;
    shelf->head.last_time.us++;
    CHECK_FINDINGS(shelf, "head-time -1 last_time");
    shelf->head.last_time.us--;
    shelf->no_head = true;
    CHECK_FINDINGS(shelf, "head-missing -1 head");
}

TEST(a_ledger_cut_short_is_found_by_its_head)
{
    Shelf *shelf = shelf_new(7);
    shelf->rows.count--;
    CHECK_FINDINGS(shelf,
                   "head-size -1 size; head-time -1 last_time; frontier -1 frontier_sm3; "
                   "frontier -1 frontier_sha256");
}

TEST(a_record_taken_out_is_found_where_it_is_missing)
{
    Shelf *shelf = shelf_new(10);
    memmove(&shelf->rows.items[6], &shelf->rows.items[7], 3 * sizeof(StoredRow));
    shelf->rows.count--;
    CHECK_FINDINGS(shelf, "gap 7 seq; frontier -1 frontier_sm3; frontier -1 frontier_sha256");
}

TEST(a_history_continued_from_another_is_found)
{
    Shelf *shelf = shelf_new(9);
    shelf->prev.bytes[3] ^= 1;
    Record record = sample_record(9);
    record.recorded_at.us--; /* before all others, too */
    record.log.bytes[0] ^= 1;
    record.key = sample_key(4);
    shelf_append(shelf, record);
    CHECK_FINDINGS(shelf, "log 9 record; prev 9 record; time 9 record; "
                          "key-twice 9 idempotency_key");
}

TEST(two_records_swapped_are_found)
{
    Shelf *shelf = shelf_new(10);
    StoredRow other = shelf->rows.items[7];
    shelf->rows.items[7] = shelf->rows.items[8];
    shelf->rows.items[8] = other;
    shelf->rows.items[7].seq = 7;
    shelf->rows.items[8].seq = 8;
    CHECK_FINDINGS(shelf, "seq 7 record; prev 7 record; seq 8 record; prev 8 record; "
                          "time 8 record; prev 9 record; frontier -1 frontier_sm3; "
                          "frontier -1 frontier_sha256");
}

TEST(a_private_value_must_be_there_unless_an_act_erased_it)
{
    Shelf *shelf = shelf_new(7);
    StoredValue *name = &shelf->values.items[0];
    name->has_value = false;
    CHECK_FINDINGS(shelf, "commitment 0 name"); /* the salt alone opens nothing */
    name->has_salt = false;
    CHECK_FINDINGS(shelf, "value-missing 0 name");
    shelf = shelf_new(7);
    shelf->values.items++;
    shelf->values.count--;
    CHECK_FINDINGS(shelf, "value-missing 0 name");
}

TEST(an_erased_value_must_be_gone)
{
    Shelf *shelf = shelf_new(7);
    StoredValue *phone = &shelf->values.items[1];
    phone->has_salt = phone->has_value = true;
    CHECK_FINDINGS(shelf, "value-kept 0 phone");
    phone->has_value = false;
    CHECK_FINDINGS(shelf, "commitment 0 phone; value-kept 0 phone");
}

TEST(a_value_without_a_field_or_of_another_kind_is_found)
{
    Shelf *shelf = shelf_new(7);
    StoredValue *opinion = &shelf->values.items[2];
    opinion->kind = FIELD_PRIVATE;
    CHECK_FINDINGS(shelf, "value-kind 2 opinion");
    opinion->kind = FIELD_ARCHIVAL;
    opinion->field = "opinions";
    CHECK_FINDINGS(shelf, "value-stray 2 opinions; value-missing 2 opinion");
}

TEST(tiles_are_held_to_the_records)
{
    Shelf *shelf = shelf_new(600);
    Bytes hashes = shelf->tiles.items[1].hashes[DIGEST_SHA256];
    flip(hashes, 100);
    CHECK_FINDINGS(shelf, "tile -1 0/1");
    flip(hashes, 100);
    shelf->tiles.items[1].index = 2;
    CHECK_FINDINGS(shelf, "tile -1 tile; tile-missing -1 0/1");
    shelf->tiles.count = 1;
    CHECK_FINDINGS(shelf, "tile-missing -1 0/1");
}

TEST(a_file_must_be_there_unless_an_act_erased_it)
{
    Shelf *shelf = shelf_new(7);
    StoredFile *files = shelf->files.items;
    files[0].erased = true;
    CHECK_FINDINGS(shelf, "file-missing 1 scan");
    files[0].erased = false;
    files[0].named_by = 4;
    CHECK_FINDINGS(shelf, "file-stray 1 scan");
    files[0].named_by = 1;
    files[0].bytes++;
    CHECK_FINDINGS(shelf, "file 1 scan");
    files[0].bytes--;
    files[1].erased = false;
    files[1].opened = (FileRef){ files[1].bytes, files[1].digest };
    CHECK_FINDINGS(shelf, "file-kept 4 second");
    shelf->files.count = 0;
    CHECK_FINDINGS(shelf, "file-missing 1 scan; file-missing 4 again");
}

TEST(a_file_nobody_names_is_held_to_its_digest_only)
{
    Shelf *shelf = shelf_new(7);
    StoredFile upload = { .bytes = 3, .named_by = -1, .opened = { .bytes = 3 } };
    *LIST_ADD(shelf->arena, &shelf->files) = upload;
    CHECK_FINDINGS(shelf, "");
    shelf->files.items[2].named_by = 6;
    CHECK_FINDINGS(shelf, "file-stray 6 0000000000000000");
    shelf->files.items[2].named_by = -1;
    shelf->files.items[2].bytes = 4;
    CHECK_FINDINGS(shelf, "file -1 0000000000000000");
}

TEST(an_unreadable_record_is_one_finding_and_no_guess_about_its_values)
{
    Shelf *shelf = shelf_new(3);
    StoredRow *row = &shelf->rows.items[2];
    row->record.count--;
    CHECK_FINDINGS(shelf, "leaf 2 leaf_sm3; leaf 2 leaf_sha256; record 2 record; "
                          "head-time -1 last_time; frontier -1 frontier_sm3; "
                          "frontier -1 frontier_sha256");
}

TEST(findings_are_counted_without_end_and_kept_within_a_limit)
{
    Shelf *shelf = shelf_new(1500);
    for (size_t i = 0; i < shelf->rows.count; i++)
        shelf->rows.items[i].key.count = 0;
    const Findings *findings = shelf_verify(shelf);
    CHECK_INT(findings->count, 1500);
    CHECK_INT(findings->kept.count, FINDINGS_MAX);
}
