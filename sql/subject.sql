-- Subjects by what they belong to, as facts for the rules.

-- consultations_of_topic(conference int, topic int) -> many SubjectNumberRow(number int)
SELECT number FROM consultation
WHERE conference = :conference AND topic = :topic ORDER BY number

-- research_of_topic(conference int, topic int) -> many SubjectNumberRow
SELECT number FROM research WHERE conference = :conference AND topic = :topic ORDER BY number

-- decisions_of_meeting(conference int, meeting int) -> many SubjectNumberRow
SELECT number FROM decision
WHERE conference = :conference AND meeting = :meeting ORDER BY number

-- decisions_pending(conference int, before int, since day) -> many SubjectNumberRow
-- Made at meetings before this one and still open, or closed since the last.
SELECT number FROM decision
WHERE conference = :conference AND state IN ('resolved', 'assigned', 'done') AND meeting < :before
UNION
SELECT number FROM decision
WHERE conference = :conference AND state = 'closed' AND meeting < :before AND closed_on >= :since
ORDER BY number

-- findings_of_decision(conference int, decision int) -> many
--     FindingKeyRow(inspection int, seq int)
SELECT inspection, seq FROM inspection_finding
WHERE conference = :conference AND decision = :decision ORDER BY seq
