-- What was done on the word of a clause, a reading or a setting.

CREATE INDEX history_of_source ON history (conference, source_kind, source_ref, seq);
