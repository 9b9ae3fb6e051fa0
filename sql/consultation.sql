-- Consultations as their list shows them.

-- consultation_lines(conference int, state text, unit text, since day, before day, q text, most int,
--     skip int) -> many ConsultationLineRow(number int, state text, topic int, title text,
--     sent_on day, asked int, answered int, last_by day?)
SELECT c.number, c.state, c.topic, t.title, c.sent_on,
    (SELECT count(*) FROM consultation_unit u
        WHERE u.conference = c.conference AND u.consultation = c.number) AS asked,
    (SELECT count(*) FROM consultation_unit u
        WHERE u.conference = c.conference AND u.consultation = c.number
            AND u.state IN ('replied', 'handed-back')) AS answered,
    (SELECT max(u.reply_by) FROM consultation_unit u
        WHERE u.conference = c.conference AND u.consultation = c.number
            AND u.state NOT IN ('replied', 'handed-back')) AS last_by
FROM consultation c
JOIN topic t ON t.conference = c.conference AND t.number = c.topic
WHERE c.conference = :conference AND (:state IS NULL OR c.state = :state)
    AND (:since IS NULL OR c.sent_on >= :since) AND (:before IS NULL OR c.sent_on < :before)
    AND (:q IS NULL OR t.title LIKE :q ESCAPE '\')
    AND (:unit IS NULL OR EXISTS (SELECT 1 FROM consultation_unit u
        WHERE u.conference = c.conference AND u.consultation = c.number AND u.unit = :unit))
ORDER BY c.number DESC LIMIT :most OFFSET :skip

-- consultation_states(conference int, unit text, since day, before day, q text) -> many
--     ConsultationStateRow(state text, amount int)
SELECT c.state, count(*) AS amount
FROM consultation c
JOIN topic t ON t.conference = c.conference AND t.number = c.topic
WHERE c.conference = :conference
    AND (:since IS NULL OR c.sent_on >= :since) AND (:before IS NULL OR c.sent_on < :before)
    AND (:q IS NULL OR t.title LIKE :q ESCAPE '\')
    AND (:unit IS NULL OR EXISTS (SELECT 1 FROM consultation_unit u
        WHERE u.conference = c.conference AND u.consultation = c.number AND u.unit = :unit))
GROUP BY c.state ORDER BY c.state

-- consultation_first(conference int) -> many ConsultationFirstRow(sent_on day)
SELECT sent_on FROM consultation WHERE conference = :conference ORDER BY number LIMIT 1

-- consultation_points(conference int, consultation int) -> many
--     ConsultationPointRow(unit text, n int, text text, outcome text?, why text?)
SELECT unit, n, text, outcome, why FROM reply_point
WHERE conference = :conference AND consultation = :consultation ORDER BY unit, n
