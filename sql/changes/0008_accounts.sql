-- Who may sign in, and who is signed in. Of the deployment, not of any
-- ledger: no act makes them and no rebuild touches them.

CREATE TABLE account ( -- system
    number         INTEGER NOT NULL,
    name           TEXT NOT NULL,
    person         INTEGER NOT NULL,
    hash           TEXT NOT NULL,
    admin          INTEGER NOT NULL,
    must_change    INTEGER NOT NULL,
    disabled       INTEGER NOT NULL,
    failures       INTEGER NOT NULL,
    failed_at      INTEGER,
    locked_until   INTEGER,
    made_at        INTEGER NOT NULL,
    password_since INTEGER NOT NULL,
    signed_in_at   INTEGER,
    PRIMARY KEY (number),
    UNIQUE (name)
);
CREATE INDEX account_of_person ON account (person);

-- The digest of the token, never the token. Conference 0 and post '': no
-- capacity was chosen.
CREATE TABLE session ( -- system
    digest     BLOB NOT NULL,
    account    INTEGER NOT NULL,
    conference INTEGER NOT NULL,
    post       TEXT NOT NULL,
    secret     BLOB NOT NULL,
    peer       TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (digest),
    FOREIGN KEY (account) REFERENCES account (number)
);
CREATE INDEX session_of_account ON session (account, made_at);
CREATE INDEX session_by_expiry ON session (expires_at);

-- Which posts somebody holds, over all conferences.
CREATE INDEX tenure_of_person ON tenure (person);
