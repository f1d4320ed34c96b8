-- What each keeps of a couple that has closed: the keys of the entries they may read, under a key of their own.
-- ``wrap`` is what opens a copy nobody has taken up yet; it is empty from then on.
CREATE TABLE copies (
    person TEXT NOT NULL,
    couple TEXT NOT NULL CHECK (length(couple) = 32),
    wrap   BLOB NOT NULL,
    locked BLOB NOT NULL,
    PRIMARY KEY (person, couple)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy_keys (
    person  TEXT    NOT NULL,
    log     TEXT    NOT NULL CHECK (length(log) = 32),
    seq     INTEGER NOT NULL,
    wrapped BLOB    NOT NULL,
    PRIMARY KEY (person, log, seq)
) STRICT, WITHOUT ROWID;

-- Couples closed by somebody for whom the shared log would not open: the copies are still to be made, by the other.
CREATE TABLE closings (
    couple TEXT    NOT NULL PRIMARY KEY CHECK (length(couple) = 32),
    day    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
