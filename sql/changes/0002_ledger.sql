-- The ledgers, and what lies beside them: docs/ledger.md section 3.
-- Nothing here is ever changed or deleted, but: a head moves on, a private
-- value or file is erased, an upload no act names is reaped. Triggers hold it.

CREATE TABLE ledger_log ( -- ledger
    log INTEGER NOT NULL,
    log_id BLOB NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (log),
    UNIQUE (log_id),
    UNIQUE (code)
);

CREATE TABLE ledger ( -- ledger
    log INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    record BLOB NOT NULL,
    leaf_sm3 BLOB NOT NULL,
    leaf_sha256 BLOB NOT NULL,
    idempotency_key BLOB NOT NULL,
    PRIMARY KEY (log, seq),
    UNIQUE (log, idempotency_key),
    FOREIGN KEY (log) REFERENCES ledger_log (log)
);

CREATE TABLE ledger_head ( -- ledger
    log INTEGER NOT NULL,
    size INTEGER NOT NULL,
    frontier_sm3 BLOB NOT NULL,
    frontier_sha256 BLOB NOT NULL,
    last_time INTEGER NOT NULL,
    PRIMARY KEY (log),
    FOREIGN KEY (log) REFERENCES ledger_log (log)
);

CREATE TABLE ledger_tile ( -- ledger
    log INTEGER NOT NULL,
    level INTEGER NOT NULL,
    n INTEGER NOT NULL,
    hashes_sm3 BLOB NOT NULL,
    hashes_sha256 BLOB NOT NULL,
    PRIMARY KEY (log, level, n),
    FOREIGN KEY (log) REFERENCES ledger_log (log)
);

-- kind: 1 private, 2 archival. Salt and value are NULL once erased.
CREATE TABLE private_value ( -- ledger
    log INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    field TEXT NOT NULL,
    kind INTEGER NOT NULL,
    salt BLOB,
    value BLOB,
    PRIMARY KEY (log, seq, field),
    FOREIGN KEY (log) REFERENCES ledger_log (log)
);

-- named_by: seq of the first record that names it. Salt is NULL once erased.
CREATE TABLE file ( -- ledger
    log INTEGER NOT NULL,
    digest BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    salt BLOB,
    uploaded_at INTEGER NOT NULL,
    named_by INTEGER,
    PRIMARY KEY (log, digest),
    FOREIGN KEY (log) REFERENCES ledger_log (log)
);
CREATE INDEX file_by_upload ON file (log, uploaded_at);

CREATE TABLE file_chunk ( -- ledger
    log INTEGER NOT NULL,
    digest BLOB NOT NULL,
    n INTEGER NOT NULL,
    data BLOB NOT NULL,
    uploaded_at INTEGER NOT NULL,
    PRIMARY KEY (log, digest, n),
    FOREIGN KEY (log) REFERENCES ledger_log (log)
);
CREATE INDEX file_chunk_by_upload ON file_chunk (log, uploaded_at);

-- on sqlite
CREATE TRIGGER ledger_log_no_update BEFORE UPDATE ON ledger_log
BEGIN
    SELECT RAISE(ABORT, 'ledger_log is never changed');
END;
CREATE TRIGGER ledger_log_no_delete BEFORE DELETE ON ledger_log
BEGIN
    SELECT RAISE(ABORT, 'ledger_log is never changed');
END;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'ledger is never changed');
END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'ledger is never changed');
END;
CREATE TRIGGER ledger_tile_no_update BEFORE UPDATE ON ledger_tile
BEGIN
    SELECT RAISE(ABORT, 'ledger_tile is never changed');
END;
CREATE TRIGGER ledger_tile_no_delete BEFORE DELETE ON ledger_tile
BEGIN
    SELECT RAISE(ABORT, 'ledger_tile is never changed');
END;
CREATE TRIGGER ledger_head_only_grows BEFORE UPDATE ON ledger_head
WHEN NEW.log <> OLD.log OR NEW.size <> OLD.size + 1 OR NEW.last_time < OLD.last_time
BEGIN
    SELECT RAISE(ABORT, 'ledger_head only moves on');
END;
CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head
BEGIN
    SELECT RAISE(ABORT, 'ledger_head only moves on');
