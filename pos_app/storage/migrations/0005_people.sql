-- Who works at this till. Names and PIN hashes never enter the journal; `code` (k1) does.
CREATE TABLE operator (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    rights TEXT NOT NULL,
    pin_salt BLOB,
    pin_hash BLOB,
    is_retired INTEGER NOT NULL,
    CHECK ((pin_salt IS NULL) = (pin_hash IS NULL))
) STRICT;

-- Wrong PINs in a row, so that starting the program again gives no new tries.
CREATE TABLE pin_trial (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    wrong INTEGER NOT NULL
) STRICT;

-- Words a person typed beside an entry: they stay at the till and are in no day file.
CREATE TABLE entry_note (
    seq INTEGER PRIMARY KEY REFERENCES entry (seq),
    words TEXT NOT NULL
) STRICT;
