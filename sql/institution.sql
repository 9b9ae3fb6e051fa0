-- The institution: conferences, people, settings.

-- conferences() -> many ConferenceCodeRow(conference int, code text, title text)
-- scans: the list of all conferences of the deployment
SELECT conference, code, title FROM conference ORDER BY conference

-- conference_by_code(code text) -> maybe ConferenceCodeRow
SELECT conference, code, title FROM conference WHERE code = :code

-- person_by_handle(deployment int, handle text) -> maybe PersonNumberRow(number int)
SELECT number FROM person WHERE conference = :deployment AND handle = :handle

-- setting_put(conference int, name text, value text) -> done
INSERT INTO setting (conference, name, value) VALUES (:conference, :name, :value)
ON CONFLICT (conference, name) DO UPDATE SET value = :value
