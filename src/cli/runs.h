/* The functions of the commands, one file each; commands.c names them. */
#ifndef CLI_RUNS_H
#define CLI_RUNS_H

#include "cli/command.h"

Status run_charter_check(Op *op, Cli *cli);
Status run_charter_show(Op *op, Cli *cli);
Status run_init(Op *op, Cli *cli);
Status run_act(Op *op, Cli *cli);
Status run_play(Op *op, Cli *cli);
Status run_acts(Op *op, Cli *cli);
Status run_rules(Op *op, Cli *cli);
Status run_settings(Op *op, Cli *cli);
Status run_todo(Op *op, Cli *cli);
Status run_list(Op *op, Cli *cli);
Status run_show(Op *op, Cli *cli);
Status run_paper(Op *op, Cli *cli);
Status run_verify(Op *op, Cli *cli);
Status run_rebuild(Op *op, Cli *cli);
Status run_serve(Op *op, Cli *cli);
Status run_demo(Op *op, Cli *cli);
Status run_doctor(Op *op, Cli *cli);
Status run_user_add(Op *op, Cli *cli);
Status run_user_add_all(Op *op, Cli *cli);
Status run_user_list(Op *op, Cli *cli);
Status run_user_password(Op *op, Cli *cli);
Status run_user_disable(Op *op, Cli *cli);
Status run_user_enable(Op *op, Cli *cli);
Status run_help(Op *op, Cli *cli);

#endif
