-- A work group ends: what was shared with it stays, and nobody writes to it any more.
ALTER TABLE circles ADD COLUMN ends_on TEXT NOT NULL DEFAULT '9999-12-31';
