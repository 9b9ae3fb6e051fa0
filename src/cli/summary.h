/* What stands where in a conference: meetings, topics, decisions, duties. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "actions/light.h"
#include "cli/place.h"
#include "cli/sheet.h"

NODISCARD Status summary_add(Op *op, const Place *place, Sheet *sheet);

#endif
