-- Forms that came back are found by person and by age, and hold their failure with them: what is there in the old form goes.
DELETE FROM kept_forms;
CREATE INDEX kept_forms_of_person ON kept_forms (person_id, kept_at);
CREATE INDEX kept_forms_by_age ON kept_forms (kept_at);

-- A comment can be put right by who wrote it; what it said before stays readable for who keeps the post.
ALTER TABLE comments ADD COLUMN edited_at BIGINT;
CREATE INDEX comments_of_parent ON comments (parent_id, written_at);
CREATE TABLE comment_versions (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  comment_id TEXT NOT NULL REFERENCES comments (id),
  body TEXT NOT NULL,
  -- Until when it said so.
  until_at BIGINT NOT NULL
);
CREATE INDEX versions_of_comment ON comment_versions (school_id, comment_id, until_at);
