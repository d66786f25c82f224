-- A question with answers to choose from. Who answered is known; of an anonymous poll nowhere what.
CREATE TABLE polls (
  id TEXT PRIMARY KEY REFERENCES subjects (id) ON DELETE CASCADE,
  school_id TEXT NOT NULL REFERENCES schools (id),
  question TEXT NOT NULL,
  about TEXT NOT NULL,
  several BOOLEAN NOT NULL,
  anonymous BOOLEAN NOT NULL,
  closes_at BIGINT NOT NULL,
  -- How many answered who are nobody any more.
  nameless BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE poll_options (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  poll_id TEXT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
  place BIGINT NOT NULL,
  label TEXT NOT NULL,
  -- Of an anonymous poll: how often it was chosen. Of any other, `poll_choices` has a row for each.
  votes BIGINT NOT NULL DEFAULT 0,
  UNIQUE (poll_id, place)
);

-- Once a person, whatever they chose.
CREATE TABLE poll_voters (
  poll_id TEXT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES persons (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  PRIMARY KEY (poll_id, person_id)
);
CREATE INDEX poll_voters_of_person ON poll_voters (person_id);

CREATE TABLE poll_choices (
  poll_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  option_id TEXT NOT NULL REFERENCES poll_options (id) ON DELETE CASCADE,
  school_id TEXT NOT NULL REFERENCES schools (id),
  PRIMARY KEY (option_id, person_id),
  FOREIGN KEY (poll_id, person_id) REFERENCES poll_voters (poll_id, person_id) ON DELETE CASCADE
);
CREATE INDEX poll_choices_of_person ON poll_choices (poll_id, person_id);
