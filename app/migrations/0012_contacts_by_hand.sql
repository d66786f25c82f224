-- What the office put right by hand of how somebody is reached. It stays, whatever the files of the administration go on saying, until
-- somebody lets go of it.
CREATE TABLE contacts_by_hand (
  person_id TEXT NOT NULL REFERENCES persons (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  -- email, phone
  field TEXT NOT NULL,
  -- What a file had said: by that address its next one still calls them.
  before TEXT NOT NULL,
  changed_by TEXT NOT NULL REFERENCES persons (id),
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, field)
);
CREATE INDEX contacts_by_hand_of_school ON contacts_by_hand (school_id);
