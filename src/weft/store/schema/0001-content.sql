-- content.db: what the two wrote, locked. Long backups are fine: without keys.db none of it opens.
-- Clear beside each entry: its place, its author's bit, tier, epoch, revision, padded size and day.

CREATE TABLE entries (
    log       TEXT    NOT NULL CHECK (length(log) = 32),
    seq       INTEGER NOT NULL CHECK (seq >= 0),
    entry     TEXT    NOT NULL CHECK (length(entry) = 32),
    author    INTEGER NOT NULL,
    tier      INTEGER NOT NULL,
    epoch     INTEGER NOT NULL,
    rev       INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    bucket    INTEGER NOT NULL,
    locked    BLOB    NOT NULL,
    signature BLOB    NOT NULL,
    PRIMARY KEY (log, seq),
    UNIQUE (log, entry)
) STRICT, WITHOUT ROWID;

-- Sittings in progress and offers of one, each replaced as a whole; rev says by how many puts.
CREATE TABLE boards (
    log    TEXT    NOT NULL CHECK (length(log) = 32),
    board  TEXT    NOT NULL CHECK (length(board) = 32),
    rev    INTEGER NOT NULL CHECK (rev >= 0),
    locked BLOB    NOT NULL,
    script BLOB,
    PRIMARY KEY (log, board)
) STRICT, WITHOUT ROWID;
