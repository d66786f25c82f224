-- What hangs under any subject: files, what people say, and hearts.
CREATE TABLE files (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  uploader_id TEXT NOT NULL REFERENCES persons (id),
  -- Empty while the subject is being written. Files go by a statement of their own, never by the cascade: their bytes follow.
  subject_id TEXT REFERENCES subjects (id),
  kind TEXT NOT NULL,
  place BIGINT NOT NULL DEFAULT 0,
  description TEXT NOT NULL DEFAULT '',
  uploaded_at BIGINT NOT NULL,
  -- Of a photo: its measures; the widths of its renditions, smallest first, separated by commas; and the placeholder as a data URL, a
  -- few hundred bytes that are shown until the photo is there.
  width BIGINT NOT NULL DEFAULT 0,
  height BIGINT NOT NULL DEFAULT 0,
  widths TEXT NOT NULL DEFAULT '',
  placeholder TEXT NOT NULL DEFAULT ''
);
CREATE INDEX files_of_subject ON files (subject_id, school_id, place);
CREATE INDEX files_waiting ON files (school_id, uploader_id, subject_id);

CREATE TABLE comments (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  subject_id TEXT NOT NULL REFERENCES subjects (id) ON DELETE CASCADE,
  -- Two levels: an answer hangs under a comment, never under an answer.
  parent_id TEXT REFERENCES comments (id) ON DELETE CASCADE,
  author_id TEXT NOT NULL REFERENCES persons (id),
  body TEXT NOT NULL,
  written_at BIGINT NOT NULL,
  removed_at BIGINT,
  edited_at BIGINT
);
CREATE INDEX comments_of_subject ON comments (school_id, subject_id, written_at);
CREATE INDEX comments_of_parent ON comments (parent_id, written_at);

-- What a comment said before it was put right; readable for who keeps the subject.
CREATE TABLE comment_versions (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  comment_id TEXT NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
  body TEXT NOT NULL,
  -- Until when it said so.
  until_at BIGINT NOT NULL
);
CREATE INDEX versions_of_comment ON comment_versions (school_id, comment_id, until_at);

CREATE TABLE hearts (
  subject_id TEXT NOT NULL REFERENCES subjects (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES persons (id),
  given_at BIGINT NOT NULL,
  PRIMARY KEY (subject_id, person_id)
);
CREATE INDEX hearts_of_person ON hearts (person_id);
