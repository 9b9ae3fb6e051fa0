-- Drafts and uploads: what people have begun and not yet done.

-- draft_save(account int, conference int, verb text, subject text, saved_at time, summary text,
--     texts blob) -> done
INSERT INTO draft (account, conference, verb, subject, saved_at, summary, texts)
VALUES (:account, :conference, :verb, :subject, :saved_at, :summary, :texts)
ON CONFLICT (account, conference, verb, subject)
DO UPDATE SET saved_at = excluded.saved_at, summary = excluded.summary, texts = excluded.texts

-- draft_find(account int, conference int, verb text, subject text)
--     -> maybe DraftRow(saved_at time, summary text, texts blob)
SELECT saved_at, summary, texts FROM draft
WHERE account = :account AND conference = :conference AND verb = :verb AND subject = :subject

-- draft_drop(account int, conference int, verb text, subject text) -> done
DELETE FROM draft
WHERE account = :account AND conference = :conference AND verb = :verb AND subject = :subject

-- drafts(account int, conference int) -> many DraftHeadRow(verb text, subject text,
--     saved_at time, summary text)
SELECT verb, subject, saved_at, summary FROM draft
WHERE account = :account AND conference = :conference
ORDER BY saved_at DESC, verb, subject

-- drafts_others(account int, conference int, verb text, subject text) -> value int
SELECT count(*) FROM draft
WHERE account = :account AND conference = :conference
    AND NOT (verb = :verb AND subject = :subject)

-- upload_add(id blob, account int, conference int, name text, now time) -> done
INSERT INTO upload (id, account, conference, name, state, bytes, begun_at, touched_at)
VALUES (:id, :account, :conference, :name, 'arriving', 0, :now, :now)

-- upload_grow(id blob, bytes int, now time) -> changed
UPDATE upload SET bytes = :bytes, touched_at = :now WHERE id = :id AND state = 'arriving'

-- upload_finish(id blob, bytes int, content blob, digest blob, now time) -> changed
UPDATE upload SET state = 'finished', bytes = :bytes, content = :content, digest = :digest,
    touched_at = :now
WHERE id = :id AND state = 'arriving'

-- upload_find(id blob, account int, conference int) -> maybe UploadRow(id blob, name text,
--     bytes int, content blob, digest blob, begun_at time)
SELECT id, name, bytes, content, digest, begun_at FROM upload
WHERE id = :id AND account = :account AND conference = :conference AND state = 'finished'

-- uploads_waiting(account int, conference int) -> many UploadRow
SELECT id, name, bytes, content, digest, begun_at FROM upload
WHERE account = :account AND conference = :conference AND state = 'finished'
    AND EXISTS (SELECT 1 FROM file WHERE file.log = upload.conference
        AND file.digest = upload.digest AND file.named_by IS NULL)
ORDER BY begun_at, id

-- uploads_count(account int) -> one UploadsCountRow(uploads int, bytes int)
SELECT count(*) AS uploads, CAST(COALESCE(sum(bytes), 0) AS INTEGER) AS bytes FROM upload
WHERE account = :account AND NOT EXISTS (
    SELECT 1 FROM file WHERE file.log = upload.conference AND file.digest = upload.digest
        AND file.named_by IS NOT NULL)

-- upload_give_up(id blob) -> done
UPDATE upload SET state = 'dropped' WHERE id = :id AND state = 'arriving'

-- upload_drop(id blob, account int, conference int) -> done
UPDATE upload SET state = 'dropped'
WHERE id = :id AND account = :account AND conference = :conference AND state = 'finished'

-- upload_dropped() -> maybe UploadDroppedRow(id blob, conference int, digest blob?)
SELECT id, conference, digest FROM upload WHERE state = 'dropped'
ORDER BY begun_at LIMIT 1

-- uploads_expire(before time, stalled time) -> done
UPDATE upload SET state = 'dropped'
WHERE (state = 'finished' AND begun_at < :before)
    OR (state = 'arriving' AND begun_at < :before)
    OR (state = 'arriving' AND touched_at < :stalled)

-- uploads_interrupt() -> done
UPDATE upload SET state = 'dropped' WHERE state = 'arriving'

-- upload_remove(id blob) -> done
DELETE FROM upload WHERE id = :id
