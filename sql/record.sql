-- What every act leaves: history, mentions, counters, duties.

-- record_mentioning(conference int, noun text, number int) -> many RecordSeqRow(seq int)
SELECT m.seq AS seq FROM mention m
WHERE m.conference = :conference AND m.noun = :noun AND m.number = :number
ORDER BY m.seq

-- duties_open_on(conference int, noun text, subject int) -> many DutyNumberRow(number int)
SELECT number FROM duty
WHERE conference = :conference AND noun = :noun AND subject = :subject AND state = 'open'
ORDER BY number

-- duties_of_owner(conference int, owner text, state text) -> many DutyNumberRow
SELECT number FROM duty
WHERE conference = :conference AND owner = :owner AND state = :state
ORDER BY number

-- duties_in_state(conference int, state text) -> many DutyNumberRow
SELECT number FROM duty
WHERE conference = :conference AND state = :state
ORDER BY number

-- counter_set(conference int, noun text, last int) -> done
INSERT INTO counter (conference, noun, last) VALUES (:conference, :noun, :last)
ON CONFLICT (conference, noun) DO UPDATE SET last = :last

-- mention_add(conference int, noun text, number int, seq int) -> done
INSERT INTO mention (conference, noun, number, seq) VALUES (:conference, :noun, :number, :seq)
ON CONFLICT (conference, noun, number, seq) DO NOTHING

-- records(conference int) -> many RecordSeqRow
SELECT seq FROM history WHERE conference = :conference ORDER BY seq

-- records_of_verb(conference int, verb text) -> many RecordSeqRow
SELECT seq FROM history WHERE conference = :conference AND verb = :verb ORDER BY seq

-- records_latest(conference int, most int) -> many RecordLatestRow(seq int)
SELECT seq FROM history WHERE conference = :conference ORDER BY seq DESC LIMIT :most

-- records_about(conference int, noun text, number int, verb text, actor text) -> many RecordSeqRow
-- Of one verb about the subject, the latest first; what was voided left out.
SELECT m.seq AS seq FROM mention m
JOIN history h ON h.conference = m.conference AND h.seq = m.seq
WHERE m.conference = :conference AND m.noun = :noun AND m.number = :number
    AND h.verb = :verb AND h.voided_by IS NULL AND (:actor IS NULL OR h.actor = :actor)
ORDER BY m.seq DESC

-- records_by_source(conference int, kind text, ref text, most int) -> many
--     SourcedRow(seq int, verb text, noun text, number int, actor text, person text, done_on day)
SELECT seq, verb, noun, number, actor, person, done_on FROM history
WHERE conference = :conference AND source_kind = :kind AND source_ref = :ref
    AND voided_by IS NULL
ORDER BY seq DESC LIMIT :most

-- records_by_source_count(conference int, kind text, ref text) -> value int
SELECT count(*) FROM history
WHERE conference = :conference AND source_kind = :kind AND source_ref = :ref
    AND voided_by IS NULL

-- duties_by_source(conference int, kind text, ref text, most int) -> many
--     SourcedDutyRow(owner text, verb text, noun text, subject int, due day?)
SELECT owner, verb, noun, subject, due FROM duty
WHERE conference = :conference AND state = 'open' AND source_kind = :kind AND source_ref = :ref
ORDER BY due, number LIMIT :most
