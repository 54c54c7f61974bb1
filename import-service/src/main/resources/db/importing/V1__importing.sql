-- Messages and steps: see libs/step-runner/README.md.
CREATE TABLE importing.outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    uuid        NOT NULL UNIQUE,
    topic       text        NOT NULL,
    message_key text        NOT NULL,
    event_type  text        NOT NULL,
    subject     text        NOT NULL,
    data        bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX outbox_order ON importing.outbox (topic, message_key, id);

CREATE TABLE importing.inbox (
    consumer    text        NOT NULL,
    message_id  text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_age ON importing.inbox (received_at);

CREATE TABLE importing.step_run (
    step_id          uuid PRIMARY KEY,
    job_id           uuid        NOT NULL,
    kind             text        NOT NULL,
    command          jsonb       NOT NULL,
    state            text        NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    attempt          integer     NOT NULL DEFAULT 0,
    lapses           integer     NOT NULL DEFAULT 0,
    fencing_token    bigint      NOT NULL DEFAULT 0,
    owner            text,
    lease_until      timestamptz,
    cancel_requested boolean     NOT NULL DEFAULT false,
    created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at       timestamptz,
    ended_at         timestamptz
);
CREATE INDEX step_run_waiting ON importing.step_run (created_at) WHERE state IN ('queued', 'running');
CREATE INDEX step_run_job ON importing.step_run (job_id);

-- What preflight and load of a job found that the certificate has to name.
CREATE TABLE importing.load_notes (
    job_id   uuid        NOT NULL,
    step     text        NOT NULL CHECK (step IN ('preflight', 'load')),
    notes    jsonb       NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (job_id, step)
);
