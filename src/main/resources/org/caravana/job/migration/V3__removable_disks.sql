-- Whether a copy waits for a removable disk that was not connected when it was tried last.
ALTER TABLE copy ADD COLUMN away BOOLEAN DEFAULT FALSE NOT NULL;