END;
CREATE TRIGGER private_value_only_erased BEFORE UPDATE ON private_value
WHEN NEW.log <> OLD.log OR NEW.seq <> OLD.seq OR NEW.field <> OLD.field
    OR NEW.kind <> OLD.kind OR NEW.salt IS NOT NULL OR NEW.value IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'private_value is only erased');
END;
CREATE TRIGGER private_value_no_delete BEFORE DELETE ON private_value
BEGIN
    SELECT RAISE(ABORT, 'private_value is only erased');
END;
CREATE TRIGGER file_only_named_or_erased BEFORE UPDATE ON file
WHEN NEW.log <> OLD.log OR NEW.digest <> OLD.digest OR NEW.bytes <> OLD.bytes
    OR NEW.uploaded_at <> OLD.uploaded_at
    OR (NEW.salt IS NOT OLD.salt AND NEW.salt IS NOT NULL)
    OR (NEW.named_by IS NOT OLD.named_by AND OLD.named_by IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'file is only named or erased');
END;
CREATE TRIGGER file_no_delete BEFORE DELETE ON file
WHEN OLD.named_by IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a file that an act names is only erased');
END;
CREATE TRIGGER file_chunk_no_update BEFORE UPDATE ON file_chunk
BEGIN
    SELECT RAISE(ABORT, 'file_chunk is never changed');
END;
CREATE TRIGGER file_chunk_no_delete BEFORE DELETE ON file_chunk
WHEN EXISTS (SELECT 1 FROM file WHERE file.log = OLD.log AND file.digest = OLD.digest
        AND file.named_by IS NOT NULL AND file.salt IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'a file that an act names is only erased');
END;

-- on pg
CREATE FUNCTION ledger_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never changed so', TG_TABLE_NAME;
END;
$$;
CREATE FUNCTION file_chunk_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM file WHERE file.log = OLD.log AND file.digest = OLD.digest
            AND file.named_by IS NOT NULL AND file.salt IS NOT NULL) THEN
        RAISE EXCEPTION 'a file that an act names is only erased';
    END IF;
    RETURN OLD;
END;
$$;
CREATE TRIGGER ledger_log_stays BEFORE UPDATE OR DELETE ON ledger_log
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER ledger_stays BEFORE UPDATE OR DELETE ON ledger
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER ledger_tile_stays BEFORE UPDATE OR DELETE ON ledger_tile
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER ledger_head_only_grows BEFORE UPDATE ON ledger_head
    FOR EACH ROW
    WHEN (NEW.log <> OLD.log OR NEW.size <> OLD.size + 1 OR NEW.last_time < OLD.last_time)
    EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER private_value_only_erased BEFORE UPDATE ON private_value
    FOR EACH ROW
    WHEN (NEW.log <> OLD.log OR NEW.seq <> OLD.seq OR NEW.field <> OLD.field
        OR NEW.kind <> OLD.kind OR NEW.salt IS NOT NULL OR NEW.value IS NOT NULL)
    EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER private_value_no_delete BEFORE DELETE ON private_value
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER file_only_named_or_erased BEFORE UPDATE ON file
    FOR EACH ROW
    WHEN (NEW.log <> OLD.log OR NEW.digest <> OLD.digest OR NEW.bytes <> OLD.bytes
        OR NEW.uploaded_at <> OLD.uploaded_at
        OR (NEW.salt IS DISTINCT FROM OLD.salt AND NEW.salt IS NOT NULL)
        OR (NEW.named_by IS DISTINCT FROM OLD.named_by AND OLD.named_by IS NOT NULL))
    EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER file_no_delete BEFORE DELETE ON file
    FOR EACH ROW WHEN (OLD.named_by IS NOT NULL) EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER file_chunk_no_update BEFORE UPDATE ON file_chunk
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER file_chunk_no_delete BEFORE DELETE ON file_chunk
    FOR EACH ROW EXECUTE FUNCTION file_chunk_stays();
CREATE TRIGGER ledger_log_no_truncate BEFORE TRUNCATE ON ledger_log
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER ledger_tile_no_truncate BEFORE TRUNCATE ON ledger_tile
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER ledger_head_no_truncate BEFORE TRUNCATE ON ledger_head
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER private_value_no_truncate BEFORE TRUNCATE ON private_value
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER file_no_truncate BEFORE TRUNCATE ON file
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER file_chunk_no_truncate BEFORE TRUNCATE ON file_chunk
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays();
-- on both
