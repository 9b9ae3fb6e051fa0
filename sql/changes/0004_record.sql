-- What every act leaves, whatever its noun: its line of history, the subjects
-- it speaks about, the codes allotted, the duties opened and ended.

CREATE TABLE history ( -- projection
    conference  INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,    -- time
    done_on     INTEGER NOT NULL,    -- day
    verb        TEXT NOT NULL,
    noun        TEXT NOT NULL,
    number      INTEGER NOT NULL,
    actor       TEXT NOT NULL,
    person      TEXT NOT NULL,
    entered_by  TEXT NOT NULL,
    from_state  TEXT NOT NULL,
    to_state    TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_ref  TEXT NOT NULL,
    voided_by   INTEGER,
    backdated   INTEGER NOT NULL,    -- bool
    PRIMARY KEY (conference, seq)
);
CREATE INDEX history_of_subject ON history (conference, noun, number, seq);

CREATE TABLE mention ( -- projection
    conference INTEGER NOT NULL,
    noun       TEXT NOT NULL,
    number     INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    PRIMARY KEY (conference, noun, number, seq)
);

CREATE TABLE counter ( -- projection
    conference INTEGER NOT NULL,
    noun       TEXT NOT NULL,
    last       INTEGER NOT NULL,
    PRIMARY KEY (conference, noun)
);

CREATE TABLE duty ( -- projection
    conference  INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    owner       TEXT NOT NULL,
    verb        TEXT NOT NULL,
    noun        TEXT NOT NULL,
    subject     INTEGER NOT NULL,
    from_day    INTEGER,             -- day
    due         INTEGER,             -- day
    source_kind TEXT NOT NULL,
    source_ref  TEXT NOT NULL,
    due_kind    TEXT NOT NULL,
    due_ref     TEXT NOT NULL,
    opened_seq  INTEGER NOT NULL,
    state       TEXT NOT NULL,
    ended_on    INTEGER,             -- day
    ended_seq   INTEGER,
    PRIMARY KEY (conference, number)
);
CREATE INDEX duty_of_subject ON duty (conference, noun, subject, number);
CREATE INDEX duty_of_owner ON duty (conference, owner, state, number);
CREATE INDEX duty_in_state ON duty (conference, state, number);
