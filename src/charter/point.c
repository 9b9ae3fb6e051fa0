#include "charter/point.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"

/* Does a name match a pattern part by part, “*” standing for one part? With
 * `whole` false the name may stop at a dot of the pattern. */
static bool matches(const char *pattern, const char *name, bool whole)
{
    for (;;) {
        size_t p = strcspn(pattern, "."), n = strcspn(name, ".");
        bool star = p == 1 && pattern[0] == '*';
        if (n == 0 || (!star && (p != n || strncmp(pattern, name, p) != 0)))
            return false;
        pattern += p;
        name += n;
        if (*name == '\0')
            return whole ? *pattern == '\0' : *pattern == '.';
        if (*pattern == '\0')
            return false;
        pattern++;
        name++;
    }
}

const VerbDef *point_verb(const char *verb)
{
    for (size_t i = 0; i < VERB_DEFS_COUNT; i++)
        if (text_same(VERB_DEFS[i].verb, verb))
            return &VERB_DEFS[i];
    return NULL;
}

const char *point_noun_title(const char *noun)
{
    for (size_t i = 0; i < NOUN_DEFS_COUNT; i++)
        if (text_same(NOUN_DEFS[i].noun, noun))
            return NOUN_DEFS[i].title;
    return NULL;
}

/* The act a name begins with: "topic.agree" of "topic.agree.by". */
static const VerbDef *verb_of(const char *name)
{
    for (size_t i = 0; i < VERB_DEFS_COUNT; i++) {
        size_t length = strlen(VERB_DEFS[i].verb);
        if (strncmp(name, VERB_DEFS[i].verb, length) == 0 && name[length] == '.')
            return &VERB_DEFS[i];
    }
    return NULL;
}

const PointDef *point_find(const char *name)
{
    const VerbDef *verb = verb_of(name);
    const char *aspect = verb == NULL ? NULL : name + strlen(verb->verb) + 1;
    for (size_t i = 0; i < POINT_DEFS_COUNT; i++) {
        const PointDef *def = &POINT_DEFS[i];
        if (def->family == FAMILY_ASPECT ? text_same(def->pattern, aspect)
                                         : matches(def->pattern, name, true))
            return def;
    }
    return NULL;
}

bool point_is_prefix(const char *name)
{
    if (point_noun_title(name) != NULL || point_verb(name) != NULL)
        return true;
    for (size_t i = 0; i < POINT_DEFS_COUNT; i++)
        if (POINT_DEFS[i].family != FAMILY_ASPECT &&
            matches(POINT_DEFS[i].pattern, name, false))
            return true;
    return false;
}

const char *point_verb_of(Arena *arena, const char *name)
{
    const VerbDef *verb = verb_of(name);
    const PointDef *def = point_find(name);
    if (verb == NULL || def == NULL || def->family != FAMILY_ASPECT)
        return NULL;
    return arena_dup(arena, verb->verb);
}

const BuiltinDef *point_builtin(const char *name)
{
    for (size_t i = 0; i < BUILTIN_DEFS_COUNT; i++)
        if (text_same(BUILTIN_DEFS[i].name, name))
            return &BUILTIN_DEFS[i];
    return NULL;
}

static const char *word_in(const WordDef *words, size_t count, const char *kind,
                           const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(words[i].kind, kind) && text_same(words[i].word, word))
            return words[i].title;
    return NULL;
}

const char *point_word(const char *kind, const char *word)
{
    return word_in(WORD_DEFS, WORD_DEFS_COUNT, kind, word);
}

const char *point_title(const char *kind, const char *word)
{
    return word_in(TITLE_DEFS, TITLE_DEFS_COUNT, kind, word);
}

/* Finds "word=title;" in a point's own set. */
static const char *own_word_at(const PointDef *def, const char *word, int *place)
{
    size_t length = strlen(word);
    int at = 0;
    for (const char *s = def->words; *s != '\0'; s = strchr(s, ';') + 1, at++) {
        if (strncmp(s, word, length) == 0 && s[length] == '=') {
            *place = at;
            return s + length + 1;
        }
    }
    *place = -1;
    return NULL;
}

const char *point_own_word(Arena *arena, const PointDef *def, const char *word)
{
    int place;
    const char *title = own_word_at(def, word, &place);
    return title == NULL ? NULL : arena_dup_n(arena, title, strcspn(title, ";"));
}

int point_own_word_place(const PointDef *def, const char *word)
{
    int place;
    own_word_at(def, word, &place);
    return place;
}

