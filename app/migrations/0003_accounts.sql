-- Who can sign in, from which devices, and how often somebody tried.
CREATE TABLE accounts (
  person_id TEXT PRIMARY KEY REFERENCES persons (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  email TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL
);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  device TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_of_person ON sessions (school_id, person_id);

CREATE TABLE attempts (
  -- A hash of the account or of the network address: the table itself tells nobody who tried.
  key_hash TEXT NOT NULL,
  window_start BIGINT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (key_hash, window_start)
);

CREATE TABLE kept_forms (
  id TEXT PRIMARY KEY,
  person_id TEXT,
  fields TEXT NOT NULL,
  kept_at BIGINT NOT NULL
);

-- One row per write that carried an idempotency key: the same key again has no second effect.
CREATE TABLE done (
  person_id TEXT NOT NULL REFERENCES persons (id),
  request_key TEXT NOT NULL,
  answer TEXT NOT NULL,
  done_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, request_key)
);
