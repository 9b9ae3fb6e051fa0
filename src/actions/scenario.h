/* Scenarios: years of a conference in plain lines, played as acts.
 *
 *     on 2024-03-01 09:30
 *     office/wang: topic.propose -> T1      # "->": the code it must be given
 *         title: 高温津贴发放
 *         measures.1: 每月发放标准 | hrss
 *         basis: first line
 *             a further line of the same field, indented once more
 *     union-chair: topic.agree T1
 *     expect T1 submitted
 *     office: meeting.open M1 ! clause N4.3d   # refused, and by which source
 *     office: topic.revise T1 ? clause N4.2    # goes on only with a reason
 *     office: topic.propose ! invalid          # not understood, nothing done
 *     expect duty office: decision.chase D3 by 2024-06-14 (setting)
 *     expect duty hrss: consultation.reply C1 late
 *     expect no duty office: topic.submit T1
 *     expect verify clean
 *     expect rebuild clean
 *
 * A value that begins with @ is the text of a file beside the scenario; a
 * field of type file names one. The whole file is read before anything is
 * done: a fault in it is INVALID with FILE:LINE, and nothing has happened.
 * Each act is recorded a second after the one before. In a simulated
 * database all randomness comes from the scenario's own text, so the same
 * script gives the same ledger, byte for byte.
 *
 * A met expectation says nothing; one that is not met is a line, and playing
 * goes on.
 */
#ifndef ACTIONS_SCENARIO_H
#define ACTIONS_SCENARIO_H

#include "actions/perform.h"

#define SCENARIO_BYTES_MAX (4u * 1024u * 1024u)
#define SCENARIO_STEPS_MAX 20000u

typedef struct ScenarioReport {
    size_t acts;         /* recorded */
    size_t refusals;     /* expected and met: refused, waiting, reason asked, invalid */
    size_t expectations; /* all expect lines */
    size_t on_duties;    /* those about duties */
    size_t failures;     /* expectations not met, acts not answered as the line says */
    bool sources[SOURCE_ORDER + 1]; /* kinds that refusals named */
    Instant last;                   /* when the last act was */
} ScenarioReport;

/* Receives a line for each act and each failure, without line feed. */
typedef void (*ScenarioPrinter)(void *context, const char *line);

/* Where a scenario and what it names are read from; NULL: the disk. `path` is
 * as written, with the scenario's folder before it. */
typedef struct ScenarioFiles {
    void *context;
    Status (*read)(Op *op, void *context, const char *path, size_t bytes_max, Bytes *out);
} ScenarioFiles;

/* Reads it and plays nothing. */
NODISCARD Status scenario_check(Op *op, const ScenarioFiles *files, const char *path);

NODISCARD Status scenario_play_from(Op *op, World *world, const ScenarioFiles *files,
                                    const char *path, const char *conference,
                                    ScenarioPrinter print, void *context, ScenarioReport *out);
/* From the disk. */
NODISCARD Status scenario_play(Op *op, World *world, const char *path, const char *conference,
                               ScenarioPrinter print, void *context, ScenarioReport *out);

#endif
