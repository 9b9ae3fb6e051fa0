/* Sample papers for tests and for looking at: all people are fictional. */
#ifndef PAPERS_PAPER_SAMPLES_H
#define PAPERS_PAPER_SAMPLES_H

#include "papers/minutes.h"
#include "papers/notice.h"

/* What an ordinary meeting gives. */
MeetingNotice sample_notice(Arena *arena);
MinutesPaper sample_minutes(Arena *arena);

/* As large as they come: 60 people, 40 decisions, rare and long names. */
MeetingNotice sample_large_notice(Arena *arena);
MinutesPaper sample_large_minutes(Arena *arena);

/* 300 rows of a table, a very long paragraph, an empty list. */
Document *sample_stress(Arena *arena);

/* The type area filled with numbered lines of 28 characters, three pages. */
Document *sample_grid(Arena *arena);

#endif
