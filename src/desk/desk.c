#include "desk/desk.h"

#include <string.h>

#include "base/text.h"
#include "desk/writing.h"
#include "store/desk_sql.h"

/* ---- a draft as bytes: u32 pairs, then u32 length and bytes of each key and value */

static size_t texts_bytes(const ActText *texts, size_t count)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += strlen(texts[i].key) + strlen(texts[i].value);
    return bytes;
}

static void part_add(Buf *buf, const char *text)
{
    buf_u32(buf, (uint32_t)strlen(text));
    buf_text(buf, text);
}

static Bytes texts_encode(Arena *arena, const ActText *texts, size_t count)
{
    Buf buf;
    buf_init(&buf, arena);
    buf_u32(&buf, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        part_add(&buf, texts[i].key);
        part_add(&buf, texts[i].value);
    }
    return buf_bytes(&buf);
}

static bool number_read(Bytes bytes, size_t *at, size_t *out)
{
    if (bytes.count - *at < 4)
        return false;
    const uint8_t *data = bytes.data + *at;
    *out = (size_t)data[0] << 24 | (size_t)data[1] << 16 | (size_t)data[2] << 8 | data[3];
    *at += 4;
    return true;
}

static bool part_read(Arena *arena, Bytes bytes, size_t *at, const char **out)
{
    size_t length;
    if (!number_read(bytes, at, &length) || length > bytes.count - *at)
        return false;
    *out = arena_dup_n(arena, (const char *)bytes.data + *at, length);
    *at += length;
    return true;
}

static bool texts_decode(Arena *arena, Bytes bytes, Draft *out)
{
    size_t at = 0, count;
    if (!number_read(bytes, &at, &count) || count > DRAFT_TEXTS_MAX)
        return false;
    ActText *texts = ARENA_ARRAY(arena, ActText, count + 1);
    for (size_t i = 0; i < count; i++) {
        texts[i].place = "";
        if (!part_read(arena, bytes, &at, &texts[i].key) ||
            !part_read(arena, bytes, &at, &texts[i].value))
            return false;
    }
    out->texts = texts;
    out->text_count = count;
    return at == bytes.count;
}

/* ---- limits ------------------------------------------------------------------ */

static Status texts_check(Op *op, const ActText *texts, size_t count)
{
    if (count > DRAFT_TEXTS_MAX)
        return op_fail(op, INVALID, "草稿最多 %u 项，现有 %zu 项，没有保存。", DRAFT_TEXTS_MAX,
                       count);
    if (texts_bytes(texts, count) > DRAFT_BYTES_MAX)
        return op_fail(op, INVALID, "草稿内容超过 %u MB，没有保存。", DRAFT_BYTES_MAX >> 20);
    for (size_t i = 0; i < count; i++)
        if (text_check(texts[i].key, strlen(texts[i].key), true) == TEXT_NOT_UTF8 ||
            text_check(texts[i].value, strlen(texts[i].value), true) == TEXT_NOT_UTF8)
            return op_fail(op, INVALID, "草稿里有内容不是 UTF-8 编码，没有保存。");
    return OK;
}

/* Something to know it by in a list: how the first text begins. */
static const char *summary_of(Arena *arena, const ActText *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *value = text_trim(arena, texts[i].value), *at = value;
        if (texts[i].key[0] == '_' || *value == '\0')
            continue;
        for (size_t n = 0; n < DRAFT_SUMMARY_CHARACTERS && *at != '\0' && *at != '\r'; n++) {
            const char *next = at;
            if (text_next(&next) == '\n')
                break;
            at = next;
        }
        return arena_printf(arena, "%.*s%s", (int)(at - value), value, *at != '\0' ? "…" : "");
    }
    return "";
}

static const char *subject_of(const DraftPlace *place)
{
    return place->subject == NULL ? "" : place->subject;
}

/* ---- keeping -------------------------------------------------------------------- */

typedef struct Saving {
    const DraftPlace *place;
    const ActText *texts;
    size_t count;
    Instant now;
} Saving;

static Status save(Op *op, Db *db, void *state)
{
    const Saving *saving = state;
    const DraftPlace *place = saving->place;
    int64_t others;
    TRY(sql_drafts_others(op, db, place->account, place->conference, place->verb,
                          subject_of(place), &others));
    if (others >= DRAFTS_MAX)
        return op_fail(op, INVALID, "草稿已有 %d 份，请先办理或丢弃一些。", DRAFTS_MAX);
    return sql_draft_save(op, db, place->account, place->conference, place->verb,
                          subject_of(place), saving->now,
                          summary_of(op->arena, saving->texts, saving->count),
                          texts_encode(op->arena, saving->texts, saving->count));
}

Status desk_draft_save(Op *op, Db *db, const DraftPlace *place, const ActText *texts,
                       size_t count, Instant now)
{
    Saving saving = { place, texts, count, now };
    TRY(texts_check(op, texts, count));
    return desk_write(op, db, save, &saving);
}

Status desk_draft_find(Op *op, Db *db, const DraftPlace *place, bool *found, Draft *out)
{
    DraftRow row = { 0 };
    *out = (Draft){ .verb = place->verb, .subject = subject_of(place) };
    TRY(sql_draft_find(op, db, place->account, place->conference, place->verb,
                       subject_of(place), found, &row));
    if (!*found)
        return OK;
    out->saved_at = row.saved_at;
    out->summary = row.summary;
    if (!texts_decode(op->arena, row.texts, out))
        return op_broken(op, BROKEN, "a draft of %s by account %lld cannot be read",
                         place->verb, (long long)place->account);
    return OK;
}

static Status drop(Op *op, Db *db, void *state)
{
    const DraftPlace *place = state;
    return sql_draft_drop(op, db, place->account, place->conference, place->verb,
                          subject_of(place));
}

Status desk_draft_drop(Op *op, Db *db, const DraftPlace *place)
{
    DraftPlace copy = *place;
    return desk_write(op, db, drop, &copy);
}

Status desk_drafts(Op *op, Db *db, int64_t account, int64_t conference, DraftList *out)
{
    DraftHeadRowList rows = { 0 };
    *out = (DraftList){ 0 };
    TRY(sql_drafts(op, db, account, conference, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const DraftHeadRow *row = &rows.items[i];
        *LIST_ADD(op->arena, out) = (Draft){ .verb = row->verb,
                                             .subject = row->subject,
                                             .saved_at = row->saved_at,
                                             .summary = row->summary };
    }
    return OK;
}
