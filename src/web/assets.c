#include "web/assets.h"

#include "base/text.h"
#include "http/reply.h"
#include "web/assets_gen.h"
#include "web/words_gen.h"

static const char *type_of(const char *name)
{
    if (text_ends(name, ".css"))
        return "text/css; charset=utf-8";
    if (text_ends(name, ".js"))
        return "text/javascript; charset=utf-8";
    return text_ends(name, ".svg") ? "image/svg+xml" : "application/octet-stream";
}

static const char *digest_of_asset(const char *name)
{
    for (size_t i = 0; i < ASSET_ADDRESS_COUNT; i++)
        if (text_same(asset_addresses[i].name, name))
            return asset_addresses[i].digest;
    return NULL;
}

static const EmbeddedFile *asset_find(const char *name)
{
    for (size_t i = 0; i < assets_count; i++)
        if (text_same(assets[i].name, name))
            return &assets[i];
    return NULL;
}

Status asset_show(Visit *visit, HttpReply *reply)
{
    const char *name = visit_arg(visit, "asset");
    const EmbeddedFile *file = asset_find(name);
    const char *digest = digest_of_asset(name), *asked = http_query(visit->http, "v");
    if (file == NULL || digest == NULL)
        return op_fail(visit->op, NOT_FOUND, "没有这个文件。");
    TRY(http_type(reply, type_of(name)));
    TRY(http_set(reply, "Cache-Control",
                 text_same(asked, digest) ? "public, max-age=31536000, immutable"
                                          : "public, no-cache"));
    if (!http_not_modified(visit->http, reply, digest))
        http_body(reply, file->bytes);
    return OK;
}
