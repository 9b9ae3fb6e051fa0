-- Files the records name, in chunks of 1 MiB; uploads that nothing names yet.

-- file_add(log int, digest blob, bytes int, salt blob, uploaded_at time) -> done
INSERT INTO file (log, digest, bytes, salt, uploaded_at)
VALUES (:log, :digest, :bytes, :salt, :uploaded_at)

-- file_by_digest(log int, digest blob) -> maybe FileRow(digest blob, bytes int, salt blob?,
--     uploaded_at time, named_by int?)
SELECT digest, bytes, salt, uploaded_at, named_by FROM file
WHERE log = :log AND digest = :digest

-- files_after(log int, digest blob, most int) -> many FileRow
SELECT digest, bytes, salt, uploaded_at, named_by FROM file
WHERE log = :log AND digest > :digest ORDER BY digest LIMIT :most

-- file_name(log int, digest blob, seq int) -> changed
UPDATE file SET named_by = :seq WHERE log = :log AND digest = :digest AND named_by IS NULL

-- file_erase(log int, digest blob) -> changed
UPDATE file SET salt = NULL WHERE log = :log AND digest = :digest

-- file_chunk_add(log int, digest blob, n int, chunk blob, uploaded_at time) -> done
INSERT INTO file_chunk (log, digest, n, data, uploaded_at)
VALUES (:log, :digest, :n, :chunk, :uploaded_at)

-- file_chunk(log int, digest blob, n int) -> maybe FileChunkRow(n int, chunk blob)
SELECT n, data AS chunk FROM file_chunk WHERE log = :log AND digest = :digest AND n = :n

-- file_chunk_next(log int, digest blob, n int) -> maybe FileChunkRow
SELECT n, data AS chunk FROM file_chunk
WHERE log = :log AND digest = :digest AND n >= :n ORDER BY n LIMIT 1

-- file_chunks_erase(log int, digest blob) -> done
DELETE FROM file_chunk WHERE log = :log AND digest = :digest

-- file_chunks_reap(log int, before time) -> done
DELETE FROM file_chunk
WHERE log = :log AND uploaded_at < :before AND NOT EXISTS (
    SELECT 1 FROM file
    WHERE file.log = file_chunk.log AND file.digest = file_chunk.digest
        AND (file.named_by IS NOT NULL OR file.uploaded_at >= :before))

-- files_reap(log int, before time) -> done
DELETE FROM file WHERE log = :log AND uploaded_at < :before AND named_by IS NULL
