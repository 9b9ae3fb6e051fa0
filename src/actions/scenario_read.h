/* A scenario's lines, read but not yet played. */
#ifndef ACTIONS_SCENARIO_READ_H
#define ACTIONS_SCENARIO_READ_H

#include "actions/scenario.h"
#include "model/act.h"
#include "model/source.h"

typedef enum StepKind {
    STEP_ON,
    STEP_ACT,
    STEP_EXPECT_STATE,
    STEP_EXPECT_DUTY,
    STEP_EXPECT_NO_DUTY,
    STEP_EXPECT_VERIFY,
    STEP_EXPECT_REBUILD,
} StepKind;

typedef enum Expected {
    EXPECTED_DONE,
    EXPECTED_REFUSED, /* or waiting */
    EXPECTED_REASON,
    EXPECTED_INVALID,
} Expected;

typedef struct Step {
    StepKind kind;
    const char *place; /* FILE:LINE */
    Instant at;        /* STEP_ON */
    const char *actor; /* or the owner of a duty */
    const char *verb;
    const char *subject;
    const char *made; /* "T1" after "->" */
    Expected expected;
    bool has_source;
    SourceKind source_kind;
    const char *source_ref; /* NULL: any */
    LIST(ActText) texts;
    const char *state; /* STEP_EXPECT_STATE; standing of a duty, NULL: any that is open */
    Day due;
} Step;
typedef LIST(Step) StepList;

/* INVALID with FILE:LINE and one sentence. */
NODISCARD Status scenario_read(Op *op, const ScenarioFiles *files, const char *path,
                               StepList *out);
/* A file of the scenario, from where it is read. */
NODISCARD Status scenario_file_read(Op *op, const ScenarioFiles *files, const char *path,
                                    size_t bytes_max, Bytes *out);

/* "clause" … */
bool source_kind_named(const char *word, SourceKind *out);

#endif
