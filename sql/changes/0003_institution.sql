-- The institution: what founding and later acts made of it. The first
-- ledger is the deployment's; people belong to it.

CREATE TABLE conference ( -- projection
    conference INTEGER NOT NULL PRIMARY KEY,
    code       TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    state      TEXT NOT NULL,
    founded_on INTEGER NOT NULL      -- day
);

CREATE TABLE charter_version ( -- projection
    conference INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    digest     BLOB NOT NULL,
    since      INTEGER NOT NULL,     -- day
    text       TEXT NOT NULL,
    PRIMARY KEY (conference, seq)
);

CREATE TABLE setting ( -- projection
    conference INTEGER NOT NULL,
    name       TEXT NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (conference, name)
);

CREATE TABLE unit ( -- projection
    conference INTEGER NOT NULL,
    unit       TEXT NOT NULL,
    name       TEXT NOT NULL,
    member     INTEGER NOT NULL,     -- bool
    basis      TEXT,
    PRIMARY KEY (conference, unit)
);

CREATE TABLE post ( -- projection
    conference INTEGER NOT NULL,
    post       TEXT NOT NULL,
    post_class TEXT NOT NULL,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (conference, post)
);

CREATE TABLE person ( -- projection
    conference INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    handle     TEXT NOT NULL,
    name       TEXT NOT NULL,
    phone      TEXT,
    PRIMARY KEY (conference, number),
    UNIQUE (conference, handle)
);

CREATE TABLE tenure ( -- projection
    conference INTEGER NOT NULL,
    post       TEXT NOT NULL,
    person     INTEGER NOT NULL,
    since      INTEGER NOT NULL,     -- day
    until      INTEGER,              -- day
    PRIMARY KEY (conference, post, person, since)
);

CREATE TABLE year_excuse ( -- projection
    conference INTEGER NOT NULL,
    year       INTEGER NOT NULL,
    cause      TEXT NOT NULL,
    given_on   INTEGER NOT NULL,     -- day
    PRIMARY KEY (conference, year)
);
