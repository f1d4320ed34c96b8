-- The private notebooks, tier E: only browsers open them. They lie in keys.db, whose backups are short, so that a note
-- taken out is soon gone from those too. Clear beside a note: whose it is, a random id, its padded size. No order, no day.

CREATE TABLE notebooks (
    person   TEXT    NOT NULL PRIMARY KEY CHECK (length(person) = 32),
    rev      INTEGER NOT NULL CHECK (rev > 0),
    manifest BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    person TEXT NOT NULL CHECK (length(person) = 32),
    note   TEXT NOT NULL CHECK (length(note) = 32),
    locked BLOB NOT NULL,
    PRIMARY KEY (person, note)
) STRICT, WITHOUT ROWID;
