/* From an act to its ledger record, and back to what is applied. */
#ifndef ACTIONS_RECORDING_H
#define ACTIONS_RECORDING_H

#include "actions/apply.h"
#include "actions/perform.h"
#include "rules/case.h"
#include "store/ledger.h"

/* Files first (stored under the ledger), then the record itself. */
NODISCARD Status act_record(Op *op, World *world, LedgerHead *head, const Request *request,
                            const Case *c, const Outcome *outcome, Record *out);

/* What an act's field says of a file. */
ActFile request_file_facts(const RequestFile *file);

/* Who typed it, when that was somebody else: "office/P5"; else "". */
const char *record_enterer(Op *op, const Record *record);

/* What a stored record says, decoded. */
NODISCARD Status entry_decode(Op *op, int64_t conference, const LedgerEntry *entry,
                              Applied *out);

#endif
