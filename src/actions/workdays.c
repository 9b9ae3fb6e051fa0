#include "actions/workdays.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/text.h"
#include "db/db.h"
#include "model/holidays_gen.h"

typedef LIST(CalendarText) CalendarTextList;

static bool is_year(const char *name, int *year)
{
    int64_t number;
    if (strlen(name) != 4 || !text_int(name, &number) || number < 1970)
        return false;
    *year = (int)number;
    return true;
}

static void text_put(Op *op, CalendarTextList *texts, CalendarText text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (texts->items[i].year == text.year) {
            texts->items[i] = text;
            return;
        }
    }
    *LIST_ADD(op->arena, texts) = text;
}

static void close_folder(DIR **folder)
{
    if (*folder != NULL)
        (void)closedir(*folder);
}

static Status folder_read(Op *op, const char *path, CalendarTextList *texts)
{
    DIR *folder __attribute__((cleanup(close_folder))) = opendir(path);
    if (folder == NULL)
        return OK;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        CalendarText text;
        if (!is_year(entry->d_name, &text.year))
            continue;
        text.file = arena_printf(op->arena, "%s/%s", path, entry->d_name);
        TRY(file_read(op, text.file, CALENDAR_FILE_BYTES_MAX, &text.text));
        text_put(op, texts, text);
    }
    return OK;
}

Status workdays_load(Op *op, const char *folder, const Calendar **out)
{
    CalendarTextList texts = { 0 };
    for (size_t i = 0; i < holidays_count; i++) {
        CalendarText text = { .file = arena_printf(op->arena, "holidays/%s", holidays[i].name),
                              .text = holidays[i].bytes };
        if (is_year(holidays[i].name, &text.year))
            text_put(op, &texts, text);
    }
    if (folder != NULL)
        TRY(folder_read(op, folder, &texts));
    return calendar_read(op, texts.items, texts.count, out);
}

const char *workdays_folder(Arena *arena, const char *url)
{
    const char *set = getenv("LIANXI_HOLIDAYS");
    if (!text_empty(set))
        return set;
    if (db_url_is_postgres(url))
        return NULL;
    const char *slash = strrchr(url, '/');
    if (slash == NULL)
        return "holidays";
    return arena_printf(arena, "%.*s/holidays", (int)(slash - url), url);
}
