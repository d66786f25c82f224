-- A role that somebody at school gave: no file takes it away, unless it had named it, too.
ALTER TABLE roles ADD COLUMN by_hand BOOLEAN NOT NULL DEFAULT FALSE;
