-- Where to find a receipt: one row per sale, void and refund, read from its entry. It may be
-- emptied at any time; what the journal holds and this does not is read again at the next start.
-- `at_s` are Unix seconds, `day` the business day, `clock` the hour on the receipt; `tenders`
-- begins and ends with a blank. `of_seq` is the sale taken back, `back` what refunds gave back of
-- this one, in minor units.
CREATE TABLE receipt (
    seq INTEGER PRIMARY KEY REFERENCES entry (seq),
    no INTEGER NOT NULL,
    at_s INTEGER NOT NULL,
    day TEXT NOT NULL,
    clock TEXT NOT NULL,
    kind TEXT NOT NULL,
    total INTEGER NOT NULL,
    tenders TEXT NOT NULL,
    is_unsure INTEGER NOT NULL,
    of_seq INTEGER,
    state TEXT NOT NULL,
    back INTEGER NOT NULL
) STRICT;
CREATE INDEX receipt_by_no ON receipt (no);
CREATE INDEX receipt_by_day ON receipt (day);
CREATE INDEX receipt_by_total ON receipt (total);
CREATE INDEX receipt_by_clock ON receipt (clock);
CREATE INDEX receipt_by_state ON receipt (state) WHERE state <> 'paid';
CREATE INDEX receipt_by_sale ON receipt (of_seq) WHERE of_seq IS NOT NULL;

-- The words of the goods on each receipt, lower case without accents.
CREATE TABLE receipt_word (
    word TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES receipt (seq),
    PRIMARY KEY (word, seq)
) STRICT, WITHOUT ROWID;

-- Which entry a refund became, by the id it got when its form was opened.
CREATE TABLE finished_refund (
    refund_id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES entry (seq)
) STRICT;

-- Who got a kuitansi and for what. Names stay here and can be emptied; no entry holds them.
CREATE TABLE kuitansi (
    seq INTEGER PRIMARY KEY REFERENCES entry (seq),
    buyer TEXT NOT NULL,
    purpose TEXT NOT NULL,
    copies INTEGER NOT NULL
) STRICT;
