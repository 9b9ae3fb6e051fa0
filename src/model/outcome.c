#include "model/outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/spec.h"

/* Writing never fails in the middle: the first fault is kept. */
typedef struct Writer {
    Buf buf;
    const char *fault;
} Writer;

typedef struct Cursor {
    Op *op;
    Bytes bytes;
    size_t at;
    const char *fault;
} Cursor;

static void put_text(Writer *out, const char *text, size_t bytes_max)
{
    size_t bytes = text == NULL ? 0 : strlen(text);
    if (bytes > bytes_max)
        out->fault = "a text is too long";
    else if (bytes > 0 && text_check(text, bytes, true) != TEXT_FINE)
        out->fault = "a text is not clean UTF-8";
    buf_u16(&out->buf, (uint16_t)bytes);
    if (bytes > 0)
        buf_add(&out->buf, text, bytes);
}

static void put_word(Writer *out, const char *text)
{
    put_text(out, text, OUTCOME_WORD_BYTES_MAX);
}

static void put_needed(Writer *out, const char *text)
{
    if (text_empty(text))
        out->fault = "a word is missing";
    put_word(out, text);
}

static void put_count(Writer *out, size_t count)
{
    if (count > OUTCOME_LIST_MAX)
        out->fault = "a list is too long";
    buf_u16(&out->buf, (uint16_t)count);
}

/* Nouns by name: their numbers may change between builds. */
static void put_subject(Writer *out, Subject subject)
{
    bool numbered = subject.noun > NOUN_NONE && subject.noun < NOUN_COUNT &&
                    noun_spec(subject.noun)->code != 0;
    if (subject.number < 0 || subject.number > SUBJECT_NUMBER_MAX ||
        numbered != (subject.number > 0) || subject.noun >= NOUN_COUNT)
        out->fault = "a subject has no code";
    put_word(out, subject.noun < NOUN_COUNT ? noun_name(subject.noun) : "");
    buf_u32(&out->buf, (uint32_t)subject.number);
}

static void put_day(Writer *out, Day day)
{
    if (day_given(day) && (day.n < 0 || day.n > day_of(9999, 12, 31).n))
        out->fault = "a day is out of range";
    buf_u32(&out->buf, (uint32_t)day.n);
}

static void put_source(Writer *out, const Source *source)
{
    if (source->kind > SOURCE_ORDER)
        out->fault = "a source has no kind";
    buf_u8(&out->buf, (uint8_t)source->kind);
    put_needed(out, source->ref);
}

static int by_name(const void *a, const void *b)
{
    const Resolved *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static void put_resolved(Writer *out, const ResolvedList *list)
{
    put_count(out, list->count);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].name == NULL)
            out->fault = "a resolved value has no name";
    if (out->fault != NULL || list->count == 0)
        return;
    Resolved *sorted = arena_copy(out->buf.arena, list->items, list->count * sizeof(Resolved));
    qsort(sorted, list->count, sizeof(Resolved), by_name);
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0 && strcmp(sorted[i - 1].name, sorted[i].name) == 0)
            out->fault = "a name is resolved twice";
        put_needed(out, sorted[i].name);
        put_text(out, sorted[i].value, OUTCOME_VALUE_BYTES_MAX);
    }
}

static void put_lists(Writer *out, const Outcome *outcome)
{
    put_count(out, outcome->sources.count);
    for (size_t i = 0; i < outcome->sources.count; i++)
        put_source(out, &outcome->sources.items[i]);
    put_count(out, outcome->moves.count);
    for (size_t i = 0; i < outcome->moves.count; i++) {
        put_subject(out, outcome->moves.items[i].subject);
        put_word(out, outcome->moves.items[i].from);
        put_needed(out, outcome->moves.items[i].to);
    }
    put_count(out, outcome->opens.count);
    for (size_t i = 0; i < outcome->opens.count; i++) {
        const DutyOpened *duty = &outcome->opens.items[i];
        put_needed(out, duty->owner);
        put_needed(out, duty->verb);
        put_subject(out, duty->subject);
        put_day(out, duty->from);
        put_day(out, duty->due);
        put_source(out, &duty->source);
        put_source(out, &duty->due_source);
    }
    put_count(out, outcome->ends.count);
    for (size_t i = 0; i < outcome->ends.count; i++) {
        if (outcome->ends.items[i].number < 1)
            out->fault = "a duty has no number";
        buf_u64(&out->buf, (uint64_t)outcome->ends.items[i].number);
        buf_u8(&out->buf, outcome->ends.items[i].how == DUTY_EXCUSED);
    }
    put_resolved(out, &outcome->resolved);
}

