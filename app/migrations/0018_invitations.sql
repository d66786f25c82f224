-- Ways in for people who have no account yet: a code on a letter or in a mail. Of a code only its hash is kept; it works once, until it ends.
CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  -- letter, mail
  way TEXT NOT NULL,
  -- Of a mail: empty until it is sent.
  code_hash TEXT NOT NULL,
  -- Of a mail: where it went. Whoever has its code reads that mailbox.
  email TEXT NOT NULL DEFAULT '',
  -- The letters that it was printed with; empty: none.
  letters_id TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX invitations_of_person ON invitations (person_id, made_at);
CREATE INDEX invitations_of_school ON invitations (school_id, made_at);
CREATE INDEX invitations_of_code ON invitations (code_hash);
CREATE INDEX invitations_of_letters ON invitations (letters_id);

-- Letters to be printed: only by the device on which the password was typed again, for a while.
CREATE TABLE letters (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  session_id TEXT NOT NULL,
  ends_at BIGINT NOT NULL
);

-- Somebody with a right code and an address that the school does not know: it opens an account once they have read there what we sent.
CREATE TABLE joinings (
  id TEXT PRIMARY KEY,
  -- The hash of what only the browser knows in which they began.
  token_hash TEXT NOT NULL UNIQUE,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  code_hash TEXT NOT NULL,
  email TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  language TEXT NOT NULL,
  -- Of the number in the mail; empty until it is sent.
  proof_hash TEXT NOT NULL DEFAULT '',
  tries BIGINT NOT NULL DEFAULT 0,
  begun_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX joinings_of_person ON joinings (person_id, begun_at);

-- Who can be invited, and since when until when: whoever cares for a child, or is something at school, confirmed.
CREATE VIEW invitable AS
  SELECT person_id, starts_on, ends_on FROM caring
  UNION ALL
  SELECT person_id, starts_on, ends_on FROM roles WHERE status = 'confirmed';
