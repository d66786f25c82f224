-- Posts, their photos, what people say about them, and hearts.
CREATE TABLE posts (
  id TEXT PRIMARY KEY REFERENCES audiences (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  author_id TEXT NOT NULL REFERENCES persons (id),
  body TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  -- Raised by whatever changes what its card shows to everybody: words, hearts, what is taken away.
  changed BIGINT NOT NULL DEFAULT 0
);
-- With all that a list asks, so that it need not look at the posts themselves.
CREATE INDEX posts_newest ON posts (school_id, published_at, id, changed);

CREATE TABLE photos (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  uploader_id TEXT NOT NULL REFERENCES persons (id),
  -- Empty while the post is being written.
  post_id TEXT REFERENCES posts (id),
  place BIGINT NOT NULL DEFAULT 0,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  -- Widths of the renditions, smallest first, separated by commas.
  widths TEXT NOT NULL,
  -- The placeholder as a data URL: a few hundred bytes, shown until the photo is there.
  placeholder TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  uploaded_at BIGINT NOT NULL
);
CREATE INDEX photos_of_post ON photos (post_id, school_id, place);
CREATE INDEX photos_waiting ON photos (school_id, uploader_id, post_id);

CREATE TABLE comments (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  post_id TEXT NOT NULL REFERENCES posts (id),
  -- Two levels: an answer hangs under a comment, never under an answer.
  parent_id TEXT REFERENCES comments (id),
  author_id TEXT NOT NULL REFERENCES persons (id),
  body TEXT NOT NULL,
  written_at BIGINT NOT NULL,
  removed_at BIGINT
);
CREATE INDEX comments_of_post ON comments (school_id, post_id, written_at);

CREATE TABLE hearts (
  post_id TEXT NOT NULL REFERENCES posts (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  given_at BIGINT NOT NULL,
  PRIMARY KEY (post_id, person_id)
);