Status outcome_encode(Op *op, const Outcome *outcome, Bytes *out)
{
    Writer writer = { .fault = NULL };
    buf_init(&writer.buf, op->arena);
    buf_u8(&writer.buf, OUTCOME_VERSION);
    put_word(&writer, outcome->from);
    put_word(&writer, outcome->to);
    put_subject(&writer, outcome->on);
    buf_u8(&writer.buf, outcome->has_made);
    if (outcome->has_made)
        put_subject(&writer, outcome->made);
    put_source(&writer, &outcome->source);
    put_lists(&writer, outcome);
    buf_u8(&writer.buf,
           (uint8_t)(outcome->on_behalf | outcome->backdated << 1 | outcome->breach << 2));
    put_text(&writer, outcome->reason, OUTCOME_REASON_BYTES_MAX);
    if (writer.fault == NULL && writer.buf.count > OUTCOME_BYTES_MAX)
        writer.fault = "it is too long";
    if (writer.fault != NULL)
        return op_broken(op, BROKEN, "outcome can't be written: %s", writer.fault);
    *out = buf_bytes(&writer.buf);
    return OK;
}

static uint64_t take_number(Cursor *in, size_t bytes)
{
    uint64_t value = 0;
    if (in->fault != NULL || in->bytes.count - in->at < bytes) {
        in->fault = "it ends too early";
        return 0;
    }
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | in->bytes.data[in->at++];
    return value;
}

static const char *take_text(Cursor *in, size_t bytes_max)
{
    size_t bytes = (size_t)take_number(in, 2);
    if (in->fault != NULL || bytes == 0)
        return NULL;
    if (bytes > bytes_max || in->bytes.count - in->at < bytes) {
        in->fault = "a text is too long";
        return NULL;
    }
    const char *text = (const char *)in->bytes.data + in->at;
    if (text_check(text, bytes, true) != TEXT_FINE) {
        in->fault = "a text is not clean UTF-8";
        return NULL;
    }
    in->at += bytes;
    return arena_dup_n(in->op->arena, text, bytes);
}

static const char *take_word(Cursor *in)
{
    return take_text(in, OUTCOME_WORD_BYTES_MAX);
}

static const char *take_needed(Cursor *in)
{
    const char *word = take_word(in);
    if (word == NULL && in->fault == NULL)
        in->fault = "a word is missing";
    return word == NULL ? "" : word;
}

static size_t take_count(Cursor *in)
{
    size_t count = (size_t)take_number(in, 2);
    if (count > OUTCOME_LIST_MAX)
        in->fault = "a list is too long";
    return in->fault == NULL ? count : 0;
}

static Subject take_subject(Cursor *in)
{
    const char *name = take_word(in);
    Subject subject = { name == NULL ? NOUN_NONE : noun_find(name),
                        (int64_t)take_number(in, 4) };
    bool numbered = noun_spec(subject.noun)->code != 0;
    if (in->fault == NULL &&
        ((name != NULL && subject.noun == NOUN_NONE) || numbered != (subject.number > 0) ||
         subject.number > SUBJECT_NUMBER_MAX))
        in->fault = "a subject has no code";
    return subject;
}

static Day take_day(Cursor *in)
{
    uint32_t n = (uint32_t)take_number(in, 4);
    if (n == (uint32_t)INT32_MIN)
        return DAY_NONE;
    if (n > (uint32_t)day_of(9999, 12, 31).n) {
        in->fault = "a day is out of range";
        return DAY_NONE;
    }
    return (Day){ (int32_t)n };
}

