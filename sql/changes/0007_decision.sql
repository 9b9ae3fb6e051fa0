-- Decisions, their supervision, and the news.

CREATE TABLE decision ( -- projection
    conference   INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    meeting      INTEGER NOT NULL,
    topic        INTEGER,
    text         TEXT NOT NULL,
    lead         TEXT NOT NULL,
    due          INTEGER NOT NULL,   -- day
    first_due    INTEGER NOT NULL,   -- day
    procedure    INTEGER NOT NULL,   -- bool
    state        TEXT NOT NULL,
    resolved_on  INTEGER NOT NULL,   -- day
    assigned_on  INTEGER,            -- day
    asked_on     INTEGER,            -- day
    result       TEXT,
    evidence     TEXT,
    closed_on    INTEGER,            -- day
    closed_by    TEXT,
    extensions   INTEGER NOT NULL,
    asked_until  INTEGER,            -- day
    explanation  TEXT,
    opinion      TEXT,
    explained_on INTEGER,            -- day
    remark       TEXT,
    PRIMARY KEY (conference, number)
);
CREATE INDEX decision_of_meeting ON decision (conference, meeting, number);
CREATE INDEX decision_of_topic ON decision (conference, topic, number);
CREATE INDEX decision_of_state ON decision (conference, state, number);

CREATE TABLE decision_unit ( -- projection
    conference  INTEGER NOT NULL,
    decision    INTEGER NOT NULL,
    unit        TEXT NOT NULL,
    part        TEXT NOT NULL,
    accepted_on INTEGER,             -- day
    contact     TEXT,
    phone       TEXT,
    objection   TEXT,
    PRIMARY KEY (conference, decision, unit)
);
CREATE INDEX decision_of_unit ON decision_unit (conference, unit, decision);

CREATE TABLE decision_report ( -- projection
    conference INTEGER NOT NULL,
    decision   INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    unit       TEXT NOT NULL,
    given_on   INTEGER NOT NULL,     -- day
    progress   TEXT NOT NULL,
    percent    INTEGER,
    problems   TEXT,
    next       TEXT,
    evidence   TEXT,
    PRIMARY KEY (conference, decision, seq)
);

CREATE TABLE decision_extension ( -- projection
    conference INTEGER NOT NULL,
    decision   INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    from_due   INTEGER NOT NULL,     -- day
    until      INTEGER NOT NULL,     -- day
    by_post    TEXT NOT NULL,
    given_on   INTEGER NOT NULL,     -- day
    cause      TEXT,
    PRIMARY KEY (conference, decision, seq)
);

CREATE TABLE decision_chase ( -- projection
    conference INTEGER NOT NULL,
    decision   INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    sent_on    INTEGER NOT NULL,     -- day
    reply_by   INTEGER NOT NULL,     -- day
    number     TEXT,
    text       TEXT,
    PRIMARY KEY (conference, decision, seq)
);

CREATE TABLE decision_check ( -- projection
    conference INTEGER NOT NULL,
    decision   INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    by_post    TEXT NOT NULL,
    result     TEXT NOT NULL,
    text       TEXT NOT NULL,
    given_on   INTEGER NOT NULL,     -- day
    PRIMARY KEY (conference, decision, seq)
);

CREATE TABLE inspection ( -- projection
    conference INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    meeting    INTEGER NOT NULL,
    basis      TEXT,
    formed_on  INTEGER NOT NULL,     -- day
    PRIMARY KEY (conference, number)
);
CREATE INDEX inspection_of_meeting ON inspection (conference, meeting, number);

CREATE TABLE inspection_member ( -- projection
    conference INTEGER NOT NULL,
    inspection INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    unit       TEXT NOT NULL,
    name       TEXT,
    PRIMARY KEY (conference, inspection, n)
);

CREATE TABLE inspection_finding ( -- projection
    conference INTEGER NOT NULL,
    inspection INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    decision   INTEGER NOT NULL,
    found      INTEGER NOT NULL,     -- day
    passed     INTEGER NOT NULL,     -- bool
    text       TEXT NOT NULL,
    PRIMARY KEY (conference, inspection, seq)
);
CREATE INDEX finding_of_decision ON inspection_finding (conference, decision, seq);

CREATE TABLE news ( -- projection
    conference INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    meeting    INTEGER NOT NULL,
    title      TEXT NOT NULL,
    text       TEXT NOT NULL,
    state      TEXT NOT NULL,
    drafted_on INTEGER NOT NULL,     -- day
    outlet     TEXT,
    published  INTEGER,              -- day
    address    TEXT,
    PRIMARY KEY (conference, number)
);
CREATE INDEX news_of_meeting ON news (conference, meeting, number);
