-- The percent of its packs that were read back, where the level of a copy is SAMPLED.
ALTER TABLE copy ADD COLUMN sampled INTEGER DEFAULT 100 NOT NULL;
