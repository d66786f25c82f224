-- What happens later. A job is written in the transaction of its cause, and waits in the lane of what it needs: a mail server that
-- hangs holds up mail, and nothing else.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  lane TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  -- Set while a worker has it; a worker that dies loses it when this passes.
  held_until BIGINT NOT NULL DEFAULT 0,
  -- Code of the last failure, never its text: error texts of mail servers hold addresses.
  problem TEXT NOT NULL DEFAULT '',
  dead BOOLEAN NOT NULL DEFAULT FALSE,
  -- A job that a later one about the same thing replaces.
  once_key TEXT,
  -- Since when what the job needs is away; 0 when it is not.
  waiting_since BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX jobs_due ON jobs (lane, dead, due_at);
CREATE UNIQUE INDEX jobs_once ON jobs (once_key);
