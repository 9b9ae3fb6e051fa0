-- Meetings, minutes and what belongs to them, as their lists show them.

-- meeting_lines(conference int, state text, kind text, since time, before time, most int, skip int)
--     -> many MeetingLineRow(number int, kind text, title text?, state text, at time?, place text?,
--     requested_on day, topics int, decisions int, minutes text?)
SELECT m.number, m.kind, m.title, m.state, m.at, m.place, m.requested_on,
    (SELECT count(*) FROM agenda_item a
        WHERE a.conference = m.conference AND a.meeting = m.number AND a.topic IS NOT NULL)
        AS topics,
    (SELECT count(*) FROM decision d
        WHERE d.conference = m.conference AND d.meeting = m.number) AS decisions,
    (SELECT k.state FROM minutes k
        WHERE k.conference = m.conference AND k.meeting = m.number) AS minutes
FROM meeting m
WHERE m.conference = :conference AND (:state IS NULL OR m.state = :state)
    AND (:kind IS NULL OR m.kind = :kind)
    AND (:since IS NULL OR m.at >= :since) AND (:before IS NULL OR m.at < :before)
ORDER BY m.number DESC LIMIT :most OFFSET :skip

-- meeting_count(conference int, state text, kind text, since time, before time) -> value int
SELECT count(*) FROM meeting m
WHERE m.conference = :conference AND (:state IS NULL OR m.state = :state)
    AND (:kind IS NULL OR m.kind = :kind)
    AND (:since IS NULL OR m.at >= :since) AND (:before IS NULL OR m.at < :before)

-- meeting_first(conference int) -> many MeetingFirstRow(requested_on day)
SELECT requested_on FROM meeting WHERE conference = :conference ORDER BY number LIMIT 1

-- meeting_agenda(conference int, meeting int) -> many
--     AgendaLineRow(n int, kind text, title text, topic int?, topic_title text?, speaker text?,
--     minutes int?)
SELECT a.n, a.kind, a.title, a.topic, t.title AS topic_title, a.speaker, a.minutes
FROM agenda_item a
LEFT JOIN topic t ON t.conference = a.conference AND t.number = a.topic
WHERE a.conference = :conference AND a.meeting = :meeting ORDER BY a.n

-- meeting_report_lines(conference int, meeting int) -> many
--     ReportLineRow(decision int, text text, state text, progress text, explanation text?,
--     opinion text?)
SELECT i.decision, d.text, i.state, i.progress, i.explanation, i.opinion
FROM meeting_report_item i
JOIN decision d ON d.conference = i.conference AND d.number = i.decision
WHERE i.conference = :conference AND i.meeting = :meeting ORDER BY i.decision

-- meeting_decisions(conference int, meeting int) -> many
--     MeetingDecisionRow(number int, text text, lead text, due day, state text, topic int?)
SELECT number, text, lead, due, state, topic FROM decision
WHERE conference = :conference AND meeting = :meeting ORDER BY number

-- meeting_wanted(conference int, meeting int) -> many WantedTopicRow(number int, title text)
SELECT t.number, t.title FROM meeting_topic k
JOIN topic t ON t.conference = k.conference AND t.number = k.topic
WHERE k.conference = :conference AND k.meeting = :meeting ORDER BY t.number

-- meeting_notes(conference int, meeting int) -> many
--     NoteLineRow(seq int, kind text, topic int?, topic_title text?, by_post text, text text,
--     done_on day)
SELECT n.seq, n.kind, n.topic, t.title AS topic_title, n.by_post, n.text, h.done_on
FROM meeting_note n
JOIN history h ON h.conference = n.conference AND h.seq = n.seq
LEFT JOIN topic t ON t.conference = n.conference AND t.number = n.topic
WHERE n.conference = :conference AND n.meeting = :meeting ORDER BY n.seq

-- minutes_lines(conference int, state text, since day, before day, q text, most int, skip int)
--     -> many MinutesLineRow(meeting int, state text, title text, number text?, drafted_on day,
--     issued_on day?, copies int, received int)
SELECT k.meeting, k.state, k.title, k.number, k.drafted_on, k.issued_on,
    (SELECT count(*) FROM minutes_copy c
        WHERE c.conference = k.conference AND c.meeting = k.meeting) AS copies,
    (SELECT count(*) FROM minutes_copy c
        WHERE c.conference = k.conference AND c.meeting = k.meeting
            AND c.received_on IS NOT NULL) AS received
FROM minutes k
WHERE k.conference = :conference AND (:state IS NULL OR k.state = :state)
    AND (:since IS NULL OR k.drafted_on >= :since)
    AND (:before IS NULL OR k.drafted_on < :before)
    AND (:q IS NULL OR k.title LIKE :q ESCAPE '\' OR k.number LIKE :q ESCAPE '\')
ORDER BY k.meeting DESC LIMIT :most OFFSET :skip

-- minutes_count(conference int, state text, since day, before day, q text) -> value int
SELECT count(*) FROM minutes k
WHERE k.conference = :conference AND (:state IS NULL OR k.state = :state)
    AND (:since IS NULL OR k.drafted_on >= :since)
    AND (:before IS NULL OR k.drafted_on < :before)
    AND (:q IS NULL OR k.title LIKE :q ESCAPE '\' OR k.number LIKE :q ESCAPE '\')

-- inspection_lines(conference int, most int, skip int) -> many
--     InspectionLineRow(number int, meeting int, formed_on day, findings int, passed int,
--     last_found day?)
SELECT i.number, i.meeting, i.formed_on,
    (SELECT count(*) FROM inspection_finding f
        WHERE f.conference = i.conference AND f.inspection = i.number) AS findings,
    (SELECT count(*) FROM inspection_finding f
        WHERE f.conference = i.conference AND f.inspection = i.number AND f.passed = 1) AS passed,
    (SELECT max(f.found) FROM inspection_finding f
        WHERE f.conference = i.conference AND f.inspection = i.number) AS last_found
FROM inspection i WHERE i.conference = :conference
ORDER BY i.number DESC LIMIT :most OFFSET :skip

-- inspection_count(conference int) -> value int
SELECT count(*) FROM inspection WHERE conference = :conference

-- inspection_findings(conference int, inspection int) -> many
--     InspectionNoteRow(seq int, decision int, decision_text text, found_on day, passed bool,
--     text text)
SELECT f.seq, f.decision, d.text AS decision_text, f.found AS found_on, f.passed, f.text
FROM inspection_finding f
JOIN decision d ON d.conference = f.conference AND d.number = f.decision
WHERE f.conference = :conference AND f.inspection = :inspection ORDER BY f.seq

-- news_lines(conference int, state text, q text, most int, skip int) -> many
--     NewsLineRow(number int, meeting int, title text, state text, drafted_on day, outlet text?,
--     published day?)
SELECT number, meeting, title, state, drafted_on, outlet, published FROM news
WHERE conference = :conference AND (:state IS NULL OR state = :state)
    AND (:q IS NULL OR title LIKE :q ESCAPE '\')
ORDER BY number DESC LIMIT :most OFFSET :skip

-- news_count(conference int, state text, q text) -> value int
SELECT count(*) FROM news
WHERE conference = :conference AND (:state IS NULL OR state = :state)
    AND (:q IS NULL OR title LIKE :q ESCAPE '\')
