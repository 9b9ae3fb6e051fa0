#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "http/decode.h"
#include "http/multipart.h"

static bool is_token_letter(char c)
{
    return c > ' ' && c < 127 && strchr("\"(),/:;<=>?@[\\]{}", c) == NULL;
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

/* Browsers write `"` in a name as %22, older ones as \"; a backslash before
 * anything else is itself (paths). NULL: no closing quote. */
static const char *quoted(Buf *out, const char *at)
{
    for (; *at != '\0'; at++) {
        if (*at == '"')
            return at + 1;
        if (at[0] == '\\' && at[1] == '"')
            at++;
        buf_char(out, *at);
    }
    return NULL;
}

static const char *value_read(Buf *out, const char *at)
{
    if (*at == '"')
        return quoted(out, at + 1);
    const char *from = at;
    while (is_token_letter(*at))
        buf_char(out, *at++);
    return at > from ? at : NULL;
}

bool part_parameter(Arena *arena, const char *value, const char *name, const char **out,
                    size_t *count)
{
    const char *at = value + strcspn(value, ";");
    size_t name_bytes = strlen(name);
    *count = 0;
    while (*at == ';') {
        Buf text;
        buf_init(&text, arena);
        const char *from = skip_blanks(at + 1);
        at = from;
        while (is_token_letter(*at))
            at++;
        bool wanted =
            (size_t)(at - from) == name_bytes && strncasecmp(from, name, name_bytes) == 0;
        if (at == from || *at != '=')
            return false;
        at = value_read(&text, at + 1);
        if (at == NULL)
            return false;
        if (wanted && (*count)++ == 0)
            *out = buf_string(&text);
        at = skip_blanks(at);
    }
    return *at == '\0';
}

/* Without folders, with its quotes back. */
static const char *plain_file_name(Arena *arena, const char *name)
{
    Buf out;
    for (const char *c = name; *c != '\0'; c++)
        if (*c == '/' || *c == '\\')
            name = c + 1;
    buf_init(&out, arena);
    for (; *name != '\0'; name++) {
        bool quote = strncmp(name, "%22", 3) == 0;
        buf_char(&out, quote ? '"' : *name);
        name += quote ? 2 : 0;
    }
    return buf_string(&out);
}

static bool disposition_read(Arena *arena, const char *value, Part *out)
{
    size_t names = 0, files = 0, stars = 0;
    const char *file = NULL, *star = NULL;
    if (strncasecmp(value, "form-data", 9) != 0 || strchr("; \t", value[9]) == NULL ||
        !part_parameter(arena, value, "name", &out->name, &names) ||
        !part_parameter(arena, value, "filename", &file, &files) ||
        !part_parameter(arena, value, "filename*", &star, &stars))
        return false;
    if (names != 1 || files > 1 || (stars > 0 && files == 0))
        return false;
    out->file_name = file == NULL ? NULL : plain_file_name(arena, file);
    return true;
}

static bool encoding_is_plain(const char *value)
{
    return strcasecmp(value, "binary") == 0 || strcasecmp(value, "8bit") == 0 ||
           strcasecmp(value, "7bit") == 0;
}

typedef struct Seen {
    size_t dispositions;
    size_t types;
} Seen;

static bool line_read(Arena *arena, const char *line, Seen *seen, Part *out)
{
    const char *colon = strchr(line, ':');
    const char *at = line;
    while (is_token_letter(*at))
        at++;
    if (colon == NULL || at != colon || at == line)
        return false;
    size_t name = (size_t)(colon - line);
    const char *value = text_trim(arena, colon + 1);
    if (name == 19 && strncasecmp(line, "Content-Disposition", name) == 0)
        return seen->dispositions++ == 0 && disposition_read(arena, value, out);
    if (name == 12 && strncasecmp(line, "Content-Type", name) == 0) {
        out->type = value;
        return seen->types++ == 0 && strncasecmp(value, "multipart/", 10) != 0;
    }
    if (name == 25 && strncasecmp(line, "Content-Transfer-Encoding", name) == 0)
        return encoding_is_plain(value);
    return true;
}

static bool has_control(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || *text == 127)
            return true;
    return false;
}

bool part_head_read(Arena *arena, const char *head, size_t bytes, Part *out)
{
    Seen seen = { 0 };
    const char *end = head + bytes;
    *out = (Part){ .type = "" };
    while (head < end) {
        const char *stop = memmem(head, (size_t)(end - head), "\r\n", 2);
        if (stop == NULL)
            return false;
        const char *line = arena_dup_n(arena, head, (size_t)(stop - head));
        if (!decode_is_text(line, (size_t)(stop - head)) || has_control(line) ||
            !line_read(arena, line, &seen, out))
            return false;
        head = stop + 2;
    }
    return seen.dispositions == 1;
}
