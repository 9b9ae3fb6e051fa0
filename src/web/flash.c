#include "web/flash.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/rows_gen.h"

static const struct {
    const char *code;
    const char *words;
} said[FLASH_COUNT] = {
    [FLASH_NONE] = { "", "" },
    [FLASH_DRAFT_KEPT] = { "kept", "已存为草稿，还没有办理。" },
    [FLASH_DRAFT_THROWN_AWAY] = { "thrown-away", "草稿已删去。" },
    [FLASH_SIGNED_OUT] = { "signed-out", "已退出登录。" },
    [FLASH_SIGNED_OUT_EVERYWHERE] = { "signed-out-everywhere", "已在所有设备上退出登录。" },
    [FLASH_PASSWORD_CHANGED] = { "password", "密码已更改，别处的登录已经退出。" },
    [FLASH_CAPACITY_CHOSEN] = { "capacity", "已换到这个身份。" },
    [FLASH_SESSION_ENDED] = { "session-ended", "那一处的登录已经退出。" },
};

Url flash_url(Arena *arena, Url url, Flash flash)
{
    return url_query(arena, url, "_said", said[flash].code);
}

Url flash_done_url(Arena *arena, Url url, int64_t seq)
{
    return url_query(arena, url, "_said", arena_printf(arena, "done-%lld", (long long)seq));
}

/* The viewer's own act of a moment ago; anything else was not just done. */
static const char *done_words(Visit *visit, const char *number)
{
    HistoryRow row;
    bool found;
    int64_t seq;
    Arena *arena = visit->op->arena;
    Op op = { .arena = arena };
    const char *person = arena_printf(arena, "P%lld", (long long)visit->session.person);
    if (!visit->member || !text_int(number, &seq) ||
        history_row_find(&op, visit->place.db, visit->place.conference, seq, &found, &row) !=
            OK ||
        !found)
        return NULL;
    bool own = text_same(row.person, person) || text_ends(row.entered_by, person);
    if (!own || visit->place.now.us - row.recorded_at.us > FLASH_LASTS_US)
        return NULL;
    const ActSpec *spec = act_find(row.verb);
    return arena_printf(arena, "已办：%s（第%lld号记录）。",
                        spec != NULL ? spec->label : row.verb, (long long)seq);
}

void flash_show(Visit *visit, Page *page)
{
    const char *code = http_query(visit->http, "_said");
    if (code == NULL)
        return;
    if (text_starts(code, "done-"))
        page->flash = done_words(visit, code + strlen("done-"));
    for (size_t i = 1; i < FLASH_COUNT && page->flash == NULL; i++)
        if (text_same(said[i].code, code))
            page->flash = said[i].words;
}
