/* Records for tests: small, fixed, of every kind of field. Not in the program. */
#ifndef LEDGER_SAMPLE_H
#define LEDGER_SAMPLE_H

#include "ledger/commitment.h"

#define SAMPLE_TIME INT64_C(1709256600000000) /* 2024-03-01 09:30 in Shanghai */

LogId sample_log(void);        /* bytes 0x10 … 0x1f */
Salt sample_salt(unsigned n);  /* 32 times n */
ActKey sample_key(uint64_t n); /* n in the last eight bytes */
/* topic.propose by office/P3, no fields, key n, done and recorded on 2024-03-01. */
Record sample_record(uint64_t n);
/* The same with every word given and a field of every kind; seq must be > 0. */
Record sample_rich_record(Arena *arena, uint64_t seq);

#endif
