-- Jobs know what they were made for, what took their place, and until when they make sense; the
-- till remembers of each printer what a restart must not forget (printing.md 4.2, 4.3).
ALTER TABLE print_job ADD COLUMN expires_ms INTEGER;
ALTER TABLE print_job ADD COLUMN replaced_by INTEGER REFERENCES print_job (job_id);
ALTER TABLE print_job ADD COLUMN profile_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE print_job ADD COLUMN renderer_version INTEGER NOT NULL DEFAULT 1;

CREATE TABLE printer_memory (
    printer TEXT PRIMARY KEY,
    -- How many NULs end what was left half sent; 0 after a clean end.
    lacks_bytes INTEGER NOT NULL,
    -- It once left a fence unanswered: its papers are no longer asked about.
    is_silent INTEGER NOT NULL
) STRICT;
