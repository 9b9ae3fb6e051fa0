-- Topics as their list shows them, and what belongs to one.

-- topic_lines(conference int, state text, category text, unit text, since day, before day, q text,
--     most int, skip int) -> many TopicLineRow(number int, title text, state text, category text?,
--     proposed_by text, proposed_on day)
SELECT t.number, t.title, t.state, t.category, t.proposed_by, t.proposed_on
FROM topic t
WHERE t.conference = :conference AND (:state IS NULL OR t.state = :state)
    AND (:category IS NULL OR t.category = :category)
    AND (:since IS NULL OR t.proposed_on >= :since)
    AND (:before IS NULL OR t.proposed_on < :before)
    AND (:q IS NULL OR t.title LIKE :q ESCAPE '\')
    AND (:unit IS NULL OR EXISTS (SELECT 1 FROM topic_unit u
        WHERE u.conference = t.conference AND u.topic = t.number AND u.unit = :unit))
ORDER BY t.number DESC LIMIT :most OFFSET :skip

-- topic_states(conference int, category text, unit text, since day, before day, q text) -> many
--     TopicStateRow(state text, amount int)
SELECT t.state, count(*) AS amount
FROM topic t
WHERE t.conference = :conference AND (:category IS NULL OR t.category = :category)
    AND (:since IS NULL OR t.proposed_on >= :since)
    AND (:before IS NULL OR t.proposed_on < :before)
    AND (:q IS NULL OR t.title LIKE :q ESCAPE '\')
    AND (:unit IS NULL OR EXISTS (SELECT 1 FROM topic_unit u
        WHERE u.conference = t.conference AND u.topic = t.number AND u.unit = :unit))
GROUP BY t.state ORDER BY t.state

-- topic_first(conference int) -> many TopicFirstRow(proposed_on day)
SELECT proposed_on FROM topic WHERE conference = :conference ORDER BY number LIMIT 1

-- topic_rests_on(conference int, topic int) -> many TopicResearchLineRow(number int, title text)
-- Research it was proposed on, and research made about it since.
SELECT r.number, r.title FROM topic_research k
JOIN research r ON r.conference = k.conference AND r.number = k.research
WHERE k.conference = :conference AND k.topic = :topic
UNION
SELECT r.number, r.title FROM research r
WHERE r.conference = :conference AND r.topic = :topic
ORDER BY number

-- topic_consultations(conference int, topic int) -> many
--     TopicConsultationRow(number int, state text, sent_on day, asked int, replied int)
SELECT c.number, c.state, c.sent_on,
    (SELECT count(*) FROM consultation_unit u
        WHERE u.conference = c.conference AND u.consultation = c.number) AS asked,
    (SELECT count(*) FROM consultation_unit u
        WHERE u.conference = c.conference AND u.consultation = c.number
            AND u.state = 'replied') AS replied
FROM consultation c WHERE c.conference = :conference AND c.topic = :topic ORDER BY c.number

-- topic_meetings(conference int, topic int) -> many
--     TopicMeetingRow(number int, kind text, title text?, at time?, state text)
SELECT DISTINCT m.number, m.kind, m.title, m.at, m.state FROM agenda_item a
JOIN meeting m ON m.conference = a.conference AND m.number = a.meeting
WHERE a.conference = :conference AND a.topic = :topic ORDER BY m.number

-- topic_decisions(conference int, topic int) -> many
--     TopicDecisionRow(number int, text text, lead text, due day, state text)
SELECT number, text, lead, due, state FROM decision
WHERE conference = :conference AND topic = :topic ORDER BY number
