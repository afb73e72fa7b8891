-- The journal: one row per entry, the exact bytes that are hashed and exported.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    link TEXT NOT NULL,
    line BLOB NOT NULL,
    items_line BLOB
) STRICT;
CREATE INDEX entry_by_link ON entry (link);

CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'journal entries are final'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'journal entries stay'); END;
CREATE TRIGGER entry_is_next BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM entry WHERE link = NEW.link)
BEGIN SELECT RAISE(ABORT, 'journal entries follow one another'); END;

-- Quantities are thousandths, prices minor units. `place` keeps the price list's order.
CREATE TABLE product (
    product_id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price > 0),
    code TEXT NOT NULL,
    quick_code TEXT NOT NULL,
    category TEXT NOT NULL,
    unit TEXT NOT NULL,
    sold_by_weight INTEGER NOT NULL,
    stock INTEGER,
    is_retired INTEGER NOT NULL
) STRICT;

-- The open cart, so that a kill does not lose it, and which entry a finished one became.
CREATE TABLE open_cart (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    sale_id TEXT NOT NULL,
    lines TEXT NOT NULL
) STRICT;
CREATE TABLE finished_sale (
    sale_id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES entry (seq)
) STRICT;

-- What the booth set up: its pack, its key request, words on the receipt.
CREATE TABLE booth_fact (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- One paper on its way to one printer. Times are Unix milliseconds.
CREATE TABLE print_job (
    job_id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES entry (seq),
    kind TEXT NOT NULL,
    copy INTEGER NOT NULL,
    printer TEXT NOT NULL,
    paper_columns INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    content BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_ms INTEGER NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    bytes_accepted INTEGER NOT NULL,
    UNIQUE (seq, kind, copy)
) STRICT;
CREATE INDEX print_job_by_state ON print_job (state);
