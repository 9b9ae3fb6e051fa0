/* Papers made of what stands in the projections.
 *
 * `notice` is the notice of a meeting once it has been sent, `minutes` the
 * minutes once they are drafted; until they are issued they bear 送审稿
 * instead of a number. Names are those who held the posts on the day of the
 * meeting. Papers of a simulated database are marked on every page. Not
 * here: what a paper looks like (papers/), who may have it.
 *
 * INVALID, with one sentence: an unknown kind or format, a meeting that does
 * not exist, a paper whose act has not been done. Reads in one snapshot; the
 * bytes live in op->arena.
 */
#ifndef ACTIONS_PAPER_H
#define ACTIONS_PAPER_H

#include "actions/world.h"
#include "base/buf.h"
#include "model/subject.h"

/* kind: notice or minutes; format: pdf or docx. The subject is the meeting
 * (or its minutes, which have the same number). */
NODISCARD Status paper_make(Op *op, World *world, int64_t conference, const char *kind,
                            Subject subject, const char *format, Bytes *out);

#endif
