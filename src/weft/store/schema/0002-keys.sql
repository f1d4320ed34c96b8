-- The private notebooks, tier E: only browsers open them. They lie in keys.db, whose backups are short, so that what
-- is taken out is soon gone from those too. A leaf holds several notes. Clear beside it: whose it is, a random id, its
-- padded size; of the notebook, how often it changed. No order, no day.

CREATE TABLE notebooks (
    person   TEXT    NOT NULL PRIMARY KEY CHECK (length(person) = 32),
    rev      INTEGER NOT NULL CHECK (rev > 0),
    manifest BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE leaves (
    person TEXT NOT NULL CHECK (length(person) = 32),
    leaf   TEXT NOT NULL CHECK (length(leaf) = 32),
    locked BLOB NOT NULL,
    PRIMARY KEY (person, leaf)
) STRICT, WITHOUT ROWID;
