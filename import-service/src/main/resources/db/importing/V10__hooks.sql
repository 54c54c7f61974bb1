-- How far the hooks around a switch of the platform have come. A row that is not STARTED and whose step runs no more is an
-- application that nobody has started again.
CREATE TABLE importing.hook_run (
    job_id     uuid        NOT NULL,
    action     text        NOT NULL CHECK (action IN ('PUBLISH', 'ROLLBACK')),
    state      text        NOT NULL CHECK (state IN ('STOPPING', 'STOPPED', 'STARTING', 'STARTED')),
    warning    text,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (job_id, action)
);
CREATE INDEX hook_run_open ON importing.hook_run (changed_at) WHERE state <> 'STARTED';
