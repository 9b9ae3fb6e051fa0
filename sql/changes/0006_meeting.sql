-- Meetings and their minutes.

CREATE TABLE meeting ( -- projection
    conference   INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    title        TEXT,
    cause        TEXT,
    state        TEXT NOT NULL,
    requested_on INTEGER NOT NULL,   -- day
    at           INTEGER,            -- time
    place        TEXT,
    presider     TEXT,
    mandate      TEXT,
    notice       TEXT,
    notified_on  INTEGER,            -- day
    respond_by   INTEGER,            -- day
    contact      TEXT,
    opened_at    INTEGER,            -- time
    reported     INTEGER NOT NULL,   -- bool
    closed_at    INTEGER,            -- time
    remark       TEXT,
    PRIMARY KEY (conference, number)
);

CREATE TABLE meeting_topic ( -- projection
    conference INTEGER NOT NULL,
    meeting    INTEGER NOT NULL,
    topic      INTEGER NOT NULL,
    PRIMARY KEY (conference, meeting, topic)
);

CREATE TABLE meeting_consent ( -- projection
    conference INTEGER NOT NULL,
    meeting    INTEGER NOT NULL,
    post       TEXT NOT NULL,
    given_on   INTEGER NOT NULL,     -- day
    opinion    TEXT,
    PRIMARY KEY (conference, meeting, post)
);

CREATE TABLE meeting_ready ( -- projection
    conference INTEGER NOT NULL,
    meeting    INTEGER NOT NULL,
    post       TEXT NOT NULL,
    given_on   INTEGER NOT NULL,     -- day
    note       TEXT,
    PRIMARY KEY (conference, meeting, post)
);

CREATE TABLE agenda_item ( -- projection
    conference INTEGER NOT NULL,
    meeting    INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    title      TEXT NOT NULL,
    topic      INTEGER,
    speaker    TEXT,
    minutes    INTEGER,
    PRIMARY KEY (conference, meeting, n)
);
CREATE INDEX agenda_of_topic ON agenda_item (conference, topic, meeting);

CREATE TABLE roster_entry ( -- projection
    conference  INTEGER NOT NULL,
    meeting     INTEGER NOT NULL,
    n           INTEGER NOT NULL,
    who         TEXT NOT NULL,
    status      TEXT NOT NULL,
    name        TEXT,
    title       TEXT,
    basis       TEXT,
    answer      TEXT,
    substitute  TEXT,
    cause       TEXT,
    answered_on INTEGER,             -- day
    signed_by   TEXT,
    signed_as   TEXT,
    PRIMARY KEY (conference, meeting, n)
);

CREATE TABLE meeting_report_item ( -- projection
    conference  INTEGER NOT NULL,
    meeting     INTEGER NOT NULL,
    decision    INTEGER NOT NULL,
    state       TEXT NOT NULL,
    progress    TEXT NOT NULL,
    explanation TEXT,
    opinion     TEXT,
    PRIMARY KEY (conference, meeting, decision)
);

CREATE TABLE meeting_note ( -- projection
    conference INTEGER NOT NULL,
    meeting    INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    topic      INTEGER,
    by_post    TEXT NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (conference, meeting, seq)
);

CREATE TABLE minutes ( -- projection
    conference INTEGER NOT NULL,
    meeting    INTEGER NOT NULL,
    state      TEXT NOT NULL,
    title      TEXT NOT NULL,
    opening    TEXT NOT NULL,
    text       TEXT,
    number     TEXT,
    drafted_on INTEGER NOT NULL,     -- day
    issued_on  INTEGER,              -- day
    remark     TEXT,
    PRIMARY KEY (conference, meeting)
);

CREATE TABLE minutes_approval ( -- projection
    conference INTEGER NOT NULL,
    meeting    INTEGER NOT NULL,
    post       TEXT NOT NULL,
    given_on   INTEGER NOT NULL,     -- day
    on_paper   INTEGER NOT NULL,     -- bool
    opinion    TEXT,
    PRIMARY KEY (conference, meeting, post)
);

CREATE TABLE minutes_copy ( -- projection
    conference  INTEGER NOT NULL,
    meeting     INTEGER NOT NULL,
    unit        TEXT NOT NULL,
    received_on INTEGER,             -- day
    PRIMARY KEY (conference, meeting, unit)
);
