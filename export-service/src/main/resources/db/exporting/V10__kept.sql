-- A scheduled export stays until the retention of its schedule, or a person, removes it.
ALTER TABLE exporting.export ADD COLUMN kept boolean NOT NULL DEFAULT false;
