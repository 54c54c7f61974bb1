-- Messages and steps: see libs/step-runner/README.md.
CREATE TABLE verifying.outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    uuid        NOT NULL UNIQUE,
    topic       text        NOT NULL,
    message_key text        NOT NULL,
    event_type  text        NOT NULL,
    subject     text        NOT NULL,
    data        bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX outbox_order ON verifying.outbox (topic, message_key, id);

CREATE TABLE verifying.inbox (
    consumer    text        NOT NULL,
    message_id  text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_age ON verifying.inbox (received_at);

CREATE TABLE verifying.step_run (
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
CREATE INDEX step_run_waiting ON verifying.step_run (created_at) WHERE state IN ('queued', 'running');
CREATE INDEX step_run_job ON verifying.step_run (job_id);

-- What a job was compared with, kept so that the platform can be compared with it again later.
CREATE TABLE verifying.expectation (
    job_id          uuid PRIMARY KEY,
    manifest        text        NOT NULL,
    signature       text        NOT NULL,
    pre_data        text,
    post_data       text,
    media_index     bytea,
    stored_at       timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The last comparison of each job.
CREATE TABLE verifying.report (
    job_id          uuid PRIMARY KEY,
    step_id         uuid        NOT NULL,
    verdict         text        NOT NULL CHECK (verdict IN ('EQUAL', 'DIFFERENT', 'NOT_VERIFIED')),
    manifest_sha256 text        NOT NULL,
    report          jsonb       NOT NULL,
    started_at      timestamptz NOT NULL,
    completed_at    timestamptz NOT NULL
);

-- The signed report of each job; the text is what was signed, byte for byte.
CREATE TABLE verifying.certificate (
    job_id          uuid PRIMARY KEY,
    verdict         text        NOT NULL,
    json            text        NOT NULL,
    issued_at       timestamptz NOT NULL
);
