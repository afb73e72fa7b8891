-- Tenders taken for a cart that is not finished yet, so that a kill loses no money that came in.
CREATE TABLE open_payment (
    sale_id TEXT PRIMARY KEY,
    taken TEXT NOT NULL
) STRICT;

-- How somebody saw that a tender arrived, and its reference. The last row of a tender counts.
-- `place` counts the tenders of the entry from 0. Stays at the till: it is in no entry.
CREATE TABLE sighting (
    sighting_id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES entry (seq),
    place INTEGER NOT NULL CHECK (place >= 0),
    state TEXT NOT NULL,
    seen TEXT NOT NULL,
    reference TEXT NOT NULL,
    op TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX sighting_by_tender ON sighting (seq, place);
