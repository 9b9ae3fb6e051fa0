#include "web/web.h"

#include "actions/charters.h"
#include "actions/clock.h"
#include "actions/inquiry.h"
#include "web/known.h"
#include "web/pages.h"
#include "web/recall.h"
#include "web/route.h"

Status web_new(Op *op, Db *reader, Db *db, Service *service, const Calendar *calendar,
               Web **out)
{
    TRY(routes_check(op, routes, routes_count));
    Arena *home = arena_new();
    Web *web = ARENA_NEW(home, Web);
    *web = (Web){ .home = home,
                  .reader = reader,
                  .db = db,
                  .service = service,
                  .calendar = calendar,
                  .charters = charter_cache_new(),
                  .random = random_system(),
                  .throttle = throttle_new(home),
                  .known = known_new(),
                  .pages = pages_new(),
                  .recall = recall_new(),
                  .tidied_at = INSTANT_NONE };
    Status status = web_look_at_clock(op, web);
    if (status != OK) {
        web_free(web);
        return status;
    }
    *out = web;
    return OK;
}

Status web_look_at_clock(Op *op, Web *web)
{
    TRY(database_simulated(op, web->reader, &web->simulated));
    return clock_offset(op, web->reader, &web->clock_offset_us);
}

void web_free(Web *web)
{
    if (web == NULL)
        return;
    recall_free(web->recall);
    pages_free(web->pages);
    known_free(web->known);
    charter_cache_free(web->charters);
    arena_free(web->home);
}

Instant web_now(const Web *web)
{
    return (Instant){ clock_machine().us + web->clock_offset_us };
}
