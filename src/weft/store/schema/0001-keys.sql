-- keys.db: what opens content.db, itself locked, and who there is. Backups of it are kept 14 days at most,
-- so that what was deleted cannot be opened from an old copy.

-- The number of the newest commit to both files; after a kill, only its keys may lack their entries.
CREATE TABLE batches (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    last INTEGER NOT NULL
) STRICT;
INSERT INTO batches VALUES (1, 0);

CREATE TABLE deks (
    log     TEXT    NOT NULL CHECK (length(log) = 32),
    seq     INTEGER NOT NULL,
    entry   TEXT    NOT NULL,
    wrapped BLOB    NOT NULL,
    batch   INTEGER NOT NULL,
    PRIMARY KEY (log, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    person            TEXT    NOT NULL PRIMARY KEY CHECK (length(person) = 32),
    handle            BLOB    NOT NULL CHECK (length(handle) = 32),
    publics           BLOB    NOT NULL CHECK (length(publics) = 128),
    publics_signature BLOB    NOT NULL,
    day               INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX people_by_handle ON people (handle);

CREATE TABLE slots (
    slot      TEXT    NOT NULL PRIMARY KEY CHECK (length(slot) = 32),
    person    TEXT    NOT NULL,
    type      INTEGER NOT NULL CHECK (type IN (1, 2, 3)),
    locked    BLOB    NOT NULL,
    auth_hash BLOB    NOT NULL CHECK (length(auth_hash) = 32),
    lookup    BLOB    UNIQUE CHECK (length(lookup) = 16),
    day       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX slots_by_person ON slots (person);

CREATE TABLE own (
    person TEXT    NOT NULL,
    name   TEXT    NOT NULL,
    rev    INTEGER NOT NULL CHECK (rev >= 0),
    locked BLOB    NOT NULL,
    PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
    invitation TEXT    NOT NULL PRIMARY KEY CHECK (length(invitation) = 32),
    person     TEXT    NOT NULL,
    expires    INTEGER NOT NULL,
    locked     BLOB    NOT NULL,
    own        BLOB    NOT NULL,
    answer     BLOB,
    state      TEXT    NOT NULL CHECK (state IN ('open', 'used', 'withdrawn'))
) STRICT, WITHOUT ROWID;
CREATE INDEX invitations_by_person ON invitations (person);

CREATE TABLE couples (
    couple          TEXT    NOT NULL PRIMARY KEY CHECK (length(couple) = 32),
    left_person     TEXT    NOT NULL,
    right_person    TEXT    NOT NULL CHECK (right_person <> left_person),
    epoch           INTEGER NOT NULL,
    left_wrap       BLOB    NOT NULL,
    right_wrap      BLOB    NOT NULL,
    maker           TEXT    NOT NULL CHECK (maker IN (left_person, right_person)),
    signature       BLOB    NOT NULL,
    day             INTEGER NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('open', 'closed'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX open_couple_by_left ON couples (left_person) WHERE state = 'open';
CREATE UNIQUE INDEX open_couple_by_right ON couples (right_person) WHERE state = 'open';
