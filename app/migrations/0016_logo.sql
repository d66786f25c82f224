-- The id of the picture beside the school's name; empty: none.
ALTER TABLE schools ADD COLUMN logo TEXT NOT NULL DEFAULT '';
