#include <string.h>

#include "actions/service_read.h"
#include "base/text.h"

void service_json_end(json_t **json)
{
    json_decref(*json);
    *json = NULL;
}

/* ---- writing --------------------------------------------------------------- */

static Status too_large(Op *op)
{
    return op_fail(op, INVALID, "一次办理的内容连同附件合计不能超过 %zu MB。",
                   SERVICE_REQUEST_BYTES_MAX >> 20);
}

Bytes service_json_text(Arena *arena, const json_t *json)
{
    size_t bytes = json_dumpb(json, NULL, 0, JSON_COMPACT);
    char *text = arena_alloc(arena, bytes + 1);
    return (Bytes){ (const uint8_t *)text, json_dumpb(json, text, bytes, JSON_COMPACT) };
}

static Status request_write(Op *op, const json_t *json, const RequestFile *files, size_t count,
                            Bytes *out)
{
    Bytes text = service_json_text(op->arena, json);
    size_t all = text.count + 4;
    for (size_t i = 0; i < count; i++) {
        if (files[i].stored)
            return op_broken(op, BROKEN, "a stored file is not sent to another process");
        all += files[i].content.count;
    }
    if (text.count == 0 || all > SERVICE_REQUEST_BYTES_MAX)
        return too_large(op);
    Buf buf;
    buf_init(&buf, op->arena);
    buf_u32(&buf, (uint32_t)text.count);
    buf_add(&buf, text.data, text.count);
    for (size_t i = 0; i < count; i++)
        buf_add(&buf, files[i].content.data, files[i].content.count);
    *out = buf_bytes(&buf);
    return OK;
}

static json_t *texts_write(const Request *request)
{
    json_t *texts = json_array();
    for (size_t i = 0; i < request->text_count; i++)
        json_array_append_new(
            texts, json_pack("[s, s]", request->texts[i].key, request->texts[i].value));
    return texts;
}

static json_t *files_write(const Request *request)
{
    json_t *files = json_array();
    for (size_t i = 0; i < request->file_count; i++)
        json_array_append_new(files, json_pack("[s, I]", request->files[i].name,
                                               (json_int_t)request->files[i].content.count));
    return files;
}

static json_t *opening_write(const ServiceOpening *opening)
{
    if (opening == NULL || !opening->wanted)
        return json_null();
    return json_pack("{s: b, s: o}", "simulated", opening->simulated, "seed",
                     opening->has_seed ? json_integer(opening->seed) : json_null());
}

Status service_act_request(Op *op, const Request *request, const ServiceOpening *opening,
                           Bytes *out)
{
    JSON_SCOPE(json);
    json = json_pack(
        "{s: s, s: s?, s: s, s: s, s: s?, s: s, s: o, s: o, s: o}", "do", "act", "conference",
        request->conference, "as", request->actor, "verb", request->verb, "subject",
        request->subject, "key",
        bytes_hex(op->arena, (Bytes){ request->key.bytes, sizeof request->key.bytes }), "texts",
        texts_write(request), "files", files_write(request), "open", opening_write(opening));
    if (json == NULL)
        return op_fail(op, INVALID, "填写的内容不是 UTF-8 编码。");
    return request_write(op, json, request->files, request->file_count, out);
}

static Status word_request(Op *op, const char *word, Bytes *out)
{
    JSON_SCOPE(json);
    json = json_pack("{s: s}", "do", word);
    return request_write(op, json, NULL, 0, out);
}

Status service_rebuild_request(Op *op, Bytes *out)
{
    return word_request(op, "rebuild", out);
}

Status service_ping_request(Op *op, Bytes *out)
{
    return word_request(op, "ping", out);
}

Status service_other_request(Op *op, const json_t *request, Bytes *out)
{
    return request_write(op, request, NULL, 0, out);
}

/* ---- reading --------------------------------------------------------------- */

