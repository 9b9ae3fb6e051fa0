CREATE TABLE schema_change ( -- system
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    sm3 BLOB NOT NULL,
    PRIMARY KEY (number)
);
