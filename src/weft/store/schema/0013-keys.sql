-- What must not come back with an older copy: ways in that were replaced or removed, and sealed words that were written
-- anew, taken back or destroyed unopened. Random marks, in no order: the id of the way in; of sealed words the SHA-256 of
-- their locked bytes. Neither says whose, nor when. The shred ledger has a line for each.
CREATE TABLE gone (
    kind TEXT NOT NULL CHECK (kind IN ('slot', 'seal')),
    mark TEXT NOT NULL,
    PRIMARY KEY (kind, mark)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER slot_gone AFTER DELETE ON slots BEGIN
    INSERT OR IGNORE INTO gone VALUES ('slot', old.slot);
END;

CREATE TRIGGER seal_gone AFTER DELETE ON seals WHEN old.locked <> x'' BEGIN
    INSERT OR IGNORE INTO gone VALUES ('seal', lower(hex(old.locked_hash)));
END;

-- A seal that is put again with its words still in it was only moved on.
CREATE TRIGGER seal_kept AFTER INSERT ON seals WHEN new.locked <> x'' BEGIN
    DELETE FROM gone WHERE kind = 'seal' AND mark = lower(hex(new.locked_hash));
END;
