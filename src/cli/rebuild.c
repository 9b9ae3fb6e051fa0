#include "actions/replay.h"
#include "cli/asking.h"
#include "cli/place.h"
#include "cli/runs.h"
#include "cli/sheet.h"

static Status check(Op *op, Cli *cli)
{
    DifferenceList differences = { 0 };
    DB_SCOPE(db);
    SHEET(sheet, op, cli);
    TRY(place_read(op, cli, &db));
    TRY(rebuild_check(op, db, &differences));
    sheet_list(&sheet, "differences");
    for (size_t i = 0; i < differences.count; i++)
        sheet_item(&sheet, "differences", json_string(differences.items[i]), "%s",
                   differences.items[i]);
    if (differences.count == 0)
        sheet_line(&sheet, "与账本一致");
    else
        sheet_line(&sheet, "与账本不一致 %zu 处", differences.count);
    sheet_print(&sheet);
    cli->exit = differences.count > 0 ? EXIT_FINDINGS : EXIT_DONE;
    return OK;
}

Status run_rebuild(Op *op, Cli *cli)
{
    JSON_SCOPE(reply);
    Bytes request;
    SHEET(sheet, op, cli);
    if (cli_has(cli, "--check"))
        return check(op, cli);
    TRY(place_need(op, place_url(cli)));
    TRY(service_rebuild_request(op, &request));
    TRY(asking_send(op, cli, request, &reply));
    sheet_set(&sheet, "status", json_string("done"));
    sheet_line(&sheet, "已按账本重建");
    sheet_print(&sheet);
    return OK;
}
