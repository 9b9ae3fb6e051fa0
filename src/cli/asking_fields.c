#include <string.h>

#include "base/file.h"
#include "cli/args.h"
#include "cli/asking.h"
#include "cli/place.h"

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* "letter", "scan", and later "annexes.1" or "points.2.annex". */
static bool names_file(const ActSpec *spec, const char *key)
{
    size_t count;
    const FieldSpec *more = envelope_fields(&count);
    const char *dot = strchr(key, '.');
    size_t bytes = dot == NULL ? strlen(key) : (size_t)(dot - key);
    for (size_t i = 0; i < count; i++)
        if (strcmp(more[i].name, key) == 0)
            return more[i].type == TYPE_FILE;
    for (size_t i = 0; i < spec->field_count; i++) {
        const FieldSpec *field = &spec->fields[i];
        if (strlen(field->name) != bytes || strncmp(field->name, key, bytes) != 0)
            continue;
        return field->type == TYPE_FILE || (dot != NULL && field->element == TYPE_FILE);
    }
    return false;
}

static Status text_read(Op *op, const char *path, const char **out)
{
    Bytes file;
    size_t bytes;
    TRY(place_could_not(op, file_read(op, path, ACT_VALUE_BYTES_MAX, &file)));
    char *text = text_plain_lines(op->arena, (const char *)file.data, file.count, &bytes);
    TextFault fault = text_check(text, bytes, true);
    if (fault == TEXT_NOT_UTF8 || fault == TEXT_CONTROL)
        return op_fail(op, INVALID, "文件 %s 的内容%s。", path, text_fault_words(fault));
    while (bytes > 0 && text[bytes - 1] == '\n')
        bytes--;
    text[bytes] = '\0';
    *out = text;
    return OK;
}

static Status file_take(Op *op, AskedFields *out, const char *path, const char **name)
{
    Bytes content;
    const char *base = file_name(path);
    if (out->file_count == REQUEST_FILES_MAX)
        return op_fail(op, INVALID, "一次办理最多附 %u 个文件。", REQUEST_FILES_MAX);
    TRY(place_could_not(op, file_read(op, path, REQUEST_FILE_BYTES_MAX, &content)));
    for (size_t i = 0; i < out->file_count; i++)
        if (text_same(out->files[i].name, base) && !bytes_equal(out->files[i].content, content))
            return op_fail(op, INVALID, "附了两个都叫“%s”的文件，内容不同；请改名后再办。",
                           args_shown(op->arena, base));
    *name = base;
    out->files[out->file_count++] = (RequestFile){ .name = base, .content = content };
    return OK;
}

static Status value_read(Op *op, const ActSpec *spec, AskedFields *out, const char *key,
                         const char *typed, const char **value)
{
    *value = typed;
    if (names_file(spec, key))
        return text_empty(typed)
                   ? OK
                   : file_take(op, out, typed[0] == '@' ? typed + 1 : typed, value);
    if (text_starts(typed, "@@"))
        *value = typed + 1;
    else if (typed[0] == '@')
        return text_read(op, typed + 1, value);
    return OK;
}

Status asking_fields(Op *op, const ActSpec *spec, const TextList *words, size_t from,
                     AskedFields *out)
{
    size_t count = words->count - from;
    if (count > ACT_TEXTS_MAX)
        return op_fail(op, INVALID, "内容有 %zu 项，超过上限 %u 项。", count, ACT_TEXTS_MAX);
    *out = (AskedFields){ .texts = ARENA_ARRAY(op->arena, ActText, count + 1),
                          .files = ARENA_ARRAY(op->arena, RequestFile, REQUEST_FILES_MAX) };
    for (size_t i = from; i < words->count; i++) {
        const char *word = words->items[i], *equals = strchr(word, '=');
        ActText *text = &out->texts[out->text_count++];
        if (equals == NULL || equals == word)
            return op_fail(op, INVALID, "“%s”应当写成“栏目=内容”。",
                           args_shown(op->arena, word));
        if ((size_t)(equals - word) > ACT_KEY_BYTES_MAX)
            return op_fail(op, INVALID, "栏目名“%s”太长。", args_shown(op->arena, word));
        text->key = arena_dup_n(op->arena, word, (size_t)(equals - word));
        text->place = "";
        TRY(value_read(op, spec, out, text->key, equals + 1, &text->value));
    }
    return OK;
}
