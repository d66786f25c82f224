-- Who can sign in, from which devices, and how often somebody tried; what came back to somebody; who did what.
-- An account is an address with what signs in by it, its devices and its language; a person is somebody at one school.
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  -- As chosen on «Ik»; until then the language that the school wrote down of the person.
  language TEXT
);

-- Who an account is, at each of its schools.
CREATE TABLE account_persons (
  person_id TEXT PRIMARY KEY REFERENCES persons (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  -- When it last looked around there: what came after it is new.
  looked_at BIGINT NOT NULL,
  UNIQUE (account_id, school_id)
);

-- Where somebody is reached, and in which language.
CREATE VIEW reached AS
  SELECT p.id AS person_id, p.email, COALESCE(a.language, p.language) AS language
    FROM persons p LEFT JOIN account_persons i ON i.person_id = p.id LEFT JOIN accounts a ON a.id = i.account_id;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  -- Who the account is in this session now.
  person_id TEXT NOT NULL REFERENCES persons (id),
  device TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_of_account ON sessions (account_id);
CREATE INDEX sessions_of_person ON sessions (person_id);

CREATE TABLE attempts (
  -- A hash of the account or of the network address: the table itself tells nobody who tried.
  key_hash TEXT NOT NULL,
  window_start BIGINT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (key_hash, window_start)
);
CREATE INDEX attempts_by_window ON attempts (window_start);

-- A browser in which somebody signed in before: the guesses of others do not count against it.
CREATE TABLE known_devices (
  token_hash TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (token_hash, account_id)
);
CREATE INDEX known_devices_of_account ON known_devices (account_id, seen_at);

-- Forms that came back, found by person and by age, with their failure.
CREATE TABLE kept_forms (
  id TEXT PRIMARY KEY,
  person_id TEXT,
  fields TEXT NOT NULL,
  kept_at BIGINT NOT NULL
);
CREATE INDEX kept_forms_of_person ON kept_forms (person_id, kept_at);
CREATE INDEX kept_forms_by_age ON kept_forms (kept_at);

-- Who did what when: ids and codes, never words, never secrets. Kept for a year.
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  -- Empty: a command on the server, or somebody unknown.
  person_id TEXT NOT NULL DEFAULT '',
  deed TEXT NOT NULL,
  -- The id of whom or what it was done to.
  about_id TEXT NOT NULL DEFAULT '',
  done_at BIGINT NOT NULL
);
CREATE INDEX audit_of_school ON audit (school_id, done_at);
CREATE INDEX audit_by_time ON audit (done_at);
