-- Plans as a calendar of somebody's may read them, one row a person, whether or not any calendar does: who it is of, what
-- the secret in the address finds it by (random where there is no address), the public half that goes with that secret,
-- and two sealed parts that only the address opens: how plans are to be called, and the plans, always of the same size.
CREATE TABLE feeds (
    person TEXT NOT NULL PRIMARY KEY CHECK (length(person) = 32),
    mark   BLOB NOT NULL UNIQUE CHECK (length(mark) = 32),
    public BLOB NOT NULL CHECK (length(public) = 32),
    terms  BLOB NOT NULL,
    plans  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
