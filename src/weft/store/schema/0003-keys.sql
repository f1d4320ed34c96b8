-- Words two people seal for each other. All of an exchange lies in this one file, so that one transaction opens it for
-- both or for nobody, and so that what was taken back is gone from every copy within the fourteen days of its backups.
-- Clear: the couple, how often it changed, where it stands, the days of its first opening and its end. Who asked, the
-- hour, and whether somebody stepped aside are in ``terms``, under the server's key.

CREATE TABLE exchanges (
    exchange     TEXT    NOT NULL PRIMARY KEY CHECK (length(exchange) = 32),
    couple       TEXT    NOT NULL,
    rev          INTEGER NOT NULL CHECK (rev >= 0),
    phase        TEXT    NOT NULL
                 CHECK (phase IN ('asked', 'open', 'closing', 'released', 'expired', 'parted')),
    earliest_day INTEGER NOT NULL,
    expiry_day   INTEGER NOT NULL,
    terms        BLOB    NOT NULL,
    record       BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exchanges_by_couple ON exchanges (couple);
CREATE INDEX living_exchanges ON exchanges (exchange) WHERE phase IN ('asked', 'open', 'closing');

-- What one of the two sealed. ``kept`` is the second half under the server's key; ``half`` the same in the open, and only
-- once both are. What was taken back while halves are awaited keeps its hashes, which say nothing.
CREATE TABLE seals (
    exchange     TEXT    NOT NULL,
    side         INTEGER NOT NULL CHECK (side IN (0, 1)),
    writing      INTEGER NOT NULL,
    locked       BLOB    NOT NULL,
    wrapped      BLOB    NOT NULL,
    own          BLOB    NOT NULL,
    locked_hash  BLOB    NOT NULL CHECK (length(locked_hash) = 32),
    wrapped_hash BLOB    NOT NULL CHECK (length(wrapped_hash) = 32),
    half_hash    BLOB    NOT NULL CHECK (length(half_hash) = 32),
    signature    BLOB    NOT NULL CHECK (length(signature) = 64),
    kept         BLOB    NOT NULL,
    half         BLOB    NOT NULL CHECK (length(half) IN (0, 32)),
    CHECK (half = x'' OR kept = x''),
    PRIMARY KEY (exchange, side)
) STRICT, WITHOUT ROWID;
