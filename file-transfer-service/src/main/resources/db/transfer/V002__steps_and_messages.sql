-- The tables of libs/step-runner and libs/reliable-messaging.
CREATE TABLE transfer.outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    uuid        NOT NULL UNIQUE,
    topic       text        NOT NULL,
    message_key text        NOT NULL,
    event_type  text        NOT NULL,
    subject     text        NOT NULL,
    data        bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX outbox_order ON transfer.outbox (topic, message_key, id);

CREATE TABLE transfer.inbox (
    consumer    text        NOT NULL,
    message_id  text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_age ON transfer.inbox (received_at);

CREATE TABLE transfer.step_run (
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
CREATE INDEX step_run_waiting ON transfer.step_run (created_at) WHERE state IN ('queued', 'running');
CREATE INDEX step_run_job ON transfer.step_run (job_id);
