#include "web/listing.h"

#include <string.h>

#include "base/text.h"
#include "model/act.h"

static const char *chosen(const Listing *listing, const char *name,
                          const ListingChoiceList *choices)
{
    const char *asked = http_query(listing->visit->http, name);
    for (size_t i = 0; !text_empty(asked) && i < choices->count; i++)
        if (text_same(asked, choices->items[i].value))
            return choices->items[i].value;
    return NULL;
}

const char *listing_choose(const Listing *listing, const char *name, const char *label,
                           const char *all, const ListingChoiceList *choices)
{
    Arena *arena = listing->visit->op->arena;
    const char *value = chosen(listing, name, choices);
    Filter *filter = LIST_ADD(arena, &listing->filters->filters);
    *filter = (Filter){ .name = name, .label = label };
    *LIST_ADD(arena, &filter->choices) = (Choice){ "", all, value == NULL };
    for (size_t i = 0; i < choices->count; i++)
        *LIST_ADD(arena, &filter->choices) =
            (Choice){ choices->items[i].value, choices->items[i].text,
                      text_same(value, choices->items[i].value) };
    listing->filters->narrowed = listing->filters->narrowed || value != NULL;
    return value;
}

const char *listing_pattern(Arena *arena, const char *words)
{
    Buf buf;
    buf_init(&buf, arena);
    buf_char(&buf, '%');
    for (const char *at = words; *at != '\0'; at++) {
        if (*at == '%' || *at == '_' || *at == '\\')
            buf_char(&buf, '\\');
        buf_char(&buf, *at);
    }
    buf_char(&buf, '%');
    return buf_string(&buf);
}

const char *listing_words(const Listing *listing, const char *name, const char *label)
{
    Arena *arena = listing->visit->op->arena;
    const char *typed = http_query(listing->visit->http, name);
    bool fine = !text_empty(typed) && text_check(typed, strlen(typed), false) == TEXT_FINE &&
                text_characters(typed) <= LISTING_WORDS_MAX;
    const char *words = fine ? text_trim(arena, typed) : "";
    *LIST_ADD(arena, &listing->filters->filters) =
        (Filter){ .name = name, .label = label, .value = words };
    if (text_empty(words))
        return NULL;
    listing->filters->narrowed = true;
    return listing_pattern(arena, words);
}

static int year_of(Day day)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    return year;
}

void listing_year(const Listing *listing, Day first, Day last, Day *since, Day *before)
{
    Arena *arena = listing->visit->op->arena;
    ListingChoiceList years = { 0 };
    int64_t year;
    *since = *before = DAY_NONE;
    for (int i = year_of(last); i >= year_of(first); i--)
        *LIST_ADD(arena, &years) =
            (ListingChoice){ arena_printf(arena, "%d", i), arena_printf(arena, "%d年", i) };
    const char *value = listing_choose(listing, "year", "年度", "全部年度", &years);
    if (value == NULL || !text_int(value, &year))
        return;
    *since = day_of((int)year, 1, 1);
    *before = day_of((int)year + 1, 1, 1);
}

const char *listing_state(const Listing *listing, Noun noun)
{
    const NounSpec *spec = noun_spec(noun);
    ListingChoiceList states = { 0 };
    for (size_t i = 0; i < spec->state_count; i++)
        *LIST_ADD(listing->visit->op->arena, &states) =
            (ListingChoice){ spec->states[i].name, spec->states[i].word };
    return listing_choose(listing, "state", "状态", "全部状态", &states);
}

const char *listing_unit(const Listing *listing, const char *label)
{
    const UnitRowList *rows = &listing->visit->place.names.units;
    ListingChoiceList units = { 0 };
    for (size_t i = 0; i < rows->count; i++)
        *LIST_ADD(listing->visit->op->arena, &units) =
            (ListingChoice){ rows->items[i].unit, rows->items[i].name };
    return listing_choose(listing, "unit", label, "全部单位", &units);
}

/* ---- pages --------------------------------------------------------------------- */

int64_t listing_page(const Visit *visit)
{
    const char *asked = http_query(visit->http, "page");
    int64_t page;
    if (text_empty(asked) || !text_int(asked, &page) || page < 1 || page > LISTING_PAGES_MAX)
        return 1;
    return page;
}

int64_t listing_page_within(int64_t page, int64_t count)
{
    int64_t last = count <= LISTING_ROWS ? 1 : (count + LISTING_ROWS - 1) / LISTING_ROWS;
    return page < last ? page : last;
}

static const char *filter_value(const Filter *filter)
{
    for (size_t i = 0; i < filter->choices.count; i++)
        if (filter->choices.items[i].chosen)
            return filter->choices.items[i].value;
    return filter->value;
}

static Url page_url(const Listing *listing, int64_t page)
{
    Arena *arena = listing->visit->op->arena;
    const FilterList *filters = &listing->filters->filters;
    Url url = listing->filters->url;
    for (size_t i = 0; i < filters->count; i++)
        url = url_query(arena, url, filters->items[i].name, filter_value(&filters->items[i]));
    if (page > 1)
        url = url_query(arena, url, "page", arena_printf(arena, "%lld", (long long)page));
    return url;
}

Pager listing_pager(const Listing *listing, int64_t page, int64_t count)
{
    int64_t first = (page - 1) * LISTING_ROWS + 1, last = page * LISTING_ROWS;
    Pager pager = { .first = first, .last = last < count ? last : count, .count = count };
    if (page > 1)
        pager.earlier = page_url(listing, page - 1);
    if (last < count)
        pager.later = page_url(listing, page + 1);
    return pager;
}

const char *listing_cut(Arena *arena, const char *text, size_t characters)
{
    const char *at = text;
    if (text == NULL || text_characters(text) <= characters)
        return text;
    for (size_t i = 0; i + 1 < characters; i++)
        (void)text_next(&at);
    return arena_printf(arena, "%.*s…", (int)(at - text), text);
}

const char *listing_shown(const char *value)
{
    if (value == NULL)
        return "";
    return act_is_erased(value) ? "（已删除）" : value;
}

const char *listing_day(const Visit *visit, Day day)
{
    Arena *arena = visit->op->arena;
    int year, month, of_month;
    if (year_of(day) != year_of(visit->place.today))
        return day_chinese(arena, day);
    day_split(day, &year, &month, &of_month);
    return arena_printf(arena, "%d月%d日", month, of_month);
}