static Status malformed(Op *op, const char *what)
{
    return op_fail(op, INVALID, "交办的内容格式不对：%s。", what);
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool service_key_read(const char *hex, ActKey *out)
{
    if (strlen(hex) != 2 * sizeof out->bytes)
        return false;
    for (size_t i = 0; i < sizeof out->bytes; i++) {
        int high = hex_digit(hex[2 * i]), low = hex_digit(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out->bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

static Status texts_read(Op *op, const json_t *json, Request *act)
{
    size_t i;
    json_t *pair;
    if (!json_is_array(json) || json_array_size(json) > ACT_TEXTS_MAX)
        return malformed(op, "texts");
    ActText *texts = ARENA_ARRAY(op->arena, ActText, json_array_size(json) + 1);
    json_array_foreach(json, i, pair)
    {
        const char *key = json_string_value(json_array_get(pair, 0));
        const char *value = json_string_value(json_array_get(pair, 1));
        if (key == NULL || value == NULL || json_array_size(pair) != 2)
            return malformed(op, "texts");
        texts[i] = (ActText){ .key = arena_dup(op->arena, key),
                              .value = arena_dup(op->arena, value),
                              .place = "" };
    }
    act->texts = texts;
    act->text_count = json_array_size(json);
    return OK;
}

static Status files_read(Op *op, const json_t *json, Bytes content, Request *act)
{
    size_t i, used = 0;
    json_t *pair;
    if (!json_is_array(json) || json_array_size(json) > REQUEST_FILES_MAX)
        return malformed(op, "files");
    RequestFile *files = ARENA_ARRAY(op->arena, RequestFile, json_array_size(json) + 1);
    json_array_foreach(json, i, pair)
    {
        const char *name = json_string_value(json_array_get(pair, 0));
        json_int_t bytes = json_integer_value(json_array_get(pair, 1));
        if (name == NULL || !json_is_integer(json_array_get(pair, 1)) ||
            json_array_size(pair) != 2 || bytes < 0 || (size_t)bytes > content.count - used)
            return malformed(op, "files");
        files[i] = (RequestFile){ .name = arena_dup(op->arena, name),
                                  .content = { content.data + used, (size_t)bytes } };
        used += (size_t)bytes;
    }
    act->files = files;
    act->file_count = json_array_size(json);
    return used == content.count ? OK : malformed(op, "files");
}

static Status opening_read(Op *op, json_t *json, ServiceOpening *out)
{
    json_t *seed;
    int simulated;
    *out = (ServiceOpening){ 0 };
    if (json_is_null(json))
        return OK;
    if (json_unpack_ex(json, NULL, JSON_STRICT, "{s: b, s: o}", "simulated", &simulated, "seed",
                       &seed) != 0 ||
        (!json_is_null(seed) && (!json_is_integer(seed) || json_integer_value(seed) < 0)))
        return malformed(op, "open");
    out->wanted = true;
    out->simulated = simulated != 0;
    out->has_seed = json_is_integer(seed);
    out->seed = json_integer_value(seed);
    return OK;
}

static const char *kept(Op *op, const json_t *text)
{
    return json_is_string(text) ? arena_dup(op->arena, json_string_value(text)) : NULL;
}

static bool text_or_null(const json_t *json)
{
    return json_is_string(json) || json_is_null(json);
}

static Status act_read(Op *op, json_t *json, Bytes content, ServiceRequest *out)
{
    const char *word, *actor, *verb, *key;
    json_t *conference, *subject, *texts, *files, *opening;
    if (json_unpack_ex(
            json, NULL, JSON_STRICT, "{s: s, s: o, s: s, s: s, s: o, s: s, s: o, s: o, s: o}",
            "do", &word, "conference", &conference, "as", &actor, "verb", &verb, "subject",
            &subject, "key", &key, "texts", &texts, "files", &files, "open", &opening) != 0 ||
        !service_key_read(key, &out->act.key) || !text_or_null(conference) ||
        !text_or_null(subject))
        return malformed(op, "act");
    out->act.conference = kept(op, conference);
    out->act.actor = arena_dup(op->arena, actor);
    out->act.verb = arena_dup(op->arena, verb);
    out->act.subject = kept(op, subject);
    out->act.place = "";
    out->act.has_key = true;
    TRY(texts_read(op, texts, &out->act));
    TRY(files_read(op, files, content, &out->act));
    return opening_read(op, opening, &out->opening);
}

Status service_request_read(Op *op, Bytes bytes, ServiceRequest *out)
{
    JSON_SCOPE(json);
    *out = (ServiceRequest){ .work = WORK_ACT };
    if (bytes.count < 4 || bytes.count > SERVICE_REQUEST_BYTES_MAX)
        return malformed(op, "长度");
    size_t length = (size_t)bytes.data[0] << 24 | (size_t)bytes.data[1] << 16 |
                    (size_t)bytes.data[2] << 8 | bytes.data[3];
    if (length > bytes.count - 4)
        return malformed(op, "长度");
    json = json_loadb((const char *)bytes.data + 4, length, JSON_REJECT_DUPLICATES, NULL);
    const char *word = json_string_value(json_object_get(json, "do"));
    Bytes rest = { bytes.data + 4 + length, bytes.count - 4 - length };
    if (text_same(word, "act"))
        return act_read(op, json, rest, out);
    if (word == NULL || rest.count > 0)
        return malformed(op, "do");
    out->work = text_same(word, "rebuild") ? WORK_REBUILD
                : text_same(word, "ping")  ? WORK_PING
                                           : WORK_OTHER;
    if (out->work != WORK_OTHER)
        return json_object_size(json) == 1 ? OK : malformed(op, "do");
    out->other = arena_dup(op->arena, word);
    out->json = (Bytes){ bytes.data + 4, length };
    return OK;
}
