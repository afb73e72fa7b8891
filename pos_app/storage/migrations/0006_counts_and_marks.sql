-- Wrong PINs in a row by whose PIN was wanted; '' stands for anybody who could have allowed it.
-- One count for all would be set back by whoever guesses at another's PIN and knows his own.
CREATE TABLE wrong_pin (
    code TEXT PRIMARY KEY,
    tries INTEGER NOT NULL
) STRICT;
INSERT INTO wrong_pin (code, tries) SELECT '', wrong FROM pin_trial;
DROP TABLE pin_trial;

-- Few among many entries: found by a mark in their lines, without looking through all of them.
-- A query uses such an index only when it asks with the very same words.
CREATE INDEX entry_of_days ON entry (seq)
WHERE instr(line, CAST('"t":"open"' AS BLOB)) OR instr(line, CAST('"t":"close"' AS BLOB));

CREATE INDEX entry_about_owed ON entry (seq)
WHERE instr(line, CAST('"owed"' AS BLOB)) OR instr(line, CAST('"as":"kept"' AS BLOB));

-- `is_unsure`: 0 all money was seen, 1 some was not, 2 somebody looked for it and it had not come.
CREATE INDEX receipt_unsure ON receipt (seq) WHERE is_unsure = 1;
