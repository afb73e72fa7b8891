-- What a product knows beside name and price. `tax_rate` is hundredths of a percent, NULL = the
-- booth's own; `stock_seq` is the journal's last number when the stock was counted.
ALTER TABLE product ADD COLUMN floor_price INTEGER CHECK (floor_price > 0);
ALTER TABLE product ADD COLUMN tax_rate INTEGER CHECK (tax_rate BETWEEN 0 AND 10000);
ALTER TABLE product ADD COLUMN variant_group TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN variant_label TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN is_favourite INTEGER NOT NULL DEFAULT 0;
ALTER TABLE product ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE product ADD COLUMN stock_seq INTEGER NOT NULL DEFAULT 0;

-- Reductions, notes, taxes and rights of the open cart beside its lines, as one JSON object.
ALTER TABLE open_cart ADD COLUMN terms TEXT NOT NULL DEFAULT '{}';

-- Carts put aside, oldest first. They use no receipt numbers and no stock.
CREATE TABLE parked_cart (
    place INTEGER PRIMARY KEY,
    sale_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    parked_ms INTEGER NOT NULL,
    lines TEXT NOT NULL,
    terms TEXT NOT NULL
) STRICT;

-- Words typed for a sale and why a price was changed: they stay at the till (day-file.md 13).
-- Line 0 is the whole sale.
CREATE TABLE sale_words (
    seq INTEGER NOT NULL REFERENCES entry (seq),
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (seq, line, kind)
) STRICT;
