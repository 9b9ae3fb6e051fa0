-- Ledgers: records, heads, tiles and the private values beside them.

-- ledger_log_add(log int, log_id blob, code text) -> done
INSERT INTO ledger_log (log, log_id, code) VALUES (:log, :log_id, :code)

-- ledger_log_last() -> value int?
SELECT max(log) FROM ledger_log

-- ledger_log_by_number(log int) -> maybe LedgerLogRow(log int, log_id blob, code text)
SELECT log, log_id, code FROM ledger_log WHERE log = :log

-- ledger_log_by_code(code text) -> maybe LedgerLogRow
SELECT log, log_id, code FROM ledger_log WHERE code = :code

-- ledger_logs() -> many LedgerLogRow
-- scans: a database has as many ledgers as conferences
SELECT log, log_id, code FROM ledger_log ORDER BY log

-- ledger_number_from(log int) -> value int?
-- scans: the smallest of each, by its key
SELECT min(log) FROM (
    SELECT min(log) AS log FROM ledger WHERE log >= :log
    UNION ALL SELECT min(log) FROM ledger_head WHERE log >= :log
    UNION ALL SELECT min(log) FROM ledger_tile WHERE log >= :log
    UNION ALL SELECT min(log) FROM private_value WHERE log >= :log
    UNION ALL SELECT min(log) FROM file WHERE log >= :log
    UNION ALL SELECT min(log) FROM file_chunk WHERE log >= :log) AS found

-- ledger_head_add(log int, frontier_sm3 blob, frontier_sha256 blob) -> done
INSERT INTO ledger_head (log, size, frontier_sm3, frontier_sha256, last_time)
VALUES (:log, 0, :frontier_sm3, :frontier_sha256, 0)

-- ledger_head_lock(log int) -> maybe LedgerHeadRow(size int, frontier_sm3 blob,
--     frontier_sha256 blob, last_time time)
SELECT size, frontier_sm3, frontier_sha256, last_time FROM ledger_head WHERE log = :log
-- on pg
SELECT size, frontier_sm3, frontier_sha256, last_time FROM ledger_head WHERE log = :log
FOR UPDATE

-- ledger_head_read(log int) -> maybe LedgerHeadRow
SELECT size, frontier_sm3, frontier_sha256, last_time FROM ledger_head WHERE log = :log

-- ledger_head_move(log int, size int, frontier_sm3 blob, frontier_sha256 blob,
--     last_time time) -> changed
UPDATE ledger_head SET size = :size, frontier_sm3 = :frontier_sm3,
    frontier_sha256 = :frontier_sha256, last_time = :last_time
WHERE log = :log AND size = :size - 1

-- ledger_add(log int, seq int, record blob, leaf_sm3 blob, leaf_sha256 blob, key blob) -> done
INSERT INTO ledger (log, seq, record, leaf_sm3, leaf_sha256, idempotency_key)
VALUES (:log, :seq, :record, :leaf_sm3, :leaf_sha256, :key)

-- ledger_rows(log int, first int, most int) -> many LedgerRow(seq int, record blob,
--     leaf_sm3 blob, leaf_sha256 blob, key blob)
SELECT seq, record, leaf_sm3, leaf_sha256, idempotency_key AS key
FROM ledger WHERE log = :log AND seq >= :first ORDER BY seq LIMIT :most

-- ledger_row(log int, seq int) -> maybe LedgerRow
SELECT seq, record, leaf_sm3, leaf_sha256, idempotency_key AS key
FROM ledger WHERE log = :log AND seq = :seq

-- ledger_row_by_key(log int, key blob) -> maybe LedgerRow
SELECT seq, record, leaf_sm3, leaf_sha256, idempotency_key AS key
FROM ledger WHERE log = :log AND idempotency_key = :key

-- ledger_leaves(log int, first int, last int) -> many LedgerLeafRow(sm3 blob, sha256 blob)
SELECT leaf_sm3 AS sm3, leaf_sha256 AS sha256 FROM ledger
WHERE log = :log AND seq >= :first AND seq <= :last ORDER BY seq

-- ledger_tile_add(log int, level int, n int, hashes_sm3 blob, hashes_sha256 blob) -> done
INSERT INTO ledger_tile (log, level, n, hashes_sm3, hashes_sha256)
VALUES (:log, :level, :n, :hashes_sm3, :hashes_sha256)

-- ledger_tile(log int, level int, n int) -> maybe LedgerTileRow(level int, n int,
--     hashes_sm3 blob, hashes_sha256 blob)
SELECT level, n, hashes_sm3, hashes_sha256 FROM ledger_tile
WHERE log = :log AND level = :level AND n = :n

-- ledger_tiles(log int, level int, n int, most int) -> many LedgerTileRow
SELECT level, n, hashes_sm3, hashes_sha256 FROM ledger_tile
WHERE log = :log AND (level, n) >= (:level, :n) ORDER BY level, n LIMIT :most

-- private_value_add(log int, seq int, field text, kind int, salt blob, value blob) -> done
INSERT INTO private_value (log, seq, field, kind, salt, value)
VALUES (:log, :seq, :field, :kind, :salt, :value)

-- private_value(log int, seq int, field text) -> maybe PrivateValueRow(seq int, field text,
--     kind int, salt blob?, value blob?)
SELECT seq, field, kind, salt, value FROM private_value
WHERE log = :log AND seq = :seq AND field = :field

-- private_values(log int, first int, last int) -> many PrivateValueRow
SELECT seq, field, kind, salt, value FROM private_value
WHERE log = :log AND seq >= :first AND seq <= :last ORDER BY seq, field

-- private_value_erase(log int, seq int, field text) -> changed
UPDATE private_value SET salt = NULL, value = NULL
WHERE log = :log AND seq = :seq AND field = :field
