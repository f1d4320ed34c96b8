-- Words their author took back for good: the locked bytes are gone. What stays is their SHA-256 (32), for the chain,
-- and the author's signed word for it (64). Empty for every entry that is still there.

ALTER TABLE entries ADD COLUMN taken_out BLOB NOT NULL DEFAULT x'';
