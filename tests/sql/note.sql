-- Statements of every kind, for the tests of the database API.

-- note_add(book text, number int, title text, remark text?, weight int?, picture blob?,
--          written_on day, done_on day?, changed_at time?, starred bool, urgent bool?) -> done
INSERT INTO note (book, number, title, remark, weight, picture, written_on, done_on,
                  changed_at, starred, urgent)
VALUES (:book, :number, :title, :remark, :weight, :picture, :written_on, :done_on,
        :changed_at, :starred, :urgent)

-- note_by_number(book text, number int) -> one NoteRow(book text, number int, title text,
--     remark text?, weight int?, picture blob?, written_on day, done_on day?,
--     changed_at time?, starred bool, urgent bool?)
SELECT book, number, title, remark, weight, picture, written_on, done_on, changed_at, starred,
       urgent
FROM note WHERE book = :book AND number = :number

-- note_find(book text, number int) -> maybe NoteRow
SELECT book, number, title, remark, weight, picture, written_on, done_on, changed_at, starred,
       urgent
FROM note WHERE book = :book AND number = :number

-- notes_of(book text) -> many NoteTitleRow(number int, title text)
SELECT number, title FROM note WHERE book = :book ORDER BY number

-- notes_all() -> many NoteTitleRow
-- scans: the test wants every note
SELECT number, title FROM note ORDER BY title

-- notes_with(book text, part text) -> many NoteTitleRow
SELECT number, title FROM note
WHERE book = :book AND title LIKE '%' || :part || '%' ESCAPE '\' ORDER BY number

-- note_count(book text) -> value int
SELECT count(*) FROM note WHERE book = :book

-- note_weight_sum(book text) -> value int?
SELECT CAST(sum(weight) AS INTEGER) FROM note WHERE book = :book

-- note_title(book text, number int) -> value text
SELECT title FROM note WHERE book = :book AND number = :number

-- note_move(book text, number int, from text, to text) -> changed
UPDATE note SET title = :to WHERE book = :book AND number = :number AND title = :from

-- note_take(book text, number int) -> one NoteTitleRow
DELETE FROM note WHERE book = :book AND number = :number RETURNING number, title

-- note_mark() -> value blob
SELECT X'00ff3a'

-- note_engine() -> value text
SELECT 'sqlite; ?' || '?? :no -- no'
-- on pg
SELECT 'pg'::text || '; ??? :no -- no'

-- journal_add(number int, line blob, page int?) -> done
INSERT INTO journal (number, line, page) VALUES (:number, :line, :page)