static Source take_source(Cursor *in)
{
    uint64_t kind = take_number(in, 1);
    if (kind > SOURCE_ORDER) {
        in->fault = "a source has no kind";
        kind = SOURCE_ORDER;
    }
    return (Source){ (SourceKind)kind, take_needed(in) };
}

static void take_duties(Cursor *in, Outcome *out)
{
    Arena *arena = in->op->arena;
    for (size_t left = take_count(in); left > 0 && in->fault == NULL; left--) {
        DutyOpened *duty = LIST_ADD(arena, &out->opens);
        duty->owner = take_needed(in);
        duty->verb = take_needed(in);
        duty->subject = take_subject(in);
        duty->from = take_day(in);
        duty->due = take_day(in);
        duty->source = take_source(in);
        duty->due_source = take_source(in);
    }
    for (size_t left = take_count(in); left > 0 && in->fault == NULL; left--) {
        DutyEnded *ended = LIST_ADD(arena, &out->ends);
        uint64_t number = take_number(in, 8), how = take_number(in, 1);
        if (number == 0 || number > INT64_MAX || how > DUTY_EXCUSED)
            in->fault = in->fault == NULL ? "a duty ends in no known way" : in->fault;
        ended->number = (int64_t)(number & INT64_MAX);
        ended->how = how == 0 ? DUTY_DONE : DUTY_EXCUSED;
    }
}

static void take_lists(Cursor *in, Outcome *out)
{
    Arena *arena = in->op->arena;
    for (size_t left = take_count(in); left > 0 && in->fault == NULL; left--)
        *LIST_ADD(arena, &out->sources) = take_source(in);
    for (size_t left = take_count(in); left > 0 && in->fault == NULL; left--) {
        StateMove *move = LIST_ADD(arena, &out->moves);
        move->subject = take_subject(in);
        move->from = take_word(in);
        move->to = take_needed(in);
    }
    take_duties(in, out);
    const char *before = NULL;
    for (size_t left = take_count(in); left > 0 && in->fault == NULL; left--) {
        Resolved *resolved = LIST_ADD(arena, &out->resolved);
        resolved->name = take_needed(in);
        resolved->value = take_text(in, OUTCOME_VALUE_BYTES_MAX);
        if (in->fault == NULL && before != NULL && strcmp(before, resolved->name) >= 0)
            in->fault = "resolved names are not sorted";
        before = resolved->name;
    }
}

Status outcome_decode(Op *op, Bytes bytes, Outcome *out)
{
    Cursor in = { .op = op, .bytes = bytes };
    *out = (Outcome){ .from = NULL };
    if (bytes.count > OUTCOME_BYTES_MAX)
        in.fault = "it is too long";
    else if (take_number(&in, 1) != OUTCOME_VERSION && in.fault == NULL)
        in.fault = "its version is not known";
    out->from = take_word(&in);
    out->to = take_word(&in);
    out->on = take_subject(&in);
    uint64_t has_made = take_number(&in, 1);
    out->has_made = has_made == 1;
    if (out->has_made)
        out->made = take_subject(&in);
    out->source = take_source(&in);
    take_lists(&in, out);
    uint64_t flags = take_number(&in, 1);
    out->on_behalf = flags & 1;
    out->backdated = flags & 2;
    out->breach = flags & 4;
    out->reason = take_text(&in, OUTCOME_REASON_BYTES_MAX);
    if (in.fault == NULL && (has_made > 1 || flags > 7))
        in.fault = "a mark is neither set nor not set";
    if (in.fault == NULL && in.at != bytes.count)
        in.fault = "bytes are left over";
    if (in.fault != NULL)
        return op_broken(op, INVALID, "outcome at byte %zu: %s", in.at, in.fault);
    return OK;
}

const char *outcome_resolved(const Outcome *outcome, const char *name)
{
    for (size_t i = 0; i < outcome->resolved.count; i++)
        if (strcmp(outcome->resolved.items[i].name, name) == 0)
            return outcome->resolved.items[i].value;
    return NULL;
}

void outcome_resolve(Arena *arena, Outcome *outcome, const char *name, const char *value)
{
    *LIST_ADD(arena, &outcome->resolved) =
        (Resolved){ arena_dup(arena, name), arena_dup(arena, value) };
}
