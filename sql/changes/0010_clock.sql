-- The clock of a simulated database: how far it is from the machine's. No row:
-- not at all.

CREATE TABLE clock ( -- system
    one       INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    offset_us INTEGER NOT NULL
);
