-- What happens later. A job is written in the transaction of its cause.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  -- Set while a worker has it; a worker that dies loses it when this passes.
  held_until BIGINT NOT NULL DEFAULT 0,
  -- Code of the last failure, never its text: error texts of mail servers hold addresses.
  problem TEXT NOT NULL DEFAULT '',
  dead BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX jobs_due ON jobs (dead, due_at);
