/* People as papers name them: 单位 姓名（职务），代会者注明代谁. */
#ifndef PAPERS_PEOPLE_H
#define PAPERS_PEOPLE_H

#include "print/document.h"

typedef struct PaperPerson {
    const char *unit;
    const char *name;           /* "" where only a unit is called */
    const char *title;          /* post, "" when not given */
    const char *substitute_for; /* whom this person stands in for, or NULL */
    const char *remark;         /* reason of leave …, or NULL */
} PaperPerson;

typedef LIST(PaperPerson) PaperPeople;

/* Adds them to a paragraph, people of one unit after each other together;
 * nobody gives 无. Names are never torn between lines. */
void people_spans(Arena *arena, SpanList *spans, const PaperPeople *people);

/* 一 … 九十九, for headings. */
char *chinese_number(Arena *arena, size_t number);

/* "甲、乙、丙". */
char *units_joined(Arena *arena, const TextList *units);

/* Ends with a full stop: adds 。 where no closing mark stands. */
const char *sentence(Arena *arena, const char *text);
/* Without the full stop or semicolon at its end. */
const char *without_stop(Arena *arena, const char *text);

#endif
