-- volatile.db: who is signed in where. Never backed up; losing it signs everyone out and nothing more.

CREATE TABLE sign_ins (
    sid_hash     BLOB    NOT NULL PRIMARY KEY CHECK (length(sid_hash) = 32),
    person       TEXT    NOT NULL,
    locked       BLOB    NOT NULL,
    label        BLOB    NOT NULL,
    began_minute INTEGER NOT NULL,
    seen_minute  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_ins_by_person ON sign_ins (person);
