-- Research as its list shows it.

-- research_lines(conference int, kind text, since day, before day, q text, most int, skip int)
--     -> many ResearchLineRow(number int, kind text, topic int?, topic_title text?, title text,
--     by_post text, started day, ended day, done_on day)
SELECT r.number, r.kind, r.topic, t.title AS topic_title, r.title, r.by_post, r.started, r.ended,
    r.done_on
FROM research r
LEFT JOIN topic t ON t.conference = r.conference AND t.number = r.topic
WHERE r.conference = :conference AND (:kind IS NULL OR r.kind = :kind)
    AND (:since IS NULL OR r.done_on >= :since) AND (:before IS NULL OR r.done_on < :before)
    AND (:q IS NULL OR r.title LIKE :q ESCAPE '\')
ORDER BY r.number DESC LIMIT :most OFFSET :skip

-- research_count(conference int, kind text, since day, before day, q text) -> value int
SELECT count(*) FROM research r
WHERE r.conference = :conference AND (:kind IS NULL OR r.kind = :kind)
    AND (:since IS NULL OR r.done_on >= :since) AND (:before IS NULL OR r.done_on < :before)
    AND (:q IS NULL OR r.title LIKE :q ESCAPE '\')

-- research_first(conference int) -> many ResearchFirstRow(done_on day)
SELECT done_on FROM research WHERE conference = :conference ORDER BY number LIMIT 1

-- topics_on_research(conference int, research int) -> many
--     ResearchTopicRow(number int, title text, state text)
SELECT t.number, t.title, t.state FROM topic_research k
JOIN topic t ON t.conference = k.conference AND t.number = k.topic
WHERE k.conference = :conference AND k.research = :research ORDER BY t.number
