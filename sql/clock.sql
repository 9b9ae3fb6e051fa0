-- The clock of a simulated database.

-- clock_offset() -> maybe ClockOffsetRow(offset_us int)
SELECT offset_us FROM clock WHERE one = 1

-- clock_offset_put(offset_us int) -> done
INSERT INTO clock (one, offset_us) VALUES (1, :offset_us)
ON CONFLICT (one) DO UPDATE SET offset_us = :offset_us

-- clock_last_act() -> maybe ClockLastRow(last_time time?)
-- scans: a head for each ledger, read once when a scenario has been played
SELECT max(last_time) AS last_time FROM ledger_head
