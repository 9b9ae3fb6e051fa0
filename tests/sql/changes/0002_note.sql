-- A table with every type, for the tests of the database API.
CREATE TABLE note ( -- projection
    book TEXT NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    remark TEXT,
    weight INTEGER,
    picture BLOB,
    written_on INTEGER NOT NULL,
    done_on INTEGER,
    changed_at INTEGER,
    starred INTEGER NOT NULL,
    urgent INTEGER,
    PRIMARY KEY (book, number),
    UNIQUE (book, title),
    CHECK (number >= 0)
);
CREATE INDEX note_by_day ON note (written_on);

-- Its name comes before that of the table it refers to.
CREATE TABLE attachment ( -- projection
    book TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (book, number, name),
    FOREIGN KEY (book, number) REFERENCES note (book, number)
);

CREATE TABLE journal ( -- ledger
    number INTEGER NOT NULL,
    line BLOB NOT NULL,
    PRIMARY KEY (number)
);

-- on sqlite
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is never changed');
END;
-- on pg
CREATE FUNCTION journal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is never changed';
END;
$$;
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_stays();
-- on both

ALTER TABLE journal ADD COLUMN page INTEGER;
