-- The desk (drafts and uploads), and files whose bytes lie under an id of
-- their own, so that they can be stored before their digest is known.

CREATE TABLE draft ( -- desk
    account    INTEGER NOT NULL,
    conference INTEGER NOT NULL,
    verb       TEXT NOT NULL,
    subject    TEXT NOT NULL,        -- '' for an act without one
    saved_at   INTEGER NOT NULL,     -- time
    summary    TEXT NOT NULL,
    texts      BLOB NOT NULL,
    PRIMARY KEY (account, conference, verb, subject)
);

-- state: arriving, finished, dropped. The pieces of it are in file_chunk under
-- its id; content and digest are known once it is finished.
CREATE TABLE upload ( -- desk
    id         BLOB NOT NULL,
    account    INTEGER NOT NULL,
    conference INTEGER NOT NULL,
    name       TEXT NOT NULL,
    state      TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    content    BLOB,
    digest     BLOB,
    begun_at   INTEGER NOT NULL,     -- time
    touched_at INTEGER NOT NULL,     -- time
    PRIMARY KEY (id)
);
CREATE INDEX upload_of_account ON upload (account, conference, begun_at);
CREATE INDEX upload_of_state ON upload (state, begun_at);

-- stored_as: what its chunks lie under; NULL: under its digest.
ALTER TABLE file ADD COLUMN stored_as BLOB;
CREATE UNIQUE INDEX file_by_store ON file (log, stored_as);

-- on sqlite
DROP TRIGGER file_only_named_or_erased;
CREATE TRIGGER file_only_named_or_erased BEFORE UPDATE ON file
WHEN NEW.log <> OLD.log OR NEW.digest <> OLD.digest OR NEW.bytes <> OLD.bytes
    OR NEW.uploaded_at <> OLD.uploaded_at OR NEW.stored_as IS NOT OLD.stored_as
    OR (NEW.salt IS NOT OLD.salt AND NEW.salt IS NOT NULL)
    OR (NEW.named_by IS NOT OLD.named_by AND OLD.named_by IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'file is only named or erased');
END;
DROP TRIGGER file_chunk_no_delete;
CREATE TRIGGER file_chunk_no_delete BEFORE DELETE ON file_chunk
WHEN EXISTS (SELECT 1 FROM file WHERE file.log = OLD.log AND file.digest = OLD.digest
        AND file.stored_as IS NULL AND file.named_by IS NOT NULL AND file.salt IS NOT NULL)
    OR EXISTS (SELECT 1 FROM file WHERE file.log = OLD.log AND file.stored_as = OLD.digest
        AND file.named_by IS NOT NULL AND file.salt IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'a file that an act names is only erased');
END;

-- on pg
DROP TRIGGER file_only_named_or_erased ON file;
CREATE TRIGGER file_only_named_or_erased BEFORE UPDATE ON file
    FOR EACH ROW
    WHEN (NEW.log <> OLD.log OR NEW.digest <> OLD.digest OR NEW.bytes <> OLD.bytes
        OR NEW.uploaded_at <> OLD.uploaded_at
        OR NEW.stored_as IS DISTINCT FROM OLD.stored_as
        OR (NEW.salt IS DISTINCT FROM OLD.salt AND NEW.salt IS NOT NULL)
        OR (NEW.named_by IS DISTINCT FROM OLD.named_by AND OLD.named_by IS NOT NULL))
    EXECUTE FUNCTION ledger_stays();
DROP TRIGGER file_chunk_no_delete ON file_chunk;
DROP FUNCTION file_chunk_stays();
CREATE FUNCTION file_chunk_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM file WHERE file.log = OLD.log AND file.digest = OLD.digest
            AND file.stored_as IS NULL AND file.named_by IS NOT NULL
            AND file.salt IS NOT NULL)
        OR EXISTS (SELECT 1 FROM file WHERE file.log = OLD.log
            AND file.stored_as = OLD.digest AND file.named_by IS NOT NULL
            AND file.salt IS NOT NULL) THEN
        RAISE EXCEPTION 'a file that an act names is only erased';
    END IF;
    RETURN OLD;
END;
$$;
CREATE TRIGGER file_chunk_no_delete BEFORE DELETE ON file_chunk
    FOR EACH ROW EXECUTE FUNCTION file_chunk_stays();
-- on both
