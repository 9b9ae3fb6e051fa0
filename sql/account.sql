-- Accounts, sessions, and the capacities of a person over all conferences.

-- account_by_name(name text) -> maybe AccountRow(number int, name text, person int,
--   hash text, admin bool, must_change bool, disabled bool, failures int, failed_at time?,
--   locked_until time?, made_at time, password_since time, signed_in_at time?)
SELECT number, name, person, hash, admin, must_change, disabled, failures, failed_at,
    locked_until, made_at, password_since, signed_in_at
FROM account WHERE name = :name

-- account_by_number(number int) -> maybe AccountRow
SELECT number, name, person, hash, admin, must_change, disabled, failures, failed_at,
    locked_until, made_at, password_since, signed_in_at
FROM account WHERE number = :number

-- account_list(deployment int) -> many AccountListRow(number int, name text, person int,
--   person_name text?, handle text?, admin bool, must_change bool, disabled bool,
--   locked_until time?, made_at time, signed_in_at time?)
-- scans: the list of all accounts of the deployment
SELECT a.number AS number, a.name AS name, a.person AS person, p.name AS person_name,
    p.handle AS handle, a.admin AS admin, a.must_change AS must_change,
    a.disabled AS disabled, a.locked_until AS locked_until, a.made_at AS made_at,
    a.signed_in_at AS signed_in_at
FROM account a LEFT JOIN person p ON p.conference = :deployment AND p.number = a.person
ORDER BY a.name

-- account_last() -> value int
SELECT COALESCE(MAX(number), 0) FROM account

-- account_insert(number int, name text, person int, hash text, admin bool,
--   must_change bool, at time) -> changed
INSERT INTO account (number, name, person, hash, admin, must_change, disabled, failures,
    made_at, password_since)
VALUES (:number, :name, :person, :hash, :admin, :must_change, 0, 0, :at, :at)

-- account_password(number int, hash text, must_change bool, at time) -> changed
UPDATE account SET hash = :hash, must_change = :must_change, password_since = :at,
    failures = 0, failed_at = NULL, locked_until = NULL
WHERE number = :number

-- account_rehash(number int, hash text) -> changed
UPDATE account SET hash = :hash WHERE number = :number

-- account_disabled(number int, disabled bool) -> changed
UPDATE account SET disabled = :disabled, failures = 0, failed_at = NULL, locked_until = NULL
WHERE number = :number

-- account_failed(number int, failures int, at time, locked_until time?) -> changed
UPDATE account SET failures = :failures, failed_at = :at, locked_until = :locked_until
WHERE number = :number

-- account_signed_in(number int, at time) -> changed
UPDATE account SET failures = 0, failed_at = NULL, locked_until = NULL, signed_in_at = :at
WHERE number = :number

-- session_insert(digest blob, account int, conference int, post text, secret blob,
--   peer text, made_at time, seen_at time, expires_at time) -> changed
INSERT INTO session (digest, account, conference, post, secret, peer, made_at, seen_at,
    expires_at)
VALUES (:digest, :account, :conference, :post, :secret, :peer, :made_at, :seen_at,
    :expires_at)

-- session_by_digest(digest blob, deployment int) -> maybe SessionRow(account int, name text,
--   person int, person_name text?, admin bool, must_change bool, disabled bool,
--   conference int, code text?, post text, secret blob, peer text, made_at time,
--   seen_at time, expires_at time)
SELECT s.account AS account, a.name AS name, a.person AS person, p.name AS person_name,
    a.admin AS admin, a.must_change AS must_change, a.disabled AS disabled,
    s.conference AS conference, c.code AS code, s.post AS post, s.secret AS secret,
    s.peer AS peer, s.made_at AS made_at, s.seen_at AS seen_at, s.expires_at AS expires_at
FROM session s JOIN account a ON a.number = s.account
LEFT JOIN person p ON p.conference = :deployment AND p.number = a.person
LEFT JOIN conference c ON c.conference = s.conference
WHERE s.digest = :digest

-- sessions_of_account(account int) -> many SessionListRow(digest blob, conference int,
--   post text, peer text, made_at time, seen_at time, expires_at time)
SELECT digest, conference, post, peer, made_at, seen_at, expires_at
FROM session WHERE account = :account ORDER BY made_at, digest

-- session_seen(digest blob, at time) -> done
UPDATE session SET seen_at = :at WHERE digest = :digest

-- session_delete(digest blob) -> done
DELETE FROM session WHERE digest = :digest

-- session_delete_of(account int, digest blob) -> done
DELETE FROM session WHERE account = :account AND digest = :digest

-- sessions_delete_all(account int) -> done
DELETE FROM session WHERE account = :account

-- sessions_delete_others(account int, digest blob) -> done
DELETE FROM session WHERE account = :account AND digest <> :digest

-- sessions_reap(now time) -> done
DELETE FROM session WHERE expires_at <= :now

-- capacities_of_person(person int, day day, most int) -> many CapacityRow(conference int,
--   code text, conference_title text, post text, title text)
SELECT t.conference AS conference, c.code AS code, c.title AS conference_title,
    t.post AS post, p.title AS title
FROM tenure t JOIN conference c ON c.conference = t.conference
JOIN post p ON p.conference = t.conference AND p.post = t.post
WHERE t.person = :person AND t.since <= :day AND (t.until IS NULL OR t.until >= :day)
ORDER BY t.conference, t.post LIMIT :most

-- capacity_held(person int, conference int, post text, day day) -> value int
SELECT count(*) FROM tenure t
WHERE t.conference = :conference AND t.post = :post AND t.person = :person
    AND t.since <= :day AND (t.until IS NULL OR t.until >= :day)

-- people_in_office(deployment int, conference int, day day) -> many InOfficeRow(person int,
--   handle text, name text, title text, post text)
SELECT t.person AS person, h.handle AS handle, h.name AS name, p.title AS title, t.post AS post
FROM tenure t JOIN post p ON p.conference = t.conference AND p.post = t.post
JOIN person h ON h.conference = :deployment AND h.number = t.person
WHERE t.conference = :conference AND t.since <= :day AND (t.until IS NULL OR t.until >= :day)
ORDER BY t.post, t.person
