-- Lists on which people put themselves down: driving, decorating. Who has a place and who waits follows from one number: the order in
-- which they came. The first `places` have one.
CREATE TABLE sign_up_lists (
  id TEXT PRIMARY KEY REFERENCES subjects (id) ON DELETE CASCADE,
  school_id TEXT NOT NULL REFERENCES schools (id),
  title TEXT NOT NULL,
  about TEXT NOT NULL,
  -- When it happens, if on one day.
  happens_on TEXT,
  closes_at BIGINT NOT NULL
);

CREATE TABLE sign_up_tasks (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  list_id TEXT NOT NULL REFERENCES sign_up_lists (id) ON DELETE CASCADE,
  place BIGINT NOT NULL,
  label TEXT NOT NULL,
  places BIGINT NOT NULL,
  UNIQUE (list_id, place)
);

CREATE TABLE sign_ups (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  task_id TEXT NOT NULL REFERENCES sign_up_tasks (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES persons (id),
  number BIGINT NOT NULL,
  UNIQUE (task_id, number),
  UNIQUE (task_id, person_id)
);
CREATE INDEX sign_ups_of_person ON sign_ups (person_id);

-- Somebody asks somebody else to change places; it ends with either of their sign-ups.
CREATE TABLE sign_up_swaps (
  school_id TEXT NOT NULL REFERENCES schools (id),
  from_id TEXT NOT NULL REFERENCES sign_ups (id) ON DELETE CASCADE,
  to_id TEXT NOT NULL REFERENCES sign_ups (id) ON DELETE CASCADE,
  PRIMARY KEY (from_id)
);
CREATE INDEX sign_up_swaps_to ON sign_up_swaps (to_id);

-- Who said «not this time»: nothing waits for them any more.
CREATE TABLE sign_up_passes (
  list_id TEXT NOT NULL REFERENCES sign_up_lists (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES persons (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  PRIMARY KEY (list_id, person_id)
);
CREATE INDEX sign_up_passes_of_person ON sign_up_passes (person_id);
