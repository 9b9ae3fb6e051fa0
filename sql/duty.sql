-- Duties as people read them: with what they are about. What a duty is about
-- is titled by its topic, decision, meeting, minutes or news.

-- duty_lines(conference int, owner text, opened_by text, group text, noun text, today day,
--     near day, most int, skip int) -> many DutyLineRow(number int, owner text, verb text,
--     noun text, subject int, from_day day?, due day?, source_kind text, source_ref text,
--     due_kind text, due_ref text, state text, ended_on day?, opened_on time, standing text,
--     title text?)
-- The group: overdue, near, open, later (not yet owed), ended; NULL: all not ended.
-- scans: the rows of the page, found before
SELECT p.number, p.owner, p.verb, p.noun, p.subject, p.from_day, p.due, p.source_kind,
    p.source_ref, p.due_kind, p.due_ref, p.state, p.ended_on, p.opened_on, p.standing,
    COALESCE(t.title, d.text, m.title, i.title, n.title, ct.title) AS title
FROM (SELECT l.number, l.owner, l.verb, l.noun, l.subject, l.from_day, l.due, l.source_kind,
        l.source_ref, l.due_kind, l.due_ref, l.state, l.ended_on, l.opened_on, l.standing,
        l.placed
    FROM (SELECT y.number, y.owner, y.verb, y.noun, y.subject, y.from_day, y.due,
            y.source_kind, y.source_ref, y.due_kind, y.due_ref, y.state, y.ended_on,
            h.recorded_at AS opened_on,
            CASE WHEN y.state <> 'open' THEN 'ended'
                WHEN y.from_day > :today THEN 'later' WHEN y.due < :today THEN 'overdue'
                WHEN y.due <= :near THEN 'near' ELSE 'open' END AS standing,
            CASE WHEN y.state <> 'open' THEN -COALESCE(y.ended_on, 0)
                WHEN y.from_day > :today THEN 4000000 + y.from_day
                ELSE COALESCE(y.due, 3999999) END AS placed
        FROM duty y
        JOIN history h ON h.conference = :conference AND h.seq = y.opened_seq
        WHERE y.conference = :conference
            AND (y.state = 'open' OR :group = 'ended')
            AND (:owner IS NULL OR y.owner = :owner)
            AND (:noun IS NULL OR y.noun = :noun)
            AND (:opened_by IS NULL OR h.actor = :opened_by)) l
    WHERE (:group IS NULL AND l.standing <> 'ended') OR l.standing = :group
    ORDER BY l.placed, l.number LIMIT :most OFFSET :skip) p
LEFT JOIN topic t ON p.noun = 'topic' AND t.conference = :conference AND t.number = p.subject
LEFT JOIN decision d ON p.noun = 'decision' AND d.conference = :conference
    AND d.number = p.subject
LEFT JOIN meeting m ON p.noun = 'meeting' AND m.conference = :conference
    AND m.number = p.subject
LEFT JOIN minutes i ON p.noun = 'minutes' AND i.conference = :conference
    AND i.meeting = p.subject
LEFT JOIN news n ON p.noun = 'news' AND n.conference = :conference AND n.number = p.subject
LEFT JOIN consultation c ON p.noun = 'consultation' AND c.conference = :conference
    AND c.number = p.subject
LEFT JOIN topic ct ON ct.conference = :conference AND ct.number = c.topic
ORDER BY p.placed, p.number

-- duty_groups(conference int, owner text, group text, noun text, today day, near day) -> many
--     DutyGroupRow(standing text, amount int)
SELECT l.standing, count(*) AS amount
FROM (SELECT CASE WHEN y.state <> 'open' THEN 'ended'
            WHEN y.from_day > :today THEN 'later' WHEN y.due < :today THEN 'overdue'
            WHEN y.due <= :near THEN 'near' ELSE 'open' END AS standing
    FROM duty y
    WHERE y.conference = :conference AND (y.state = 'open' OR :group = 'ended')
        AND (:owner IS NULL OR y.owner = :owner) AND (:noun IS NULL OR y.noun = :noun)) l
GROUP BY l.standing ORDER BY l.standing
