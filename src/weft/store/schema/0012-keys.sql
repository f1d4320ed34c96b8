-- What a passkey is known by, besides its slot: the id and the public half its device made, how often it says it was
-- used (0 where it never says), and on what kind of device it was added, sealed to its owner. It goes with its slot.
CREATE TABLE passkeys (
    slot       TEXT    NOT NULL PRIMARY KEY CHECK (length(slot) = 32),
    credential BLOB    NOT NULL CHECK (length(credential) BETWEEN 16 AND 1023),
    public_key BLOB    NOT NULL,
    uses       INTEGER NOT NULL CHECK (uses >= 0),
    label      BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER passkeys_go_with_their_slot AFTER DELETE ON slots
BEGIN
    DELETE FROM passkeys WHERE slot = old.slot;
END;

-- That somebody tried to come in under somebody's name: one line a day at most, sealed like a trace. They lie apart from
-- the traces, so that no number of tries pushes a line out which tells something else.
CREATE TABLE tries (
    person TEXT    NOT NULL CHECK (length(person) = 32),
    day    INTEGER NOT NULL,
    sealed BLOB    NOT NULL,
    PRIMARY KEY (person, day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tries_go_with_their_person AFTER DELETE ON people
BEGIN
    DELETE FROM tries WHERE person = old.person;
END;
