/* Lists a person narrows and turns the pages of: filters as parameters of the
 * address, fifty rows a page.
 *
 * For: reading those parameters (what does not belong is as if it had not been
 * sent), showing the filters with what is chosen, the addresses of the pages
 * before and after. Not for finding rows: sql/NOUN.sql.
 */
#ifndef WEB_LISTING_H
#define WEB_LISTING_H

#include "web/pieces.h"
#include "web/visit.h"

enum { LISTING_ROWS = 50, LISTING_WORDS_MAX = 100, LISTING_PAGES_MAX = 100000 };

typedef struct Listing {
    Visit *visit;
    Filters *filters;
} Listing;

/* A filter of choices; values "" first (all of them: `all`). Returns what was
 * chosen, NULL when nothing or nothing there is. */
typedef struct ListingChoice {
    const char *value;
    const char *text;
} ListingChoice;
typedef LIST(ListingChoice) ListingChoiceList;
const char *listing_choose(const Listing *listing, const char *name, const char *label,
                           const char *all, const ListingChoiceList *choices);
/* Words to look for, as the pattern of LIKE with '\' as ESCAPE; NULL: none. */
const char *listing_words(const Listing *listing, const char *name, const char *label);
/* A year of first … last as its first day and the day after its last; both
 * DAY_NONE when none is chosen. */
void listing_year(const Listing *listing, Day first, Day last, Day *since, Day *before);
/* The states of a noun; NULL: none chosen. */
const char *listing_state(const Listing *listing, Noun noun);
/* Every unit of the conference. */
const char *listing_unit(const Listing *listing, const char *label);

/* The page asked for, from 1. */
int64_t listing_page(const Visit *visit);
/* The same, or the last there is. */
int64_t listing_page_within(int64_t page, int64_t count);
/* For a list of `count` rows in all, of which page `page` is shown. */
Pager listing_pager(const Listing *listing, int64_t page, int64_t count);

/* A text that was cut where a row has no more room for it. */
const char *listing_cut(Arena *arena, const char *text, size_t characters);
/* 11月3日 of this year, 2024年11月3日 of another. */
const char *listing_day(const Visit *visit, Day day);
/* A value as a page shows it: "" for NULL, （已删除） for what was erased. */
const char *listing_shown(const char *value);
/* "%words%" with %, _ and \ escaped. */
const char *listing_pattern(Arena *arena, const char *words);

#endif
