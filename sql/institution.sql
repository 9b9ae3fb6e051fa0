-- The institution: conferences, people, settings.

-- conferences() -> many ConferenceCodeRow(conference int, code text, title text)
-- scans: the list of all conferences of the deployment
SELECT conference, code, title FROM conference ORDER BY conference

-- conference_by_code(code text) -> maybe ConferenceCodeRow
SELECT conference, code, title FROM conference WHERE code = :code

-- charter_versions(conference int) -> many CharterKeyRow(seq int, digest blob, since day)
SELECT seq, digest, since FROM charter_version WHERE conference = :conference ORDER BY seq

-- charter_text(conference int, seq int) -> value text
SELECT text FROM charter_version WHERE conference = :conference AND seq = :seq

-- person_by_handle(deployment int, handle text) -> maybe PersonNumberRow(number int)
SELECT number FROM person WHERE conference = :deployment AND handle = :handle

-- setting_put(conference int, name text, value text) -> done
INSERT INTO setting (conference, name, value) VALUES (:conference, :name, :value)
ON CONFLICT (conference, name) DO UPDATE SET value = :value
