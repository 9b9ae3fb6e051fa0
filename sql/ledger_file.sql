-- Files the records name, and uploads that nothing names yet. Chunks lie under
-- the file's digest or, where it has one, under what it is stored as.

-- file_add(log int, digest blob, bytes int, salt blob, uploaded_at time, stored_as blob?) -> done
INSERT INTO file (log, digest, bytes, salt, uploaded_at, stored_as)
VALUES (:log, :digest, :bytes, :salt, :uploaded_at, :stored_as)

-- file_by_digest(log int, digest blob) -> maybe FileRow(digest blob, bytes int, salt blob?,
--     uploaded_at time, named_by int?, stored_as blob?)
SELECT digest, bytes, salt, uploaded_at, named_by, stored_as FROM file
WHERE log = :log AND digest = :digest

-- files_after(log int, digest blob, most int) -> many FileRow
SELECT digest, bytes, salt, uploaded_at, named_by, stored_as FROM file
WHERE log = :log AND digest > :digest ORDER BY digest LIMIT :most

-- file_name(log int, digest blob, seq int) -> changed
UPDATE file SET named_by = :seq WHERE log = :log AND digest = :digest AND named_by IS NULL

-- file_erase(log int, digest blob) -> changed
UPDATE file SET salt = NULL WHERE log = :log AND digest = :digest

-- file_forget(log int, digest blob) -> done
DELETE FROM file WHERE log = :log AND digest = :digest AND named_by IS NULL

-- file_chunk_add(log int, under blob, n int, chunk blob, uploaded_at time) -> done
INSERT INTO file_chunk (log, digest, n, data, uploaded_at)
VALUES (:log, :under, :n, :chunk, :uploaded_at)

-- file_chunk(log int, under blob, n int) -> maybe FileChunkRow(n int, chunk blob)
SELECT n, data AS chunk FROM file_chunk WHERE log = :log AND digest = :under AND n = :n

-- file_chunk_next(log int, under blob, n int) -> maybe FileChunkRow
SELECT n, data AS chunk FROM file_chunk
WHERE log = :log AND digest = :under AND n >= :n ORDER BY n LIMIT 1

-- file_chunks_left(log int, under blob) -> value int
SELECT CASE WHEN EXISTS (SELECT 1 FROM file_chunk WHERE log = :log AND digest = :under)
    THEN 1 ELSE 0 END

-- file_chunks_drop(log int, under blob, most int) -> done
DELETE FROM file_chunk
WHERE log = :log AND digest = :under AND n IN (
    SELECT n FROM file_chunk WHERE log = :log AND digest = :under ORDER BY n LIMIT :most)

-- file_chunks_erase(log int, under blob) -> done
DELETE FROM file_chunk WHERE log = :log AND digest = :under

-- file_chunks_reap(log int, before time) -> done
DELETE FROM file_chunk
WHERE log = :log AND uploaded_at < :before AND NOT EXISTS (
    SELECT 1 FROM file
    WHERE file.log = file_chunk.log AND file.digest = file_chunk.digest
        AND file.stored_as IS NULL
        AND (file.named_by IS NOT NULL OR file.uploaded_at >= :before))
    AND NOT EXISTS (
    SELECT 1 FROM file
    WHERE file.log = file_chunk.log AND file.stored_as = file_chunk.digest
        AND (file.named_by IS NOT NULL OR file.uploaded_at >= :before))

-- files_reap(log int, before time) -> done
DELETE FROM file WHERE log = :log AND uploaded_at < :before AND named_by IS NULL
