/* States that an act moves besides that of its own subject. */
#ifndef ACTIONS_MOVES_H
#define ACTIONS_MOVES_H

#include "actions/apply.h"

NODISCARD Status moves_apply(Op *op, Db *db, const Applied *act);
const char *source_kind_word(SourceKind kind); /* clause, reading, setting, house, order */

#endif
