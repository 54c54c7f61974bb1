-- What restores have to be compared with: the report of the load, the schema of the dump, and the manifest of what has to be found.
CREATE TABLE importing.restored (
    job_id    uuid PRIMARY KEY,
    report    text,
    pre_data  text,
    post_data text,
    manifest  text,
    signature text,
    kept_at   timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE importing.load_notes DROP CONSTRAINT load_notes_step_check;
ALTER TABLE importing.load_notes ADD CONSTRAINT load_notes_step_check CHECK (step IN ('preflight', 'load', 'merge_users'));
