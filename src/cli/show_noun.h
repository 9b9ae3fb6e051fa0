/* What `lianxi show` says of each noun; the history is common to all. */
#ifndef CLI_SHOW_NOUN_H
#define CLI_SHOW_NOUN_H

#include "actions/light.h"
#include "cli/place.h"
#include "cli/sheet.h"

typedef Status (*ShowNoun)(Op *op, const Place *place, int64_t number, Sheet *sheet);

Status show_research(Op *op, const Place *place, int64_t number, Sheet *sheet);
Status show_topic(Op *op, const Place *place, int64_t number, Sheet *sheet);
Status show_consultation(Op *op, const Place *place, int64_t number, Sheet *sheet);
Status show_meeting(Op *op, const Place *place, int64_t number, Sheet *sheet);
Status show_minutes(Op *op, const Place *place, int64_t number, Sheet *sheet);
Status show_decision(Op *op, const Place *place, int64_t number, Sheet *sheet);
Status show_inspection(Op *op, const Place *place, int64_t number, Sheet *sheet);
Status show_news(Op *op, const Place *place, int64_t number, Sheet *sheet);

/* NOT_FOUND, told. */
Status show_absent(Op *op, Noun noun, int64_t number);
/* “旗人社局、旗财政局” */
const char *show_day(Arena *arena, Day day); /* "" when not given */
const char *show_code(Arena *arena, Noun noun, int64_t number);

#endif
