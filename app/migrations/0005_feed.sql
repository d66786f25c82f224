-- Posts, what they said before, and what somebody is still writing.
CREATE TABLE posts (
  id TEXT PRIMARY KEY REFERENCES subjects (id) ON DELETE CASCADE,
  school_id TEXT NOT NULL REFERENCES schools (id),
  body TEXT NOT NULL,
  -- How often it was changed after it was published, by whom last, and when.
  edited BIGINT NOT NULL DEFAULT 0,
  editor_id TEXT REFERENCES persons (id),
  edited_at BIGINT
);

-- What a post said before it was changed. A photo that was taken out is gone: of it there is only the number.
CREATE TABLE post_versions (
  post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  -- 0 is what was published first.
  version BIGINT NOT NULL,
  author_id TEXT NOT NULL REFERENCES persons (id),
  body TEXT NOT NULL,
  photos BIGINT NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (post_id, version)
);

-- One draft per person, and nobody else's business.
CREATE TABLE drafts (
  person_id TEXT PRIMARY KEY REFERENCES persons (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  -- The key of the form: the id that the post will have.
  post_id TEXT NOT NULL,
  -- Names and values, as the form sends them.
  fields TEXT NOT NULL,
  saved_at BIGINT NOT NULL
);

-- The files of a draft wait as long as the draft does.
CREATE TABLE draft_files (
  file_id TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES drafts (person_id) ON DELETE CASCADE
);
CREATE INDEX draft_files_of_person ON draft_files (person_id);
