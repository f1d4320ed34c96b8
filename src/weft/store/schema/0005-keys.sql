-- When the newest backup was made here, in whole minutes since 1970; no row if there never was one.
CREATE TABLE backups (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    minute INTEGER NOT NULL
) STRICT;

-- Who has not yet been told that the host put back a copy, and the day that copy was made, since 1970.
CREATE TABLE put_back (
    person TEXT    NOT NULL PRIMARY KEY CHECK (length(person) = 32),
    day    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
