-- Research, topics and the consultation of departments.

CREATE TABLE research ( -- projection
    conference INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    topic      INTEGER,
    title      TEXT NOT NULL,
    started    INTEGER NOT NULL,     -- day
    ended      INTEGER NOT NULL,     -- day
    places     TEXT,
    findings   TEXT NOT NULL,
    argument   TEXT,
    proposals  TEXT,
    annex      TEXT,
    by_post    TEXT NOT NULL,
    done_on    INTEGER NOT NULL,     -- day
    PRIMARY KEY (conference, number)
);
CREATE INDEX research_of_topic ON research (conference, topic, number);

CREATE TABLE research_unit ( -- projection
    conference INTEGER NOT NULL,
    research   INTEGER NOT NULL,
    unit       TEXT NOT NULL,
    PRIMARY KEY (conference, research, unit)
);

CREATE TABLE topic ( -- projection
    conference  INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    title       TEXT NOT NULL,
    category    TEXT,
    state       TEXT NOT NULL,
    basis       TEXT,
    draft       TEXT,
    proposed_by TEXT NOT NULL,
    proposed_on INTEGER NOT NULL,    -- day
    agreed_on   INTEGER,             -- day
    remark      TEXT,
    PRIMARY KEY (conference, number)
);
CREATE INDEX topic_of_state ON topic (conference, state, number);

CREATE TABLE topic_research ( -- projection
    conference INTEGER NOT NULL,
    topic      INTEGER NOT NULL,
    research   INTEGER NOT NULL,
    PRIMARY KEY (conference, topic, research)
);

CREATE TABLE topic_measure ( -- projection
    conference INTEGER NOT NULL,
    topic      INTEGER NOT NULL,
    stage      TEXT NOT NULL,
    n          INTEGER NOT NULL,
    text       TEXT NOT NULL,
    unit       TEXT,
    PRIMARY KEY (conference, topic, stage, n)
);

CREATE TABLE topic_unit ( -- projection
    conference INTEGER NOT NULL,
    topic      INTEGER NOT NULL,
    unit       TEXT NOT NULL,
    PRIMARY KEY (conference, topic, unit)
);

CREATE TABLE topic_consent ( -- projection
    conference INTEGER NOT NULL,
    topic      INTEGER NOT NULL,
    post       TEXT NOT NULL,
    given_on   INTEGER NOT NULL,     -- day
    opinion    TEXT,
    PRIMARY KEY (conference, topic, post)
);

CREATE TABLE consultation ( -- projection
    conference INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    topic      INTEGER NOT NULL,
    form       TEXT NOT NULL,
    state      TEXT NOT NULL,
    text       TEXT NOT NULL,
    letter     TEXT,
    sent_on    INTEGER NOT NULL,     -- day
    PRIMARY KEY (conference, number)
);
CREATE INDEX consultation_of_topic ON consultation (conference, topic, number);

CREATE TABLE consultation_unit ( -- projection
    conference   INTEGER NOT NULL,
    consultation INTEGER NOT NULL,
    unit         TEXT NOT NULL,
    reply_by     INTEGER NOT NULL,   -- day
    state        TEXT NOT NULL,
    kind         TEXT,
    letter       TEXT,
    annex        TEXT,
    cause        TEXT,
    answered_on  INTEGER,            -- day
    reminders    INTEGER NOT NULL,
    PRIMARY KEY (conference, consultation, unit)
);

CREATE TABLE reply_point ( -- projection
    conference   INTEGER NOT NULL,
    consultation INTEGER NOT NULL,
    unit         TEXT NOT NULL,
    n            INTEGER NOT NULL,
    text         TEXT NOT NULL,
    outcome      TEXT,
    why          TEXT,
    PRIMARY KEY (conference, consultation, unit, n)
);

CREATE TABLE consultation_meeting ( -- projection
    conference   INTEGER NOT NULL,
    consultation INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    held         INTEGER NOT NULL,   -- day
    place        TEXT,
    units        TEXT NOT NULL,
    record       TEXT NOT NULL,
    PRIMARY KEY (conference, consultation, seq)
);
