-- Decisions as their list shows them. The light says what actions/light.h
-- says of a decision; :near is the last day that counts as near.

-- decision_lines(conference int, today day, near day, state text, light text, unit text,
--     since day, before day, q text, most int, skip int) -> many
--     DecisionLineRow(number int, text text, state text, lead text, due day, first_due day,
--     meeting int, closed_on day?, extensions int, light text, reported_on day?, percent int?)
-- scans: the rows of the page, found before
SELECT p.number, p.text, p.state, p.lead, p.due, p.first_due, p.meeting, p.closed_on,
    p.extensions, p.light,
    (SELECT max(r.given_on) FROM decision_report r
        WHERE r.conference = :conference AND r.decision = p.number) AS reported_on,
    (SELECT r.percent FROM decision_report r
        WHERE r.conference = :conference AND r.decision = p.number AND r.percent IS NOT NULL
        ORDER BY r.seq DESC LIMIT 1) AS percent
FROM (SELECT l.number, l.text, l.state, l.lead, l.due, l.first_due, l.meeting, l.closed_on,
        l.extensions, l.light, l.ended, l.placed
    FROM (SELECT d.number, d.text, d.state, d.lead, d.due, d.first_due, d.meeting, d.closed_on,
            d.extensions,
            CASE WHEN d.state = 'closed' THEN 'closed' WHEN d.state = 'resolved' THEN 'waiting'
                WHEN d.state = 'done' AND d.asked_on > d.due THEN 'overdue'
                WHEN d.state = 'done' AND d.asked_on IS NOT NULL THEN 'fine'
                WHEN d.due < :today THEN 'overdue' WHEN d.due <= :near THEN 'near'
                ELSE 'fine' END AS light,
            CASE WHEN d.state = 'closed' THEN 1 ELSE 0 END AS ended,
            CASE WHEN d.state = 'closed' THEN -COALESCE(d.closed_on, d.due) ELSE d.due END
                AS placed
        FROM decision d
        WHERE d.conference = :conference AND (:state IS NULL OR d.state = :state)
            AND (:since IS NULL OR d.resolved_on >= :since)
            AND (:before IS NULL OR d.resolved_on < :before)
            AND (:q IS NULL OR d.text LIKE :q ESCAPE '\')
            AND (:unit IS NULL OR EXISTS (SELECT 1 FROM decision_unit u
                WHERE u.conference = :conference AND u.decision = d.number
                    AND u.unit = :unit))) l
    WHERE (:light IS NULL OR l.light = :light)
    ORDER BY l.ended, l.placed, l.number LIMIT :most OFFSET :skip) p
ORDER BY p.ended, p.placed, p.number

-- decision_lights(conference int, today day, near day, state text, unit text, since day,
--     before day, q text) -> many DecisionLightRow(light text, amount int)
SELECT l.light, count(*) AS amount
FROM (SELECT CASE WHEN d.state = 'closed' THEN 'closed' WHEN d.state = 'resolved' THEN 'waiting'
            WHEN d.state = 'done' AND d.asked_on > d.due THEN 'overdue'
            WHEN d.state = 'done' AND d.asked_on IS NOT NULL THEN 'fine'
            WHEN d.due < :today THEN 'overdue' WHEN d.due <= :near THEN 'near'
            ELSE 'fine' END AS light
    FROM decision d
    WHERE d.conference = :conference AND (:state IS NULL OR d.state = :state)
        AND (:since IS NULL OR d.resolved_on >= :since)
        AND (:before IS NULL OR d.resolved_on < :before)
        AND (:q IS NULL OR d.text LIKE :q ESCAPE '\')
        AND (:unit IS NULL OR EXISTS (SELECT 1 FROM decision_unit u
            WHERE u.conference = :conference AND u.decision = d.number AND u.unit = :unit))) l
GROUP BY l.light ORDER BY l.light

-- decision_first(conference int) -> many DecisionFirstRow(resolved_on day)
SELECT resolved_on FROM decision WHERE conference = :conference ORDER BY number LIMIT 1

-- decision_asked(conference int, number int) -> many DecisionAskedRow(seq int)
-- The application to close that stands, for its file.
SELECT seq FROM history
WHERE conference = :conference AND noun = 'decision' AND number = :number
    AND verb = 'decision.ask-close' AND voided_by IS NULL
ORDER BY seq DESC LIMIT 1

-- decision_findings(conference int, decision int) -> many
--     DecisionFindingRow(inspection int, found_on day, passed bool, text text)
SELECT inspection, found AS found_on, passed, text FROM inspection_finding
WHERE conference = :conference AND decision = :decision ORDER BY seq
