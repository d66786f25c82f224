-- Jobs in lanes: a mail server that hangs holds up mail, and nothing else.
ALTER TABLE jobs ADD COLUMN lane TEXT NOT NULL DEFAULT 'rest';
-- A job that a later one about the same thing replaces.
ALTER TABLE jobs ADD COLUMN once_key TEXT;
-- Since when what the job needs is away; 0 when it is not.
ALTER TABLE jobs ADD COLUMN waiting_since BIGINT NOT NULL DEFAULT 0;
UPDATE jobs SET lane = 'mail' WHERE kind LIKE 'conferences/%';
UPDATE jobs SET lane = 'photos' WHERE kind LIKE 'photos/%';
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (lane, dead, due_at);
CREATE UNIQUE INDEX jobs_once ON jobs (once_key);
