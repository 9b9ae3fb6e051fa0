-- What pages rest on.

-- web_heads(first int, code text) -> maybe HeadsRow(conference int, size int, deployment int)
SELECT c.conference, h.size, d.size AS deployment FROM conference c
JOIN ledger_head h ON h.log = c.conference
JOIN ledger_head d ON d.log = :first
WHERE c.code = :code

-- web_verbs_since(conference int, seq int) -> many VerbRow(verb text)
SELECT verb FROM history WHERE conference = :conference AND seq >= :seq ORDER BY seq