const char *point_key(Arena *arena, const PointDef *def, const char *name)
{
    const char *star = strchr(def->pattern, '*');
    if (def->family == FAMILY_ASPECT || star == NULL)
        return NULL;
    const char *key = name + (star - def->pattern);
    return arena_dup_n(arena, key, strcspn(key, "."));
}

const char *point_label(Arena *arena, const PointDef *def, const char *name)
{
    const VerbDef *verb = def->family == FAMILY_ASPECT ? verb_of(name) : NULL;
    if (verb != NULL)
        return arena_printf(arena, "%s·%s", verb->title, def->label);
    const char *key = point_key(arena, def, name);
    if (key == NULL)
        return def->label;
    bool role = text_starts(def->pattern, "roles."), kind = text_starts(def->pattern, "meet");
    const char *title = role   ? point_title("role", key)
                        : kind ? point_title("kind", key)
                               : NULL;
    if (role && title != NULL)
        return title;
    return arena_printf(arena, "%s·%s", title == NULL ? key : title, def->label);
}

/* How many letters must be put in, taken out, changed or swapped with their
 * neighbour, up to a limit. */
static size_t distance(const char *a, const char *b)
{
    enum { MOST = 64 };
    size_t n = strlen(a), m = strlen(b);
    size_t rows[3][MOST + 1];
    if (n > MOST || m > MOST)
        return MOST;
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = rows[i % 3], *above = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t least = above[j - 1] + (a[i - 1] != b[j - 1]);
            least = above[j] + 1 < least ? above[j] + 1 : least;
            least = now[j - 1] + 1 < least ? now[j - 1] + 1 : least;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && two[j - 2] + 1 < least)
                least = two[j - 2] + 1;
            now[j] = least;
        }
    }
    return rows[n % 3][m];
}

const char *nearest_of(Arena *arena, const char *name, const char *const *names, size_t count)
{
    enum { SHOWN = 3 };
    const char *best[SHOWN] = { 0 };
    size_t far[SHOWN] = { 0 }, found = 0, limit = strlen(name) / 3 + 1;
    size_t own = strlen(name);
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(names[i]), apart = own > other ? own - other : other - own;
        size_t d = apart > limit ? apart : distance(name, names[i]);
        if (d > limit && !text_ends(names[i], name) && !text_starts(names[i], name))
            continue;
        size_t at = found;
        while (at > 0 && far[at - 1] > d)
            at--;
        for (size_t j = found < SHOWN ? found : SHOWN - 1; j > at; j--) {
            best[j] = best[j - 1];
            far[j] = far[j - 1];
        }
        if (at < SHOWN) {
            best[at] = names[i];
            far[at] = d;
            found += found < SHOWN;
        }
    }
    TextList list = { best, found, found };
    return found == 0 ? "" : text_join(arena, &list, "、");
}

/* Puts the ids of the name in the places of a pattern's “*”, so that what is
 * suggested can be written as it stands. */
static const char *filled(Arena *arena, const char *pattern, const char *name)
{
    Buf out;
    buf_init(&out, arena);
    while (*pattern != '\0') {
        size_t p = strcspn(pattern, "."), n = strcspn(name, ".");
        bool star = p == 1 && pattern[0] == '*' && n > 0;
        buf_add(&out, star ? name : pattern, star ? n : p);
        pattern += p + (pattern[p] == '.');
        name += n + (name[n] == '.');
        if (*pattern != '\0')
            buf_char(&out, '.');
    }
    return buf_string(&out);
}

const char *point_nearest(Arena *arena, const char *name)
{
    LIST(const char *) names = { 0 };
    const VerbDef *verb = verb_of(name);
    for (size_t i = 0; i < POINT_DEFS_COUNT; i++) {
        const PointDef *def = &POINT_DEFS[i];
        if (def->family != FAMILY_ASPECT)
            *LIST_ADD(arena, &names) = filled(arena, def->pattern, name);
        else if (verb != NULL)
            *LIST_ADD(arena, &names) = arena_printf(arena, "%s.%s", verb->verb, def->pattern);
    }
    for (size_t i = 0; verb == NULL && i < VERB_DEFS_COUNT; i++)
        *LIST_ADD(arena, &names) = VERB_DEFS[i].verb;
    const char *near = nearest_of(arena, name, names.items, names.count);
    const char *dot = strrchr(name, '.');
    if (!text_empty(near) || dot == NULL || verb != NULL)
        return near;
    /* "topic.aggree.by": the act is mistaken, not the aspect. */
    const char *head = arena_dup_n(arena, name, (size_t)(dot - name));
    near = nearest_of(arena, head, names.items, names.count);
    return near;
}
