#include "accounts/writing.h"

Status writing_begin(Op *op, Writing *writing)
{
    writing->within = db_in_tx(writing->tx.db);
    return writing->within ? db_savepoint_begin(op, &writing->part)
                           : db_tx_begin(op, &writing->tx);
}

Status writing_keep(Op *op, Writing *writing)
{
    return writing->within ? db_savepoint_keep(op, &writing->part)
                           : db_tx_commit(op, &writing->tx);
}

void writing_end(Writing *writing)
{
    db_savepoint_end(&writing->part);
    db_tx_end(&writing->tx);
}
