-- Somebody's new keys in the place of old ones: both sets of public halves, and how far the old ones had signed in their
-- own log and in their couple's (-1 for nothing), signed with the old keys and with the new.
CREATE TABLE renewals (
    person     TEXT    NOT NULL CHECK (length(person) = 32),
    number     INTEGER NOT NULL CHECK (number >= 0),
    before     BLOB    NOT NULL CHECK (length(before) = 128),
    after      BLOB    NOT NULL CHECK (length(after) = 128),
    own_seq    INTEGER NOT NULL,
    couple     TEXT    NOT NULL,
    couple_seq INTEGER NOT NULL,
    signatures BLOB    NOT NULL CHECK (length(signatures) = 128),
    PRIMARY KEY (person, number)
) STRICT, WITHOUT ROWID;

-- What happened around an account, for its owner alone: each line sealed to a key only they open. No day, no kind.
CREATE TABLE traces (
    person TEXT    NOT NULL CHECK (length(person) = 32),
    number INTEGER NOT NULL CHECK (number >= 0),
    sealed BLOB    NOT NULL,
    PRIMARY KEY (person, number)
) STRICT, WITHOUT ROWID;
