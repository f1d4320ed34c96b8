-- Pictures, locked: large (0) and small (1), each under a key that lies in the picture's entry. Clear beside them: the
-- log, the entry they came with, which of the two, and the padded size. Taking the entry out takes them too.

CREATE TABLE pictures (
    log    TEXT    NOT NULL CHECK (length(log) = 32),
    entry  TEXT    NOT NULL CHECK (length(entry) = 32),
    size   INTEGER NOT NULL CHECK (size IN (0, 1)),
    locked BLOB    NOT NULL,
    PRIMARY KEY (log, entry, size)
) STRICT;
